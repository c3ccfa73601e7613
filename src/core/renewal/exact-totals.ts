import type { Stake } from "./distribution.ts";

interface Totals {
  totals: Float64Array;
  chances: Float64Array;
}

/** The list and the same list moved up by one value, merged: kept totals, equal ones joined. */
function merged({ totals, chances }: Totals, { value, rate }: Stake): Totals {
  const length = totals.length;
  const next = { totals: new Float64Array(2 * length), chances: new Float64Array(2 * length) };
  let [lost, kept, place] = [0, 0, 0];
  while (kept < length) {
    const low = lost < length ? totals[lost]! : Number.POSITIVE_INFINITY;
    const high = totals[kept]! + value;
    next.totals[place] = Math.min(low, high);
    if (low <= high) next.chances[place]! += chances[lost++]! * (1 - rate);
    if (high <= low) next.chances[place]! += chances[kept++]! * rate;
    place += 1;
  }
  return { totals: next.totals.slice(0, place), chances: next.chances.slice(0, place) };
}

/**
 * Every total that some combination of the renewals gives, with its chance, ascending; nothing is rounded. The list can double with each
 * renewal, so it is for few of them. In hundredths.
 * @example exactTotals([{ value: 100, rate: 0.5 }]).chances // [0.5, 0.5]
 */
export function exactTotals(stakes: readonly Stake[]): Totals {
  const start = { totals: Float64Array.of(0), chances: Float64Array.of(1) };
  return stakes.reduce(merged, start);
}
