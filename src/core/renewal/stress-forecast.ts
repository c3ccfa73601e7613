import { distributionOf } from "./distribution.ts";
import type { StressCases } from "./forecast-fields.ts";
import { atLevel, levels } from "./forecast-quantiles.ts";
import { dueOf, expectedOf, stakesOf } from "./forecast-sums.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/**
 * A chance whose log-odds fell by a shift; 0 and 1 are certain and stay.
 * @example shocked(0.5, Math.log(2)) // 1 / 3
 */
export function shocked(rate: number, shift: number): number {
  if (rate <= 0 || rate >= 1) return rate;
  return rate / (rate + (1 - rate) * Math.exp(shift));
}

/** The renewals of each account; the account with the most ARR first, then by name. */
export function largestAccount(renewals: readonly ForecastRenewal[]): { account: string; arr: number } | null {
  const held = new Map<string, ForecastRenewal[]>();
  for (const renewal of renewals) {
    const own = held.get(renewal.account);
    if (own) own.push(renewal);
    else held.set(renewal.account, [renewal]);
  }
  const accounts = [...held].map(([account, own]) => ({ account, arr: dueOf(own) }));
  return accounts.sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1))[0] ?? null;
}

/**
 * Two bad cases beside the forecast: all chances fall together by the rule's shift in log-odds, and the largest account leaves. Each with
 * its expected amount, its distance from the forecast's, and what is left one time in ten. Null when nothing is in the forecast.
 * @example stressForecast(renewals, 0.5)?.largest_lost.account // "Acme"
 */
export function stressForecast(renewals: readonly ForecastRenewal[], shift: number): StressCases | null {
  const largest = largestAccount(renewals);
  if (largest === null) return null;
  const before = expectedOf(renewals);
  const caseOf = (changed: readonly ForecastRenewal[]) => {
    const expected = expectedOf(changed);
    return { expected, expected_change: expected - before, p10: atLevel(distributionOf(stakesOf(changed)), levels.p10) };
  };
  return {
    common_shock: { log_odds: shift, ...caseOf(renewals.map((one) => ({ ...one, rate: shocked(one.rate, shift) }))) },
    largest_lost: {
      ...largest,
      ...caseOf(renewals.map((one) => (one.account === largest.account ? { ...one, rate: 0 } : one))),
    },
  };
}
