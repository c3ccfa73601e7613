import type { BaseCall } from "./base-call.ts";

const enterprise = { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000, hours_per_account: 81.5 };
const smb = { tier: "SMB", touch: "tech", accounts: 180 };

export const sizeTeam: BaseCall[] = [
  {
    tiers: [enterprise, smb],
    arr: 9_000_000,
    team: { csm: 6, vp: 1 },
    costs: { csm: 140_000, vp: 280_000 },
    contract_hours: 1900,
    leave_hours: 150,
    customer_time: 0.7,
    expansion_mandate: true,
    new_accounts_a_year: 12,
    attrition: 0.1,
  },
  { tiers: [{ ...enterprise, complexity: 1.3, first_year: 0.2 }, smb], sick_hours: 40, growth: { share: 0.3 } },
  { tiers: [enterprise, smb], growth: { a_month: [{ tier: "Enterprise", accounts: 2 }] } },
  { tiers: [enterprise, smb], heads: 3 },
  { tiers: [enterprise, smb], heads: 3, growth: { share: 0.3 } },
  { table: "accounts.csv", as_of: "2026-01-01", heads: 2 },
  { table: "accounts.csv", as_of: "2026-01-01", budget: 500_000, costs: { csm: 140_000 } },
  { tiers: [enterprise], costs: { csm: 140_000 }, budget: 500_000 },
  { tiers: [enterprise], show: "org_chart", limit: 1, offset: 1 },
  {
    table: "accounts.csv",
    tiers: [
      { tier: "Named", touch: "high", min_arr: 100_000 },
      { tier: "Rest", touch: "low", min_arr: 1000 },
    ],
  },
  { table: "book.csv", skip_bad_rows: true },
];
