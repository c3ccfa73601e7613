import type { BookNotice } from "../../core/answer.ts";
import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { amountTrouble, refuseMixedCurrencies, sumMoney } from "../../core/money.ts";
import { addAll } from "../../core/order.ts";
import { periodTrouble } from "../../core/paying-rows.ts";
import { Problem, refuseUnusableRows } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import {
  AccountBook,
  changesFromAmounts,
  noticesOfBook,
  type SegmentOf,
  segmentOfRows,
  ultimateParents,
} from "./account-book.ts";
import { checkWindow, monthSamples, noticeCutOff, type Window } from "./months.ts";
import type { AccountChange, AccountChanges, InsideStay } from "./retention.ts";

/** A subscription period that begins and ends between two sampled dates. */
interface ShortPeriod {
  start: string;
  end: string;
  amount: number;
}

/** The step that holds a date after the first sampled one: step 0 runs from after the first date up to and with the second. */
function stepOf(date: string, dates: readonly string[]): number {
  return dates.findIndex((sampled) => date <= sampled) - 1;
}

/**
 * An account's stays that no sampled date sees, one for each step: the most it paid at once, from its own first days on.
 * Amounts in one unit. Stays in a step where the account pays at either end are left out, since its two ends tell of it.
 * @example insideStays([{ start: "2026-01-05", end: "2026-01-20", amount: 40 }], [0, 0], ["2026-01-01", "2026-02-01"]) // [{ step: 0, amount: 40 }]
 */
function insideStays(periods: readonly ShortPeriod[], amounts: readonly number[], dates: readonly string[]): InsideStay[] {
  const most = new Map<number, number>();
  for (const { start } of periods) {
    const step = stepOf(start, dates);
    if (amounts[step] !== 0 || amounts[step + 1] !== 0) continue;
    const together = sumMoney(periods.flatMap((one) => (one.start <= start && start < one.end ? [one.amount] : [])));
    most.set(step, Math.max(together, most.get(step) ?? 0));
  }
  return [...most].map(([step, amount]) => ({ step, amount })).sort((a, b) => a.step - b.step);
}

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
function withDaysAway(
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
  const notices: BookNotice[] = [
    ...noticesOfBook(book, parents.size),
    ...noticeCutOff(changes, window.to),
    ...noticeReturns(changes, records, window.to, parents),
  ];
  if (missing.length) notices.push({ code: "months_missing", months: missing });
  return { changes, dates: missing.length ? null : dates, notices, rows: book.rows() };
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
  refuseUnusableRows(
    records,
    (record) => periodTrouble(record, true),
    ({ row }) => `row ${row}`,
  );
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
    ...noticeReturns(changes, records, window.to, parents),
    ...noticeInclusiveEnds(records),
    ...noticeEmptied(records, window),
  ]);
  return { changes, dates, notices, rows: book.rows() };
}

const MONTHS_LATE = 3; // not a figure: how long after the window a renewal is still one that came late
const MOST_NAMED = 3; // not a figure: names that fit a sentence

/** Accounts that count as lost and that the table itself shows paying again soon after the window. */
function noticeReturns(
  changes: readonly AccountChange[],
  records: readonly TableRecord[],
  to: string,
  parents: ReadonlyMap<string, string>,
): BookNotice[] {
  const lost = new Set(changes.flatMap(({ account, start, end }) => (start > 0 && end === 0 ? [account] : [])));
  const until = addMonths(to, MONTHS_LATE);
  const back = new Map<string, { on: string; amount: number }>();
  for (const { account, start, month, amount } of records) {
    const on = start ?? month;
    const name = parents.get(account) ?? account;
    if (on === null || on <= to || on > until || !lost.has(name) || !(amount! > 0)) continue;
    const known = back.get(name);
    if (known === undefined || on < known.on) back.set(name, { on, amount: amount! });
    else if (on === known.on) known.amount = sumMoney([known.amount, amount!]);
  }
  if (back.size === 0) return [];
  const accounts = [...back].slice(0, MOST_NAMED).map(([account, paid]) => ({ account, ...paid }));
  return [{ code: "pays_again", to, accounts, more: back.size - accounts.length }];
}

function periodsPaid(records: readonly TableRecord[]): PaidPeriod[] {
  const paid = records.filter(({ amount, start, end }) => amount! > 0 && start !== end);
  return paid.map(({ account, start, end }) => ({ account, start: start!, end }));
}

function refuseOutside(records: readonly TableRecord[], { from, to }: Window): BookNotice[] {
  let first: string | null = null;
  let last: string | null = null;
  let open = false;
  for (const { start, end } of records) {
    if (first === null || start! < first) first = start;
    for (const date of [start!, end]) if (date !== null && (last === null || date > last)) last = date;
    if (end === null) open = true;
  }
  if (first === null || last === null)
    throw new Problem({ what: "The table has no subscription periods.", remedy: "Give a table with rows." });
  if (from < first)
    throw new Problem({
      what: `from (${from}) is before the data: the table's periods run from ${first} to ${last}.`,
      remedy: "Choose a from when customers already paid.",
    });
  if (open && to <= last) return [];
  // An export made a few days after its last event is no reason to doubt it.
  if (open && to <= addMonths(last, 1)) return [];
  if (open) return [{ code: "after_last_date", last, to }];
  if (!open && to >= last)
    throw new Problem({
      what: `to (${to}) is not inside the data: the table's periods run from ${first} to ${last}, the last day not paid for.`,
      remedy: "Choose an earlier to.",
    });
  return [];
}

/** Exports that set the amount of a cancelled subscription to 0 hide what was lost; a loss of 0 is no loss. */
function noticeEmptied(records: readonly TableRecord[], { from, to }: Window): BookNotice[] {
  const emptied = records.filter(
    ({ start, end, amount }) => amount === 0 && end !== null && start! <= from && from < end && end <= to,
  ).length;
  return emptied === 0 ? [] : [{ code: "ended_without_amount", rows: emptied }];
}

/** Ends that name the last day paid for make every renewal a gap of one day; two or more, and more than true joins, give it away. */
function noticeInclusiveEnds(records: readonly TableRecord[]): BookNotice[] {
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
  return dayShort < 2 || dayShort <= joined ? [] : [{ code: "ends_look_inclusive", rows: dayShort }];
}

/** What the caller says about the comparison. */
export interface TableQuestion {
  from?: string;
  to?: string;
  segment_by?: string;
  /** Go on where a segment's cell is empty or spelt in another way. */
  lenient?: boolean;
  /** Count how long accounts were away before they paid again. */
  days_away?: boolean;
}

/**
 * Account changes out of any table that can show them: monthly amounts, subscription periods, or two amounts an account.
 * Throws Problem for other tables, a missing or impossible window, mixed currencies and unusable rows.
 * @example changesFromTable(table, { from: "2025-01-01", to: "2026-01-01" })
 */
export function changesFromTable(table: Table, question: TableQuestion): AccountChanges {
  if (table.records.length === 0)
    throw new Problem({ what: `${table.path} has no rows to use.`, remedy: "Give a table with accounts and amounts." });
  refuseMixedCurrencies(table.records);
  const segments =
    question.segment_by === undefined ? null : segmentOfRows(table, question.segment_by, question.lenient === true);
  const found = read(table, question, segments?.segmentOf);
  return { ...found, notices: [...found.notices, ...(segments?.notices ?? []), ...noticeUnit(table)] };
}

function read(table: Table, { from, to, days_away }: TableQuestion, segmentOf: SegmentOf | undefined): AccountChanges {
  const { records, shape } = table;
  if (shape === "snapshots" || shape === "subscriptions") {
    if (shape === "subscriptions" && table.amount_unit === "tcv")
      throw new Problem({
        what: "The amounts are total contract values, which depend on how long a contract is.",
        remedy: "Give a recurring amount (ARR or MRR) for each period.",
      });
    if (from === undefined || to === undefined) return refuseWithoutDates(table);
    return shape === "snapshots"
      ? changesFromSnapshots(records, { from, to }, segmentOf, days_away)
      : changesFromPeriods(records, { from, to }, segmentOf, days_away);
  }
  if (!records.some(({ amount_start, amount_end }) => amount_start !== null || amount_end !== null))
    throw new Problem({
      what: `${table.path} shows one amount an account, so it cannot show what changed.`,
      remedy:
        "Give an amount a month for each account, subscription periods with start and end, or two amounts an account (columns arr_start and arr_end).",
    });
  return changesFromAmounts(
    records.map((record) => ({
      place: `row ${record.row}`,
      account: record.account,
      start: record.amount_start,
      end: record.amount_end,
      paid_before: record.paid_before,
      parent: record.parent,
      segment: segmentOf ? segmentOf(record) : null,
    })),
  );
}

function refuseWithoutDates({ records, shape }: Table): never {
  const dates = records.flatMap(({ month, start, end }) => [month, start, end]).filter((date) => date !== null);
  const sorted = dates.sort();
  const what = shape === "snapshots" ? "months" : "periods";
  throw new Problem({
    what: `The table's ${what} run from ${sorted[0]} to ${sorted.at(-1)}; two dates of it are needed to compare.`,
    remedy: "Give from and to.",
  });
}

function noticeUnit(table: Table): BookNotice[] {
  return table.amount_unit === "unclear" ? [{ code: "amount_unit" }] : [];
}
