import { Problem } from "../../contract/problem.ts";
import {
  type AnswerSet,
  countsOf,
  ratingsOf,
  refuseOffScale,
  refuseTwice,
  refuseVotesWithoutAccounts,
  repeatedAccounts,
} from "./answer-set.ts";
import type { SurveyFigures } from "./figures.ts";
import { momentsOf, momentsOfRatings } from "./moments.ts";
import type { NpsInput, SurveyRow } from "./survey-input.ts";

const groups = ["promoters", "passives", "detractors"] as const;

export type NpsAnswers = AnswerSet & Record<(typeof groups)[number], number>;

/**
 * Answers to the question of recommendation, a promoter as 100, a passive as 0, a detractor as -100; null when nobody answered.
 * Throws Problem for counts that are not all three, ratings off the scale, answers given twice, and one vote without accounts.
 * @example npsAnswers("nps", { promoters: 50, passives: 30, detractors: 20 }, [], false, scale)?.moments.mean // 30
 */
export function npsAnswers(
  name: string,
  input: NpsInput,
  rows: readonly SurveyRow[],
  oneVote: boolean,
  { lowest, highest, detractor_to, promoter_from }: SurveyFigures["npsScale"]["value"],
): NpsAnswers | null {
  const given = groups.filter((group) => input[group] !== undefined);
  const rated = ratingsOf(name, input.ratings, rows);
  if (given.length && rated !== null) refuseTwice(name, given.join(", "), input.ratings ? "ratings" : "responses");
  if (given.length && given.length < groups.length)
    throw new Problem({
      what: `${name} gives ${given.join(" and ")} and not ${groups.filter((group) => input[group] === undefined).join(" or ")}.`,
      remedy: "Give all three counts; missing is not 0. Or give the ratings.",
    });
  if (oneVote && (given.length || rated !== null)) refuseVotesWithoutAccounts("nps", rated);
  if (rated !== null) {
    refuseOffScale(name, rated, lowest, highest, "NPS is asked on that scale only; another question is csat or ces.");
    if (rated.length === 0) return null;
    const promoters = rated.filter(({ rating }) => rating >= promoter_from).length;
    const detractors = rated.filter(({ rating }) => rating <= detractor_to).length;
    return {
      answers: rated.length,
      counts: countsOf(rated, lowest, highest),
      moments: momentsOfRatings(rated, (rating) => (rating >= promoter_from ? 100 : rating <= detractor_to ? -100 : 0), oneVote),
      repeated: repeatedAccounts(rated),
      promoters,
      passives: rated.length - promoters - detractors,
      detractors,
    };
  }
  const [promoters, passives, detractors] = groups.map((group) => input[group] ?? 0) as [number, number, number];
  if (promoters + passives + detractors === 0) return null;
  return {
    answers: promoters + passives + detractors,
    counts: groups.map((group) => ({ answer: group, count: input[group] ?? 0 })),
    moments: momentsOf([
      { value: 100, count: promoters },
      { value: 0, count: passives },
      { value: -100, count: detractors },
    ]),
    repeated: null,
    promoters,
    passives,
    detractors,
  };
}
