import * as z from "zod";
import { figure } from "./figure.ts";

/**
 * The exact chance of so few successes or fewer, or so many or more, in `trials` independent trials of one probability.
 * Counts are whole, `successes` from 0 to `trials`; the probability and the answer are fractions.
 * @example binomialTail("few", 17, 20, 0.95) // 0.0754836...
 */
export function binomialTail(side: "few" | "many", successes: number, trials: number, probability: number): number {
  const wins = side === "few" ? successes : trials - successes;
  const chance = side === "few" ? probability : 1 - probability;
  if (wins >= trials || chance <= 0) return 1;
  if (chance >= 1) return 0;
  // In logarithms, since the chance of no success at all in thousands of trials is too small for a double.
  const odds = Math.log(chance) - Math.log1p(-chance);
  let logTerm = trials * Math.log1p(-chance);
  let sum = Math.exp(logTerm);
  for (let won = 0; won < wins; won++) {
    logTerm += Math.log((trials - won) / (won + 1)) + odds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

/** How often an interval is to hold the truth; the doubt is split evenly on both sides. */
export const confidenceShareFigure = figure("metrics-noise", "confidence_share", z.number().gt(0).lt(1));

/** Terms of the series and halvings of the interval: more than a double can tell apart. */
const STEPS = 200; // not a figure: steps of a numeric search
/** Farther out than this many standard deviations no double lies between the chance and 1. */
const FAR = 12;

/**
 * The share of a standard normal distribution below a value at or above 0, by its power series: 1/2 + density x (z + z^3/3 + z^5/15 + ...).
 * @example normalShareBelow(0) // 0.5
 */
export function normalShareBelow(value: number): number {
  let term = value;
  let sum = value;
  for (let step = 1; step <= STEPS; step++) {
    term *= (value * value) / (2 * step + 1);
    sum += term;
  }
  return 1 / 2 + (Math.exp(-(value * value) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/**
 * How many standard deviations above the mean of a normal distribution a value lies that has this share of it below.
 * The share is a fraction above 0 and below 1; throws RangeError for any other.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share of ${share} has no quantile`);
  if (share < 1 / 2) return -normalQuantile(1 - share);
  let low = 0;
  let high = FAR;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (normalShareBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Standard errors on each side of an interval that holds the truth so often. The confidence is a fraction.
 * @example standardErrorsOf(0.95) // 1.959963984540054
 */
export function standardErrorsOf(confidence: number): number {
  return normalQuantile((1 + confidence) / 2);
}

/**
 * Wilson's interval of a share, which stays between 0 and 1 even with few answers. Share and ends are fractions; `trials` above 0 need not be
 * whole (an effective number), and may be Infinity, when nothing is left to chance.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
 * @example wilsonInterval(0.8, 10, 1.959964) // { low: 0.4901625, high: 0.9433178 }
 */
export function wilsonInterval(share: number, trials: number, standardErrors: number): { low: number; high: number } {
  const weight = (standardErrors * standardErrors) / trials;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (standardErrors * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials))) / (1 + weight); // not a figure: the 4 of the Wilson interval
  // Only the last bit of a double can leave the range.
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** The chance that Student's t with so many whole degrees of freedom lies within `value` of 0, by its finite series. */
function studentShareWithin(value: number, freedom: number): number {
  const angle = Math.atan(value / Math.sqrt(freedom));
  const cosine = Math.cos(angle) ** 2;
  const odd = freedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  // The last term holds the cosine to the power of two less than the freedom.
  for (let step = odd ? 2 : 1; step < freedom - 2; step += 2) {
    term *= (cosine * step) / (step + 1);
    sum += term;
  }
  const part = Math.sin(angle) * sum;
  return odd ? (2 / Math.PI) * (angle + part) : part;
}

/**
 * Standard errors on each side of an interval of a mean whose spread is itself estimated, with so many degrees of freedom (rounded down, which is
 * the careful side). The confidence is a fraction.
 * Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 * @example studentErrorsOf(0.95, 7) // 2.364624
 */
export function studentErrorsOf(confidence: number, freedom: number): number {
  const whole = Math.max(1, Math.floor(freedom));
  let low = 0;
  let high = 1;
  while (studentShareWithin(high, whole) < confidence) high *= 2;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (studentShareWithin(middle, whole) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Logarithms of the factorials of 0 to n. */
function logFactorials(n: number): number[] {
  const sums = [0];
  for (let k = 1; k <= n; k += 1) sums.push(sums[k - 1]! + Math.log(k));
  return sums;
}

/**
 * Fisher's exact test of a table of two by two, two-sided: the chance of a table as unlikely as this one or more, its margins fixed.
 * @example fisherExact(3, 1, 1, 3) // 0.4857, the lady tasting tea
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [row, column, n] = [a + b, a + c, a + b + c + d];
  const log = logFactorials(n);
  const choose = (from: number, of: number) => log[from]! - log[of]! - log[from - of]!;
  const of = (k: number) => Math.exp(choose(row, k) + choose(n - row, column - k) - choose(n, column));
  const seen = of(a) * (1 + 1e-9); // not a figure: slack for the last bits of a double
  let sum = 0;
  for (let k = Math.max(0, column - (n - row)); k <= Math.min(row, column); k += 1) if (of(k) <= seen) sum += of(k);
  return Math.min(1, sum);
}
