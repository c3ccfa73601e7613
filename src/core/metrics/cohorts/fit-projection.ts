import type { ProjectionNeeds } from "./figures.ts";
import { lowestPoint } from "./lowest-point.ts";
import type { PeriodLosses } from "./period-losses.ts";
import { betaGeometricLikelihood, constantRateLikelihood } from "./shifted-beta-geometric.ts";

/** The parameters found, or why there are none. */
export type ProjectionFit = { alpha: number; beta: number; reason: null } | { alpha: null; beta: null; reason: string };

const SEARCH_STEPS = 12 * 100;

/**
 * Fits the shifted-beta-geometric model to losses by interval by maximum likelihood. Refused, with the reason, for fewer losses or intervals
 * than asked for, and where the likelihood has no inner maximum: losses that do not slow with tenure fit one constant rate at least as
 * well, and losses in the first interval alone fit customers of whom some leave at once and none later.
 * @example fitProjection(periodLosses(lives, steps, 12), { least_losses: 30, least_intervals: 3 }).alpha // 0.668
 */
export function fitProjection(periods: readonly PeriodLosses[], needs: Omit<ProjectionNeeds, "reach">): ProjectionFit {
  const none = (reason: string): ProjectionFit => ({ alpha: null, beta: null, reason });
  const lost = periods.reduce((sum, period) => sum + period.lost, 0);
  if (lost < needs.least_losses)
    return none(`Only ${lost} left in whole intervals of tenure; ${needs.least_losses} are needed to project.`);
  if (periods.length < needs.least_intervals)
    return none(`Customers were followed for ${periods.length} whole intervals of tenure; ${needs.least_intervals} are needed.`);
  if (lost === periods[0]!.lost) return none("All losses fall into the first interval, so nothing shows how they go on.");
  const minus = (a: number, b: number) => -betaGeometricLikelihood(periods, Math.exp(a), Math.exp(b));
  const risk = periods.reduce((sum, period) => sum + period.at_risk, 0);
  const odds = risk / lost - 1;
  const found = lowestPoint(minus, 0, odds > 0 ? Math.log(odds) : 0, SEARCH_STEPS);
  const [alpha, beta] = [Math.exp(found.x), Math.exp(found.y)];
  const constant = constantRateLikelihood(periods);
  // The constant rate is the model's own limit, so a likelihood that only rounding puts above it has no inner maximum.
  const slack = Math.abs(constant) * Number.EPSILON * 100;
  if (!Number.isFinite(found.value) || -found.value <= constant + slack)
    return none(
      "Losses do not slow with tenure, which the model needs: a constant rate fits as well. At coarser intervals they may.",
    );
  return { alpha, beta, reason: null };
}
