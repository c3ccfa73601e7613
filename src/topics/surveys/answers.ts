import type * as z from "zod";
import type { Figure } from "../../core/figure.ts";
import { type Known, unknown } from "../../core/known.ts";
import { groupBy } from "../../core/order.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { MetricBands } from "../retention/figures.ts";
import { type Question, type QuestionInput, type SurveyFigures, type SurveyRow, takes } from "./question.ts";

/** Votes by their number, their mean, and their mean squared distance from it. */
export interface Moments {
  votes: number;
  mean: number;
  variance: number;
  /** The least and the most that distance could be, where only the mean is known and `variance` is a typical split's. */
  bounds?: { least: number; most: number };
}

/**
 * Number, mean and variance (divided by the number) of values that come in so many copies. There must be one at least.
 * Promoters as 1, passives as 0 and detractors as -1 have the variance p + d - (p - d)^2, a fraction.
 * @example momentsOf([{ value: 1, count: 50 }, { value: 0, count: 30 }, { value: -1, count: 20 }]) // { votes: 100, mean: 0.3, variance: 0.61 }
 */
export function momentsOf(values: readonly { value: number; count: number }[]): Moments {
  const ascending = [...values].sort((a, b) => a.value - b.value);
  const votes = ascending.reduce((sum, { count }) => sum + count, 0);
  // Values that are all alike must not differ by the last bit of a sum.
  if (ascending.every(({ value }) => value === ascending[0]!.value)) return { votes, mean: ascending[0]!.value, variance: 0 };
  const mean = ascending.reduce((sum, { value, count }) => sum + value * count, 0) / votes;
  const variance = ascending.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0) / votes;
  return { votes, mean, variance };
}

/**
 * Votes of which only the mean is known, each one of the values on an even ladder of steps: their variance is least when all stand on the two
 * steps around the mean, and most when all stand at the two ends. Between, a net score is taken to have a typical share of passive votes.
 * @example momentsOfMean(61, 38, npsForm, 0.3) // least (0.38 - 0.1444) x 10,000, typical (0.7 - 0.1444) x 10,000, most (1 - 0.1444) x 10,000
 */
export function momentsOfMean(
  votes: number,
  mean: number,
  { kind, lowest, highest, step }: Pick<Form, "kind" | "lowest" | "highest" | "step">,
  passiveShare: number,
): Moments {
  const above = ((((mean - lowest) % step) + step) % step) / step;
  const least = step * step * above * (1 - above);
  const most = Math.max(0, (mean - lowest) * (highest - mean));
  const typical = kind === "net" ? (1 - passiveShare) * highest * highest - mean * mean : most;
  // Votes of yes and no have one variance for each mean.
  if (kind === "share") return { votes, mean, variance: most };
  return { votes, mean, variance: Math.min(most, Math.max(least, typical)), bounds: { least, most } };
}

/** One rating, where it stands, and the account it came from where known. */
interface Rated {
  place: string;
  rating: number;
  account: string | null;
}

/**
 * Moments of what ratings stand for. With one vote an account, each account counts once, with the mean of its people's values.
 * @example momentsOfRatings(two ratings of one account, 10 and 0, (rating) => rating, true) // { votes: 1, mean: 5, variance: 0 }
 */
export function momentsOfRatings(rated: readonly Rated[], value: (rating: number) => number, oneVote: boolean): Moments {
  if (!oneVote) return momentsOf(tallied(rated.map(({ rating }) => value(rating))));
  const byAccount = groupBy(rated, ({ account }) => account);
  const means = [...byAccount.values()].map((own) => momentsOf(tallied(own.map(({ rating }) => value(rating)))).mean);
  return momentsOf(means.map((mean) => ({ value: mean, count: 1 })));
}

function tallied(values: readonly number[]): { value: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

/**
 * What the variance of a mean shrinks by when the answers are a good part of all there could be: (N - n) / (N - 1), the square of the
 * finite-population correction; 1 when the number of all is not known.
 * @example finiteShrink(100, 340) // 240 / 339
 */
export function finiteShrink(votes: number, population: number | null): number {
  if (population === null) return 1;
  return population === votes ? 0 : (population - votes) / (population - 1);
}

/**
 * Standard error of a mean of votes, in the votes' unit; unknown when all votes are alike, or there is one, and others were not asked.
 * `sample` divides by one less than the votes, as a mean of ratings does.
 * @example standardError({ votes: 100, mean: 0.3, variance: 0.61 }, null, false) // 0.0781
 */
export function standardError(
  { votes, variance }: Pick<Moments, "votes" | "variance">,
  population: number | null,
  sample: boolean,
): Known<number> {
  if (population === votes) return 0;
  if (variance === 0 || votes < 2)
    return unknown("All votes are alike, or there is one; from that alone chance cannot be gauged.");
  return Math.sqrt((variance / (sample ? votes - 1 : votes)) * finiteShrink(votes, population));
}

/**
 * How many votes a mean needs to have a standard error, with votes of this variance; never more than there are to ask.
 * @example votesNeeded(0.61, 0.05 / 1.959964, null) // 938
 */
export function votesNeeded(variance: number, error: number, population: number | null): number {
  const unlimited = variance / (error * error);
  return Math.ceil(population === null ? unlimited : (unlimited * population) / (population - 1 + unlimited));
}

type Bands = Figure<z.infer<typeof MetricBands>>;

/** A question as it was asked: what a vote is worth, where scores end, and which bands are made for it. */
export interface Form {
  /** The mean of votes that are satisfied or not, or of votes with steps between the ends. */
  kind: "share" | "mean" | "net";
  lowest: number;
  highest: number;
  /** Between two neighboring votes. */
  step: number;
  /** Null where no source bands this form. */
  bands: Bands | null;
  /** The highest answer of the scale; null where only counts are known. */
  scale: number | null;
  /** The lowest answer that counts as satisfied, where that is what is counted. */
  satisfied_from: number | null;
  value(rating: number): number;
}

/** The answers to one question in one wave. */
export interface AnswerSet {
  answers: number;
  counts: { answer: string; count: number }[];
  moments: Moments;
  /** Accounts that gave more than one answer; null where accounts are not known. */
  repeated: number | null;
}

interface Asked {
  name: string;
  input: QuestionInput;
  figures: SurveyFigures;
}

/** Everything about one question: how it is asked, its scale of ratings, and what counts of it may be given instead of ratings. */
interface Kind {
  form(asked: Asked): Form;
  /** `other_scale` says that the question may be asked on a longer one. */
  ratings(form: Form, figures: SurveyFigures): { lowest: number; highest: number; other_scale: boolean };
  /** The counts a call gives, each with what one of them is worth; null where it gives none. Throws Problem where some are missing. */
  counts(asked: Asked, form: Form): { answer: string; value: number; count: number }[] | null;
}

const groups = ["promoters", "passives", "detractors"] as const;

/** The three questions. */
export const kinds: Record<Question, Kind> = {
  nps: {
    form: ({ figures: { npsScale, npsBands } }) => {
      const { detractor_to, promoter_from, highest } = npsScale.value;
      const value = (rating: number) => (rating >= promoter_from ? 100 : rating <= detractor_to ? -100 : 0);
      return { kind: "net", lowest: -100, highest: 100, step: 100, bands: npsBands, scale: highest, satisfied_from: null, value };
    },
    ratings: (_, { npsScale }) => ({ ...npsScale.value, other_scale: false }),
    counts({ name, input }) {
      const given = groups.filter((group) => input[group] !== undefined);
      if (given.length === 0) return null;
      if (given.length < groups.length)
        throw new Problem({
          what: `${name} gives ${given.join(" and ")} and not ${groups.filter((group) => input[group] === undefined).join(" or ")}.`,
          remedy: "Give all three counts; missing is not 0. Or give the ratings, or score with answers.",
        });
      return groups.map((answer, at) => ({ answer, value: 100 * (1 - at), count: input[answer]! }));
    },
  },
  csat: {
    form: csatForm,
    ratings: ({ scale }, { csatScale }) => ({ lowest: csatScale.value.lowest, highest: scale!, other_scale: true }),
    counts: satisfiedCounts,
  },
  ces: {
    form({ name, input, figures: { cesScale, cesBands } }) {
      if (input.direction === undefined)
        throw new Problem({
          what: `${name}.direction is missing: on one form a low answer means easy, on the other a high one.`,
          remedy: `Set ${name}.direction to lower_is_easier ("how much effort?") or higher_is_easier ("it was easy").`,
        });
      const usual = cesScale.value;
      const scale = input.scale ?? usual.highest;
      const banded = input.direction === usual.direction && scale === usual.highest;
      return {
        kind: "mean",
        lowest: usual.lowest,
        highest: scale,
        step: 1,
        bands: banded ? cesBands : null,
        scale,
        satisfied_from: null,
        value: (rating) => rating,
      };
    },
    ratings: ({ lowest, highest }) => ({ lowest, highest, other_scale: true }),
    counts: () => null,
  },
};

/** Satisfaction as a share of answers or as their mean, which are two statistics of one name. */
function csatForm({ name, input, figures: { csatScale, csatShareBands, csatMeanBands } }: Asked): Form {
  if (input.type === undefined)
    throw new Problem({
      what: `${name}.type is missing, and a share of satisfied answers and a mean answer are two statistics of one name.`,
      remedy: `Set ${name}.type to top_box (share of satisfied answers) or mean (mean answer).`,
    });
  const usual = csatScale.value;
  const scale = input.scale ?? usual.highest;
  const satisfied_from = satisfiedFrom(name, input, usual);
  if (satisfied_from === null) {
    const bands = scale === usual.highest ? csatMeanBands : null;
    const value = (rating: number) => rating;
    return { kind: "mean", lowest: usual.lowest, highest: scale, step: 1, bands, scale, satisfied_from, value };
  }
  const counted = input.satisfied !== undefined || input.responses !== undefined || input.score !== undefined;
  return {
    kind: "share",
    lowest: 0,
    highest: 1,
    step: 1,
    bands: csatShareBands,
    scale: counted ? null : scale,
    // Only counts are known; from which answer they were counted is the caller's to say.
    satisfied_from: counted && input.scale === undefined && input.top_box_from === undefined ? null : satisfied_from,
    value: (rating) => Number(rating >= satisfied_from),
  };
}

/** The lowest answer that counts as satisfied; null for a mean. */
function satisfiedFrom(
  name: string,
  { type, scale, top_box_from: from }: QuestionInput,
  usual: SurveyFigures["csatScale"]["value"],
): number | null {
  const highest = scale ?? usual.highest;
  if (type === "mean") {
    if (from === undefined) return null;
    throw new Problem({
      what: `${name}.top_box_from belongs to a share, and ${name}.type is mean.`,
      remedy: "Leave one of them out.",
    });
  }
  if (from === undefined && highest !== usual.highest)
    throw new Problem({
      what: `Nothing says which answers on a scale up to ${highest} count as satisfied.`,
      remedy: `Set ${name}.top_box_from to the lowest of them, as decided before the survey.`,
    });
  if (from !== undefined && (from <= usual.lowest || from > highest))
    throw new Problem({
      what: `${name}.top_box_from is ${from}, on a scale of ${usual.lowest} to ${highest}.`,
      remedy: `Give an answer above ${usual.lowest} and no higher than ${highest}.`,
    });
  return from ?? usual.satisfied_from;
}

function satisfiedCounts({ name, input: { type, satisfied, responses } }: Asked): ReturnType<Kind["counts"]> {
  if (satisfied === undefined && responses === undefined) return null;
  if (type === "mean")
    throw new Problem({
      what: `${name} asks for a mean and gives counts of satisfied answers, from which no mean follows.`,
      remedy: `Give ${name}.ratings, or set ${name}.type to top_box.`,
    });
  if (satisfied === undefined || responses === undefined)
    throw new Problem({
      what: `${name} gives ${satisfied === undefined ? "responses without satisfied" : "satisfied without responses"}.`,
      remedy: "Give both counts, or the ratings, or score with answers.",
    });
  if (satisfied > responses)
    throw new Problem({ what: `${name}.satisfied is ${satisfied} of ${responses} responses.`, remedy: "Correct the counts." });
  return [
    { answer: "satisfied", value: 1, count: satisfied },
    { answer: "not satisfied", value: 0, count: responses - satisfied },
  ];
}

/**
 * The answers to one question out of what a call gives of it: counts, ratings, a score with the number of answers, or rows. Null when nobody answered.
 * Throws Problem for answers given twice or in part, ratings off the scale, and one vote an account where accounts are not known.
 * @example readAnswers("nps", "nps", { score: 38, answers: 61 }, [], form, false, figures)?.moments.bounds // { least: 2356, most: 8556 }
 */
export function readAnswers(
  question: Question,
  name: string,
  input: QuestionInput,
  rows: readonly SurveyRow[],
  form: Form,
  oneVote: boolean,
  figures: SurveyFigures,
): AnswerSet | null {
  const kind = kinds[question];
  const counts = kind.counts({ name, input, figures }, form);
  const ways = {
    [counts?.map(({ answer }) => answer).join(", ") ?? ""]: counts !== null,
    "score with answers": input.score !== undefined || input.answers !== undefined,
    ratings: input.ratings !== undefined,
    "responses one by one": rows.length > 0,
  };
  const given = Object.keys(ways).filter((way) => ways[way]);
  if (given.length > 1)
    throw new Problem({ what: `The answers of ${name} are given twice: ${given.join(" and ")}.`, remedy: "Give one of them." });
  if (given.length === 0) return null;
  const rated: Rated[] | null =
    input.ratings?.map((rating, index) => ({ place: `${name}.ratings[${index}]`, rating, account: null })) ??
    (rows.length ? [...rows] : null);
  if (oneVote) refuseVotesWithoutAccounts(question, rated);
  if (rated !== null) {
    const ratings = kind.ratings(form, figures);
    refuseOffScale(name, rated, ratings);
    if (rated.length === 0) return null;
    return {
      answers: rated.length,
      counts: countsOf(rated, ratings.lowest, ratings.highest),
      moments: momentsOfRatings(rated, form.value, oneVote),
      repeated: repeatedAccounts(rated),
    };
  }
  if (counts === null) return ofScore(name, input, form, figures.detection.value.passive_share);
  const answers = counts.reduce((sum, { count }) => sum + count, 0);
  if (answers === 0) return null;
  return {
    answers,
    counts: counts.map(({ answer, count }) => ({ answer, count })),
    moments: momentsOf(counts),
    repeated: null,
  };
}

/** Answers of which only the score and the number are known. Throws Problem for a score off the scale, and one that so many answers cannot give. */
function ofScore(name: string, { score, answers }: QuestionInput, form: Form, passiveShare: number): AnswerSet | null {
  const { kind, lowest, highest, step } = form;
  if (score === undefined || answers === undefined)
    throw new Problem({
      what: `${name} gives ${score === undefined ? "answers without score" : "score without answers"}.`,
      remedy: "Give both: a score means nothing without the number of answers behind it.",
    });
  if (answers === 0) return null;
  const given = kind === "share" && score > 1 ? score / 100 : score;
  if (given < lowest || given > highest)
    throw new Problem({
      what: `${name}.score is ${score}, and such scores run from ${lowest} to ${highest}.`,
      remedy: "Correct it.",
    });
  const near = (Math.round(((given - lowest) / step) * answers) / answers) * step + lowest;
  // A score is told in whole points or hundredths of its scale, so that the nearest possible one may be one such point away.
  if (Math.abs(near - given) > (highest - lowest) / 100)
    throw new Problem({
      what: `No ${answers} answers give a score of ${score}; the nearest they can give is ${Math.round(near * 100) / 100}.`,
      remedy: "Correct the score or the number of answers.",
    });
  return { answers, counts: [], moments: momentsOfMean(answers, given, form, passiveShare), repeated: null };
}

/** Refuses ratings off the scale, each named with its place. */
function refuseOffScale(
  name: string,
  rated: readonly Rated[],
  { lowest, highest, other_scale }: ReturnType<Kind["ratings"]>,
): void {
  const off = rated.filter(({ rating }) => rating < lowest || rating > highest);
  if (off.length)
    throw new Problem({
      what: `Ratings of ${name} outside its scale of ${lowest} to ${highest}:`,
      places: shownPlaces(off.map(({ place, rating }) => `${place}: ${rating}`)),
      remedy: other_scale
        ? `If the scale has more points, set ${name}.scale to its highest answer.`
        : "NPS is asked on that scale only; another question is csat or ces.",
    });
}

/** Rows of one list of counts. */
const POINTS_SHOWN = 12;

/** How often each answer of a scale was given, from the lowest; a long scale goes by ranges of points. */
function countsOf(rated: readonly Rated[], lowest: number, highest: number): AnswerSet["counts"] {
  const points = highest - lowest + 1;
  const width = Math.ceil(points / POINTS_SHOWN);
  return Array.from({ length: Math.ceil(points / width) }, (_, step) => {
    const from = lowest + step * width;
    const to = Math.min(highest, from + width - 1);
    return {
      answer: from === to ? String(from) : `${from} to ${to}`,
      count: rated.filter(({ rating }) => rating >= from && rating <= to).length,
    };
  });
}

/** Accounts with more than one answer; null where no answer names its account. */
function repeatedAccounts(rated: readonly Rated[]): number | null {
  const answers = new Map<string, number>();
  for (const { account } of rated) if (account !== null) answers.set(account, (answers.get(account) ?? 0) + 1);
  return answers.size === 0 ? null : [...answers.values()].filter((count) => count > 1).length;
}

/** Refuses one vote an account where accounts are not known. */
function refuseVotesWithoutAccounts(question: Question, rated: readonly Rated[] | null): void {
  const nameless = (rated ?? []).filter(({ account }) => account === null);
  if (rated !== null && nameless.length === 0) return;
  throw new Problem({
    what: `one_vote needs the account of every answer, and ${question} does not give it${rated === null ? "" : ":"}`,
    places: shownPlaces(nameless.map(({ place }) => place)),
    remedy: "Give responses or a table with an account in each row, or leave one_vote out.",
  });
}

/** What a call that names a question and gives no answers of it is told. */
export function refuseNoAnswers(question: Question): never {
  throw new Problem({
    what: `${question} gives no answers.`,
    remedy: `It takes ${takes[question]}.`,
  });
}
