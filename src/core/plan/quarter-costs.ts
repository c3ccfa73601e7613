import type { Role } from "../contract/vocabulary.ts";
import { sumMoney } from "../money/sum-money.ts";

const WEEKS_A_QUARTER = 13;
const QUARTERS = [1, 2, 3, 4] as const;

/** Heads of one role that join during the year. */
export interface Joiner {
  role: Role;
  heads: number;
  yearly_cost: number;
  start_week: number;
}

/**
 * The first year's cost by quarter: today's team all year, each joiner from its first week.
 * Units: major units; weeks counted from the plan's start. The four quarters sum to the year to the hundredth.
 * @example quarterCosts(400, [{ role: "csm", heads: 1, yearly_cost: 400, start_week: 13 }]) // [100, 200, 200, 200]
 */
export function quarterCosts(todayCost: number, joiners: readonly Joiner[]): number[] {
  return QUARTERS.map((quarter) => {
    const end = quarter * WEEKS_A_QUARTER;
    const added = joiners.map((joiner) => {
      const worked = Math.min(WEEKS_A_QUARTER, Math.max(0, end - joiner.start_week));
      return (joiner.heads * joiner.yearly_cost * worked) / WEEKS_A_QUARTER / QUARTERS.length;
    });
    return sumMoney([todayCost / QUARTERS.length, ...added]);
  });
}
