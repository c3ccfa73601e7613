import { sumMoney } from "../money/sum-money.ts";
import type { Stake } from "./distribution.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/** Whole hundredths of an amount. */
export const hundredths = (amount: number): number => Math.round(amount * 100);

/** Renewals as the distribution takes them. */
export function stakesOf(renewals: readonly ForecastRenewal[]): Stake[] {
  return renewals.map(({ value, rate }) => ({ value: hundredths(value), rate }));
}

/** ARR up for decision, in major units. */
export function dueOf(renewals: readonly { arr: number }[]): number {
  return sumMoney(renewals.map(({ arr }) => arr));
}

/**
 * What the renewals are worth on average: the sum of each value times its chance, in the order given. Major units, not rounded.
 * @example expectedOf([{ ...renewal, value: 100, rate: 0.95 }]) // 95
 */
export function expectedOf(renewals: readonly Pick<ForecastRenewal, "value" | "rate">[]): number {
  return renewals.reduce((sum, { value, rate }) => sum + hundredths(value) * rate, 0) / 100;
}

/**
 * The square of the standard deviation of the total when each renewal is decided by itself: value squared times p (1 - p). Squared units.
 * @example Math.sqrt(varianceOf([{ ...renewal, value: 100, rate: 0.5 }])) // 50
 */
export function varianceOf(renewals: readonly Pick<ForecastRenewal, "value" | "rate">[]): number {
  return renewals.reduce((sum, { value, rate }) => sum + value * value * rate * (1 - rate), 0);
}
