import type { BaseCall } from "./base-call.ts";

const components = [
  { metric: "grr", weight: 0.6, target: 0.9, threshold: 0.8, accelerator: 2, cap: 1.2 },
  { metric: "expansion", weight: 0.3 },
  { metric: "health", weight: 0.1, gate: 0.8 },
];
const plan = { ote: 140_000, base_share: 0.8, components };

export const designCompensation: BaseCall[] = [
  { ...plan, csms: 5, ramp: { months: 6, new_csms: 2 } },
  { ...plan, attainment: [0.9, 1.1], csms: 3 },
  {
    ...plan,
    attainment: [
      { attainment: 0.7, share: 0.4 },
      { attainment: 1.1, share: 0.6 },
    ],
  },
  {
    ...plan,
    book: {
      arr: 1_000_000,
      kept: 810_000,
      events: [
        { kind: "reassigned", account: "Merrow", arr: 50_000, months: 24 },
        { kind: "acquired", account: "Halden", arr: 100_000 },
      ],
    },
  },
  {
    ...plan,
    book: {
      arr: 1_000_000,
      kept: 810_000,
      events: [{ kind: "reassigned", account: "Merrow", arr: 50_000, kept: 40_000, months: 1 }],
    },
  },
];
