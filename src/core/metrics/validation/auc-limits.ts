import type { StructuralComponents } from "./structural-components.ts";

/** The variance of one value drawn from a sample, with n - 1 below the line. */
function sampleVariance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * DeLong's variance of the area under the curve, or of the difference of two when given differences of components.
 * Needs at least two accounts of each outcome.
 * @example delongVariance({ ofLost: Float64Array.of(1, 0.5), ofKept: Float64Array.of(0.5, 1) }) // 0.125/2 + 0.125/2 = 0.125
 */
export function delongVariance({ ofLost, ofKept }: Pick<StructuralComponents, "ofLost" | "ofKept">): number {
  return sampleVariance(ofLost) / ofLost.length + sampleVariance(ofKept) / ofKept.length;
}

/**
 * The interval of the area under the curve, ending at 0 and 1 as a share does. Null where fewer than two accounts of one outcome or
 * no spread at all would make the formula claim certainty.
 * @example aucLimits(structuralComponents([1, 3], [2, 3]), 1.96)
 */
export function aucLimits(components: StructuralComponents, standardErrors: number): { low: number; high: number } | null {
  if (components.ofLost.length < 2 || components.ofKept.length < 2) return null;
  const half = standardErrors * Math.sqrt(delongVariance(components));
  if (half === 0) return null;
  return { low: Math.max(0, components.auc - half), high: Math.min(1, components.auc + half) };
}
