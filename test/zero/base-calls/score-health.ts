import type { BaseCall } from "./base-call.ts";

const built = {
  account: "A",
  touch: "high",
  scores: { usage: 80, engagement: 70, relationship: 60, support: 60 },
  arr: 9000,
  previous_score: 50,
};
const ready = { account: "B", score: 85, arr: 500 };
const decided = [
  { account: "P", score: 85, probability: 0.95, renewed: true, arr: 1000 },
  { account: "Q", score: 60, probability: 0.6, renewed: true, arr: 2000 },
  { account: "R", score: 20, probability: 0.2, renewed: false, arr: 3000 },
];

export const scoreHealth: BaseCall[] = [
  { accounts: [built, { ...ready, score: 30 }], capacity: 1 },
  { accounts: [ready, { account: "C", score: 90, arr: 700 }], limit: 1, offset: 1 },
  { accounts: [built], weights: { usage: 0.4, engagement: 0.2, relationship: 0.2, support: 0.1, growth: 0.1 } },
  { accounts: [built], by_touch: true },
  { accounts: [{ ...ready, notice_served: true }] },
  { accounts: [{ ...ready, auto_renew: true }] },
  { accounts: [{ ...ready, sponsor_left: true }] },
  {
    accounts: [ready],
    overrides: [{ account: "B", score: 30, owner: "Ann", reason: "left", expires: "2026-09-01" }],
    as_of: "2026-01-01",
  },
  { outcomes: decided, capacity: 1 },
  {
    outcomes: [
      { account: "P", scores: { usage: 85, engagement: 70, support: 90 }, renewed: true },
      { account: "R", scores: { usage: 20, engagement: 40, support: 50 }, renewed: false },
    ],
  },
  {
    table: "columns.csv",
    components: { seats: { low: 5, high: 50 }, plan: { values: { gold: 90, basic: 30 } } },
    weights: { seats: 0.5, plan: 0.5 },
  },
  { table: "health.csv", skip_bad_rows: true },
];
