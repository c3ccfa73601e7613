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
import type { CsatInput, SurveyRow } from "./survey-input.ts";

export interface CsatAnswers extends AnswerSet {
  type: "top_box" | "mean";
  scale: { lowest: number; highest: number } | null;
  top_box_from: number | null;
}

/**
 * Answers to a question of satisfaction: each satisfied one as 1 (top box), or each as its rating (mean); null when nobody answered.
 * Throws Problem unless it is said which of the two, and from which answer one is satisfied where the scale is not the usual one.
 * @example csatAnswers("csat", { type: "top_box", satisfied: 8, responses: 10 }, [], false, scale)?.moments.mean // 0.8
 */
export function csatAnswers(
  name: string,
  input: CsatInput,
  rows: readonly SurveyRow[],
  oneVote: boolean,
  usual: SurveyFigures["csatScale"]["value"],
): CsatAnswers | null {
  const { type, satisfied, responses } = input;
  if (type === undefined)
    throw new Problem({
      what: `${name}.type is missing, and a share of satisfied answers and a mean answer are two statistics of one name.`,
      remedy: `Set ${name}.type to top_box (share of satisfied answers) or mean (mean answer).`,
    });
  const counted = satisfied !== undefined || responses !== undefined;
  const rated = ratingsOf(name, input.ratings, rows);
  if (counted && rated !== null) refuseTwice(name, "satisfied and responses", input.ratings ? "ratings" : "responses one by one");
  const from = satisfiedFrom(name, input, usual);
  if (oneVote && (counted || rated !== null)) refuseVotesWithoutAccounts("csat", rated);
  if (rated === null) return counted ? ofCounts(name, input, from) : null;
  const { lowest } = usual;
  const highest = input.scale ?? usual.highest;
  refuseOffScale(name, rated, lowest, highest, `If the scale has more points, set ${name}.scale to its highest answer.`);
  if (rated.length === 0) return null;
  return {
    answers: rated.length,
    counts: countsOf(rated, lowest, highest),
    moments: momentsOfRatings(rated, (rating) => (from === null ? rating : Number(rating >= from)), oneVote),
    repeated: repeatedAccounts(rated),
    type,
    scale: { lowest, highest },
    top_box_from: from,
  };
}

/** The lowest answer that counts as satisfied; null for a mean. */
function satisfiedFrom(name: string, input: CsatInput, usual: SurveyFigures["csatScale"]["value"]): number | null {
  const { type, scale = usual.highest, top_box_from: from } = input;
  if (type === "mean") {
    if (from === undefined) return null;
    throw new Problem({
      what: `${name}.top_box_from belongs to a share, and ${name}.type is mean.`,
      remedy: "Leave one of them out.",
    });
  }
  if (from === undefined && scale !== usual.highest)
    throw new Problem({
      what: `Nothing says which answers on a scale up to ${scale} count as satisfied.`,
      remedy: `Set ${name}.top_box_from to the lowest of them, as decided before the survey.`,
    });
  if (from !== undefined && (from <= usual.lowest || from > scale))
    throw new Problem({
      what: `${name}.top_box_from is ${from}, on a scale of ${usual.lowest} to ${scale}.`,
      remedy: `Give an answer above ${usual.lowest} and no higher than ${scale}.`,
    });
  return from ?? usual.satisfied_from;
}

function ofCounts(
  name: string,
  { type, satisfied, responses, scale, top_box_from }: CsatInput,
  from: number | null,
): CsatAnswers | null {
  if (type === "mean")
    throw new Problem({
      what: `${name} asks for a mean and gives counts of satisfied answers, from which no mean follows.`,
      remedy: `Give ${name}.ratings, or set ${name}.type to top_box.`,
    });
  if (satisfied === undefined || responses === undefined)
    throw new Problem({
      what: `${name} gives ${satisfied === undefined ? "responses without satisfied" : "satisfied without responses"}.`,
      remedy: "Give both counts, or the ratings.",
    });
  if (satisfied > responses)
    throw new Problem({ what: `${name}.satisfied is ${satisfied} of ${responses} responses.`, remedy: "Correct the counts." });
  if (responses === 0) return null;
  const counts = [
    { value: 1, count: satisfied },
    { value: 0, count: responses - satisfied },
  ];
  return {
    answers: responses,
    counts: counts.map(({ value, count }) => ({ answer: value === 1 ? "satisfied" : "not satisfied", count })),
    moments: momentsOf(counts),
    repeated: null,
    type: "top_box",
    scale: null,
    // Only counts are known; from which answer they were counted is the caller's to say.
    top_box_from: scale === undefined && top_box_from === undefined ? null : from,
  };
}
