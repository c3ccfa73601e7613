/** Terms of the series and halvings of the interval: more than a double can tell apart. */
const STEPS = 2 * 100;
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
