import type { Distribution } from "./distribution.ts";
import { chanceBelow, quantile } from "./quantile.ts";

/** A chance too small to matter, on which the bound may fail. */
const NEGLIGIBLE = Math.sqrt(Number.EPSILON) / 100;

interface Reach {
  /** How far an exact total can lie below and above its point of the grid. */
  low: number;
  high: number;
  /** The chance that it lies further. */
  fails: number;
}

/**
 * How far rounding can move a total: the sum of all roundings at worst; with many renewals their errors offset one another, and
 * Hoeffding's inequality for independent bounded errors gives a nearer bound that fails with a negligible chance.
 */
function reachOf({ rounding: { mean, squares, low, high } }: Distribution): Reach {
  const width = Math.sqrt((squares * Math.log(1 / NEGLIGIBLE)) / 2);
  const near = { low: mean - width, high: mean + width };
  return near.high - near.low < high - low ? { ...near, fails: NEGLIGIBLE } : { low, high, fails: 0 };
}

/**
 * The furthest, in hundredths, that the exact quantile at a level can lie from the one on the grid. 0 where nothing was rounded.
 * Source: W. Hoeffding, Probability inequalities for sums of bounded random variables, 1963.
 * @example quantileBound(distributionOf([{ value: 100, rate: 0.5 }]), 0.5) // 0
 */
export function quantileBound(distribution: Distribution, level: number): number {
  if (distribution.exact) return 0;
  const { low, high, fails } = reachOf(distribution);
  const found = quantile(distribution, level);
  const up = quantile(distribution, level + fails) + high - found;
  const down = found - quantile(distribution, level - fails) - low;
  return Math.max(up, down, 0);
}

/**
 * The chance of a sum strictly below an amount in hundredths, and the ends between which rounding leaves it.
 * @example boundedChanceBelow(distributionOf([{ value: 100, rate: 0.5 }]), 100) // { chance: 0.5, low: 0.5, high: 0.5 }
 */
export function boundedChanceBelow(distribution: Distribution, amount: number): { chance: number; low: number; high: number } {
  const chance = chanceBelow(distribution, amount);
  if (distribution.exact) return { chance, low: chance, high: chance };
  const { low, high, fails } = reachOf(distribution);
  return {
    chance,
    low: Math.max(0, Math.min(chance, chanceBelow(distribution, amount - high) - fails)),
    high: Math.min(1, Math.max(chance, chanceBelow(distribution, amount - low) + fails)),
  };
}
