import { because, type Findings } from "../../core/answer.ts";
import { addMonths } from "../../core/dates.ts";
import { amountTrouble, refuseMixedCurrencies } from "../../core/money.ts";
import { Problem, refuseUnusableRows } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { noticesOfBook, type SegmentOf, segmentOfRows, ultimateParents } from "../retention/account-book.ts";
import type { Notice } from "../retention/retention.ts";
import {
  type AccountHistory,
  type CohortFields,
  type CohortTableKind,
  type Histories,
  hasAmounts,
  mixesCurrencies,
  type PaidPeriod,
} from "./cohort-table.ts";
import { answerFromHistories, type CohortDates, type LeftOut } from "./drift.ts";
import { type CohortFigures, type Life, MOST_MONTHS } from "./lives.ts";
import { answerFromLives, type LivesQuestion } from "./survival.ts";

/** What the caller asks, whatever the data. */
export interface CohortQuestion extends LivesQuestion, CohortDates {
  split_by?: string;
  /** Go on where a group's cell is empty or spelt in another way. */
  lenient: boolean;
}

/**
 * The whole answer where only lengths of life are known and nothing is dated: no cohorts, no drift.
 * Throws Problem for dates, which have nothing to choose from, and for money where an amount is missing.
 * @example answerOfLives({ lives: livesGiven([{ months: 6, churned: true }]), left_out: [] }, "Lives have no start dates.", question, figures)
 */
export function answerOfLives(
  { lives, left_out }: { lives: readonly Life[]; left_out: LeftOut[] },
  notDated: string,
  question: CohortQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
  const dates = (["from", "to"] as const).filter((name) => question[name] !== undefined);
  if (dates.length)
    throw new Problem({
      what: `${dates.join(" and ")} choose when cohorts start. ${notDated}`,
      remedy: `Leave ${dates.join(" and ")} out, or give a table with start dates.`,
    });
  if (question.measure === "money" && lives.some(({ amount }) => amount === null))
    throw new Problem({
      what: "measure is money, and what the customers pay is not known.",
      remedy: "Give a table with a recurring amount (columns.arr or columns.mrr), or count logos.",
    });
  const answer = answerFromLives(lives, question, figures);
  return {
    ...answer,
    fields: {
      ...answer.fields,
      known_to: question.as_of ?? null,
      cohorts: [],
      drift: [],
      drift_verdict: "not_dated",
      drift_age: null,
      left_out,
    },
    undefined: [...answer.undefined, ...because(notDated, "drift_age", question.as_of === undefined ? ["known_to"] : [])],
  };
}

/** One row as a stretch of time. */
export interface DatedRow {
  record: TableRecord;
  period: PaidPeriod;
}

/**
 * Rows gathered into one history for each account, by name; children count under their ultimate parent. A row that pays nothing is not a
 * time of paying. The group is that of the earliest paying row, by name where several start that day.
 */
export function collectHistories(
  rows: readonly DatedRow[],
  groupOf: SegmentOf,
): { histories: AccountHistory[]; never_paid: number; rolled_up: number } {
  const parents = ultimateParents(
    rows
      .filter(({ record }) => record.parent !== null)
      .map(({ record: { account, parent, row }, period }) => ({ account, parent, date: period.start, place: `row ${row}` })),
  );
  const found = new Map<string, AccountHistory>();
  const named = new Set<string>();
  for (const { record, period } of rows) {
    const account = parents.get(record.account) ?? record.account;
    named.add(account);
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
  return { histories, never_paid: named.size - found.size, rolled_up: parents.size };
}

/**
 * The rows without trouble. Throws Problem that lists the others, unless the caller goes on without them; then they are counted.
 * @example usableRows(records, ({ start }) => (start === null ? "the start date is missing" : null), true).left_out
 */
export function usableRows(
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
  const rows = usable.map((record) => ({
    record,
    period: { start: record.start!, end: record.end, amount: hasAmounts ? record.amount : null },
  }));
  const { histories, never_paid, rolled_up } = collectHistories(rows, groupOf);
  const emptied = usable.filter(({ amount, end }) => hasAmounts && amount === 0 && end !== null).length;
  const notices: Notice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (emptied)
    notices.push({
      code: "ended_without_amount",
      message: `Subscriptions that ended with the amount 0: ${emptied}. They count as not paying; if the export clears the amount on cancelling, these are lost customers that are missing here: give what they last paid.`,
    });
  return { histories, notices, amounts_known: hasAmounts, first, last, ends_at_last: !open, never_paid, rows_left_out: left_out };
}

function periodTrouble({ start, end, amount }: TableRecord, hasAmounts: boolean): string | null {
  if (start === null) return "the start date is missing";
  if (end !== null && end < start) return `it ends on ${end}, before it starts on ${start}`;
  return hasAmounts ? amountTrouble("the amount", amount) : null;
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
  const rows = usable.map((record) => ({
    record,
    period: { start: record.month!, end: next.get(record.month!) ?? null, amount: record.amount },
  }));
  const { histories, never_paid, rolled_up } = collectHistories(rows, groupOf);
  const jumps = months.filter((month) => next.get(month) !== null && next.get(month) !== addMonths(month, 1));
  const notices: Notice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (jumps.length)
    notices.push({
      code: "months_missing",
      message: `The table has no rows for the month after ${jumps.slice(0, 12).join(", ")}. What an account paid is taken to hold until the next month that is there.`,
    });
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
    left_out: left_out ? [{ reason: "rows whose tenure or outcome cannot be used", customers: left_out }] : [],
  };
}

function tenureTrouble({ tenure_months: months, outcome }: TableRecord): string | null {
  if (months === null) return "the tenure in months is missing";
  if (months < 0) return `the tenure is ${months}, below zero`;
  if (months > MOST_MONTHS) return `the tenure is ${months} months, over a hundred years; are these days?`;
  return outcome === null ? "whether it left is missing" : null;
}

/**
 * The whole cohort answer for a table of any of the three kinds. Throws Problem for rows it cannot use, dates it cannot answer, money in
 * several currencies or in whole-contract values, and a column to split by that is not there.
 * @example answerFromTable(table, "periods", question, figures).fields.cohorts
 */
export function answerFromTable(
  table: Table,
  kind: CohortTableKind["kind"],
  question: CohortQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
  const { measure } = question;
  if (measure === "money") refuseMixedCurrencies(table.records);
  if (measure === "money" && table.amount_unit === "tcv")
    throw new Problem({
      what: "The amounts are total contract values, which depend on how long a contract is.",
      remedy: "Give a recurring amount (ARR or MRR), or count logos.",
    });
  const segments = question.split_by === undefined ? null : segmentOfRows(table, question.split_by, question.lenient, "split_by");
  const groupOf: SegmentOf = segments?.segmentOf ?? (() => null);
  const answer = read(table, kind, groupOf, question, figures);
  const notices = [...(segments?.notices ?? []), ...noticeInclusiveEnds(table)];
  return { ...answer, warnings: [...answer.warnings, ...notices] };
}

function read(
  table: Table,
  kind: CohortTableKind["kind"],
  groupOf: SegmentOf,
  question: CohortQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
  const { records } = table;
  if (kind === "tenure") {
    const found = livesFromTenure(records, groupOf, question.lenient);
    return answerOfLives(found, "The table has no start dates, so there are no cohorts.", question, figures);
  }
  if (kind === "snapshots")
    return answerFromHistories(
      historiesFromSnapshots(records, groupOf, question.lenient),
      { ...question, snapshots: true },
      figures,
    );
  const found = historiesFromPeriods(records, hasAmounts(table), groupOf, question.lenient);
  const amounts_known = found.amounts_known && !mixesCurrencies(table);
  return answerFromHistories({ ...found, amounts_known }, { ...question, snapshots: false }, figures);
}

function noticeInclusiveEnds({ issues }: Table): Findings["warnings"] {
  return issues.filter(({ code }) => code === "end_on_last_day").map(({ code, message }) => ({ code, message }));
}
