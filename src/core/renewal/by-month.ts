import type { MonthLine } from "./forecast-fields.ts";
import { dueOf, expectedOf } from "./forecast-sums.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

const MONTH = "2026-01".length;

/**
 * The forecast by the month of the opt-out deadline, in order of time. A month that holds renewals without a known notice period is
 * capped in confidence, since those may be decided earlier. Renewals without any date are in no month.
 * @example byMonth(renewals)[0] // { month: "2026-03", renewals: 1, arr: 100000, expected: 95000, unknown_notice_arr: 0, confidence: "full" }
 */
export function byMonth(renewals: readonly ForecastRenewal[]): MonthLine[] {
  const months = new Map<string, ForecastRenewal[]>();
  for (const one of renewals) {
    if (one.deadline === null) continue;
    const month = one.deadline.slice(0, MONTH);
    const own = months.get(month);
    if (own) own.push(one);
    else months.set(month, [one]);
  }
  const inOrder = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([month, own]) => {
    const unknown = own.filter(({ deadline_known }) => !deadline_known);
    return {
      month,
      renewals: own.length,
      arr: dueOf(own),
      expected: expectedOf(own),
      unknown_notice_arr: dueOf(unknown),
      confidence: unknown.length ? "capped" : "full",
    };
  });
}
