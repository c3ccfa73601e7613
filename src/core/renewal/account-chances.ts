import type { ForecastRenewal, Renewal } from "./renewal-row.ts";

/**
 * The chance that each account stays, for its expansion: the mean over its renewals weighted by ARR, decided ones being certain. Accounts
 * without a known chance are not in it. Fractions.
 * @example accountChances([{ ...renewal, account: "Acme", arr: 100, rate: 0.95 }], []).get("Acme") // 0.95
 */
export function accountChances(forecast: readonly ForecastRenewal[], decided: readonly Renewal[]): Map<string, number> {
  const all = [
    ...forecast.map(({ account, arr, rate }) => ({ account, arr, rate })),
    ...decided.map(({ account, arr, outcome }) => ({ account, arr, rate: outcome === "renewed" ? 1 : 0 })),
  ];
  const sums = new Map<string, { arr: number; kept: number }>();
  for (const { account, arr, rate } of all) {
    const sum = sums.get(account) ?? { arr: 0, kept: 0 };
    sums.set(account, { arr: sum.arr + arr, kept: sum.kept + arr * rate });
  }
  return new Map([...sums].flatMap(([account, { arr, kept }]) => (arr > 0 ? [[account, kept / arr] as const] : [])));
}
