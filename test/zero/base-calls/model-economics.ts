import type { BaseCall } from "./base-call.ts";

const costs = { csm: 600_000, ops: 90_000, support: 200_000, tools: 60_000, management: 150_000 };
const lifetime = { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75 };
const plan = { name: "Plan B", cost: 490_000, one_off: 40_000, ramp_months: 6 };
const acquisition = {
  ask: "acquisition",
  gross_margin: 0.8,
  arpa: 12_000,
  annual_churn: 0.1,
  discount: 0.12,
  new_arr: 3_000_000,
};
const spent = { sales_and_marketing: 4_000_000, new_customers: 120, cap_years: 4 };

export const modelEconomics: BaseCall[] = [
  { ...lifetime, annual_churn: 0.1, discount: 0.12, details: { cap_years: 4 } },
  { ...lifetime, annual_churn: 0.1, discount: 0.12, years: 4, details: { nrr: 1.05 } },
  { ...lifetime, details: { monthly_churn: 0.01 } },
  { ...acquisition, details: { ...spent, expansion_cost: 300_000, expansion_arr: 900_000 } },
  { ...acquisition, arr: 18_000_000, details: { ...spent, cs_in: "sales", costs } },
  {
    ask: "acquisition",
    gross_margin: 0.8,
    arpa: 12_000,
    new_arr: 3_000_000,
    details: { sales_and_marketing: 4_000_000, new_customers: 120, monthly_churn: 0.01 },
  },
  {
    ask: "cost_to_serve",
    arr: 18_000_000,
    gross_margin: 0.81,
    arpa: 50_000,
    annual_churn: 0.08,
    new_arr: 3_000_000,
    details: { costs, accounts: 340, cs_in: "cost_of_revenue", sales_and_marketing: 4_000_000, new_customers: 60 },
  },
  {
    ask: "cost_to_serve",
    details: {
      segments: [
        { segment: "Enterprise", touch: "high", accounts: 40, arr: 8_000_000, costs },
        { segment: "SMB", touch: "tech", accounts: 180, arr: 2_000_000, costs },
      ],
    },
  },
  {
    ask: "compounding",
    opening_arr: 10_000_000,
    new_arr: 3_000_000,
    grr: [0.85, 0.93],
    years: 5,
    gross_margin: 0.8,
    details: { printed: 6_500_000 },
  },
  {
    ask: "business_case",
    arr: 18_000_000,
    gross_margin: 0.81,
    annual_churn: 0.08,
    discount: 0.12,
    years: 3,
    grr: [0.9],
    options: [{ ...plan, lift: [0.01, 0.025, 0.03] }],
    details: { accounts: 340 },
  },
  {
    ask: "business_case",
    arr: 8_000_000,
    years: 2,
    options: [{ ...plan, low: [0.005, 0.01], base: [0.01, 0.02], high: [0.02, 0.04] }],
    details: { segments: [{ segment: "Enterprise", accounts: 40, arr: 8_000_000 }] },
  },
];
