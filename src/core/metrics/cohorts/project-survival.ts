import { largest } from "../../order/largest.ts";
import type { ProjectionNeeds } from "./figures.ts";
import { fitProjection } from "./fit-projection.ts";
import type { PeriodLosses } from "./period-losses.ts";
import { betaGeometricSurvival } from "./shifted-beta-geometric.ts";

/** One age of a projection; observed is null beyond what was seen. */
export interface ProjectedStep {
  month: number;
  survival: number;
  observed: number | null;
}

/** A fitted model, its fit and where it leads. */
export interface Projection {
  alpha: number;
  beta: number;
  period_months: number;
  periods_fitted: number;
  /** The largest distance between what was observed and what the model says, as a share of all who start. */
  largest_gap: number;
  survival: ProjectedStep[];
}

/**
 * Survival as the fitted model says it, interval by interval, up to `needs.reach` times as far as was observed; or the reason why none is given.
 * Refused, too, where the model misses the observed survival by no less than the fall it projects: its end may even lie above what was seen.
 * @example projectSurvival(periods, 12, { least_losses: 30, least_intervals: 3, reach: 2 }).projection?.survival[1] // after the first year
 */
export function projectSurvival(
  periods: readonly PeriodLosses[],
  periodMonths: number,
  needs: ProjectionNeeds,
): { projection: Projection; reason: null } | { projection: null; reason: string } {
  const { alpha, beta, reason } = fitProjection(periods, needs);
  if (reason !== null) return { projection: null, reason };
  const modelled = betaGeometricSurvival(alpha, beta, Math.ceil(periods.length * needs.reach));
  const observed = [1, ...periods.map(({ survival }) => survival)];
  const largest_gap = largest(observed.map((share, age) => Math.abs(share - modelled[age]!)));
  const fall = modelled[periods.length]! - modelled.at(-1)!;
  if (modelled.length > observed.length && largest_gap >= fall)
    return {
      projection: null,
      reason: "The model misses what was observed by as much as it says is still to be lost, so it cannot say how losses go on.",
    };
  return {
    projection: {
      alpha,
      beta,
      period_months: periodMonths,
      periods_fitted: periods.length,
      largest_gap,
      survival: modelled.map((survival, age) => ({ month: age * periodMonths, survival, observed: observed[age] ?? null })),
    },
    reason: null,
  };
}
