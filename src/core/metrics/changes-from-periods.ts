import { addDays } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { TableRecord } from "../contract/table.ts";
import { addAll } from "../order/add-all.ts";
import { AccountBook } from "./account-book.ts";
import type { AccountChanges, Notice } from "./account-change.ts";
import type { SegmentOf } from "./changes-from-snapshots.ts";
import { type PaidPeriod, withDaysAway } from "./days-away.ts";
import { insideStays, type ShortPeriod } from "./inside-stays.ts";
import { noticeCutOff } from "./notice-cut-off.ts";
import { noticesOfBook } from "./notices-of-book.ts";
import { amountTrouble, refuseUnusableRows } from "./refuse-unusable-rows.ts";
import { ultimateParents } from "./ultimate-parents.ts";
import { checkWindow, monthSamples, type Window } from "./window.ts";

/**
 * What each account paid at two dates and at the months between, out of subscription periods. A period counts on its first day and no
 * longer on its end day (start <= day < end; no end means it goes on); several periods of one account add up; children count under
 * their ultimate parent at every date. Amounts in the table's unit, exact to the hundredth.
 * Throws Problem for a window outside the data and for rows without start or amount, or that end before they start.
 * @example changesFromPeriods(records, { from: "2018-11-01", to: "2019-11-01" }).changes.length
 */
export function changesFromPeriods(
  records: readonly TableRecord[],
  window: Window,
  segmentOf: SegmentOf = () => null,
  countDaysAway = false,
): AccountChanges {
  checkWindow(window);
  refuseUnusableRows(records, periodTrouble, ({ row }) => `row ${row}`);
  const notices = refuseOutside(records, window);
  const dates = monthSamples(window);
  const parents = ultimateParents(
    records
      .filter(({ parent }) => parent !== null)
      .map(({ account, parent, start, row }) => ({ account, parent, date: start, place: `row ${row}` })),
  );
  const book = new AccountBook(dates.length, parents);
  const short = new Map<ReturnType<AccountBook["entry"]>, ShortPeriod[]>();
  let earlier = false;
  for (const record of records) {
    const start = record.start!;
    const entry = book.entry(record.account);
    if (record.paid_before !== null) earlier = true;
    if (record.paid_before === true) entry.paidBefore = true;
    if (start < window.from && record.amount! > 0 && start !== record.end) {
      entry.paidBefore = true;
      earlier = true;
    }
    const segment = segmentOf(record);
    let sampled = false;
    dates.forEach((date, index) => {
      if (start > date || (record.end !== null && date >= record.end)) return;
      sampled = true;
      book.add(entry, index, record.amount!, segment);
    });
    if (!sampled && start > window.from && start < window.to && start !== record.end && record.amount! > 0) {
      const period = { start, end: record.end!, amount: record.amount! };
      const others = short.get(entry);
      if (others) others.push(period);
      else short.set(entry, [period]);
    }
  }
  for (const [entry, periods] of short) entry.inside = insideStays(periods, entry.amounts, dates);
  const found = book.changes({ earlier, history: true });
  const changes = countDaysAway ? withDaysAway(found, dates, periodsPaid(records), parents) : found;
  addAll(notices, [
    ...noticesOfBook(book, parents.size),
    ...noticeCutOff(changes, window.to),
    ...noticeInclusiveEnds(records),
    ...noticeEmptied(records, window),
  ]);
  return { changes, dates, notices };
}

function periodsPaid(records: readonly TableRecord[]): PaidPeriod[] {
  const paid = records.filter(({ amount, start, end }) => amount! > 0 && start !== end);
  return paid.map(({ account, start, end }) => ({ account, start: start!, end }));
}

function periodTrouble({ start, end, amount }: TableRecord): string | null {
  if (start === null) return "the start date is missing";
  if (end !== null && end < start) return `it ends on ${end}, before it starts on ${start}`;
  return amountTrouble("the amount", amount);
}

function refuseOutside(records: readonly TableRecord[], { from, to }: Window): Notice[] {
  let first: string | null = null;
  let last: string | null = null;
  let open = false;
  for (const { start, end } of records) {
    if (first === null || start! < first) first = start;
    for (const date of [start!, end]) if (date !== null && (last === null || date > last)) last = date;
    if (end === null) open = true;
  }
  const range = `the table's periods run from ${first} to ${last}`;
  if (first === null || last === null)
    throw new Problem({ what: "The table has no subscription periods.", remedy: "Give a table with rows." });
  if (from < first)
    throw new Problem({
      what: `from (${from}) is before the data: ${range}.`,
      remedy: "Choose a from when customers already paid.",
    });
  if (open && to > last)
    return [
      {
        code: "after_last_date",
        message: `Nothing in the table is dated after ${last}; open periods are taken to go on to ${to}.`,
      },
    ];
  if (!open && to >= last)
    throw new Problem({
      what: `to (${to}) is not inside the data: ${range}, the last day not paid for.`,
      remedy: "Choose an earlier to.",
    });
  return [];
}

/** Exports that set the amount of a cancelled subscription to 0 hide what was lost; a loss of 0 is no loss. */
function noticeEmptied(records: readonly TableRecord[], { from, to }: Window): Notice[] {
  const emptied = records.filter(
    ({ start, end, amount }) => amount === 0 && end !== null && start! <= from && from < end && end <= to,
  ).length;
  if (emptied === 0) return [];
  return [
    {
      code: "ended_without_amount",
      message: `${emptied} ${emptied === 1 ? "subscription" : "subscriptions"} ended in the period with the amount 0. If the export clears the amount on cancelling, what was lost is missing and the rates are too high: give what ${emptied === 1 ? "it" : "they"} last paid.`,
    },
  ];
}

/** Ends that name the last day paid for make every renewal a gap of one day; two or more, and more than true joins, give it away. */
function noticeInclusiveEnds(records: readonly TableRecord[]): Notice[] {
  const starts = new Set(records.map(({ account, start }) => `${account}\n${start}`));
  const nextDay = new Map<string, string>();
  let joined = 0;
  let dayShort = 0;
  for (const { account, end } of records) {
    if (end === null) continue;
    const next = nextDay.get(end) ?? addDays(end, 1);
    nextDay.set(end, next);
    if (starts.has(`${account}\n${end}`)) joined += 1;
    else if (starts.has(`${account}\n${next}`)) dayShort += 1;
  }
  if (dayShort < 2 || dayShort <= joined) return [];
  return [
    {
      code: "ends_look_inclusive",
      message: `${dayShort} periods end one day before the next one of their account starts. Here an end is the first day not paid for; if yours is the last day paid for, a window that ends on such a day counts them as lost.`,
    },
  ];
}
