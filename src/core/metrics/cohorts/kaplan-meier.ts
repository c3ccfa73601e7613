import { riskCounter } from "./at-risk.ts";
import type { Life } from "./life.ts";
import { survivalLimits } from "./survival-limits.ts";

/** Survival from one age at which somebody left to the next. */
export interface SurvivalStep {
  month: number;
  at_risk: number;
  churned: number;
  survival: number;
  /** Null once nobody is left, where the limits are not defined. */
  low: number | null;
  high: number | null;
}

/**
 * The share still there after each age at which somebody left: the product of (1 - left / at risk), for customers followed for different
 * times and some of them only from a later age on. Ages in months, shares as fractions.
 * Source: Kaplan and Meier, Nonparametric estimation from incomplete observations, 1958; limits as in `survivalLimits`.
 * @example kaplanMeier([{ months: 1, churned: true, ... }, { months: 2, churned: false, ... }], 1.96)[0].survival // 0.5
 */
export function kaplanMeier(lives: readonly Life[], standardErrors: number): SurvivalStep[] {
  const losses = new Map<number, number>();
  for (const { months, churned } of lives) if (churned) losses.set(months, (losses.get(months) ?? 0) + 1);
  const atRisk = riskCounter(lives);
  let survival = 1;
  let greenwood = 0;
  return [...losses]
    .sort(([a], [b]) => a - b)
    .map(([month, churned]) => {
      const at_risk = atRisk(month);
      survival *= 1 - churned / at_risk;
      greenwood += churned / (at_risk * (at_risk - churned));
      return { month, at_risk, churned, survival, ...survivalLimits(survival, greenwood, standardErrors) };
    });
}

/** The share still there after an age: 1 before the first loss. */
export function survivalAfter(steps: readonly SurvivalStep[], month: number): SurvivalStep | null {
  return steps.findLast((step) => step.month <= month) ?? null;
}
