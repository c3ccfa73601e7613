import type { TableIssue } from "../core/contract/table.ts";

/** An issue of a table, with the row's amount when one is left out. */
export function issue(row: number, column: string, code: string, message: string, amount: number | null = null): TableIssue {
  return { row, column, code, message, amount_left_out: amount };
}
