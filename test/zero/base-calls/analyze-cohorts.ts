import type { BaseCall } from "./base-call.ts";

export const analyzeCohorts: BaseCall[] = [
  {
    lives: [
      { months: 14, churned: true, entered: 3 },
      { months: 20, churned: false, entered: 1 },
      { months: 6, churned: true },
    ],
  },
  { table: "tenures.csv", skip_bad_rows: true },
  { table: "periods.csv", as_of: "2026-01-01", limit: 1, offset: 1 },
];
