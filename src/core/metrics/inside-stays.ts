import { sumMoney } from "../money/sum-money.ts";
import type { InsideStay } from "./account-change.ts";

/** A subscription period that begins and ends between two sampled dates. */
export interface ShortPeriod {
  start: string;
  end: string;
  amount: number;
}

/** The step that holds a date after the first sampled one: step 0 runs from after the first date up to and with the second. */
export function stepOf(date: string, dates: readonly string[]): number {
  return dates.findIndex((sampled) => date <= sampled) - 1;
}

/**
 * An account's stays that no sampled date sees, one for each step: the most it paid at once, from its own first days on.
 * Amounts in one unit. Stays in a step where the account pays at either end are left out, since its two ends tell of it.
 * @example insideStays([{ start: "2026-01-05", end: "2026-01-20", amount: 40 }], [0, 0], ["2026-01-01", "2026-02-01"]) // [{ step: 0, amount: 40 }]
 */
export function insideStays(periods: readonly ShortPeriod[], amounts: readonly number[], dates: readonly string[]): InsideStay[] {
  const most = new Map<number, number>();
  for (const { start } of periods) {
    const step = stepOf(start, dates);
    if (amounts[step] !== 0 || amounts[step + 1] !== 0) continue;
    const together = sumMoney(periods.flatMap((one) => (one.start <= start && start < one.end ? [one.amount] : [])));
    most.set(step, Math.max(together, most.get(step) ?? 0));
  }
  return [...most].map(([step, amount]) => ({ step, amount })).sort((a, b) => a.step - b.step);
}
