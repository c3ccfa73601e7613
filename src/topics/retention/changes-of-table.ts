import type { BookNotice } from "../../core/answer.ts";
import { addDays, addMonths } from "../../core/dates.ts";
import { refuseMixedCurrencies, sumMoney } from "../../core/money.ts";
import { addAll } from "../../core/order.ts";
import { periodTrouble } from "../../core/paying-rows.ts";
import { Problem, refuseUnusableRows } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { AccountBook, changesFromAmounts, noticesOfBook, parentsOf } from "./account-book.ts";
import {
  changesFromMonths,
  changesFromSnapshots,
  noticeReturns,
  type PaidPeriod,
  stepOf,
  withDaysAway,
} from "./changes-of-months.ts";
import { checkWindow, monthSamples, noticeCutOff, type Window } from "./months.ts";
import type { AccountChanges, InsideStay } from "./retention.ts";
import { type SegmentOf, segmentOfRows } from "./segment-column.ts";

/** A subscription period that begins and ends between two sampled dates. */
interface ShortPeriod {
  start: string;
  end: string;
  amount: number;
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
  const parents = parentsOf(records, ({ start }) => start);
  const book = new AccountBook(dates.length, parents);
  const short = new Map<number, ShortPeriod[]>();
  let earlier = false;
  for (const record of records) {
    const start = record.start!;
    const place = book.place(record.account);
    if (record.paid_before !== null) earlier = true;
    if (record.paid_before === true) book.setPaidBefore(place);
    if (start < window.from && record.amount! > 0 && start !== record.end) {
      book.setPaidBefore(place);
      earlier = true;
    }
    const segment = segmentOf(record);
    let sampled = false;
    dates.forEach((date, index) => {
      if (start > date || (record.end !== null && date >= record.end)) return;
      sampled = true;
      book.add(place, index, record.amount!, segment);
    });
    if (!sampled && start > window.from && start < window.to && start !== record.end && record.amount! > 0) {
      const period = { start, end: record.end!, amount: record.amount! };
      const others = short.get(place);
      if (others) others.push(period);
      else short.set(place, [period]);
    }
  }
  for (const [place, periods] of short) book.setStays(place, insideStays(periods, book.amounts(place), dates));
  const found = book.changes({ earlier, history: true });
  const changes = countDaysAway ? withDaysAway(found, dates, periodsPaid(records), parents) : found;
  addAll(notices, [
    ...noticesOfBook(book, parents.size),
    ...noticeCutOff(changes, window.to),
    ...noticeReturns(
      changes,
      records.map(({ account, start, month, amount }) => ({ account, on: start ?? month, amount })),
      window.to,
      parents,
    ),
    ...noticeInclusiveEnds(records),
    ...noticeEmptied(records, window),
  ]);
  return { changes, dates, notices, rows: book.rows() };
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
  const { monthly } = table;
  const { from, to } = question;
  // The months alone are enough where no row has to say more.
  if (monthly !== undefined && monthly.length > 0 && question.segment_by === undefined && !question.days_away && from && to) {
    const found = changesFromMonths(monthly, { from, to });
    return { ...found, notices: [...found.notices, ...noticeUnit(table)] };
  }
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
