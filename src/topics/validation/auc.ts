import { type Known, unknown } from "../../core/known.ts";

/** How each account stands to the accounts of the other outcome, as shares from 0 to 1. */
export interface StructuralComponents {
  /** The chance that a lost account scored below a kept one, a tie counting half. */
  auc: number;
  /** For each lost account, the share of kept ones above it. */
  ofLost: Float64Array;
  /** For each kept account, the share of lost ones below it. */
  ofKept: Float64Array;
}

/** How many of the sorted values lie below a value or, with `ties`, at it too. */
function countBelow(sorted: Float64Array, value: number, ties: boolean): number {
  let [low, high] = [0, sorted.length];
  // The interval halves each time.
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = sorted[middle]!;
    if (one < value || (ties && one === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** For each value, twice the number of sorted values below it, a tie counting once: half pairs, which are whole numbers. */
function halvesBelow(values: Float64Array, sorted: Float64Array): Float64Array {
  return values.map((value) => countBelow(sorted, value, false) + countBelow(sorted, value, true));
}

/**
 * Each account's part in the area under the curve, in n log n steps; both lists need at least one score, higher meaning healthier.
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988).
 * @example structuralComponents(Float64Array.of(1, 3), Float64Array.of(2, 3)).auc // 1<2, 1<3, 3>2, 3=3: (1 + 1 + 0 + 0.5) / 4 = 0.625
 */
export function structuralComponents(lost: Float64Array, kept: Float64Array): StructuralComponents {
  const belowLost = halvesBelow(lost, kept.toSorted());
  const belowKept = halvesBelow(kept, lost.toSorted());
  return {
    auc: belowKept.reduce((sum, halves) => sum + halves, 0) / 2 / (lost.length * kept.length),
    ofLost: belowLost.map((halves) => 1 - halves / 2 / kept.length),
    ofKept: belowKept.map((halves) => halves / 2 / lost.length),
  };
}

/**
 * Only the area under the curve: the chance that a lost account scored below a kept one, a tie counting half.
 * @example areaUnderCurve(Float64Array.of(1, 3), Float64Array.of(2, 3)) // 0.625
 */
export function areaUnderCurve(lost: Float64Array, kept: Float64Array): number {
  const few = lost.length < kept.length;
  const halves = (few ? halvesBelow(lost, kept.toSorted()) : halvesBelow(kept, lost.toSorted())).reduce(
    (sum, one) => sum + one,
    0,
  );
  const pairs = lost.length * kept.length;
  return (few ? 2 * pairs - halves : halves) / 2 / pairs;
}

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
 * The interval of the area under the curve, ending at 0 and 1 as a share does. Unknown where fewer than two accounts of one outcome or
 * no spread at all would make the formula claim certainty.
 * @example aucLimits(structuralComponents([1, 3], [2, 3]), 1.96)
 */
export function aucLimits(components: StructuralComponents, standardErrors: number): Known<{ low: number; high: number }> {
  if (components.ofLost.length < 2 || components.ofKept.length < 2)
    return unknown("Limits need at least two lost and two kept accounts.");
  const half = standardErrors * Math.sqrt(delongVariance(components));
  if (half === 0)
    return unknown("Every lost account stands the same way to every kept one, which would claim that nothing is left to chance.");
  return { low: Math.max(0, components.auc - half), high: Math.min(1, components.auc + half) };
}
