import * as z from "zod";
import type { Figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { wilsonInterval } from "../../core/statistics.ts";
import { bandOf, type MetricBands } from "../retention/figures.ts";
import { Direction } from "./survey-rows.ts";

const End = z.number().nullable();

export const SurveyChange = z.strictObject({
  previous: z.number(),
  previous_answers: shown.count().multipleOf(1),
  difference: shown.money(),
  low: End,
  high: End,
  /** Half the width of the difference's interval. */
  margin: End,
  /** Whether the difference is larger than chance explains. */
  told_apart: z.boolean().nullable(),
});
export type SurveyChange = z.infer<typeof SurveyChange>;

const Judged = {
  low: End,
  high: End,
  margin: End,
  band: z.string().nullable(),
  /** The bands that the interval reaches, from its low end to its high end. */
  bands_possible: z.array(z.string()),
  by_standard: z.array(z.strictObject({ standard: z.string(), band: z.string() })),
};

const Answered = {
  answers: shown.count().multipleOf(1),
  /** What was averaged: accounts where each has one vote, answers otherwise. */
  votes: shown.count().multipleOf(1),
  response_rate: shown.rate().nullable(),
  population_share: shown.rate().nullable(),
  arr_share: shown.rate().nullable(),
  counts: z.array(z.strictObject({ answer: z.string(), count: shown.count().multipleOf(1) })),
  change: SurveyChange.nullable(),
};

export const NpsFields = z.strictObject({
  /** From -100 to 100; interval, margin and change in the same points. */
  score: z.number(),
  ...Judged,
  promoters: shown.count().multipleOf(1),
  passives: shown.count().multipleOf(1),
  detractors: shown.count().multipleOf(1),
  /** Of one vote, on a scale where a promoter is 1 and a detractor -1. */
  variance: z.number(),
  needed: z.strictObject({
    points: shown.rate(),
    /** Answers for a margin of so many points either way. */
    answers_for_margin: shown.count().multipleOf(1).nullable(),
    /** Answers in each of two waves, so that a change of so many points would probably be noticed. */
    answers_for_change: shown.count().multipleOf(1).nullable(),
  }),
  ...Answered,
});
export type NpsFields = z.infer<typeof NpsFields>;

export const CsatFields = z.strictObject({
  type: z.enum(["top_box", "mean"]),
  /** Satisfied answers as a fraction; interval and change likewise. */
  share: shown.rate().nullable(),
  /** Mean answer in points of the scale; interval, margin and change likewise. */
  mean: z.number().nullable(),
  ...Judged,
  scale: z.number().nullable(),
  top_box_from: z.number().nullable(),
  ...Answered,
});
export type CsatFields = z.infer<typeof CsatFields>;

export const CesFields = z.strictObject({
  direction: Direction,
  mean: z.number(),
  ...Judged,
  scale: z.number(),
  ...Answered,
});
export type CesFields = z.infer<typeof CesFields>;

export const SurveyFields = z.strictObject({
  nps: NpsFields.nullable(),
  csat: CsatFields.nullable(),
  ces: CesFields.nullable(),
  /** The smallest change between this wave and another that would probably be noticed: NPS in points, a share as a fraction, a mean in points. */
  detectable_change: z.strictObject({
    nps: z.number().nullable(),
    csat: z.number().nullable(),
    ces: z.number().nullable(),
    confidence_share: shown.rate(),
    power_share: shown.rate(),
  }),
  wave: z.string().nullable(),
  previous_wave: z.string().nullable(),
});
export type SurveyFields = z.infer<typeof SurveyFields>;

type Banded = Pick<NpsFields, "band" | "bands_possible" | "by_standard">;

/**
 * The band of a score, every band its interval reaches, and what every standard calls the score; without an interval only the score's own.
 * @example bandsOf(30, { low: 14.7, high: 45.3 }, npsBands).bands_possible // ["below average", "good"]
 */
export function bandsOf(
  score: number,
  ends: { low: number; high: number } | null,
  bands: Figure<z.infer<typeof MetricBands>>,
): Banded {
  const start = ({ from }: { from: number | null }) => from ?? Number.NEGATIVE_INFINITY;
  const low = ends?.low ?? score;
  const high = ends?.high ?? score;
  const lowest = bandOf(low, bands.value).band;
  const reached = [...bands.value]
    .sort((a, b) => start(a) - start(b))
    .filter((band) => band.band === lowest || (start(band) > low && start(band) <= high));
  return {
    band: bandOf(score, bands.value).band,
    bands_possible: reached.map(({ band }) => band),
    by_standard: Object.entries(bands.standards).map(([standard, list]) => ({ standard, band: bandOf(score, list).band })),
  };
}

/** For a score that no bands are made for. */
export const noBands: Banded = { band: null, bands_possible: [], by_standard: [] };

/** One wave of one question, in the unit of the score: points, or a fraction. */
export interface Wave {
  score: number;
  answers: number;
  /** Null where chance cannot be gauged. */
  error: number | null;
  /** A share's own interval, where the score is a share. */
  interval: { low: number; high: number } | null;
}

/** Standard error of the difference between two waves asked apart from each other; null where one is. */
export function errorOfDifference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.hypot(a, b);
}

/**
 * The change between two waves and its interval: the standard errors of two means, or Newcombe's interval from the two intervals of shares.
 * Source of the latter: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10.
 * @example changeOf({ score: 30, answers: 100, error: 7.81, interval: null }, { score: 20, answers: 100, error: 7.81, interval: null }, 1.96)
 * // difference 10, margin 21.6, told_apart false
 */
export function changeOf(now: Wave, before: Wave, standardErrors: number): SurveyChange {
  const difference = now.score - before.score;
  const base = { previous: before.score, previous_answers: before.answers, difference };
  if (now.interval !== null && before.interval !== null) {
    const low = difference - Math.hypot(now.score - now.interval.low, before.interval.high - before.score);
    const high = difference + Math.hypot(now.interval.high - now.score, before.score - before.interval.low);
    return { ...base, low, high, margin: (high - low) / 2, told_apart: low > 0 || high < 0 };
  }
  const error = errorOfDifference(now.error, before.error);
  if (error === null) return { ...base, low: null, high: null, margin: null, told_apart: null };
  const margin = standardErrors * error;
  return { ...base, low: difference - margin, high: difference + margin, margin, told_apart: Math.abs(difference) > margin };
}

/** Votes by their number, their mean, and their mean squared distance from it. */
export interface Moments {
  votes: number;
  mean: number;
  variance: number;
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

/** One rating, where it stands, and the account it came from where known. */
export interface Rated {
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
  const byAccount = new Map<string | null, number[]>();
  for (const { account, rating } of rated) {
    const values = byAccount.get(account);
    if (values === undefined) byAccount.set(account, [value(rating)]);
    else values.push(value(rating));
  }
  return momentsOf([...byAccount.values()].map((values) => ({ value: momentsOf(tallied(values)).mean, count: 1 })));
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
 * Standard error of a mean of votes, in the votes' unit; null when all votes are alike, or there is one, and others were not asked: chance
 * cannot be gauged from that. `sample` divides by one less than the votes, as a mean of ratings does.
 * @example standardError({ votes: 100, mean: 0.3, variance: 0.61 }, null, false) // 0.0781
 */
export function standardError({ votes, variance }: Moments, population: number | null, sample: boolean): number | null {
  if (population === votes) return 0;
  if (variance === 0 || votes < 2) return null;
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

/** A score with its interval, and the wave it makes for a comparison. */
export interface Scored {
  wave: Wave;
  ends: { low: number; high: number } | null;
  margin: number | null;
}

/** How a mean of votes becomes a score: the ends that scores cannot pass, and whether the variance is a sample's. */
export interface ScoreUnit {
  lowest: number;
  highest: number;
  sample: boolean;
}

/**
 * A mean of votes as a score with its interval, which ends where scores end; the margin is not cut. No interval where all votes are alike.
 * @example scoredMean({ votes: 100, mean: 30, variance: 6100 }, 100, null, { lowest: -100, highest: 100, sample: false }, 1.96).margin // 15.3
 */
export function scoredMean(
  moments: Moments,
  answers: number,
  population: number | null,
  unit: ScoreUnit,
  standardErrors: number,
): Scored {
  const error = standardError(moments, population, unit.sample);
  const score = moments.mean;
  const margin = error === null ? null : standardErrors * error;
  const ends =
    margin === null ? null : { low: Math.max(unit.lowest, score - margin), high: Math.min(unit.highest, score + margin) };
  return { wave: { score, answers, error, interval: null }, ends, margin };
}

/**
 * A share of votes with Wilson's interval. Where votes are means of an account's people, they vary less than yes and no do, and count as the
 * larger number of plain votes that would vary as little; a finite population raises the number likewise. Fractions.
 * @example scoredShare({ votes: 10, mean: 0.8, variance: 0.16 }, 10, null, 1.959964).ends // { low: 0.4901625, high: 0.9433178 }
 */
export function scoredShare(moments: Moments, answers: number, population: number | null, standardErrors: number): Scored {
  const { votes, mean, variance } = moments;
  const plain = mean * (1 - mean);
  const effective = variance > 0 ? (votes * plain) / variance : votes;
  const interval = wilsonInterval(mean, effective / finiteShrink(votes, population), standardErrors);
  return {
    wave: { score: mean, answers, error: standardError(moments, population, false), interval },
    ends: interval,
    margin: (interval.high - interval.low) / 2,
  };
}
