import { delongVariance } from "./auc-limits.ts";
import type { StructuralComponents } from "./structural-components.ts";

/**
 * How much better one score orders the same accounts than another: the difference of the areas with DeLong's paired limits, which use
 * that both scores saw the same accounts. Both must list the accounts in the same order, two of each outcome at least.
 * @example aucDifference(components, components, 1.96) // { gain: 0, low: 0, high: 0 }
 */
export function aucDifference(
  better: StructuralComponents,
  other: StructuralComponents,
  standardErrors: number,
): { gain: number; low: number; high: number } {
  const gain = better.auc - other.auc;
  const variance = delongVariance({
    ofLost: better.ofLost.map((share, index) => share - other.ofLost[index]!),
    ofKept: better.ofKept.map((share, index) => share - other.ofKept[index]!),
  });
  const half = standardErrors * Math.sqrt(variance);
  return { gain, low: gain - half, high: gain + half };
}
