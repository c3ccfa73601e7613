import { Problem } from "../contract/problem.ts";
import type { Table } from "../contract/table.ts";
import type { AccountChanges, Notice } from "./account-change.ts";
import { changesFromAmounts } from "./changes-from-amounts.ts";
import { changesFromPeriods } from "./changes-from-periods.ts";
import { changesFromSnapshots, type SegmentOf } from "./changes-from-snapshots.ts";
import { refuseMixedCurrencies } from "./one-currency.ts";
import { segmentOfRows } from "./segment-of-rows.ts";

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
    if (from === undefined || to === undefined) throw new Problem({ what: dateRange(table), remedy: "Give from and to." });
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

function dateRange({ records, shape }: Table): string {
  const dates = records.flatMap(({ month, start, end }) => [month, start, end]).filter((date) => date !== null);
  const sorted = dates.sort();
  const what = shape === "snapshots" ? "months" : "periods";
  return `The table's ${what} run from ${sorted[0]} to ${sorted.at(-1)}; two dates of it are needed to compare.`;
}

function noticeUnit(table: Table): Notice[] {
  if (table.amount_unit !== "unclear") return [];
  return [
    {
      code: "amount_unit",
      message:
        "Whether the amounts are monthly or yearly is not clear. Rates do not depend on it; money is in the table's own unit.",
    },
  ];
}
