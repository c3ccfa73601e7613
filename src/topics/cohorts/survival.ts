import { type Answered, isKnown, type Known, known, orNull, type Unknown, unknown } from "../../core/known.ts";
import { largest } from "../../core/order.ts";
import type { ProjectionFields, SurvivalRow } from "./answer.ts";
import type { Life, ProjectionNeeds } from "./lives.ts";

/**
 * Counts who was under observation at an age: entered before it, and not yet gone or lost from sight. One who is lost or last seen at that
 * very age is still counted, so losses come before other ends of the same age.
 * @example riskCounter([{ months: 6, churned: true, entered: 0, group: null, amount: null }])(6) // 1
 */
export function riskCounter(lives: readonly Life[]): (age: number) => number {
  const entries = lives.map(({ entered }) => (entered > 0 ? entered : -1)).sort((a, b) => a - b);
  const ends = lives.map(({ months }) => months).sort((a, b) => a - b);
  return (age) => countBelow(entries, age) - countBelow(ends, age);
}

/** How many of the sorted values are below a limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Limits of a survival share: Greenwood's variance on the scale of log(-log), which keeps them between 0 and 1. `greenwood` is the sum of
 * left / (at risk x (at risk - left)) up to this age. Not known at 0 and 1, where the scale has no value.
 * Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980.
 * @example survivalLimits(0.9, 1 / 90, 1.96) // low 0.473, high 0.985
 */
export function survivalLimits(
  survival: number,
  greenwood: number,
  standardErrors: number,
): { low: Known<number>; high: Known<number> } {
  if (survival <= 0 || survival >= 1 || !Number.isFinite(greenwood)) return { low: noLimits, high: noLimits };
  const width = (standardErrors * Math.sqrt(greenwood)) / -Math.log(survival);
  return { low: survival ** Math.exp(width), high: survival ** Math.exp(-width) };
}

const noLimits = unknown("At this age all are still there or all are gone, where the limits have no value.");

/** Survival from one age at which somebody left to the next. */
export type SurvivalStep = Answered<SurvivalRow>;

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
export function survivalAfter<Step extends { month: number }>(steps: readonly Step[], month: number): Step | null {
  return steps.findLast((step) => step.month <= month) ?? null;
}

/**
 * The first age at which half or fewer are still there, and the ages between which it may lie: where the limits of survival pass a half.
 * Source: Brookmeyer and Crowley, A confidence interval for the median survival time, 1982.
 * @example medianSurvival(steps) // median 23, from 13 on, for the 21 patients on 6-MP
 */
export function medianSurvival(steps: readonly SurvivalStep[]): {
  [Name in "median_survival" | "median_low" | "median_high"]: Known<number>;
} {
  // A product of fractions may miss an exact half by its last bits.
  const slack = steps.length * Number.EPSILON;
  const firstBelow = (of: (step: SurvivalStep) => number | null, reason: Unknown) =>
    known(steps.find((step) => (of(step) ?? 1) <= 1 / 2 + slack)?.month, reason);
  const notReached = unknown(
    steps.length ? "More than half were still there at the last loss seen, so half is not reached yet." : "Nobody has left.",
  );
  return {
    median_survival: firstBelow(({ survival }) => survival, notReached),
    median_low: firstBelow(({ low, survival }) => orNull(low) ?? survival, notReached),
    median_high: firstBelow(({ high }) => orNull(high), unknown("Chance allows that half are never seen to leave.")),
  };
}

/** Losses in one interval of tenure, and of how many. */
export interface PeriodLosses {
  at_risk: number;
  lost: number;
  /** The share of all who start that is still there after it. */
  survival: number;
}

/**
 * Losses by interval of tenure, from the first to the last that somebody was seen through. Where all are seen for whole intervals, at risk
 * is a count. Where some were last seen inside one, it is the number of which the losses are the share that survival fell, so that
 * the interval is not counted as if they had not been there.
 * @example periodLosses(lives, steps, 12)[0] // the first year
 */
export function periodLosses(lives: readonly Life[], steps: readonly SurvivalStep[], months: number): PeriodLosses[] {
  const longest = lives.reduce((most, life) => Math.max(most, life.months), 0);
  const atRisk = riskCounter(lives);
  const periods: PeriodLosses[] = [];
  let before = 1;
  for (let end = months; end <= longest && before > 0; end += months) {
    const inside = steps.filter(({ month }) => month <= end && (month > end - months || end === months));
    const lost = inside.reduce((sum, { churned }) => sum + churned, 0);
    const survival = survivalAfter(steps, end)?.survival ?? 1;
    const at_risk = lost === 0 ? atRisk(end) : inside.length === 1 ? inside[0]!.at_risk : lost / (1 - survival / before);
    if (at_risk === 0) break;
    periods.push({ at_risk, lost, survival });
    before = survival;
  }
  return periods;
}

/** A place in the plane and the value there. */
interface Corner {
  x: number;
  y: number;
  value: number;
}

/**
 * Where a function of two numbers is lowest, by the simplex search of Nelder and Mead (1965) with a fixed number of steps, so that the same
 * question always gives the same answer and none runs on. Local: the start decides which valley.
 * @example lowestPoint((x, y) => (x - 1) ** 2 + (y + 2) ** 2, 0, 0, 200) // x 1, y -2
 */
export function lowestPoint(of: (x: number, y: number) => number, x: number, y: number, steps: number): Corner {
  const at = (px: number, py: number): Corner => ({ x: px, y: py, value: of(px, py) });
  let corners = [at(x, y), at(x + 1, y), at(x, y + 1)];
  for (let step = 0; step < steps; step += 1) {
    corners.sort((a, b) => a.value - b.value || a.x - b.x || a.y - b.y);
    const [best, second, worst] = corners as [Corner, Corner, Corner];
    const middle = { x: (best.x + second.x) / 2, y: (best.y + second.y) / 2 };
    const along = (from: Corner, share: number) =>
      at(middle.x + share * (middle.x - from.x), middle.y + share * (middle.y - from.y));
    const turned = along(worst, 1);
    if (turned.value < best.value) {
      const further = along(worst, 2);
      corners = [best, second, further.value < turned.value ? further : turned];
    } else if (turned.value < second.value) corners = [best, second, turned];
    else {
      const nearer = turned.value < worst.value ? turned : worst;
      const drawn = along(nearer, -1 / 2);
      const towards = (from: Corner) => at((best.x + from.x) / 2, (best.y + from.y) / 2);
      corners = drawn.value < nearer.value ? [best, second, drawn] : [best, towards(second), towards(worst)];
    }
  }
  return corners.reduce((best, corner) => (corner.value < best.value ? corner : best));
}

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

/** The two parameters of the model. */
interface BetaGeometric {
  alpha: number;
  beta: number;
}

const SEARCH_STEPS = 1200; // not a figure: steps of a numeric search

/**
 * Fits the shifted-beta-geometric model to losses by interval by maximum likelihood. Refused, with the reason, for fewer losses or intervals
 * than asked for, and where the likelihood has no inner maximum: losses that do not slow with tenure fit one constant rate at least as
 * well, and losses in the first interval alone fit customers of whom some leave at once and none later.
 * @example fitProjection(periodLosses(lives, steps, 12), { least_losses: 30, least_intervals: 3 }).alpha // 0.668
 */
export function fitProjection(periods: readonly PeriodLosses[], needs: Omit<ProjectionNeeds, "reach">): Known<BetaGeometric> {
  const lost = periods.reduce((sum, period) => sum + period.lost, 0);
  if (lost < needs.least_losses)
    return unknown(`Only ${lost} left in whole intervals of tenure; ${needs.least_losses} are needed to project.`);
  if (periods.length < needs.least_intervals)
    return unknown(
      `Customers were followed for ${periods.length} whole intervals of tenure; ${needs.least_intervals} are needed.`,
    );
  if (lost === periods[0]!.lost) return unknown("All losses fall into the first interval, so nothing shows how they go on.");
  const minus = (a: number, b: number) => -betaGeometricLikelihood(periods, Math.exp(a), Math.exp(b));
  const risk = periods.reduce((sum, period) => sum + period.at_risk, 0);
  const odds = risk / lost - 1;
  const found = lowestPoint(minus, 0, odds > 0 ? Math.log(odds) : 0, SEARCH_STEPS);
  const [alpha, beta] = [Math.exp(found.x), Math.exp(found.y)];
  const constant = constantRateLikelihood(periods);
  // The constant rate is the model's own limit, so a likelihood that only rounding puts above it has no inner maximum.
  const slack = Math.abs(constant) * Number.EPSILON * 100;
  if (!Number.isFinite(found.value) || -found.value <= constant + slack)
    return unknown(
      "Losses do not slow with tenure, which the model needs: a constant rate fits as well. At coarser intervals they may.",
    );
  return { alpha, beta };
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
): Known<Answered<ProjectionFields>> {
  const fit = fitProjection(periods, needs);
  if (!isKnown(fit)) return fit;
  const { alpha, beta } = fit;
  const modelled = betaGeometricSurvival(alpha, beta, Math.ceil(periods.length * needs.reach));
  const observed = [1, ...periods.map(({ survival }) => survival)];
  const largest_gap = largest(observed.map((share, age) => Math.abs(share - modelled[age]!)));
  const fall = modelled[periods.length]! - modelled.at(-1)!;
  if (modelled.length > observed.length && largest_gap >= fall)
    return unknown(
      "The model misses what was observed by as much as it says is still to be lost, so it cannot say how losses go on.",
    );
  return {
    alpha,
    beta,
    period_months: periodMonths,
    periods_fitted: periods.length,
    largest_gap,
    survival: modelled.map((survival, age) => ({
      month: age * periodMonths,
      survival,
      observed: known(observed[age], "Nobody has been followed that long."),
    })),
  };
}
