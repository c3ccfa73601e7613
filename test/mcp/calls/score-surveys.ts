import type { RealCall } from "../real-calls.ts";

export const calls: RealCall[] = [
  {
    what: "counts of an NPS",
    tool: "score_surveys",
    input: { nps: { promoters: 50, passives: 30, detractors: 20 }, population: 340 },
    // 50 - 20; the interval is narrower than 15.3 by sqrt(240 / 339).
    output: { nps: { score: 30, margin: 15.307808 * Math.sqrt(240 / 339), votes: 100 }, csat: null, ces: null },
  },
  {
    what: "a share of satisfied answers",
    tool: "score_surveys",
    input: { csat: { satisfied: 80, responses: 100, type: "top_box" } },
    output: { csat: { share: 0.8, low: 0.7111708, high: 0.8666331 } },
  },
  {
    what: "effort",
    tool: "score_surveys",
    input: { ces: { ratings: [2, 1, 3], direction: "lower_is_easier" } },
    output: { ces: { mean: 2, band: "good" } },
  },
  {
    what: "answers of two waves, one vote an account",
    tool: "score_surveys",
    input: {
      nps: {},
      one_vote: true,
      population_arr: 400_000,
      responses: [
        { account: "A", respondent: "Ann", rating: 10, arr: 100_000, wave: "2026-Q1" },
        { account: "A", respondent: "Abe", rating: 3, arr: 100_000, wave: "2026-Q1" },
        { account: "B", respondent: "Bea", rating: 9, arr: 200_000, wave: "2026-Q1" },
        { account: "A", respondent: "Ann", rating: 7, arr: 100_000, wave: "2025-Q4" },
        { account: "B", respondent: "Bea", rating: 2, arr: 200_000, wave: "2025-Q4" },
      ],
    },
    // A votes (100 - 100) / 2 and B 100; before, 0 and -100. 300,000 of 400,000 answered.
    output: { nps: { score: 50, votes: 2, answers: 3, arr_share: 0.75, change: { previous: -50, difference: 100 } } },
  },
];
