import type { TenureBucket } from "./figures.ts";
import type { Hazard } from "./hazard-by-tenure.ts";

/** When customers leave more than at other times. */
export type LeavingTime = "onboarding" | "renewal" | "both" | "neither" | "too_few";

/** Losses and months at risk of one phase, over all its stretches. */
export interface PhaseLosses {
  churned: number;
  at_risk_months: number;
}

/** All stretches of one phase together. */
export function lossesOfPhase(hazard: readonly Hazard[], phases: readonly TenureBucket["phase"][]): PhaseLosses {
  const own = hazard.filter(({ phase }) => phases.includes(phase));
  return {
    churned: own.reduce((sum, one) => sum + one.churned, 0),
    at_risk_months: own.reduce((sum, one) => sum + one.at_risk_months, 0),
  };
}

/**
 * Whether the loss a month is higher in onboarding, or around renewals, than at other times by more than chance: of the losses of both, as
 * many would fall into the phase as its share of the months at risk, give or take `standardErrors` binomial standard errors.
 * Too few: fewer losses than `leastEvents` in all, or nobody seen outside these phases.
 * @example leavingTime(hazard, 30, 1.96) // "onboarding"
 */
export function leavingTime(hazard: readonly Hazard[], leastEvents: number, standardErrors: number): LeavingTime {
  const other = lossesOfPhase(hazard, ["between", "later"]);
  const onboarding = lossesOfPhase(hazard, ["onboarding"]);
  const renewal = lossesOfPhase(hazard, ["renewal"]);
  const all = other.churned + onboarding.churned + renewal.churned;
  if (all < leastEvents || other.at_risk_months === 0) return "too_few";
  const early = isHigher(onboarding, other, standardErrors);
  const late = isHigher(renewal, other, standardErrors);
  if (early && late) return "both";
  return early ? "onboarding" : late ? "renewal" : "neither";
}

function isHigher(phase: PhaseLosses, other: PhaseLosses, standardErrors: number): boolean {
  const losses = phase.churned + other.churned;
  const share = phase.at_risk_months / (phase.at_risk_months + other.at_risk_months);
  const expected = losses * share;
  return phase.churned - expected > standardErrors * Math.sqrt(expected * (1 - share));
}
