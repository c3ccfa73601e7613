import { sumMoney } from "../money/sum-money.ts";
import type { CalledLine } from "./forecast-fields.ts";
import { dueOf, expectedOf } from "./forecast-sums.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/** What owners call beside what the forecast expects of the same renewals; null where nobody called an amount. Major units. */
export function calledAmounts(renewals: readonly ForecastRenewal[]): CalledLine | null {
  const own = renewals.filter(({ called }) => called !== null);
  if (own.length === 0) return null;
  return {
    renewals: own.length,
    arr: dueOf(own),
    called: sumMoney(own.map(({ called }) => called!)),
    expected: expectedOf(own),
  };
}
