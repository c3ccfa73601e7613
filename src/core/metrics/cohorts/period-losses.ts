import { riskCounter } from "./at-risk.ts";
import { type SurvivalStep, survivalAfter } from "./kaplan-meier.ts";
import type { Life } from "./life.ts";

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
