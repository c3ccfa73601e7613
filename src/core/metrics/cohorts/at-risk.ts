import type { Life } from "./life.ts";

/**
 * Counts who was under observation at an age: entered before it, and not yet gone or lost from sight. One who is lost or last seen at that
 * very age is still counted, so losses come before other ends of the same age.
 * @example riskCounter([{ months: 6, churned: true, entered: 0, group: null, amount: null }])(6) // 1
 */
export function riskCounter(lives: readonly Life[]): (age: number) => number {
  const entries = lives.map(({ entered }) => (entered > 0 ? entered : -1)).sort((a, b) => a - b);
  const ends = lives.map(({ months }) => months).sort((a, b) => a - b);
  return (age) => countBelow(entries, age) - countBelow(ends, age);
}

/** How many of the sorted values are below a limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
