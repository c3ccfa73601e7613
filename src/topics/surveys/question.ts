import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { count, money, rate } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { confidenceShareFigure } from "../../core/statistics.ts";
import { fewAccountsFigure, MetricBands } from "../retention/figures.ts";

export const Direction = z.enum(["lower_is_easier", "higher_is_easier"]);
export type Direction = z.infer<typeof Direction>;

const NpsScale = z.strictObject({ lowest: z.number(), detractor_to: z.number(), promoter_from: z.number(), highest: z.number() });
const Detection = z.strictObject({
  power_share: rate().gt(0).lt(1),
  power_standard_errors: z.number().positive(),
  change_points: z.number().positive(),
  passive_share: rate().gt(0).lt(1),
});

/** What survey scores read; spread into a tool's `reads`. */
export const surveyReads = {
  npsScale: figure("metrics-nps", "scale", NpsScale),
  npsBands: figure("metrics-nps", "bands", MetricBands),
  detection: figure("metrics-nps", "detection", Detection),
  /** Days without an answer after which the next one belongs to another wave. */
  waveGapDays: figure("metrics-nps", "wave_gap_days", z.number().positive()),
  csatScale: figure(
    "metrics-csat",
    "scale",
    z.strictObject({ lowest: z.number(), highest: z.number(), satisfied_from: z.number() }),
  ),
  csatShareBands: figure("metrics-csat", "bands_top_box", MetricBands),
  csatMeanBands: figure("metrics-csat", "bands_mean", MetricBands),
  /** Below so many votes the interval of a mean answer is Student's. */
  smallMean: figure("metrics-csat", "small_mean_votes", z.number().min(2)),
  cesScale: figure("metrics-ces", "scale", z.strictObject({ lowest: z.number(), highest: z.number(), direction: Direction })),
  cesBands: figure("metrics-ces", "bands_lower_is_easier", MetricBands),
  confidence: confidenceShareFigure,
  few: fewAccountsFigure,
};
export type SurveyFigures = Figures<typeof surveyReads>;

const Ratings = z.array(z.number().multipleOf(1));
/** More points than any scale people are asked on has. */
const Scale = z.number().multipleOf(1).min(2).max(100);

export const Question = z.enum(["nps", "csat", "ces"]);
export type Question = z.infer<typeof Question>;

/** Names people give the number of answers. */
const answersNames = ["n", "count", "respondents", "sample", "sample_size", "responses"];

/** A question's record with the number of answers under the name this program uses, where `score` stands beside it. */
function namedAnswers(given: unknown): unknown {
  if (typeof given !== "object" || given === null || !("score" in given) || "answers" in given) return given;
  const name = answersNames.find((one) => one in given);
  if (name === undefined) return given;
  const { [name]: answers, ...rest } = given as Record<string, unknown>;
  return { ...rest, answers };
}

/** A score that is already computed, with the number of answers behind it; how they split is then not known. */
const computed = { score: z.number().optional(), answers: count().optional(), ratings: Ratings.optional() };

export const NpsInput = z
  .preprocess(
    namedAnswers,
    z.strictObject({
      promoters: count().optional(),
      passives: count().optional(),
      detractors: count().optional(),
      ...computed,
    }),
  )
  .describe("promoters, passives and detractors; or ratings of 0 to 10; or score with answers");
/** `type` is asked for by the calculation, whose refusal says why. `scale` is the highest answer. */
export const CsatInput = z
  .preprocess(
    namedAnswers,
    z.strictObject({
      type: z.enum(["top_box", "mean"]).optional(),
      satisfied: count().optional(),
      responses: count().optional(),
      scale: Scale.optional(),
      top_box_from: z.number().multipleOf(1).optional(),
      ...computed,
    }),
  )
  .describe("type (top_box or mean), with satisfied and responses; or ratings; or score with answers");
/** `direction` is asked for by the calculation, too. */
export const CesInput = z
  .preprocess(namedAnswers, z.strictObject({ direction: Direction.optional(), scale: Scale.optional(), ...computed }))
  .describe("direction (lower_is_easier or higher_is_easier), with ratings; or score with answers");

export const ResponseRow = z.strictObject({
  account: z.string().min(1).optional(),
  respondent: z.string().min(1).optional(),
  rating: z.number().multipleOf(1),
  arr: money().optional(),
  wave: z.string().min(1).optional(),
  segment: z.string().min(1).optional(),
  type: Question.optional(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

/** The wave before: each question as in this wave, or the score and answers of the one question asked. */
export const PreviousInput = z.preprocess(
  namedAnswers,
  z.strictObject({
    nps: NpsInput.optional(),
    csat: CsatInput.optional(),
    ces: CesInput.optional(),
    score: z.number().optional(),
    answers: count().optional(),
    population: count().optional(),
  }),
);
export type PreviousInput = z.infer<typeof PreviousInput>;

/** What a call says of one question, whichever it is. */
export type QuestionInput = Partial<z.infer<typeof NpsInput> & z.infer<typeof CsatInput> & z.infer<typeof CesInput>>;
/** The questions a call gives, each with what it says of them. */
export type Questions = Partial<Record<Question, QuestionInput>>;

/** One answer, typed or out of a table. Missing is null. */
export interface SurveyRow {
  place: string;
  type: Question;
  account: string | null;
  respondent: string | null;
  rating: number;
  arr: number | null;
  wave: string | null;
  segment: string | null;
}

/** Everything a survey question gives: counts, ratings or a score by question, or answers one by one. */
export interface SurveyQuestion extends Questions {
  rows: SurveyRow[];
  /** Customers the answers stand for; accounts where one account has one vote, people otherwise. */
  population?: number;
  /** People asked. */
  invited?: number;
  responses_arr?: number;
  population_arr?: number;
  one_vote: boolean;
  previous?: PreviousInput;
}

/** What each question takes, for refusals. */
export const takes: Record<Question, string> = {
  nps: NpsInput.description!,
  csat: CsatInput.description!,
  ces: CesInput.description!,
};

/** The settings a wave before shares with this one unless it says so itself. */
const settings = ["type", "direction", "scale", "top_box_from"] as const;

/**
 * What is known of the wave before: its counts, ratings or score with this wave's settings; null when nothing is. Throws Problem where it is asked
 * differently, since such waves cannot be compared, and where rows of an earlier wave say the same.
 */
export function previousInput(
  name: Question,
  now: QuestionInput | undefined,
  previous: QuestionInput | undefined,
  rowsBefore: readonly SurveyRow[],
): QuestionInput | null {
  if (previous === undefined && rowsBefore.length === 0) return null;
  if (previous !== undefined && rowsBefore.length)
    throw new Problem({
      what: `The wave before is given twice for ${name}: in previous and as responses of an earlier wave.`,
      remedy: "Leave previous out.",
    });
  const differs = settings.filter((one) => previous?.[one] !== undefined && now?.[one] !== previous[one]);
  if (differs.length)
    throw new Problem({
      what: `previous.${name} has another ${differs.join(" and ")} than ${name}; such waves are two series.`,
      remedy: "Compare waves asked in the same way only, or leave previous out.",
    });
  const shared = Object.fromEntries(settings.flatMap((one) => (now?.[one] === undefined ? [] : [[one, now[one]]])));
  return { ...shared, ...previous };
}

/**
 * The wave before by question: a bare score with answers belongs to the one question asked. Throws Problem where it could belong to several, and
 * where it names a question that this wave does not ask.
 */
export function previousByQuestion(previous: PreviousInput | undefined, asked: readonly Question[]): Questions {
  if (previous === undefined) return {};
  const { score, answers, population: _, ...named } = previous;
  const bare = score !== undefined || answers !== undefined;
  const [only] = asked;
  if (bare && (asked.length !== 1 || named[only!] !== undefined))
    throw new Problem({
      what: "previous gives a score without saying of which question.",
      remedy: "Write it under its question: previous: {nps: {score: 31, answers: 84}}.",
    });
  const all: Questions = bare ? { ...named, [only!]: { score, answers } } : named;
  const unasked = Question.options.filter((name) => all[name] !== undefined && !asked.includes(name));
  if (unasked.length)
    throw new Problem({
      what: `previous gives ${unasked.join(", ")}, and this wave does not.`,
      remedy: "Give this wave's answers, too.",
    });
  return all;
}
