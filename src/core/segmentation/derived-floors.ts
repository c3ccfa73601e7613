import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { smallest } from "../order/smallest.ts";
import type { CoverageCrossover } from "./coverage-crossovers.ts";
import { type Floor, orderFloors } from "./order-floors.ts";

/**
 * Tiers whose floors are the crossovers at the top of each band: from there an account pays for a named, and for a shared, person; below
 * both it is served by a program. Not rounded. Throws Problem when a named person would pay from less than a shared one.
 * @example derivedFloors(crossovers, { high: "Enterprise", low: "Mid-market", tech: "SMB" })[1].min // 29,920
 */
export function derivedFloors(crossovers: readonly CoverageCrossover[], names: Readonly<Record<Touch, string>>): Floor[] {
  const from = (touch: Touch): number => {
    const own = crossovers.filter((row) => row.touch === touch).map(({ min_arr }) => min_arr);
    if (own.length === 0)
      throw new Problem({
        what: `The figure cost_to_serve of segmentation-coverage-economics allows nothing for ${touch} touch.`,
        remedy: "Give its band a share above 0, or set the floors yourself.",
      });
    return smallest(own);
  };
  const [high, low] = [from("high"), from("low")];
  if (high <= low)
    throw new Problem({
      what: `By these hours and costs a named CSM pays from ${Math.round(high)} of ARR and a shared one from ${Math.round(low)}, so no account needs a shared one.`,
      remedy: "Check the hours and the cost bands, or set the floors yourself with method arr.",
    });
  return orderFloors([
    { tier: names.high, touch: "high", min: high },
    { tier: names.low, touch: "low", min: low },
    { tier: names.tech, touch: "tech", min: 0 },
  ]);
}
