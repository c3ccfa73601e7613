import type { SurvivalStep } from "./kaplan-meier.ts";

/**
 * The first age at which half or fewer are still there; null when more than half are at the last one.
 * @example medianSurvival(steps) // 12
 */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  // A product of fractions may miss an exact half by its last bits.
  const slack = steps.length * Number.EPSILON;
  return steps.find(({ survival }) => survival <= 1 / 2 + slack)?.month ?? null;
}
