import type { RealCall } from "../real-calls.ts";

const three = [
  { account: "A", arr: 100_000, health: 85 },
  { account: "B", arr: 50_000, health: 45 },
  { account: "C", arr: 75_000, health: 25 },
];

export const calls: RealCall[] = [
  {
    what: "renewals, a target and a pipeline",
    tool: "forecast_renewals",
    input: {
      as_of: "2026-01-01",
      target: 500_000,
      renewals: [{ account: "Acme", arr: 100_000, health: 85, renewal_date: "2026-03-31", notice_days: 30 }],
      pipeline: [{ account: "Acme", amount: 40_000, stage: "proposed" }],
    },
    // 95% of 100,000; half of 40,000 times 95%; 31 March less 30 days.
    output: {
      due: 100_000,
      expected: 95_000,
      probability_below_target: 1,
      by_month: [{ month: "2026-03" }],
      expansion: { expected: 19_000 },
    },
  },
  {
    what: "the published example",
    tool: "forecast_renewals",
    input: { renewals: three, target: 125_000 },
    // 95,000 + 30,000 + 22,500; below 125,000 are 0.014 + 0.021 + 0.006 + 0.266.
    output: { due: 225_000, expected: 147_500, standard_deviation: 47_500, probability_below_target: 0.307 },
  },
  {
    what: "a record alone",
    tool: "forecast_renewals",
    input: { as_of: "2026-01-01", history: [{ assumed: 0.95, renewed: 17, of: 20 }] },
    output: { due: null, calibration: { bands: [{ observed: 0.85, differs: false }] } },
  },
  {
    what: "renewals corrected by a record",
    tool: "forecast_renewals",
    input: { renewals: three, history: [{ assumed: 0.95, renewed: 17, of: 20 }], use_history: true },
    // (17 + 20 x 0.95) / 40 = 90% for the first: 90,000 + 30,000 + 22,500.
    output: { expected: 142_500, history_used: true },
  },
  {
    what: "a table",
    tool: "forecast_renewals",
    input: { table: "accounts.csv", as_of: "2026-01-01", from: "2026-01-01", to: "2026-03-31", target: 1_500_000 },
    // examples/README.md: 340 rows with an ARR of 17,140,704.
    output: { book: { renewals: 340, arr: 17_140_704 } },
  },
];
