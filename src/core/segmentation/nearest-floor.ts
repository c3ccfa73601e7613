import type { Floor } from "./order-floors.ts";

/** How an amount stands to the floor nearest to it; the distance is negative below the floor. */
export interface NearFloor {
  floor: number;
  distance: number;
}

/**
 * The nearest floor above 0 that an amount stands near to, within the margin, a share of that floor; null when it stands near none.
 * Of two floors equally near the higher one is named.
 * @example nearestFloor(95000, floors, 0.1) // { floor: 100000, distance: -5000 }
 */
export function nearestFloor(amount: number, floors: readonly Floor[], margin: number): NearFloor | null {
  const near = floors
    .filter(({ min }) => min > 0)
    .map(({ min }) => ({ floor: min, distance: Math.round((amount - min) * 100) / 100 }))
    .filter(({ floor, distance }) => Math.round(Math.abs(distance) * 100) <= Math.round(floor * margin * 100))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance) || b.floor - a.floor);
  return near[0] ?? null;
}
