import type { BaseCall } from "./base-call.ts";

const nps = { promoters: 50, passives: 30, detractors: 20 };
const ces = { ratings: [2, 1, 3], direction: "lower_is_easier", scale: 5 };
const answered = [
  { account: "A", rating: 9, type: "nps", arr: 5000 },
  { account: "A", rating: 3, type: "nps", arr: 5000 },
  { account: "B", rating: 10, type: "nps", arr: 2000 },
];

export const scoreSurveys: BaseCall[] = [
  { nps, population: 340, invited: 200, responses_arr: 4_000_000, population_arr: 9_000_000 },
  { nps, previous: { nps: { promoters: 40, passives: 40, detractors: 30 }, population: 300 } },
  { nps: { ratings: [9, 3, 10] }, previous: { nps: { ratings: [8, 2, 10] } } },
  {
    csat: { type: "top_box", satisfied: 80, responses: 100 },
    previous: { csat: { type: "top_box", satisfied: 70, responses: 90 } },
  },
  {
    csat: { type: "top_box", ratings: [5, 4, 2], scale: 5, top_box_from: 5 },
    previous: { csat: { type: "top_box", ratings: [5, 3, 2], scale: 5, top_box_from: 5 } },
  },
  { ces, previous: { ces: { ratings: [3, 1, 3], direction: "lower_is_easier", scale: 5 } } },
  { responses: answered, one_vote: true },
  { table: "ratings.csv", nps: {}, skip_bad_rows: true },
];
