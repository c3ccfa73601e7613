import type { BaseCall } from "./base-call.ts";

const as_of = "2026-01-01";
const acme = { account: "Acme", arr: 120_000, complexity: 40, growth: 60, strategic: 80 };
const bolt = { account: "Bolt", arr: 20_000, complexity: 20, growth: 30, strategic: 10 };
const plain = [
  { account: "Acme", arr: 120_000 },
  { account: "Bolt", arr: 20_000 },
];
const scored = [
  { tier: "Named", touch: "high", min_score: 60 },
  { tier: "Pooled", touch: "low", min_score: 10 },
];
const below = { account: "Acme", arr: 80_000, tier: "Enterprise" };
const floors = [
  { tier: "Enterprise", touch: "high", min_arr: 100_000 },
  { tier: "SMB", touch: "tech", min_arr: 10_000 },
];

export const designTiers: BaseCall[] = [
  { accounts: [acme, bolt], method: "weighted", floors: scored },
  {
    accounts: [acme, bolt],
    method: "weighted",
    floors: scored,
    weights: { arr: 0.4, complexity: 0.3, growth: 0.2, strategic: 0.1 },
  },
  { accounts: plain, floors, limit: 1, offset: 1 },
  { as_of, accounts: [{ ...below, periods_below: 4 }], floors },
  { as_of, accounts: [{ ...below, periods_below: 4, renewal_date: "2026-06-30", notice_days: 90 }], floors },
  { as_of, accounts: [{ ...below, periods_below: 4, open_escalation: true }], floors },
  { accounts: plain.map((one) => ({ ...one, partner: true })), floors },
  {
    tiers: [
      { tier: "Enterprise", touch: "high", min_arr: 100_000, accounts: 40, arr: 7_250_000 },
      { tier: "SMB", touch: "tech", min_arr: 1000, accounts: 180, arr: 900_000 },
    ],
    arr: 8_150_000,
  },
  { accounts: plain, method: "derived", costs: { csm: 140_000 }, customer_time: 0.7, contract_hours: 1900, leave_hours: 150 },
  { table: "book.csv", skip_bad_rows: true },
];
