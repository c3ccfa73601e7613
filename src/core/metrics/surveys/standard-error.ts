import type { Moments } from "./moments.ts";

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
