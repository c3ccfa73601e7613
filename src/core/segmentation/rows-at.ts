import { monthStart } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { Table, TableRecord } from "../contract/table.ts";

/** An account list keeps what churned accounts last paid; counted as today's it would inflate the book, so it must be said. */
function refuseGone(table: Table, asOf: string | null): TableRecord[] {
  const gone = table.records.filter(
    ({ end, amount, amount_end }) => asOf !== null && end !== null && end <= asOf && (amount ?? amount_end ?? 0) > 0,
  );
  if (gone.length)
    throw new Problem({
      what: `${table.path}: these accounts ended by ${asOf} and still have an amount.`,
      places: gone.map((record) => `row ${record.row}, account ${record.account}: ended on ${record.end}`),
      remedy: "Write 0 for accounts that left; if the date is a renewal and not an end, map its column to renewal_date.",
    });
  return table.records;
}

/**
 * The rows of a table that stand for the book on a day: all rows of an account list; of snapshots the latest month not after the day;
 * of subscriptions those that have begun and not ended (the end is the first day not paid for).
 * Throws Problem when the table needs a day and none is given, or holds nothing for it.
 * @example rowsAt(subscriptions, "2026-01-01") // rows with start <= 2026-01-01 < end
 */
export function rowsAt(table: Table, asOf: string | null): TableRecord[] {
  if (table.shape === "accounts") return refuseGone(table, asOf);
  if (table.shape !== "snapshots" && table.shape !== "subscriptions")
    throw new Problem({
      what: `${table.path} is a ${table.shape} table and holds no book of accounts.`,
      remedy: "Give a table with an account and an amount in each row.",
    });
  if (asOf === null)
    throw new Problem({
      what: `${table.path} holds ${table.shape} over time and no as_of says which day to take.`,
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const dateless = table.records.filter((record) => (table.shape === "snapshots" ? record.month : record.start) === null);
  if (dateless.length)
    throw new Problem({
      what: `${table.path}: these rows have no ${table.shape === "snapshots" ? "month" : "start"}:`,
      places: dateless.map((record) => `row ${record.row}, account ${record.account}`),
      remedy: "Fill the dates in, or set skip_bad_rows to leave the rows out.",
    });
  const months = new Set(table.records.flatMap(({ month }) => month ?? []));
  const latest = [...months]
    .filter((month) => month <= monthStart(asOf))
    .sort()
    .at(-1);
  const active = ({ start, end }: TableRecord) => start !== null && start <= asOf && (end === null || asOf < end);
  const rows = table.records.filter((record) => (table.shape === "snapshots" ? record.month === latest : active(record)));
  if (rows.length === 0)
    throw new Problem({
      what: `${table.path} has no ${table.shape === "snapshots" ? "month up to" : "subscription active on"} ${asOf}.`,
      remedy: "Give an as_of within the time the table covers.",
    });
  return rows;
}
