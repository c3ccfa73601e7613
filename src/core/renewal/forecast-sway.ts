import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import type { Sway } from "./forecast-fields.ts";
import { dueOf, varianceOf } from "./forecast-sums.ts";
import type { ForecastRenewal } from "./renewal-row.ts";
import { largestAccount } from "./stress-forecast.ts";

/**
 * How much of the forecast and of its spread hangs on one account: the largest by ARR, and the one whose outcome moves the total most, with
 * the standard deviation that would be left if that outcome were known. Null when nothing is in the forecast.
 * @example forecastSway(renewals)?.share // 100,000 of 225,000: 0.444
 */
export function forecastSway(renewals: readonly ForecastRenewal[]): Sway | null {
  const largest = largestAccount(renewals);
  if (largest === null) return null;
  const whole = varianceOf(renewals);
  const byAccount = new Map<string, number>();
  for (const one of renewals) byAccount.set(one.account, (byAccount.get(one.account) ?? 0) + varianceOf([one]));
  const [moves] = [...byAccount].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const certain = whole === 0 || moves === undefined;
  const account = certain ? null : moves[0];
  return {
    account: largest.account,
    arr: largest.arr,
    share: ratioOfMoney(largest.arr, dueOf(renewals)),
    moves_most: account,
    moves_most_arr: account === null ? null : dueOf(renewals.filter((one) => one.account === account)),
    standard_deviation_without:
      account === null ? null : Math.sqrt(varianceOf(renewals.filter((one) => one.account !== account))),
  };
}
