export { type TableField, tableFields } from "./table-fields.ts";
export { blankRecord, recordOf, type TableRecord } from "./table-record.ts";

import type { TableField } from "./table-fields.ts";
import type { TableRecord } from "./table-record.ts";

export type TableShape = "accounts" | "snapshots" | "subscriptions" | "survey" | "stakeholders";
export type AmountUnit = "arr" | "mrr" | "acv" | "tcv" | "unclear";

export interface ColumnMatch {
  header: string;
  field: TableField | null;
  confidence: "mapped" | "certain" | "likely" | "none";
}

export interface TableIssue {
  row: number;
  column: string;
  code: string;
  message: string;
  /** The row's amount, where it could be read, that stands outside the answer. */
  amount_left_out: number | null;
}

export interface Table {
  path: string;
  shape: TableShape;
  rows_read: number;
  rows_used: number;
  columns: ColumnMatch[];
  issues: TableIssue[];
  amount_unit: AmountUnit;
  currency: string | null;
  records: TableRecord[];
}

/** What the caller may say about how to read a table. */
export interface ReadingOptions {
  /** field -> header. */
  columns?: Partial<Record<TableField, string>>;
  /** The same out of the user's own file: used where a table has the header, passed over where it does not. */
  usual_columns?: Record<string, string>;
  skip_bad_rows?: boolean;
  /** The decimal sign, where the column alone does not decide it. */
  decimal?: "." | ",";
  dates?: "day_first" | "month_first";
  /** What an amount column means, where its header does not say. */
  amount?: Exclude<AmountUnit, "unclear">;
  sheet?: string;
  /** Columns whose cells must all be readable; a bad cell elsewhere is only reported. */
  needs?: TableField[];
  /** The caller has exchange rates, so that amounts in several currencies are no reason to refuse. */
  several_currencies?: boolean;
}
