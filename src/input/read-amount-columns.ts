import type { ReadingOptions, TableField } from "../core/contract/table.ts";
import type { ChosenAmounts } from "./choose-amounts.ts";
import { type DistinctCells, distinctCells } from "./distinct-cells.ts";
import { findLeftOutRows, type LeftOutRow } from "./find-left-out-rows.ts";
import type { GridRow } from "./grid.ts";
import type { LocatedTable } from "./locate-table.ts";
import { readAmounts } from "./read-amounts.ts";
import { columnCells, columnPlace } from "./read-fields.ts";
import type { NumberColumn } from "./read-numbers.ts";

/** An amount column as read, under the field it serves. */
export interface AmountColumn {
  field: TableField;
  index: number;
  header: string;
  column: NumberColumn;
}

/** The table's money: the amount itself and the two of a comparison. */
export interface AmountColumns {
  amount: AmountColumn | null;
  start: AmountColumn | null;
  end: AmountColumn | null;
}

/** The rows that are data, their amounts, and the rows that are totals or notes. */
export interface DataRows {
  rows: GridRow[];
  amounts: AmountColumns;
  /** The account column's cells; null where there is none. */
  accounts: DistinctCells | null;
  leftOut: { row: GridRow; why: LeftOutRow }[];
}

function readAll(table: LocatedTable, rows: readonly GridRow[], chosen: ChosenAmounts, options: ReadingOptions): AmountColumns {
  const read = (field: TableField, index: number | null | undefined): AmountColumn | null => {
    const header = index === null || index === undefined ? undefined : table.headers[index];
    if (index === null || index === undefined || !header) return null;
    const column = readAmounts(columnCells(rows, index), columnPlace(table, rows, index), options.decimal, header.scale);
    return { field, index, header: header.text, column };
  };
  const end = read("arr_end", chosen.end);
  const amount = chosen.amount ? read(chosen.amount.field, chosen.amount.index) : end;
  return { amount, start: read("arr_start", chosen.start), end };
}

/** The distinct columns among the table's amounts. */
export function distinctColumns(amounts: AmountColumns): AmountColumn[] {
  const all = [amounts.start, amounts.end, amounts.amount].filter((column) => column !== null);
  return all.filter((column, place) => all.findIndex((other) => other.index === column.index) === place);
}

/** Reads the amounts and sets totals and notes apart; what is left is read again, so that no total bears on it. */
export function readDataRows(
  table: LocatedTable,
  chosen: ChosenAmounts,
  accountIndex: number,
  options: ReadingOptions,
): DataRows {
  const amounts = readAll(table, table.rows, chosen, options);
  const columns = distinctColumns(amounts).map(({ header, column }) => ({ header, values: column.values }));
  const accountsOf = (of: readonly GridRow[]) => (accountIndex === -1 ? null : distinctCells(columnCells(of, accountIndex)));
  const accounts = accountsOf(table.rows);
  const leftOut = findLeftOutRows(table.rows, accounts && { index: accountIndex, distinct: accounts }, columns);
  if (leftOut.size === 0) return { rows: table.rows, amounts, accounts, leftOut: [] };
  const rows = table.rows.filter((_, index) => !leftOut.has(index));
  return {
    rows,
    amounts: readAll(table, rows, chosen, options),
    accounts: accountsOf(rows),
    leftOut: [...leftOut].map(([index, why]) => ({ row: table.rows[index]!, why })),
  };
}
