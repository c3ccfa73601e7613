import type * as z from "zod";
import { type Answered, isKnown, type Known, known, mapKnown, orNull, unknown } from "../../core/known.ts";
import { normalShareBelow, studentErrorsOf, wilsonInterval } from "../../core/statistics.ts";
import { bandOf } from "../retention/figures.ts";
import type { ScoredFields, SurveyChange } from "./answer.ts";
import { type AnswerSet, type Form, finiteShrink, type Moments, standardError } from "./answers.ts";

/** How sure an interval is to be, and how often a real change is to be found. */
export interface Sureness {
  confidence: number;
  /** Standard errors on each side of an interval of many votes, and what is added to find a real change often enough. */
  standardErrors: number;
  power: number;
  /** Below so many votes the interval of a mean answer is Student's. */
  smallMean: number;
}

/** How the answers may split where only a score is known: kindest to a change, typically, harshest; all alike where they are counted. */
export const splits = ["kindest", "typical", "harshest"] as const;
export type Split = (typeof splits)[number];
type BySplit = Record<Split, Known<number>>;

/** One wave of one question, in the unit of the score: points, or a fraction. */
export interface Wave {
  score: number;
  answers: number;
  votes: number;
  /** Standard errors. */
  errors: BySplit;
  /** A share's own interval, where the score is a share. */
  interval: { low: number; high: number } | null;
  /** Degrees of freedom of a mean of few answers; null where the normal distribution serves. */
  freedom: number | null;
}

/** A score with its interval, and the wave it makes for a comparison. */
export interface Scored {
  wave: Wave;
  ends: Known<{ low: number; high: number }>;
  margin: Known<number>;
}

type Unit = Pick<Form, "kind" | "lowest" | "highest">;

/** Standard errors on each side of an interval. */
const errorsFor = (freedom: number | null, { confidence, standardErrors }: Pick<Sureness, "confidence" | "standardErrors">) =>
  freedom === null ? standardErrors : studentErrorsOf(confidence, freedom);

/**
 * A mean of votes as a score with its interval, which ends where scores end; the margin is not cut. Unknown where all votes are alike.
 * A mean of few ratings has Student's interval.
 * @example scoredMean({ votes: 100, mean: 30, variance: 6100 }, 100, null, { kind: "net", lowest: -100, highest: 100 }, sureness).margin // 15.3
 */
export function scoredMean(
  moments: Moments,
  answers: number,
  population: number | null,
  { kind, lowest, highest }: Unit,
  sureness: Sureness,
): Scored {
  const { votes, mean, variance, bounds } = moments;
  const sample = kind === "mean";
  const freedom = sample && votes >= 2 && votes < sureness.smallMean ? votes - 1 : null;
  const errorOf = (one: number) => standardError({ votes, variance: one }, population, sample);
  const typical = errorOf(variance);
  const kindest = bounds === undefined ? typical : Math.sqrt((bounds.least / votes) * finiteShrink(votes, population));
  const errors = { kindest, typical, harshest: bounds === undefined ? typical : errorOf(bounds.most) };
  const margin = mapKnown(typical, (one) => errorsFor(freedom, sureness) * one);
  return {
    wave: { score: mean, answers, votes, errors, interval: null, freedom },
    ends: mapKnown(margin, (half) => ({ low: Math.max(lowest, mean - half), high: Math.min(highest, mean + half) })),
    margin,
  };
}

/**
 * A share of votes with Wilson's interval. Where votes are means of an account's people, they vary less than yes and no do, and count as the
 * larger number of plain votes that would vary as little; a finite population raises the number likewise. Fractions.
 * @example scoredShare({ votes: 10, mean: 0.8, variance: 0.16 }, 10, null, 1.959964).ends // { low: 0.4901625, high: 0.9433178 }
 */
export function scoredShare(
  moments: Moments,
  answers: number,
  population: number | null,
  { standardErrors }: Pick<Sureness, "standardErrors">,
): Scored {
  const { votes, mean, variance } = moments;
  const plain = mean * (1 - mean);
  const effective = variance > 0 ? (votes * plain) / variance : votes;
  const interval = wilsonInterval(mean, effective / finiteShrink(votes, population), standardErrors);
  const error = standardError(moments, population, false);
  return {
    wave: { score: mean, answers, votes, errors: { kindest: error, typical: error, harshest: error }, interval, freedom: null },
    ends: interval,
    margin: (interval.high - interval.low) / 2,
  };
}

/** Standard error of the difference between two waves asked apart from each other. */
const errorOfDifference = ({ errors: now }: Wave, { errors: before }: Wave, split: Split): Known<number> =>
  mapKnown(now[split], (one) => mapKnown(before[split], (other) => Math.hypot(one, other)));

/** Welch's degrees of freedom of a difference where either wave has few answers; null where the normal distribution serves. */
function freedomOf(now: Wave, before: Wave): number | null {
  if (now.freedom === null && before.freedom === null) return null;
  const parts = [now, before].map(({ errors, votes }) => ({
    square: (orNull(errors.typical) ?? 0) ** 2,
    freedom: Math.max(1, votes - 1),
  }));
  const sum = parts.reduce((total, { square }) => total + square, 0);
  const shares = parts.reduce((total, { square, freedom }) => total + square ** 2 / freedom, 0);
  return shares === 0 ? 1 : sum ** 2 / shares;
}

const unclear = unknown("It depends on how the answers split; give the counts of both waves.");

type Change = Answered<SurveyChange>;

/** How often chance alone moves two waves at least so far apart, where nothing changed. @example chanceOf(7, 12.77) // 0.583... */
function chanceOf(difference: number, error: number): Known<number> {
  return error === 0 ? unknown("Chance has no part in it.") : 2 * (1 - normalShareBelow(Math.abs(difference) / error));
}

/**
 * The change between two waves and its interval: the standard errors of two means, or Newcombe's interval from the two intervals of shares.
 * Where only scores are given the truth is bracketed over every possible split of the answers, and the interval is a typical split's.
 * Source of the shares' interval: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10.
 * @example 38 from 61 answers after 31 from 84: chance does as much 4 times in 10 in the kindest split, 7 in the harshest; told_apart false
 */
export function changeOf(now: Wave, before: Wave, sureness: Sureness): Omit<Change, "fewer_answers" | "silent_critics_to_level"> {
  const difference = now.score - before.score;
  const base = { previous: before.score, previous_answers: before.answers, difference };
  const freedom = freedomOf(now, before);
  const few = unknown("From so few answers the normal distribution does not say.");
  const of = (split: Split) => errorOfDifference(now, before, split);
  const chance = (split: Split) => (freedom === null ? mapKnown(of(split), (error) => chanceOf(difference, error)) : few);
  const chances = { chance: chance("typical"), chance_kindest: chance("kindest"), chance_harshest: chance("harshest") };
  if (now.interval !== null && before.interval !== null) {
    const low = difference - Math.hypot(now.score - now.interval.low, before.interval.high - before.score);
    const high = difference + Math.hypot(now.interval.high - now.score, before.score - before.interval.low);
    const margin = (high - low) / 2;
    const told_apart = low > 0 || high < 0;
    return { ...base, low, high, margin, margin_kindest: margin, margin_harshest: margin, ...chances, told_apart };
  }
  const each = errorsFor(freedom, sureness);
  const wide = (split: Split) => mapKnown(of(split), (error) => each * error);
  const [margin, least, most] = [wide("typical"), wide("kindest"), wide("harshest")];
  const size = Math.abs(difference);
  return {
    ...base,
    low: mapKnown(margin, (half) => difference - half),
    high: mapKnown(margin, (half) => difference + half),
    margin,
    margin_kindest: least,
    margin_harshest: most,
    ...chances,
    told_apart: mapKnown(most, (harsh) => mapKnown(least, (kind) => (size > harsh ? true : size <= kind ? false : unclear))),
  };
}

/** How many answers at the low end, added to this wave, bring its score back to the one before; they must be among those who fell silent. */
function silentCritics(now: Wave, before: Wave, lowest: number): Known<number> {
  const silent = before.answers - now.answers;
  if (silent <= 0) return unknown("No fewer people answered than in the wave before.");
  if (now.score <= before.score) return unknown("The score did not rise.");
  const critics = Math.ceil((now.answers * (now.score - before.score)) / (before.score - lowest));
  return critics <= silent ? critics : unknown("More of them would be needed than fell silent.");
}

/**
 * The smallest change between two waves that would probably be seen, in the score's unit; a wave nobody gave is taken to be as large as this one.
 * Unknown where the error of a difference is, and where even the largest change the scale has room for would not be seen.
 * @example two waves of 100 answers with an error of 7.8 points: 2.8 x sqrt(2 x 7.8 x 7.8) = 30.9
 */
function detectableChange(now: Wave, before: Wave | null, { lowest, highest }: Unit, sureness: Sureness): Known<number> {
  const wave = before ?? now;
  const size = mapKnown(
    errorOfDifference(now, wave, "typical"),
    (error) => (errorsFor(freedomOf(now, wave), sureness) + sureness.power) * error,
  );
  const room = Math.max(highest - now.score, now.score - lowest);
  return mapKnown(size, (change) =>
    change > room ? unknown("From so few answers even the largest change the scale has room for might be chance.") : change,
  );
}

type Fields = Answered<z.infer<typeof ScoredFields>>;

/**
 * The band of a score, every band its interval reaches, and what every standard calls the score; without an interval only the score's own.
 * @example bandsOf(30, { low: 14.7, high: 45.3 }, npsBands).bands_possible // ["below average", "good"]
 */
export function bandsOf(
  score: number,
  ends: { low: number; high: number } | null,
  bands: Form["bands"],
): Pick<Fields, "band" | "bands_possible" | "by_standard"> {
  if (bands === null)
    return {
      band: unknown("The bands are for another scale or direction, and do not turn with the answers."),
      bands_possible: [],
      by_standard: [],
    };
  const start = ({ from }: { from: number | null }) => from ?? Number.NEGATIVE_INFINITY;
  const { low, high } = ends ?? { low: score, high: score };
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

/** The customers each wave stands for; null where not known. */
interface Populations {
  now: number | null;
  before: number | null;
}

/** One wave as a score of its form. */
export function scored(form: Form, { moments, answers }: AnswerSet, population: number | null, sureness: Sureness): Scored {
  return form.kind === "share"
    ? scoredShare(moments, answers, population, sureness)
    : scoredMean(moments, answers, population, form, sureness);
}

/** What one question comes to: the fields every question has but for what the answers cover, and the smallest change it could notice. */
export interface ScoredQuestion {
  score: number;
  fields: Omit<Fields, "response_rate" | "population_share" | "arr_share">;
  detectable: Known<number>;
}

/**
 * Scores the answers to one question, whichever it is: the score with its interval, its band, and the change on the wave before.
 * @example score(npsForm, answers, null, populations, sureness).score // 30 of 50 promoters, 30 passives and 20 detractors
 */
export function score(
  form: Form,
  now: AnswerSet,
  before: AnswerSet | null,
  populations: Populations,
  sureness: Sureness,
): ScoredQuestion {
  const { wave, ends, margin } = scored(form, now, populations.now, sureness);
  const old = before && scored(form, before, populations.before, sureness).wave;
  const change: Known<Change> = old
    ? {
        ...changeOf(wave, old, sureness),
        fewer_answers: Math.max(0, old.answers - wave.answers),
        silent_critics_to_level: silentCritics(wave, old, form.lowest),
      }
    : known<Change>(null, "No earlier wave is given.");
  return {
    score: wave.score,
    fields: {
      low: mapKnown(ends, ({ low }) => low),
      high: mapKnown(ends, ({ high }) => high),
      margin,
      ...bandsOf(wave.score, isKnown(ends) ? ends : null, form.bands),
      answers: now.answers,
      votes: now.moments.votes,
      counts: now.counts,
      change,
    },
    detectable: detectableChange(wave, old, form, sureness),
  };
}
