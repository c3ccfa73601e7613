import type { RealCall } from "../real-calls.ts";

const working = [
  { metric: "grr", weight: 0.6 },
  { metric: "expansion", weight: 0.3 },
  { metric: "health", weight: 0.1 },
];

export const calls: RealCall[] = [
  {
    what: "the working plan",
    tool: "design_compensation",
    input: { ote: 140_000, base_share: 0.8, components: working },
    // 140,000 x 0.8; of the other 28,000: 0.6, 0.3 and 0.1. At half of target half of it.
    output: {
      base: 112_000,
      variable: 28_000,
      components: [{ at_target: 16_800 }, { at_target: 8_400 }, { at_target: 2_800 }],
      payout_curve: [{ attainment: 0.5, payout: 14_000, share: 0.5 }],
      cost: { at_target: 140_000, at_distribution: null, low: 134_400, high: 142_800 },
    },
  },
  {
    what: "everything at once",
    tool: "design_compensation",
    input: {
      ote: 120_000,
      base_share: 0.75,
      components: [
        { metric: "NRR", weight: 0.5, threshold: 0.9, accelerator: 2, cap: 1.2 },
        { metric: "GRR", weight: 0.5, target: 0.9, threshold: 0, accelerator: 0 },
        { metric: "CSAT", weight: 0, gate: 0.8 },
      ],
      attainment: [
        { attainment: 0.7, share: 0.2 },
        { attainment: 1, share: 0.6 },
        { attainment: 1.1, share: 0.2 },
      ],
      csms: 5,
      ramp: { months: 6, new_csms: 1 },
      book: { arr: 1_000_000, kept: 810_000, events: [{ kind: "acquired", account: "Halden", arr: 100_000 }] },
    },
    // Variable 30,000, half under each. At 0.7 the gate is closed: 0; at 1: 30,000; at 1.1: 15,000 x 1.2 + 15,000 = 33,000.
    // 0.2 x 0 + 0.6 x 30,000 + 0.2 x 33,000 = 24,600; with base 90,000 for each of 5: 573,000.
    // GRR 0.81 of 0.9 pays 13,500; without Halden 0.81 / 0.9 = 0.9, at target, 15,000.
    output: {
      cost: { at_distribution: 573_000, at_target: 600_000, low: 450_000, high: 615_000 },
      overlaps: [{ metrics: ["nrr", "grr"], paid_twice: 15_000 }],
      gates: [{ metric: "csat", withheld: 30_000 }],
      ramp_guarantee: { per_hire: 15_000, earned_per_hire: 0, cost: 15_000 },
      events_effect: { grr_counted: 0.81, grr_left_out: 0.9, difference: 1_500 },
    },
  },
  {
    what: "a source's plan, nothing else said",
    tool: "design_compensation",
    input: { ote: 140_000, standard: "strategist" },
    // The middle of 60% to 70% is base; the four middles already make a whole.
    output: { base: 91_000, variable: 49_000, components: [{ metric: "nrr_or_grr", at_target: 22_050 }] },
  },
];
