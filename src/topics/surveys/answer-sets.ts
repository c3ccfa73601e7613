import * as z from "zod";
import { type Figure, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { confidenceShareFigure } from "../../core/statistics.ts";
import { fewAccountsFigure, MetricBands } from "../retention/figures.ts";
import {
  type AnswerSet,
  countsOf,
  ratingsOf,
  refuseOffScale,
  refuseTwice,
  refuseVotesWithoutAccounts,
  repeatedAccounts,
} from "./coverage.ts";
import { momentsOf, momentsOfRatings } from "./result.ts";
import { type CesInput, type CsatInput, Direction, type NpsInput, type SurveyRow } from "./survey-rows.ts";

const NpsScale = z.strictObject({ lowest: z.number(), detractor_to: z.number(), promoter_from: z.number(), highest: z.number() });
const Detection = z.strictObject({
  power_share: shown.rate().gt(0).lt(1),
  power_standard_errors: z.number().positive(),
  change_points: z.number().positive(),
});
const CsatScale = z.strictObject({ lowest: z.number(), highest: z.number(), satisfied_from: z.number() });
const CesScale = z.strictObject({ lowest: z.number(), highest: z.number(), direction: Direction });

/** What survey scores read; spread into a tool's `reads`. */
export const surveyReads = {
  npsScale: figure("metrics-nps", "scale", NpsScale),
  npsBands: figure("metrics-nps", "bands", MetricBands),
  detection: figure("metrics-nps", "detection", Detection),
  csatScale: figure("metrics-csat", "scale", CsatScale),
  csatShareBands: figure("metrics-csat", "bands_top_box", MetricBands),
  csatMeanBands: figure("metrics-csat", "bands_mean", MetricBands),
  cesScale: figure("metrics-ces", "scale", CesScale),
  cesBands: figure("metrics-ces", "bands_lower_is_easier", MetricBands),
  confidence: confidenceShareFigure,
  few: fewAccountsFigure,
};

export interface SurveyFigures {
  npsScale: Figure<z.infer<typeof NpsScale>>;
  npsBands: Figure<z.infer<typeof MetricBands>>;
  detection: Figure<z.infer<typeof Detection>>;
  csatScale: Figure<z.infer<typeof CsatScale>>;
  csatShareBands: Figure<z.infer<typeof MetricBands>>;
  csatMeanBands: Figure<z.infer<typeof MetricBands>>;
  cesScale: Figure<z.infer<typeof CesScale>>;
  cesBands: Figure<z.infer<typeof MetricBands>>;
  confidence: Figure<number>;
  few: Figure<number>;
}

export interface CesAnswers extends AnswerSet {
  direction: Direction;
  scale: { lowest: number; highest: number };
}

/**
 * Answers to a question of effort, each as its rating; null when nobody answered.
 * Throws Problem unless the direction is given: the same number is best on one form and worst on the other.
 * @example cesAnswers("ces", { ratings: [2, 1, 3], direction: "lower_is_easier" }, [], false, scale)?.moments.mean // 2
 */
export function cesAnswers(
  name: string,
  input: CesInput,
  rows: readonly SurveyRow[],
  oneVote: boolean,
  usual: SurveyFigures["cesScale"]["value"],
): CesAnswers | null {
  if (input.direction === undefined)
    throw new Problem({
      what: `${name}.direction is missing: on one form a low answer means easy, on the other a high one.`,
      remedy: `Set ${name}.direction to lower_is_easier ("how much effort?") or higher_is_easier ("it was easy").`,
    });
  const rated = ratingsOf(name, input.ratings, rows);
  if (oneVote && rated !== null) refuseVotesWithoutAccounts("ces", rated);
  if (rated === null || rated.length === 0) return null;
  const { lowest } = usual;
  const highest = input.scale ?? usual.highest;
  refuseOffScale(name, rated, lowest, highest, `If the scale has more points, set ${name}.scale to its highest answer.`);
  return {
    answers: rated.length,
    counts: countsOf(rated, lowest, highest),
    moments: momentsOfRatings(rated, (rating) => rating, oneVote),
    repeated: repeatedAccounts(rated),
    direction: input.direction,
    scale: { lowest, highest },
  };
}

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
