import type { Table, TableRecord } from "../contract/table.ts";

/** The records that make up a table's latest state, and the date of it where the table has dates. */
export interface RowsInForce {
  at: string | null;
  records: TableRecord[];
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates.reduce<string | null>((last, date) => (date !== null && (last === null || date > last) ? date : last), null);

/**
 * The latest state a table shows: all rows of an account list, the last month of snapshots, the subscriptions active on the last start.
 * A subscription is active from its start to the day before its end.
 * @example a subscription from 2025-01-01 to 2025-03-01 is not in force when another starts on 2025-03-01
 */
export function rowsInForce(table: Pick<Table, "shape" | "records">): RowsInForce {
  if (table.shape === "snapshots") {
    const at = latest(table.records.map((record) => record.month));
    return { at, records: table.records.filter((record) => record.month === at && at !== null) };
  }
  if (table.shape === "subscriptions") {
    const at = latest(table.records.map((record) => record.start));
    const active = ({ start, end }: TableRecord) => at !== null && start !== null && start <= at && (end === null || end > at);
    return { at, records: table.records.filter(active) };
  }
  return { at: null, records: table.records };
}
