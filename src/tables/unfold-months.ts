import type { ReadingOptions, TableQuestion } from "../core/table.ts";
import { type Cell, cellText, type GridRow } from "./columns.ts";
import { type Header, readHeader } from "./header.ts";
import { fieldsNamed } from "./header-words.ts";
import { isMissing } from "./read-numbers.ts";
import type { LocatedTable } from "./read-sheet.ts";
import { Rows } from "./rows.ts";

const LEAST_MONTHS = 3; // not a figure: two dated columns are the two amounts of a comparison

/** A table of one column a month made into one row for each account and month. */
export interface Unfolded {
  table: LocatedTable;
  /** Rows of the file, each of which became several. */
  rows_read: number;
  months: string[];
  /** Blank cells of months, and the rows that have one. */
  blanks: number;
  question: TableQuestion | null;
}

const isoMonth = (order: number): string => {
  const text = String(order);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-01`;
};

/** The columns that each hold one month. */
function monthColumns(headers: readonly Header[]): { index: number; month: string }[] {
  return headers.flatMap(({ time }, index) => {
    if (time?.at !== "date") return [];
    const month = Math.floor(time.order / 100) % 100;
    return month >= 1 && month <= 12 ? [{ index, month: isoMonth(time.order) }] : [];
  });
}

const namesAccount = ({ key }: Header) => fieldsNamed(key).some(({ field }) => field === "account");

/**
 * Unfolds a table with a column for each of at least three months; null where it is none, or where the caller names two columns to compare.
 * A blank is nothing paid or not known, as the caller says; else it is asked.
 */
export function unfoldMonths(table: LocatedTable, options: ReadingOptions): Unfolded | null {
  const { columns = {} } = options;
  if (columns.arr_start || columns.arr_end || columns.month) return null;
  const found = monthColumns(table.headers);
  const months = new Set(found.map(({ month }) => month));
  if (found.length < LEAST_MONTHS || months.size < found.length) return null;
  const units = new Set(found.map(({ index }) => table.headers[index]!.unit));
  const others = table.headers.flatMap((header, index) => (found.some((one) => one.index === index) ? [] : [{ header, index }]));
  const named = Object.values(columns).filter((header) => header !== null);
  if (units.size > 1 || !others.some(({ header }) => namesAccount(header) || named.includes(header.text))) return null;
  const first = table.headers[found[0]!.index]!;
  const unit = first.unit !== null && first.unit !== "amount" ? first.unit.toUpperCase() : "Amount";
  const headers = [
    ...others.map(({ header }) => header),
    readHeader("Month"),
    { ...readHeader(unit), text: unit, currency: first.currency, scale: first.scale },
  ];
  const rows: GridRow[] = [];
  let blanks = 0;
  const blankLast: Cell[] = [];
  const last = [...months].sort().at(-1)!;
  for (let index = 0; index < table.rows.length; index++) {
    const { row, cells } = table.rows.line(index);
    const own = others.map(({ index }) => cells[index] ?? null);
    const unknown = options.blank === "unknown" && found.some(({ index }) => isMissing(cellText(cells[index])));
    for (const { index, month } of found) {
      const cell = cells[index] ?? null;
      const blank = isMissing(cellText(cell));
      if (blank) {
        blanks += 1;
        if (month === last) blankLast.push(cell);
      }
      if (!blank) rows.push({ row, cells: [...own, month, unknown ? null : cell] });
      else if (unknown) rows.push({ row, cells: [...own, month, null] });
    }
    if (found.every(({ index }) => isMissing(cellText(cells[index])))) rows.push({ row, cells: [...own, found[0]!.month, null] });
  }
  const asked = blanks > 0 && options.blank === undefined;
  const counted = table.rows.length - blankLast.length;
  return {
    table: { ...table, headers, rows: Rows.of(rows) },
    rows_read: table.rows.length,
    months: [...months].sort(),
    blanks,
    question: asked
      ? {
          code: "blank_months",
          asks: "how_much",
          question: `${blanks} cells of ${found.length} month columns are blank. Does a blank mean that nothing was paid, or that it is not known?`,
          readings: [
            { means: "nothing was paid", accounts: counted, amount: null, parameter: 'reading: {"blank": "zero"}' },
            { means: "not known: the row is left out", accounts: null, amount: null, parameter: 'reading: {"blank": "unknown"}' },
          ],
          why: "exports leave months without a payment blank",
        }
      : null,
  };
}
