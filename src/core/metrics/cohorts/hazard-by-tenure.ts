import type { TenureBucket } from "./figures.ts";
import type { Life } from "./life.ts";

/** How many left in one stretch of tenure, of how many months at risk. */
export interface Hazard {
  phase: TenureBucket["phase"];
  /** Not in the stretch itself, but for the first. */
  from_month: number;
  /** In the stretch; null for the last, which is open. */
  to_month: number | null;
  at_risk_months: number;
  churned: number;
  /** Lost a month, of those at risk; null where all left at once, after no time. */
  hazard_rate: number | null;
}

/**
 * Losses a month of tenure in each stretch of tenure: those who left in it over the months that customers were seen in it. Stretches that
 * nobody was seen in are left out. Ages in months.
 * @example hazardByTenure([{ months: 2, churned: true, ... }, { months: 6, churned: false, ... }], buckets)[0] // 1 of 5 months when the first ends at 3
 */
export function hazardByTenure(lives: readonly Life[], buckets: readonly TenureBucket[]): Hazard[] {
  return buckets.flatMap(({ phase, to_month }, index): Hazard[] => {
    const from_month = index === 0 ? 0 : buckets[index - 1]!.to_month!;
    const to = to_month ?? Number.POSITIVE_INFINITY;
    const inside = ({ months }: Life) => months <= to && (months > from_month || index === 0);
    const churned = lives.filter((life) => life.churned && inside(life)).length;
    const spans = lives.map(({ months, entered }) => Math.max(0, Math.min(months, to) - Math.max(entered, from_month)));
    const at_risk_months = spans.sort((a, b) => a - b).reduce((sum, span) => sum + span, 0);
    if (at_risk_months === 0 && churned === 0) return [];
    const hazard_rate = at_risk_months === 0 ? null : churned / at_risk_months;
    return [{ phase, from_month, to_month, at_risk_months, churned, hazard_rate }];
  });
}
