import { blankRecord, type TableRecord } from "../../src/core/table.ts";

/** A table's row with nothing in it but what a test names. */
export function record(row: number, account: string, more: Partial<TableRecord> = {}): TableRecord {
  return { ...blankRecord, row, account, cells: {}, ...more };
}
