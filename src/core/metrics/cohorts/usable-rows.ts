import type { TableRecord } from "../../contract/table.ts";
import { refuseUnusableRows } from "../refuse-unusable-rows.ts";

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
