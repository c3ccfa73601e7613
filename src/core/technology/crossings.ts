import { byText } from "../order/by-text.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { Vendor } from "./check-vendors.ts";
import type { CriterionWeight } from "./criteria-weights.ts";

/** A vendor's score as one criterion's weight t moves: (start + slope t) over (base + rise t). */
interface Moving {
  start: number;
  slope: number;
  base: number;
  rise: number;
}

/** The other criteria keep their proportions, and what was not scored stays out, as in the score itself. */
function moving({ scores }: Vendor, { criterion, weight_share }: CriterionWeight, weights: readonly CriterionWeight[]): Moving {
  const others = weights.filter((weight) => weight.criterion !== criterion && scores.has(weight.criterion));
  const part = ({ weight_share: other }: CriterionWeight) => other / (1 - weight_share);
  const start = others.reduce((sum, weight) => sum + part(weight) * scores.get(weight.criterion)!, 0);
  const base = others.reduce((sum, weight) => sum + part(weight), 0);
  const own = scores.get(criterion);
  return { start, slope: (own ?? 0) - start, base, rise: (own === undefined ? 0 : 1) - base };
}

/** Where a t² + b t + c is 0 and changes its sign. */
function roots(a: number, b: number, c: number): number[] {
  if (withoutNoise(a) === 0) return withoutNoise(b) === 0 ? [] : [-c / b];
  const half = b / 2;
  const square = half * half - a * c;
  if (withoutNoise(square) <= 0) return [];
  const sum = -(half + (half < 0 ? -1 : 1) * Math.sqrt(square));
  return [sum / a, c / sum];
}

/**
 * The weights of one criterion, strictly between 0 and 1, at which two vendors change places while the other criteria keep their
 * proportions; solved, not searched. At most two, since reweighting over what was scored makes both scores quotients. Empty where the
 * criterion holds all the weight, and where the two never change places.
 * @example crossings(a, b, { criterion: "fit", weight_share: 0.25 }, weights) // [0.2857142857]
 */
export function crossings(one: Vendor, other: Vendor, moved: CriterionWeight, weights: readonly CriterionWeight[]): number[] {
  if (moved.weight_share === 1) return [];
  // In one order of names, so that the same pair gives the same digits whoever leads.
  const [first, second] = byText(one.name, other.name) < 0 ? [one, other] : [other, one];
  const [p, q] = [moving(first, moved, weights), moving(second, moved, weights)];
  const square = p.slope * q.rise - q.slope * p.rise;
  const linear = p.start * q.rise + p.slope * q.base - q.start * p.rise - q.slope * p.base;
  const constant = p.start * q.base - q.start * p.base;
  return roots(square, linear, constant)
    .map(withoutNoise)
    .filter((weight) => weight > 0 && weight < 1)
    .sort((low, high) => low - high);
}
