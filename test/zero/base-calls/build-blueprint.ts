import type { BaseCall } from "./base-call.ts";

const tiers = [
  { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40, arr: 8_000_000, hours_per_account: 80 },
  { tier: "SMB", touch: "tech", min_arr: 1000, accounts: 180, arr: 2_000_000 },
];
const company = {
  arr: 10_000_000,
  accounts: 220,
  annual_logo_churn: 0.08,
  nrr: 1.05,
  grr: 0.9,
  fiscal_year_start: 4,
  gross_margin: 0.8,
  team: { csm: 4, vp: 1 },
  costs: { csm: 140_000, vp: 280_000 },
  customer_time: 0.6,
  contract_hours: 2000,
  leave_hours: 180,
  attrition: 0.12,
  new_accounts_a_year: 30,
  contract_years: 1,
  notice_days: 60,
  targets: { grr: 0.92, nrr: 1.1 },
  tiers,
};
const last_run = {
  as_of: "2025-01-01",
  arr: 9_000_000,
  accounts: 200,
  nrr: 1.02,
  grr: 0.88,
  csm_fte: 4.5,
  cost: 900_000,
  company,
};

export const buildBlueprint: BaseCall[] = [
  { company, as_of: "2026-01-01" },
  { company: { ...company, heads: 3 } },
  { company: { ...company, budget: 1_200_000 } },
  { company, heads: 3 },
  { company, budget: 1_200_000 },
  { company: { ...company, proposed_plan: { roles: { csm: 8, vp: 1 }, cost: 1_300_000, lift: [0.01, 0.03] } } },
  { company: { ...company, last_run }, as_of: "2026-01-01" },
  {
    company: {
      ...company,
      // Without today's team the plan's own cost is compared, which fixed heads or a fixed budget move.
      last_run: { ...last_run, company: { ...company, team: undefined, heads: 3 } },
    },
  },
  { company: { ...company, last_run: { ...last_run, company: { ...company, team: undefined, budget: 1_500_000 } } } },
  {
    company: {
      ...company,
      last_run: {
        ...last_run,
        company: { ...company, proposed_plan: { roles: { csm: 8, vp: 1 }, cost: 1_300_000, lift: [0.01, 0.03] } },
      },
    },
  },
  { table: "book.csv", as_of: "2026-01-01", skip_bad_rows: true },
];
