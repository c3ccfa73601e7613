import { wilsonInterval } from "../../statistics/wilson-interval.ts";
import type { Wave } from "./change.ts";
import type { Moments } from "./moments.ts";
import { finiteShrink, standardError } from "./standard-error.ts";

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
