import type { BaseCall } from "./base-call.ts";

const faster = { name: "Faster close", baseline: 45, after: 32, unit: "days", units_a_year: 100, money_per_unit: 50 };

export const reportValue: BaseCall[] = [
  {
    investment: 120_000,
    period_months: 12,
    lines: [
      { ...faster, attribution: 0.5, validated: true, period_months: 12, evidence: "invoice" },
      { name: "Fewer tickets", value: 90_000, attribution: 0.8, evidence: "report" },
      { name: "Hours", kind: "hours", value: 30_000, realisation: 0.4, attribution: 1 },
    ],
  },
  {
    investment: 120_000,
    lines: [
      { name: "A", value: 90_000 },
      { name: "B", value: 80_000 },
    ],
    offset: 1,
  },
];
