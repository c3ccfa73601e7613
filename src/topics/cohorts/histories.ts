import { addMonths } from "../../core/dates.ts";
import { quoted } from "../../core/english.ts";
import { amountTrouble } from "../../core/money.ts";
import { periodTrouble } from "../../core/paying-rows.ts";
import { faultIf, Problem, refuseUnusableRows } from "../../core/problem.ts";
import type { SeenTable, Table, TableField, TableRecord } from "../../core/table.ts";
import { noticesOfBook, parentsOf } from "../retention/account-book.ts";
import type { SegmentOf } from "../retention/segment-column.ts";
import type { CohortMeasure, CohortNotice } from "./answer.ts";
import {
  type AccountHistory,
  amountOn,
  type Day,
  dateOf,
  dayOf,
  daysOnce,
  lastEnd,
  monthsUntil,
  type PaidPeriod,
  wholeMonths,
} from "./cohort-table.ts";
import { type Life, MOST_MONTHS } from "./lives.ts";

/** One row as a stretch of time. */
interface DatedRow {
  record: TableRecord;
  period: PaidPeriod;
}

/**
 * Rows gathered into one history for each account, by name; children count under their ultimate parent. A row that pays nothing is not a
 * time of paying. The group is that of the earliest paying row, by name where several start that day.
 */
function collectHistories(
  rows: readonly DatedRow[],
  groupOf: SegmentOf,
): { histories: AccountHistory[]; never_paid: number; ended_at_once: number; rolled_up: number } {
  const starts = new Map(rows.map(({ record, period }) => [record, dateOf(period.start)]));
  const parents = parentsOf([...starts.keys()], (record) => starts.get(record)!);
  const found = new Map<string, AccountHistory>();
  const named = new Set<string>();
  const atOnce = new Set<string>();
  for (const { record, period } of rows) {
    const account = parents.get(record.account) ?? record.account;
    named.add(account);
    if (period.start === period.end && period.amount !== 0) atOnce.add(account);
    if (period.amount === 0 || period.start === period.end) continue;
    const group = groupOf(record);
    const known = found.get(account);
    if (known === undefined) {
      found.set(account, { account, group, periods: [period], start: period.start });
      continue;
    }
    known.periods.push(period);
    const earlier = period.start < known.start;
    if (earlier || (period.start === known.start && group !== null && group < (known.group ?? ""))) known.group = group;
    if (earlier) known.start = period.start;
  }
  const histories = [...found.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
  const ended_at_once = [...atOnce].filter((account) => !found.has(account)).length;
  return { histories, never_paid: named.size - found.size, ended_at_once, rolled_up: parents.size };
}

/**
 * The rows without trouble. Throws Problem that lists the others, unless the caller goes on without them; then they are counted.
 * @example usableRows(records, ({ start }) => (start === null ? "the start date is missing" : null), true).left_out
 */
function usableRows(
  records: readonly TableRecord[],
  trouble: (record: TableRecord) => string | null,
  lenient: boolean,
): { rows: TableRecord[]; left_out: number } {
  if (!lenient) refuseUnusableRows(records, trouble, ({ row }) => `row ${row}`);
  const rows = records.filter((record) => trouble(record) === null);
  return { rows, left_out: records.length - rows.length };
}

/**
 * Paying histories out of subscription periods: start, end (the first day not paid for; none while open) and an amount, or dates alone.
 * Amounts in the table's unit. Throws Problem for rows without a start, that end before they start, or whose amount is missing,
 * unless `lenient` leaves them out.
 * @example historiesFromPeriods(records, true, () => null).histories[0].start // "2018-11-01"
 */
export function historiesFromPeriods(
  records: readonly TableRecord[],
  hasAmounts: boolean,
  groupOf: SegmentOf,
  lenient = false,
): Histories {
  const { rows: usable, left_out } = usableRows(records, (record) => periodTrouble(record, hasAmounts), lenient);
  let first = "";
  let last = "";
  let open = false;
  for (const { start, end } of usable) {
    if (first === "" || start! < first) first = start!;
    for (const date of [start!, end ?? ""]) if (date > last) last = date;
    if (end === null) open = true;
  }
  if (first === "")
    throw new Problem({ what: "The table has no subscription periods.", remedy: "Give a table with rows that start." });
  const day = daysOnce();
  const rows = usable.map((record) => ({
    record,
    period: {
      start: day(record.start!),
      end: record.end === null ? null : day(record.end),
      amount: hasAmounts ? record.amount : null,
    },
  }));
  const { histories, never_paid, ended_at_once, rolled_up } = collectHistories(rows, groupOf);
  const emptied = usable.filter(({ amount, end }) => hasAmounts && amount === 0 && end !== null).length;
  const notices: CohortNotice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (ended_at_once > 0) notices.push({ code: "ended_at_once", customers: ended_at_once, of: histories.length + ended_at_once });
  if (emptied) notices.push({ code: "ended_without_amount", rows: emptied });
  return { histories, notices, amounts_known: hasAmounts, first, last, ends_at_last: !open, never_paid, rows_left_out: left_out };
}

/**
 * Paying histories out of monthly amounts: what a row says holds until the next month the table has, and an absent row is not paying.
 * Amounts in the table's unit. Throws Problem for rows without month or amount, unless `lenient` leaves them
 * out.
 * @example historiesFromSnapshots(records, () => null).last // the table's last month: nothing is known after its first day
 */
export function historiesFromSnapshots(records: readonly TableRecord[], groupOf: SegmentOf, lenient = false): Histories {
  const trouble = ({ month, amount }: TableRecord) =>
    month === null ? "the month is missing" : amountTrouble("the amount", amount);
  const { rows: usable, left_out } = usableRows(records, trouble, lenient);
  const months = [...new Set(usable.map(({ month }) => month!))].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined)
    throw new Problem({ what: "The table has no months.", remedy: "Give a table with a row for each account and month." });
  const next = new Map(months.map((month, index) => [month, months[index + 1] ?? null]));
  const day = daysOnce();
  const rows = usable.map((record) => {
    const end = next.get(record.month!) ?? null;
    return { record, period: { start: day(record.month!), end: end === null ? null : day(end), amount: record.amount } };
  });
  const { histories, never_paid, rolled_up } = collectHistories(rows, groupOf);
  const jumps = months.filter((month) => next.get(month) !== null && next.get(month) !== addMonths(month, 1));
  const notices: CohortNotice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (jumps.length) notices.push({ code: "months_missing", after: jumps });
  return { histories, notices, amounts_known: true, first, last, ends_at_last: true, never_paid, rows_left_out: left_out };
}

/**
 * Lives out of a table with one row a customer: months of tenure, and whether it was lost. Throws Problem that lists rows without either,
 * unless `lenient` leaves them out, and for a table without rows.
 * @example livesFromTenure(records, () => null, false).lives[0].months // 34
 */
export function livesFromTenure(
  records: readonly TableRecord[],
  groupOf: SegmentOf,
  lenient: boolean,
): { lives: Life[]; left_out: LeftOut[] } {
  const { rows, left_out } = usableRows(records, tenureTrouble, lenient);
  if (rows.length === 0) throw new Problem({ what: "The table has no rows to use.", remedy: "Give a row for each customer." });
  return {
    lives: rows.map((record) => ({
      months: record.tenure_months!,
      churned: record.outcome === "lost",
      entered: 0,
      group: groupOf(record),
      amount: record.amount,
    })),
    left_out: left_out ? [{ reason: { code: "tenure_unusable" }, customers: left_out }] : [],
  };
}

function tenureTrouble({ tenure_months: months, outcome }: TableRecord): string | null {
  const [fault] = [
    ...faultIf(months === null, "the tenure in months is missing"),
    ...faultIf(months !== null && months < 0, () => `the tenure is ${months}, below zero`),
    ...faultIf(
      months !== null && months > MOST_MONTHS,
      () => `the tenure is ${months} months, over a hundred years; are these days?`,
    ),
    ...faultIf(outcome === null, "whether it left is missing"),
  ];
  return fault ?? null;
}

/** How a table tells who stayed how long. */
export interface CohortTableKind {
  kind: "tenure" | "periods" | "snapshots";
  /** The fields whose cells must be readable. */
  needs: TableField[];
}

/**
 * Which of the three kinds a table is: one row a customer with tenure and outcome, a row for each paid period, or a row for each month.
 * Throws Problem for a table that is none of them.
 * @example cohortTableKind(table, "logos", false) // { kind: "periods", needs: ["account", "start", "end", "amount"] }
 */
export function cohortTableKind(table: SeenTable, measure: CohortMeasure, tenureMapped: boolean): CohortTableKind {
  const has = (field: TableField) => table.columns.some((column) => column.field === field);
  const tenure = has("tenure_months") && has("outcome");
  if (tenure && (tenureMapped || (table.shape !== "subscriptions" && table.shape !== "snapshots")))
    return { kind: "tenure", needs: ["tenure_months", "outcome", ...(measure === "money" ? (["amount"] as const) : [])] };
  if (table.shape === "snapshots") return { kind: "snapshots", needs: ["account", "month", "amount"] };
  if (!has("start"))
    throw new Problem({
      what: `${table.path} does not show how long customers stay; it has ${quoted(table.columns.map(({ header }) => header))}.`,
      remedy:
        "Give subscriptions (account, start, end), an amount a month for each account, or a row a customer with columns.tenure_months and columns.outcome.",
    });
  const counted = measure === "money" || table.has_amounts;
  return { kind: "periods", needs: ["account", "start", "end", ...(counted ? (["amount"] as const) : [])] };
}

/** Whether any row has a recurring amount. */
export const hasAmounts = ({ records }: Table): boolean => records.some(({ amount }) => amount !== null);

/** Whether amounts are in several currencies, which customers can be counted in spite of, and money cannot. */
export const mixesCurrencies = ({ records }: Table): boolean =>
  new Set(records.flatMap(({ currency }) => (currency === null ? [] : [currency]))).size > 1;

/** What a dated table says: its accounts by name, and how far it reaches. */
export interface Histories {
  histories: AccountHistory[];
  notices: CohortNotice[];
  /** Whether every amount is known, so that money can be followed and not only customers. */
  amounts_known: boolean;
  /** The first and the last date the table names. */
  first: string;
  last: string;
  /** Whether the table shows nothing after its last date: monthly amounts do, open subscriptions go on. */
  ends_at_last: boolean;
  /** Accounts that never paid anything. */
  never_paid: number;
  /** Rows that could not be used and that the caller goes on without. */
  rows_left_out: number;
}

/** What the caller says about time. */
export interface CohortDates {
  from?: string;
  to?: string;
  as_of?: string;
}

/** What is observed: starts from one day up to, and not on, another; everything up to `known_to`. */
interface Observation {
  from: string;
  /** Null: no start is too late. */
  to: string | null;
  known_to: string;
}

/**
 * The time a table can be read over. Monthly amounts are known up to their last month's first day, whatever `as_of` says.
 * Throws Problem without `as_of`, for dates out of order, and where every subscription has ended before `as_of`, which is the end of the
 * data and not of all customers.
 * @example observe(histories, { as_of: "2019-11-01" }).observation.known_to // "2019-11-01"
 */
export function observe(
  { first, last, ends_at_last }: Histories,
  snapshots: boolean,
  { from, to, as_of: given }: CohortDates,
): { observation: Observation; notices: CohortNotice[] } {
  const as_of = given ?? (snapshots ? last : undefined);
  if (as_of === undefined)
    throw new Problem({
      what: `The table's dates run from ${first} to ${last}. Up to when everything is known is missing.`,
      remedy: "Give it as as_of.",
    });
  for (const date of [as_of, from, to]) if (date !== undefined) dayOf(date);
  const start = from ?? first;
  if (as_of <= first || as_of <= start)
    throw new Problem({
      what: `as_of (${as_of}) leaves nothing to follow: The table's dates run from ${first} to ${last}.`,
      remedy: "Give a later as_of.",
    });
  if (to !== undefined && to <= start)
    throw new Problem({ what: `to (${to}) is not after from (${start}).`, remedy: "Give the earlier date as from." });
  if (to !== undefined && to > as_of)
    throw new Problem({ what: `to (${to}) is after as_of (${as_of}), when nothing is known.`, remedy: "Give to up to as_of." });
  const notices: CohortNotice[] = [];
  if (snapshots && as_of > last) notices.push({ code: "known_to", last });
  if (!snapshots && ends_at_last && as_of >= last)
    throw new Problem({
      what: `as_of (${as_of}) is not inside the data, since every subscription has ended by then. The table's dates run from ${first} to ${last}.`,
      remedy: "Give an earlier as_of; that is the end of the file, not of all customers.",
    });
  // An export made a few days after its last event is no reason to doubt it.
  if (!snapshots && !ends_at_last && as_of > addMonths(last, 1)) notices.push({ code: "after_last_date", last, to: as_of });
  return { observation: { from: start, to: to ?? null, known_to: snapshots && as_of > last ? last : as_of }, notices };
}

/** Why customers stand outside; the words stand in words-notices.ts. */
export type LeftOutReason =
  | { code: "never_paid" | "rows_unusable" | "tenure_unusable" }
  | { code: "age_unknown" | "after_cohorts" | "after_known" | "not_seen"; date: string };

/** Customers that stand outside, and why. */
export interface LeftOut {
  reason: LeftOutReason;
  customers: number;
}

/** Who is followed from the start, who joins later, and who cannot be followed. */
export interface Starts {
  members: AccountHistory[];
  /** Started before the first day observed, on a known day. */
  late: AccountHistory[];
  left_out: LeftOut[];
  /** Accounts on the table's first day that must have started earlier. */
  unknown_start: number;
}

/** The figures that tell a first day from a pile of old customers. */
interface PileFigures {
  least_customers: number;
  times: number;
}

/**
 * Sorts accounts by when they started. When far more start on the table's first day than on any other, they were customers before it and
 * their age is not known; a `from` before that day says that they did start then. Periods after the last known day do not exist yet.
 */
export function sortStarts(
  histories: readonly AccountHistory[],
  { from, to, known_to }: Observation,
  first: string,
  pile: PileFigures,
): Starts {
  const [begin, end, lastDay, firstDay] = [
    dayOf(from),
    to === null ? Number.POSITIVE_INFINITY : dayOf(to),
    dayOf(known_to),
    dayOf(first),
  ];
  const known = histories.flatMap((history): AccountHistory[] => {
    const { periods } = history;
    if (periods.every(({ start }) => start <= lastDay)) return [history];
    const seen = periods.filter(({ start }) => start <= lastDay);
    return seen.length === 0 ? [] : [{ ...history, periods: seen }];
  });
  const piled = from >= first && isPiled(known, firstDay, pile);
  const unknown = piled ? known.filter(({ start }) => start === firstDay) : [];
  const dated = piled ? known.filter(({ start }) => start !== firstDay) : known;
  const after = dated.filter(({ start }) => start >= end);
  const before = dated.filter(({ start }) => start < end);
  const left_out: LeftOut[] = [
    { reason: { code: "age_unknown", date: first }, customers: unknown.length },
    { reason: { code: "after_cohorts", date: to ?? "" }, customers: after.length },
    { reason: { code: "after_known", date: known_to }, customers: histories.length - known.length },
  ];
  return {
    members: before.filter(({ start }) => start >= begin),
    late: before.filter(({ start }) => start < begin),
    left_out: left_out.filter(({ customers }) => customers > 0),
    unknown_start: unknown.length,
  };
}

function isPiled(histories: readonly AccountHistory[], first: Day, { least_customers, times }: PileFigures): boolean {
  const byDay = new Map<Day, number>();
  for (const { start } of histories) byDay.set(start, (byDay.get(start) ?? 0) + 1);
  const opening = byDay.get(first) ?? 0;
  byDay.delete(first);
  if (byDay.size === 0 || opening < least_customers) return false;
  let busiest = 0;
  for (const count of byDay.values()) busiest = Math.max(busiest, count);
  return opening > times * busiest;
}

/**
 * Each account looked at on the monthly anniversaries of its own start: lost at the first one on or after the end of its last period, else
 * last seen at the latest one that is known. Being away and coming back in between is not a loss. Those that started before the first day
 * observed enter at their first anniversary from that day on. Amounts are what it paid on its first day.
 * @example a customer from 2025-01-10 to 2025-03-20 is lost at month 3
 */
export function livesOfHistories(
  { members, late }: Pick<Starts, "members" | "late">,
  observation: Observation,
): { lives: Life[]; left_out: LeftOut[]; returned: number } {
  const [from, knownTo] = [dayOf(observation.from), dayOf(observation.known_to)];
  const lives = members.map((history) => lifeOf(history, 0, knownTo));
  const entering = late.map((history) => lifeOf(history, monthsUntil(history.start, from), knownTo));
  const observed = entering.filter(({ months, entered }) => months > entered);
  const unseen = entering.length - observed.length;
  return {
    lives: [...lives, ...observed],
    left_out: unseen ? [{ reason: { code: "not_seen", date: observation.from }, customers: unseen }] : [],
    returned: [...members, ...late].filter(hasGap).length,
  };
}

function lifeOf(history: AccountHistory, entered: number, knownTo: Day): Life {
  const seen = wholeMonths(history.start, knownTo);
  const end = lastEnd(history);
  const lostAt = end === null || end > knownTo ? null : monthsUntil(history.start, end);
  const churned = lostAt !== null && lostAt <= seen;
  const amounts = history.periods.every(({ amount }) => amount !== null);
  return {
    months: churned ? lostAt : seen,
    churned,
    entered,
    group: history.group,
    amount: amounts ? amountOn(history, history.start) : null,
  };
}

function hasGap({ periods }: AccountHistory): boolean {
  if (periods.length === 1) return false;
  const ordered = [...periods].sort((a, b) => a.start - b.start);
  let paidTo: Day | null = ordered[0]!.start;
  for (const { start, end } of ordered) {
    if (paidTo === null) return false;
    if (start > paidTo) return true;
    if (end === null || end > paidTo) paidTo = end;
  }
  return false;
}

/** Warns when over half of the customers of the month before the last known day, and more than two, are gone on it. */
export function noticeEnd(histories: readonly AccountHistory[], knownTo: string): CohortNotice[] {
  const [day, monthBefore] = [dayOf(knownTo), dayOf(addMonths(knownTo, -1))];
  const paying = histories.filter((history) => amountOn(history, monthBefore) > 0);
  const left = paying.filter((history) => amountOn(history, day) === 0).length;
  if (left <= 2 || left * 2 <= paying.length) return [];
  return [{ code: "data_may_end", left, before: paying.length, to: knownTo }];
}
