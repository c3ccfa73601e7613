import type { RealCall } from "../real-calls.ts";

export const calls: RealCall[] = [
  {
    what: "a confirmed line without a share",
    tool: "report_value",
    input: {
      investment: 120_000,
      lines: [{ name: "Faster close", value: 420_000, baseline: 45, after: 32, unit: "days", validated: true }],
    },
    // (420 - 120) / 120 at most; no share is stated, so none of it is hard.
    output: { roi: 2.5, value_multiple: 3.5, roi_of: "at_most", hard_value: 0, not_counted: [{ amount: 420_000 }] },
  },
  {
    what: "a printed claim",
    tool: "report_value",
    input: {
      investment: 120_000,
      period_months: 12,
      printed: "10x",
      lines: [{ name: "Total", value: 1_200_000, attribution: 1, validated: true }],
    },
    // 1,200 / 120 and (1,200 - 120) / 120; 120,000 over 100,000 a month.
    output: { roi: 9, value_multiple: 10, hard_value: 1_200_000, payback_months: 1.2, printed: { reads_as: "value_multiple" } },
  },
  {
    what: "hours, a loss and soft value for finance",
    tool: "report_value",
    input: {
      investment: 50_000,
      period_months: 12,
      audience: "finance",
      lines: [
        {
          name: "Typing",
          kind: "hours",
          baseline: 6,
          after: 1,
          units_a_year: 1104,
          money_per_unit: 45,
          attribution: 1,
          realisation: 0.4,
          validated: true,
        },
        { name: "Waiting", baseline: 3, after: 4, units_a_year: 100, money_per_unit: 50 },
        { name: "Calm", kind: "soft" },
      ],
    },
    // 5 x 1,104 x 45 x 40% = 99,360, less 1 x 100 x 50 = 5,000.
    output: { hard_value: 94_360, roi: 0.8872, value_multiple: 1.8872, texts: [{ audience: "finance" }] },
  },
];
