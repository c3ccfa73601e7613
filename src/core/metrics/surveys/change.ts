import type { SurveyChange } from "./survey-result.ts";

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
