import type { Stake } from "./distribution.ts";
import { pointsOf } from "./money-grid.ts";

/** Chances below this are less than what a double loses in a sum near one; the points that hold them are passed over. */
const NO_CHANCE = Number.EPSILON ** 2;

/**
 * The chance of every point of a grid that the sum of the renewals can reach, by convolution: one renewal after the other, each point
 * either keeps its chance or hands a share of it up. Ascending, in hundredths; the sum differs from one by rounding errors only.
 * @example gridTotals([{ value: 100, rate: 0.5 }, { value: 200, rate: 0.5 }], 100).totals // [0, 100, 200, 300]
 */
export function gridTotals(stakes: readonly Stake[], unit: number): { totals: Float64Array; chances: Float64Array } {
  const steps = stakes.map(({ value }) => pointsOf(value, unit));
  const chances = new Float64Array(steps.reduce((sum, step) => sum + step, 1));
  chances[0] = 1;
  let [first, last] = [0, 0];
  stakes.forEach(({ rate }, index) => {
    const step = steps[index]!;
    const lost = 1 - rate;
    // From the top down, so that a point is read before it is changed; below the first step nothing comes from further down.
    for (let point = last + step; point >= first + step; point--)
      chances[point] = chances[point]! * lost + chances[point - step]! * rate;
    for (let point = first; point < first + step; point++) chances[point] = chances[point]! * lost;
    last += step;
    while (first < last && chances[first]! < NO_CHANCE) chances[first++] = 0;
    while (last > first && chances[last]! < NO_CHANCE) chances[last--] = 0;
  });
  const totals = new Float64Array(last + 1 - first);
  for (let place = 0; place < totals.length; place++) totals[place] = (first + place) * unit;
  return { totals, chances: chances.slice(first, last + 1) };
}
