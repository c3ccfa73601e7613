import type { AccountChange } from "./account-change.ts";
import type { RetentionPolicy } from "./retention.ts";

/**
 * Whether an account's return inside the window is a reactivation: it paid before, and no longer ago than the policy allows. Its first return
 * decides; one whose date of leaving is not known counts as a reactivation.
 * @example isReactivation({ ...change, paid_before: true, series: [0, 50], days_away: new Map([[0, 45]]) }, { winback_days: 30 }) // false
 */
export function isReactivation(change: AccountChange, { winback_days }: Pick<RetentionPolicy, "winback_days">): boolean {
  if (change.start === 0 && change.paid_before !== true) return false;
  return withinWinback(daysBeforeReturn(change), winback_days);
}

/** Days away before an account's first return at a sampled date; undefined where they are not known. */
export function daysBeforeReturn({ series, days_away }: Pick<AccountChange, "series" | "days_away">): number | undefined {
  const returned = series?.findIndex((now, date) => date > 0 && now > 0 && series[date - 1] === 0) ?? 0;
  return days_away?.get(returned - 1);
}

/** Whether so many days away are few enough; unknown days, and a policy without a limit, are. */
export function withinWinback(daysAway: number | undefined, winbackDays: number | undefined): boolean {
  return winbackDays === undefined || daysAway === undefined || daysAway <= winbackDays;
}
