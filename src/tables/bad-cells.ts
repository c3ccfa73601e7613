import type { TableField, TableShape } from "../core/table.ts";
import { type AmountColumns, distinctColumns } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import {
  type BadCell,
  cellText,
  type DistinctCells,
  distinctCells,
  type GridRow,
  type LocatedTable,
  type ReadColumn,
} from "./read-sheet.ts";

/** Pairs of account and month that are marked one by one; with more, only a closer look can tell. */
const MOST_PAIRS = 256_000_000;

/**
 * Whether some account may stand in two rows, of one month where months are given; rows without account or month do not count. Quick,
 * since it marks a bit for each pair instead of keeping a key for each row; where there are too many pairs the answer is "perhaps", true.
 * `cells` are the accounts as they stand, `names` as they are read, by row.
 * @example mayStandTwice(distinctCells(["A", "B", "A"]), ["A", "B", "A"], ["2026-01-01", "2026-01-01", "2026-02-01"]) // false
 */
export function mayStandTwice(
  cells: DistinctCells,
  names: readonly (string | null)[],
  months: readonly (string | null)[] | null,
): boolean {
  // Two ways to write one name are one account.
  const accounts = distinctCells(cells.first.map((row) => names[row] ?? null));
  const times = months === null ? null : distinctCells(months);
  const width = times?.cells.length ?? 1;
  if (accounts.cells.length * width > MOST_PAIRS) return true;
  const marks = new Uint8Array(Math.ceil((accounts.cells.length * width) / 8));
  for (let row = 0; row < cells.places.length; row++) {
    const account = accounts.places[cells.places[row]!]!;
    const time = times === null ? 0 : times.places[row]!;
    if (accounts.cells[account] === null || (times !== null && times.cells[time] === null)) continue;
    const pair = account * width + time;
    const bit = 1 << (pair & 7);
    if (marks[pair >>> 3]! & bit) return true;
    marks[pair >>> 3]! |= bit;
  }
  return false;
}

/** All that bears on whether a cell can be used. */
export interface ReadRows {
  table: LocatedTable;
  rows: readonly GridRow[];
  matching: Matching;
  shape: TableShape;
  amounts: AmountColumns;
  fields: ReadFields;
  needed: ReadonlySet<TableField>;
  /** The account column's cells; null where there is none. */
  accountCells: DistinctCells | null;
  /** Whether every account stands in one row. */
  oneRowAnAccount: boolean;
  /** Whether each row may be a contract of its own, told apart by the day it is up for renewal. */
  contracts: boolean;
  /** Rows that are not counted, whose cells are no trouble. */
  out: ReadonlyMap<number, unknown>;
}

const paying: readonly TableShape[] = ["accounts", "snapshots", "subscriptions"];

type Report = (index: number, field: TableField, code: string, reason: string, repeats?: boolean) => void;

function blankCells({ shape, amounts, fields, rows }: ReadRows, report: Report): void {
  const blanks = (field: TableField, column: ReadColumn<unknown> | undefined, hint = "") => {
    if (!column || column.refusal) return;
    for (let index = 0; index < rows.length; index++)
      if (column.values[index] === null && !column.faults.has(index))
        report(index, field, `missing_${field}`, `the cell is blank${hint}`);
  };
  if (!paying.includes(shape)) return;
  blanks("account", fields.texts.get("account"));
  for (const { field, column } of distinctColumns(amounts))
    blanks(
      field,
      column,
      '; if a blank means that nothing is paid, give reading: {"blank": "zero"}, and if it is not known {"blank": "unknown"}',
    );
  if (shape === "snapshots") blanks("month", fields.texts.get("month"));
  if (shape === "subscriptions") blanks("start", fields.texts.get("start"));
}

function repeatedRows(read: ReadRows, report: Report): void {
  const { shape, fields, rows, accountCells, oneRowAnAccount, contracts, out } = read;
  const renewals = contracts ? fields.texts.get("renewal_date")?.values : undefined;
  const accounts = fields.texts.get("account")?.values;
  const months = fields.texts.get("month")?.values;
  if (!accounts || (shape !== "accounts" && shape !== "snapshots")) return;
  if (oneRowAnAccount || fields.texts.has("subscription")) return;
  if (accountCells && !mayStandTwice(accountCells, accounts, shape === "snapshots" ? (months ?? []) : null)) return;
  const places = new Map<string, number[]>();
  accounts.forEach((account, index) => {
    const month = shape === "snapshots" ? (months?.[index] ?? null) : "";
    if (account === null || month === null || out.has(index)) return;
    const key = `${month}\n${account}`;
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  for (const same of places.values()) {
    if (same.length === 1) continue;
    const dates = new Set(same.map((index) => renewals?.[index] ?? null));
    if (dates.size === same.length && !dates.has(null)) continue;
    const list =
      same
        .slice(0, 5)
        .map((index) => rows[index]!.row)
        .join(", ") + (same.length > 5 ? " …" : "");
    const month = shape === "snapshots" ? ` in ${months![same[0]!]!.slice(0, 7)}` : "";
    const reason = `"${accounts[same[0]!]}" stands more than once${month}, in rows ${list}`;
    same.forEach((index, place) => {
      report(index, "account", shape === "snapshots" ? "duplicate_month" : "duplicate_account", reason, place > 0);
    });
  }
}

function endsBeforeStarts({ shape, fields, rows }: ReadRows, report: Report): void {
  const [starts, ends] = [fields.texts.get("start")?.values, fields.texts.get("end")?.values];
  if (shape !== "subscriptions" || !starts || !ends) return;
  for (let index = 0; index < rows.length; index++) {
    const [start, end] = [starts[index] ?? null, ends[index] ?? null];
    if (start !== null && end !== null && end < start)
      report(
        index,
        "end",
        "end_not_after_start",
        `the end ${end} is before the start ${start}; the end is the first day no longer paid for`,
      );
  }
}

function tooManyCells({ table, rows }: ReadRows, report: Report): void {
  const width = table.headers.length;
  rows.forEach((row, index) => {
    if (row.cells.length <= width) return;
    const count = row.cells.findLastIndex((cell) => cellText(cell) !== "") + 1;
    if (count > width)
      report(
        index,
        "account",
        "too_many_cells",
        `the row has ${count} cells and the header ${width}, so cells may have moved; a separator inside a cell needs quotes`,
      );
  });
}

/** Every cell of the data rows that cannot be used, all at once, by row. */
export function findBadCells(read: ReadRows): BadCell[] {
  const bad: BadCell[] = [];
  const headerOf = (field: TableField): string => {
    const amount = distinctColumns(read.amounts).find((column) => column.field === field);
    const index = read.matching.fields.get(field)?.index;
    return amount?.header ?? (index === undefined ? "" : read.table.headers[index]!.text);
  };
  const report: Report = (index, field, code, reason, repeats) => {
    if (read.out.has(index)) return;
    const needed = read.needed.has(field) || (code === "too_many_cells" && read.needed.size > 0);
    bad.push({ index, field, header: headerOf(field), code, reason, needed, repeats });
  };
  tooManyCells(read, report);
  const columns: [TableField, ReadColumn<unknown>][] = [
    ...allColumns(read.fields),
    ...distinctColumns(read.amounts).map(({ field, column }): [TableField, ReadColumn<unknown>] => [field, column]),
  ];
  for (const [field, column] of columns)
    for (const [index, fault] of column.faults) report(index, field, fault.code, fault.reason);
  blankCells(read, report);
  repeatedRows(read, report);
  endsBeforeStarts(read, report);
  return bad.sort((a, b) => a.index - b.index);
}
