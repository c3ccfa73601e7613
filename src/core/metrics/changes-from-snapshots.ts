import { addMonths } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { TableRecord } from "../contract/table.ts";
import { AccountBook } from "./account-book.ts";
import type { AccountChanges, Notice } from "./account-change.ts";
import { type PaidPeriod, withDaysAway } from "./days-away.ts";
import { noticeCutOff } from "./notice-cut-off.ts";
import { noticesOfBook } from "./notices-of-book.ts";
import { amountTrouble, refuseUnusableRows } from "./refuse-unusable-rows.ts";
import { ultimateParents } from "./ultimate-parents.ts";
import { checkWindow, monthSamples, type Window } from "./window.ts";

/** The segment of one row, or null when none is asked for. */
export type SegmentOf = (record: TableRecord) => string | null;

/**
 * What each account paid at two months of a table of monthly amounts, and at the months between. An absent row means not paying;
 * several rows of one account in one month add up; children count under their ultimate parent at every date.
 * Amounts in the table's unit, exact to the hundredth. Throws Problem for a month that is not in the table and for rows without month or amount.
 * @example changesFromSnapshots(records, { from: "2025-01-01", to: "2026-01-01" }).changes[0].start
 */
export function changesFromSnapshots(
  records: readonly TableRecord[],
  window: Window,
  segmentOf: SegmentOf = () => null,
  countDaysAway = false,
): AccountChanges {
  checkWindow(window);
  refuseUnusableRows(
    records,
    ({ month, amount }) => (month === null ? "the month is missing" : amountTrouble("the amount", amount)),
    ({ row }) => `row ${row}`,
  );
  const months = monthsOf(records);
  for (const side of ["from", "to"] as const)
    if (!months.includes(window[side]))
      throw new Problem({
        what: `${side} (${window[side]}) is not a month of the table, which runs from ${months[0]} to ${months.at(-1)}.`,
        remedy: "Give the first day of a month that the table has.",
      });

  const dates = months.filter((month) => month >= window.from && month <= window.to);
  const missing = monthSamples(window).filter((date) => !dates.includes(date));
  const place = new Map(dates.map((date, index) => [date, index]));
  const parents = ultimateParents(
    records
      .filter(({ parent }) => parent !== null)
      .map(({ account, parent, month, row }) => ({ account, parent, date: month, place: `row ${row}` })),
  );
  const book = new AccountBook(dates.length, parents);
  let earlier = months[0]! < window.from;
  for (const record of records) {
    if (record.paid_before !== null) earlier = true;
    if (record.paid_before === true) book.entry(record.account).paidBefore = true;
    const date = place.get(record.month!);
    if (date !== undefined) book.add(book.entry(record.account), date, record.amount!, segmentOf(record));
    else if (record.month! < window.from && record.amount! > 0) book.entry(record.account).paidBefore = true;
  }
  const found = book.changes({ earlier, history: missing.length === 0 });
  const changes = countDaysAway ? withDaysAway(found, dates, monthsPaid(records), parents) : found;
  const notices: Notice[] = [...noticesOfBook(book, parents.size), ...noticeCutOff(changes, window.to)];
  if (missing.length)
    notices.push({
      code: "months_missing",
      message: `The table has no rows for ${missing.length} of the months between: ${missing.slice(0, 12).join(", ")}. Gaps and monthly movements cannot be read.`,
    });
  return { changes, dates: missing.length ? null : dates, notices };
}

function monthsOf(records: readonly TableRecord[]): string[] {
  const months = new Set<string>();
  for (const { month } of records) months.add(month!);
  return [...months].sort();
}

/** Each month an account paid as a period of its own. */
function monthsPaid(records: readonly TableRecord[]): PaidPeriod[] {
  const nextMonth = new Map<string, string>();
  return records.flatMap(({ account, month, amount }) => {
    if (amount === 0) return [];
    const end = nextMonth.get(month!) ?? addMonths(month!, 1);
    nextMonth.set(month!, end);
    return [{ account, start: month!, end }];
  });
}
