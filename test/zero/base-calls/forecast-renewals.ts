import type { BaseCall } from "./base-call.ts";

const as_of = "2026-01-01";
const due = { account: "Acme", arr: 100_000, renewal_date: "2026-03-31" };

export const forecastRenewals: BaseCall[] = [
  {
    as_of,
    target: 90_000,
    renewals: [
      { ...due, health: 85, notice_days: 30, called: 95_000, value_fraction: 0.9 },
      { account: "Bolt", arr: 50_000, renewal_date: "2026-04-30", probability: 0.7 },
    ],
  },
  {
    as_of,
    renewals: [
      { ...due, health: 85 },
      { ...due, account: "Bolt", health: 50 },
    ],
    limit: 1,
    offset: 1,
  },
  {
    as_of,
    renewals: [
      { ...due, outcome: "renewed", retained: 90_000 },
      { ...due, account: "Bolt", outcome: "renewed", uplift: 5000 },
    ],
  },
  { as_of, renewals: [{ ...due, committed: true }] },
  { as_of, renewals: [{ ...due, health: 85, auto_renews: true, notice_days: 30 }] },
  { as_of, renewals: [{ ...due, multi_year_no_decision: true }] },
  { as_of, renewals: [{ ...due, probability: 0.85, notice_served: true }] },
  { as_of, pipeline: [{ account: "Acme", amount: 40_000, stage: "proposed", whitespace: 30_000, close_date: "2026-05-10" }] },
  {
    renewals: [{ account: "Acme", arr: 100_000, health: 85 }],
    history: [{ assumed: 0.95, renewed: 17, of: 20 }],
    use_history: true,
  },
  { history: [{ forecast: 900, actual: 790, low: 800, high: 1000, day: 45 }] },
  { as_of, table: "renewals.csv", skip_bad_rows: true },
];
