import { type AccountHistory, amountOn, dateOf, dayOf, lastEnd } from "../../../src/topics/cohorts/cohort-table.ts";

/** An account out of [start, end, amount] stretches, the first one the earliest. */
export function history(account: string, ...stretches: [string, string | null, number][]): AccountHistory {
  return {
    account,
    group: null,
    start: dayOf(stretches[0]![0]),
    periods: stretches.map(([start, end, amount]) => ({ start: dayOf(start), end: end === null ? null : dayOf(end), amount })),
  };
}

/** What an account pays on a date. */
export const paidOn = (one: AccountHistory, date: string): number => amountOn(one, dayOf(date));

/** The date of the first day after everything it paid for. */
export const paidTo = (one: AccountHistory): string | null => {
  const end = lastEnd(one);
  return end === null ? null : dateOf(end);
};
