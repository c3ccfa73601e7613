import type { RealCall } from "../real-calls.ts";

const scores = { usage: 80, engagement: 70, support: 60 };
const past = Array.from({ length: 8 }, (_, index) => ({
  account: `P${index}`,
  score: [95, 85, 60, 30, 10, 95, 85, 60][index]!,
  renewed: ![2, 3, 4].includes(index),
  arr: 10_000,
}));

export const calls: RealCall[] = [
  {
    what: "three of five components known",
    tool: "score_health",
    input: { accounts: [{ account: "Acme", touch: "high", scores }] },
    // 80 x 0.3 + 70 x 0.25 + 60 x 0.15 = 50.5 points on 0.7 of the weight.
    output: {
      accounts: [{ account: "Acme", score: 72.142857, coverage: 0.7, possible_low: 50.5, possible_high: 80.5, band: "stable" }],
    },
  },
  {
    what: "a book by touch, with a fact, an override and signals that are too old",
    tool: "score_health",
    input: {
      as_of: "2026-01-31",
      by_touch: true,
      capacity: 1,
      accounts: [
        {
          account: "Acme",
          touch: "high",
          arr: 120_000,
          scores: { ...scores, relationship: 90, financial: 100 },
          notice_served: true,
        },
        { account: "Bolt", touch: "tech", arr: 5_000, scores: { usage: 30, support: 30 }, previous_score: 45 },
        { account: "Corvo", touch: "low", arr: 0, scores: { usage: 90, support: 90 }, signal_dates: { usage: "2025-01-01" } },
      ],
      overrides: [{ account: "Bolt", band: "stable", owner: "Kim", reason: "Migration", expires: "2026-03-01" }],
    },
    // Bolt: usage 0.5 and support 0.25 are 30 each, so the score is 30; usage of Corvo is 395 days old, and support alone is 0.2 of its weight.
    output: {
      accounts: [
        { account: "Acme", band: "emergency", floor_by: ["notice_served"] },
        { account: "Corvo", score: null, coverage: 0.2, stale: ["usage"], band: null },
        { account: "Bolt", score: 30, change: -15, band: "stable", override: { computed_score: 30, computed_band: "critical" } },
      ],
    },
  },
  {
    what: "a score tested on outcomes alone",
    tool: "score_health",
    input: { outcomes: past },
    // Of the 15 pairs of a kept and a lost account 14 are in order and one is a tie at 60: 14.5 / 15.
    output: { accounts_total: 0, validation: { n: 8, events: 3, auc: 0.966667, standing: "ordering_only" } },
  },
  {
    what: "the example's accounts by their ready-made health",
    tool: "score_health",
    input: { table: "accounts.csv", columns: { score: "Health" } },
  },
];
