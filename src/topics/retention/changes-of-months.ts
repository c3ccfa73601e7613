import type { BookNotice } from "../../core/answer.ts";
import { addMonths, daysBetween } from "../../core/dates.ts";
import { amountTrouble, sumMoney } from "../../core/money.ts";
import { Problem, refuseUnusableRows } from "../../core/problem.ts";
import type { Monthly, TableRecord } from "../../core/table.ts";
import { AccountBook, noticesOfBook, parentsOf } from "./account-book.ts";
import { checkWindow, monthSamples, noticeCutOff, type Window } from "./months.ts";
import { type AccountChange, type AccountChanges, changeWith } from "./retention.ts";
import type { SegmentOf } from "./segment-column.ts";

/** The step that holds a date after the first sampled one: step 0 runs from after the first date up to and with the second. */
export function stepOf(date: string, dates: readonly string[]): number {
  return dates.findIndex((sampled) => date <= sampled) - 1;
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
  return changes.map((change) => changeWith(change, { days_away: daysAway(ofAccount.get(change.account) ?? [], dates) }));
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

/** The months that rows have, in order. */
export function monthsOf(monthly: Monthly): string[] {
  const known = monthsSeen.get(monthly);
  if (known !== undefined) return known;
  const { months, monthAt, length } = monthly;
  const seen = new Uint8Array(months.length);
  for (let row = 0; row < length; row++) seen[monthAt[row]!] = 1;
  const found = [...new Set(months.filter((_, place) => seen[place] === 1))].sort();
  monthsSeen.set(monthly, found);
  return found;
}

const monthsSeen = new WeakMap<Monthly, string[]>();

/**
 * Records of monthly amounts by column; each must have its month and its amount.
 * @example monthlyOf([{ ...record, account: "A", month: "2026-01-01", amount: 5 }]).accounts // ["A"]
 */
function monthlyOf(records: readonly TableRecord[]): Monthly {
  const [accountAt, monthAt] = [new Uint32Array(records.length), new Uint32Array(records.length)];
  const places = (at: Uint32Array, textOf: (record: TableRecord) => string): string[] => {
    const known = new Map<string, number>();
    records.forEach((record, row) => {
      const value = textOf(record);
      const place = known.get(value) ?? known.size;
      known.set(value, place);
      at[row] = place;
    });
    return [...known.keys()];
  };
  return {
    length: records.length,
    accounts: places(accountAt, ({ account }) => account),
    accountAt,
    months: places(monthAt, ({ month }) => month!),
    monthAt,
    amount: (row) => records[row]!.amount!,
    cells: () => null,
  };
}

/** What rows of monthly amounts say beside account, month and amount. */
interface OwnOfRows {
  parents: ReadonlyMap<string, string>;
  paidBefore: (row: number) => boolean | null;
  segment: (row: number) => string | null;
  daysAway: ((changes: readonly AccountChange[], dates: readonly string[]) => AccountChange[]) | null;
}

const nothingMore: OwnOfRows = { parents: new Map(), paidBefore: () => null, segment: () => null, daysAway: null };

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
  const parents = parentsOf(records, ({ month }) => month);
  return changesFromMonths(monthlyOf(records), window, {
    parents,
    paidBefore: (row) => records[row]!.paid_before,
    segment: (row) => segmentOf(records[row]!),
    daysAway: countDaysAway ? (changes, dates) => withDaysAway(changes, dates, monthsPaid(records), parents) : null,
  });
}

/**
 * The same by column: of rows that say no more than what an account paid in a month, no record is needed.
 * @example changesFromMonths(table.monthly, { from: "2025-01-01", to: "2026-01-01" }).changes[0].start
 */
export function changesFromMonths(monthly: Monthly, window: Window, own: OwnOfRows = nothingMore): AccountChanges {
  checkWindow(window);
  const { accounts, accountAt, monthAt } = monthly;
  const months = monthsOf(monthly);
  for (const side of ["from", "to"] as const)
    if (!months.includes(window[side]))
      throw new Problem({
        what: `${side} (${window[side]}) is not a month of the table, which runs from ${months[0]} to ${months.at(-1)}.`,
        remedy: "Give the first day of a month that the table has.",
      });

  const dates = months.filter((month) => month >= window.from && month <= window.to);
  const missing = monthSamples(window).filter((date) => !dates.includes(date));
  const dateOf = monthly.months.map((month) => dates.indexOf(month));
  const isBefore = monthly.months.map((month) => month < window.from);
  const book = new AccountBook(dates.length, own.parents, accounts.length);
  const places = new Int32Array(accounts.length).fill(-1);
  const placeOf = (account: number): number => {
    if (places[account] === -1)
      places[account] = own.parents.size === 0 ? book.placeOfNew(accounts[account]!) : book.place(accounts[account]!);
    return places[account]!;
  };
  let earlier = months[0]! < window.from;
  for (let row = 0; row < monthly.length; row++) {
    const [account, month] = [accountAt[row]!, monthAt[row]!];
    const paidBefore = own.paidBefore(row);
    if (paidBefore !== null) earlier = true;
    if (paidBefore === true) book.setPaidBefore(placeOf(account));
    const date = dateOf[month]!;
    if (date !== -1) book.add(placeOf(account), date, monthly.amount(row), own.segment(row));
    else if (isBefore[month] && !book.hasPaidBefore(placeOf(account)) && monthly.amount(row) > 0)
      book.setPaidBefore(placeOf(account));
  }
  const found = book.changes({ earlier, history: missing.length === 0 });
  const changes = own.daysAway === null ? found : own.daysAway(found, dates);
  const notices: BookNotice[] = [
    ...noticesOfBook(book, own.parents.size),
    ...noticeCutOff(changes, window.to),
    ...noticeReturns(changes, monthsAfter(monthly, window.to), window.to, own.parents),
  ];
  if (missing.length) notices.push({ code: "months_missing", months: missing });
  return { changes, dates: missing.length ? null : dates, notices, rows: book.rows() };
}

/** A payment by the day from which it counts. */
interface Payment {
  account: string;
  on: string | null;
  amount: number | null;
}

/** What is paid in the months after a date in which a late renewal may come. */
function* monthsAfter({ accounts, accountAt, months, monthAt, amount, length }: Monthly, to: string): Generator<Payment> {
  const until = addMonths(to, MONTHS_LATE);
  const wanted = months.map((month) => month > to && month <= until);
  if (!wanted.includes(true)) return;
  for (let row = 0; row < length; row++)
    if (wanted[monthAt[row]!]) yield { account: accounts[accountAt[row]!]!, on: months[monthAt[row]!]!, amount: amount(row) };
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

const MONTHS_LATE = 3; // not a figure: how long after the window a renewal is still one that came late
const MOST_NAMED = 3; // not a figure: names that fit a sentence

/** Accounts that count as lost and that the table itself shows paying again soon after the window. */
export function noticeReturns(
  changes: readonly AccountChange[],
  payments: Iterable<Payment>,
  to: string,
  parents: ReadonlyMap<string, string>,
): BookNotice[] {
  const lost = new Set<string>();
  for (const { account, start, end } of changes) if (start > 0 && end === 0) lost.add(account);
  const until = addMonths(to, MONTHS_LATE);
  const back = new Map<string, { on: string; amount: number }>();
  for (const { account, on, amount } of payments) {
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
