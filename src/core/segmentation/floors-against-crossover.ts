import type { CoverageCrossover } from "./coverage-crossovers.ts";
import type { Floor } from "./order-floors.ts";

/** A floor that stands outside what an account can carry: `below` promises more than it pays for, `above` holds back what it could pay. */
export interface FloorDifference {
  tier: string;
  touch: "high" | "low";
  floor: number;
  side: "below" | "above";
  /** The crossovers at the larger and at the smaller share of ARR. */
  pays_from: number;
  pays_at_lower_share: number;
}

/**
 * Where the lowest floor of named and of shared coverage differs from its crossover: below the one at the top of the cost band, or above
 * the one at its bottom. Floors in ARR. Between the two a floor is a choice and is not listed.
 * @example floorsAgainstCrossover(floors, crossovers) // [{ tier: "Low touch", floor: 15000, side: "below", pays_from: 29920, ... }]
 */
export function floorsAgainstCrossover(floors: readonly Floor[], crossovers: readonly CoverageCrossover[]): FloorDifference[] {
  return (["high", "low"] as const).flatMap((touch): FloorDifference[] => {
    const lowest = floors.filter((floor) => floor.touch === touch).at(-1);
    const ends = crossovers.filter((row) => row.touch === touch).map(({ min_arr }) => min_arr);
    if (!lowest || ends.length === 0) return [];
    const [pays_from, pays_at_lower_share] = [Math.min(...ends), Math.max(...ends)];
    const difference = { tier: lowest.tier, touch, floor: lowest.min, pays_from, pays_at_lower_share };
    if (lowest.min < pays_from) return [{ ...difference, side: "below" }];
    return lowest.min > pays_at_lower_share ? [{ ...difference, side: "above" }] : [];
  });
}
