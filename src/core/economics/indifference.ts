import { sumMoney } from "../money/sum-money.ts";
import type { BusinessCase } from "./business-case-fields.ts";
import { finite } from "./finite.ts";

/**
 * Between neighbors in yearly cost, what the dearer option must keep beyond the cheaper for both to be worth the same in a full year: points
 * of ARR as a fraction, and ARR. Money in major units, margin a fraction. One-off costs and ramps are left out. Throws nothing.
 * @example indifference([{ name: "A", cost: 0 }, { name: "B", cost: 490_000 }], 18e6, 0.81)[0].extra_grr // 0.0336
 */
export function indifference(
  options: readonly { name: string; cost: number }[],
  arr: number,
  margin: number,
): BusinessCase["indifference"] {
  const sorted = [...options].sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1));
  return sorted.slice(1).map((dearer, index) => {
    const cheaper = sorted[index]!;
    const extra = sumMoney([dearer.cost, -cheaper.cost]);
    const needed = finite(extra / margin);
    return {
      cheaper: cheaper.name,
      dearer: dearer.name,
      extra_cost: extra,
      extra_grr: needed === null ? null : finite(needed / arr),
      extra_arr: needed,
    };
  });
}
