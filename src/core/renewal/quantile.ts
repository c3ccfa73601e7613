import type { Distribution } from "./distribution.ts";

/** Chances nearer than this are one chance to a double that was added up from thousands of parts. */
const SAME = Math.sqrt(Number.EPSILON) / 100;

/**
 * The smallest total, in hundredths, that the sum stays at or below with at least this chance.
 * @example quantile(distributionOf([{ value: 100, rate: 0.5 }]), 0.5) // 0
 */
export function quantile({ totals, chances }: Pick<Distribution, "totals" | "chances">, level: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length; place++) {
    sum += chances[place]!;
    if (sum >= level - SAME) return totals[place]!;
  }
  return totals[totals.length - 1]!;
}

/**
 * The chance that the sum stays strictly below an amount in hundredths, on the points of the distribution.
 * @example chanceBelow(distributionOf([{ value: 100, rate: 0.5 }]), 100) // 0.5
 */
export function chanceBelow({ totals, chances }: Pick<Distribution, "totals" | "chances">, amount: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length && totals[place]! < amount; place++) sum += chances[place]!;
  return Math.min(1, sum);
}

/** The chance that the sum is at or below an amount in hundredths. @example chanceAtMost(coin, 0) // 0.5 */
export function chanceAtMost({ totals, chances }: Pick<Distribution, "totals" | "chances">, amount: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length && totals[place]! <= amount; place++) sum += chances[place]!;
  return Math.min(1, sum);
}
