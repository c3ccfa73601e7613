import type { PeriodLosses } from "./period-losses.ts";

/**
 * Survival under the shifted-beta-geometric model: each customer leaves with a fixed chance an interval, and these chances follow a beta
 * distribution over customers, so that those who stay are ever more loyal. Value k is the share left after k intervals, from 0 on.
 * Computed by its recursion, exact where the ratio of beta functions B(alpha, beta + k) / B(alpha, beta) would lose digits.
 * Source: Fader and Hardie, How to project customer retention, Journal of Interactive Marketing 21, 2007.
 * @example betaGeometricSurvival(1, 1, 2) // [1, 1/2, 1/3]
 */
export function betaGeometricSurvival(alpha: number, beta: number, intervals: number): number[] {
  const survival = [1];
  for (let before = 0; before < intervals; before += 1)
    survival.push((survival[before]! * (beta + before)) / (alpha + beta + before));
  return survival;
}

/** Log-likelihood of losses by interval under the model; minus infinity where the parameters are out of what numbers can hold. */
export function betaGeometricLikelihood(periods: readonly PeriodLosses[], alpha: number, beta: number): number {
  let sum = 0;
  periods.forEach(({ at_risk, lost }, before) => {
    const all = Math.log(alpha + beta + before);
    if (lost > 0) sum += lost * (Math.log(alpha) - all);
    if (at_risk > lost) sum += (at_risk - lost) * (Math.log(beta + before) - all);
  });
  return Number.isNaN(sum) ? Number.NEGATIVE_INFINITY : sum;
}

/** The same for customers who are all alike and leave at one rate whatever their age: the model's limit where differences vanish. */
export function constantRateLikelihood(periods: readonly PeriodLosses[]): number {
  const lost = periods.reduce((sum, period) => sum + period.lost, 0);
  const risk = periods.reduce((sum, period) => sum + period.at_risk, 0);
  const stayed = risk - lost;
  return (lost > 0 ? lost * Math.log(lost / risk) : 0) + (stayed > 0 ? stayed * Math.log(stayed / risk) : 0);
}
