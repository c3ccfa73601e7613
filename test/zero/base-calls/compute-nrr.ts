import type { BaseCall } from "./base-call.ts";

const totals = { starting: 1000, expansion: 80, contraction: 30, churn: 50, new: 200, reactivation: 20 };
const rows = [
  { account: "A", start: 100, end: 150, segment: "East" },
  { account: "B", start: 100, end: 90, segment: "East" },
  { account: "F", start: 0, end: 40, paid_before: true, segment: "West" },
];

export const computeNrr: BaseCall[] = [
  { totals: { ...totals, starting_accounts: 40, churned_accounts: 2 }, stated_opening: 990, stated_closing: 1200 },
  { rows, price_increase: 0.05, limit: 1 },
  { rows, limit: 1, offset: 1 },
  { monthly_grr: 0.98 },
  { table: "pairs.csv", skip_bad_rows: true },
  { table: "mixed.csv", currency: "USD", rates: { EUR: 1.1 }, rates_end: { EUR: 1.2 } },
  { table: "periods.csv", from: "2025-01-01", to: "2026-01-01", policy: { reactivation: "included", winback_days: 200 } },
];
