import type { RealCall } from "../real-calls.ts";

const tool = "model_economics";
const won = { sales_and_marketing: 1_500_000, new_customers: 100, cs_in: "cost_of_revenue" };
const parts = { csm: 450_000, ops: 37_500, support: 114_000, tools: 24_000, management: 52_500 };
const planB = { name: "Plan B", cost: 490_000, lift: [0.01, 0.025, 0.03], low: [0.005, 0.01, 0.01], high: [0.02, 0.05, 0.06] };

export const calls: RealCall[] = [
  {
    what: "the value of a customer",
    tool,
    input: { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75, annual_churn: 0.1 },
    // 9,000 / 0.1; five years 9,000 x 4.0951.
    output: { cltv: { by_churn: 90_000, capped: { by_churn: 36_855.9 } } },
  },
  {
    what: "what a customer costs",
    tool,
    input: { ask: "acquisition", arpa: 12_000, gross_margin: 0.75, annual_churn: 0.1, details: won },
    // 90,000 / 15,000; 15,000 / 9,000 x 12.
    output: { ltv_to_cac: 6, payback_months: 20 },
  },
  {
    what: "what serving costs",
    tool,
    input: {
      ask: "cost_to_serve",
      arr: 3_000_000,
      gross_margin: 0.8,
      details: { accounts: 60, cs_in: "neither", costs: parts },
    },
    // 678,000 / 3M, and over 2.4M of margin.
    output: { serving: { share_of_arr: 0.226, share_of_margin: 0.2825 } },
  },
  {
    what: "two companies, and a printed difference",
    tool,
    input: {
      ask: "compounding",
      opening_arr: 10_000_000,
      new_arr: 3_000_000,
      grr: [0.85, 0.93],
      years: 5,
      details: { printed: 6_500_000 },
    },
    output: { compounding: { chosen: false, printed: { matches: "neither" } }, years: [{ a: 11_500_000, b: 12_300_000 }] },
  },
  {
    what: "a plan with lifts",
    tool,
    input: { ask: "business_case", arr: 18_000_000, gross_margin: 0.81, options: [planB] },
    // 490,000 / (18M x 0.81).
    output: { options: [{ name: "Plan B", break_even: 490_000 / 14_580_000, payback_month: null }] },
  },
  {
    what: "three plans of a book in segments, one without a lift",
    tool,
    input: {
      ask: "business_case",
      arr: 18_000_000,
      annual_churn: 0.08,
      options: [{ name: "Plan A", cost: 150_000, lift: [0.01, 0.01, 0.01] }, planB, { name: "Plan C", cost: 600_000 }],
      details: {
        as_of: "2026-01-01",
        segments: [
          { segment: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
          { segment: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
          { segment: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
        ],
      },
    },
    // 27.2 of 340 accounts: all at 15,000, or 8% of the ARR.
    output: { do_nothing: { arr_lost_low: 408_000, arr_lost_high: 1_440_000 }, gross_margin_known: false },
  },
];
