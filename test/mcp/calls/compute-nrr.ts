import type { RealCall } from "../real-calls.ts";

const book = [
  { account: "A", start: 100, end: 150 },
  { account: "B", start: 100, end: 60 },
  { account: "C", start: 100, end: 0 },
  { account: "D", start: 0, end: 80 },
  { account: "E", start: 50, end: 50 },
  { account: "F", start: 0, end: 40, paid_before: true },
  { account: "G", start: 200, end: 180 },
];
const quarter = { table: "subscriptions.csv", from: "2025-10-01", to: "2026-01-01" };

/** Real questions to compute_nrr beyond the plain ones; the working folder is examples/. */
export const calls: RealCall[] = [
  {
    what: "months, segments against the year before, and a limit on returns",
    tool: "compute_nrr",
    input: {
      table: "subscriptions.csv",
      from: "2025-01-01",
      to: "2026-01-01",
      segment_by: "region",
      policy: { winback_days: 90 },
      price_increase: 0.03,
    },
    output: { months_total: 12, comparison: { from: "2024-01-01", to: "2025-01-01", segments_total: 3 } },
  },
  {
    what: "a quarter, which is not a year",
    tool: "compute_nrr",
    input: quarter,
    output: { months_total: 3, assessment: [], annualised: { months: 3 } },
  },
  {
    what: "two years of months, the second page",
    tool: "compute_nrr",
    input: { ...quarter, from: "2024-01-01", limit: 12, offset: 12 },
    // From January 2024 to January 2026 are 24 months.
    output: { months_total: 24, annualised: { months: 24 } },
  },
  {
    what: "a stated closing without the new customers",
    tool: "compute_nrr",
    input: { rows: book, stated_closing: 480, stated_opening: 550 },
    // 560 less D's 80.
    output: {
      tie: { stated: 480, computed: 560, difference: -80, located: [{ amount: -80 }, { amount: -80 }] },
      opening_tie: { difference: 0, located: [] },
    },
  },
  {
    what: "net without a price increase",
    tool: "compute_nrr",
    input: { rows: book, price_increase: 0.1 },
    // A grew by 50, of which 10 is price: (440 - 10) / 550.
    output: { nrr: 0.8, price_expansion: 10, nrr_without_price: 430 / 550 },
  },
];
