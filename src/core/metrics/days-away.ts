import { daysBetween } from "../calendar/dates.ts";
import type { AccountChange } from "./account-change.ts";
import { stepOf } from "./inside-stays.ts";

/** A time an account paid, its end exclusive; null is still going on. */
export interface PaidPeriod {
  account: string;
  start: string;
  end: string | null;
}

/**
 * How long accounts were away before they paid again: days from the end of the last payment to the return, for the first return in each
 * step between sampled dates that the account begins at zero. Periods that touch or overlap are one; children count under their parent.
 * @example one account paid to 2026-01-10 and again from 2026-02-09: its step of February holds 30
 */
export function withDaysAway(
  changes: readonly AccountChange[],
  dates: readonly string[],
  periods: Iterable<PaidPeriod>,
  parents: ReadonlyMap<string, string>,
): AccountChange[] {
  const ofAccount = new Map<string, PaidPeriod[]>();
  for (const period of periods) {
    const name = parents.get(period.account) ?? period.account;
    const known = ofAccount.get(name);
    if (known) known.push(period);
    else ofAccount.set(name, [period]);
  }
  return changes.map((change) => ({ ...change, days_away: daysAway(ofAccount.get(change.account) ?? [], dates) }));
}

function daysAway(periods: readonly PaidPeriod[], dates: readonly string[]): Map<number, number> {
  const found = new Map<number, number>();
  let paidTo: string | null | undefined;
  for (const { start, end } of [...periods].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) {
    if (paidTo === null) break;
    if (paidTo !== undefined && start > paidTo && start > dates[0]!) {
      const step = stepOf(start, dates);
      if (step >= 0 && paidTo <= dates[step]! && !found.has(step)) found.set(step, daysBetween(paidTo, start));
    }
    if (end === null || paidTo === undefined || end > paidTo) paidTo = end;
  }
  return found;
}
