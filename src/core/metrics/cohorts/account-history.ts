import { sumMoney } from "../../money/sum-money.ts";

/** One stretch of time at one amount; the end is the first day not paid for, null while open. The amount is null where only dates are known. */
export interface PaidPeriod {
  start: string;
  end: string | null;
  amount: number | null;
}

/** When one account paid, and what; children stand under their ultimate parent. Every period pays something. */
export interface AccountHistory {
  account: string;
  /** The group it belonged to when it started; null when nobody asked for groups. */
  group: string | null;
  periods: PaidPeriod[];
  /** The first day it paid. */
  start: string;
}

/**
 * What an account pays on a day: its amount, 1 for a period whose amount is not known, 0 when away. Amounts in one unit, exact to the hundredth.
 * @example amountOn({ account: "A", group: null, start: "2025-01-01", periods: [{ start: "2025-01-01", end: "2025-03-01", amount: 50 }] }, "2025-03-01") // 0
 */
export function amountOn({ periods }: AccountHistory, date: string): number {
  const paid: number[] = [];
  for (const { start, end, amount } of periods) if (start <= date && (end === null || date < end)) paid.push(amount ?? 1);
  return sumMoney(paid);
}

/** The first day after everything it paid for, or null while a period is open. */
export function lastEnd({ periods }: AccountHistory): string | null {
  let last = "";
  for (const { end } of periods) {
    if (end === null) return null;
    if (end > last) last = end;
  }
  return last;
}
