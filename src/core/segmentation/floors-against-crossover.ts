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
  /** True when it stands outside whichever way the guesses fall. */
  certain: boolean;
}

/**
 * Where the lowest floor of named and of shared coverage differs from its crossover: below the one at the top of the cost band, or above
 * the one at its bottom. Floors in ARR. Between the two a floor is a choice and is not listed.
 * @example floorsAgainstCrossover(floors, crossovers) // [{ tier: "Low touch", floor: 15000, side: "below", pays_from: 29920, ... }]
 */
export function floorsAgainstCrossover(floors: readonly Floor[], crossovers: readonly CoverageCrossover[]): FloorDifference[] {
  return (["high", "low"] as const).flatMap((touch): FloorDifference[] => {
    const lowest = floors.filter((floor) => floor.touch === touch).at(-1);
    const own = crossovers.filter((row) => row.touch === touch).sort((a, b) => a.min_arr - b.min_arr);
    const [first, last] = [own[0], own.at(-1)];
    if (!lowest || !first || !last) return [];
    const { tier, min: floor } = lowest;
    const difference = { tier, touch, floor, pays_from: first.min_arr, pays_at_lower_share: last.min_arr };
    if (floor < first.min_arr) return [{ ...difference, side: "below", certain: floor < first.min_arr_low }];
    return floor > last.min_arr ? [{ ...difference, side: "above", certain: floor > last.min_arr_high }] : [];
  });
}
