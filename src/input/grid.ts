import type { TableIssue } from "../core/contract/table.ts";

/** A cell as its file gives it: text from CSV, typed values from a workbook. */
export type Cell = string | number | boolean | Date | null;

/** One line of a table, under the number a person sees beside it. */
export interface GridRow {
  row: number;
  cells: Cell[];
}

/** A file as rows and cells, nothing recognised yet; blank lines are gone, row numbers stay. */
export interface Grid {
  rows: GridRow[];
  issues: TableIssue[];
  /** Workbooks may hold dates as serial numbers. */
  workbook: boolean;
}
