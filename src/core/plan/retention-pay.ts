import type { RetentionPay } from "./plan.ts";
import type { PlanOption } from "./plan-option.ts";

/**
 * Whether keeping the revenue that was really lost could repay each plan from cash within a year.
 * "cannot": not even if every loss were prevented. Money in major units a year.
 * @example retentionPay([planB], { low: 408_000, high: 1_440_000 })[0].verdict // "only if large accounts were lost" for 604,938 needed
 */
export function retentionPay(options: readonly PlanOption[], lost: { low: number; high: number } | null): RetentionPay[] {
  if (lost === null) return [];
  return options.flatMap((option) => {
    const needed = option.break_even?.retained_arr_needed ?? 0;
    if (needed <= 0) return [];
    const verdict = needed > lost.high ? "cannot" : needed > lost.low ? "only if large accounts were lost" : "can";
    return [{ option: option.name, needed, lost_low: lost.low, lost_high: lost.high, verdict }];
  });
}
