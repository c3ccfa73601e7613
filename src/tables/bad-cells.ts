import type { TableField, TableShape } from "../core/table.ts";
import { type AmountColumns, distinctColumns } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import type { BadCell, LocatedTable, ReadColumn } from "./read-sheet.ts";
import type { Rows } from "./rows.ts";
import { coded, type Values } from "./values.ts";

/** Pairs of account and month that are marked one by one; with more, only a closer look can tell. */
const MOST_PAIRS = 256_000_000;

/**
 * Whether some account may stand in two rows, of one month where months are given; rows without account or month do not count. Quick,
 * since it marks a bit for each pair instead of keeping a key for each row; where there are too many pairs the answer is "perhaps", true.
 * @example mayStandTwice(CodedValues.from(["A", "B", "A"]), CodedValues.from(["2026-01-01", "2026-01-01", "2026-02-01"])) // false
 */
export function mayStandTwice(names: Values<string>, months: Values<string> | null): boolean {
  const found = known.get(names);
  const version = names.version + (months?.version ?? 0);
  if (found?.months === months && found.version === version) return found.twice;
  const twice = standTwice(names, months);
  known.set(names, { months, version, twice });
  return twice;
}

/** What was found of names, which are looked at several times. */
const known = new WeakMap<Values<string>, { months: Values<string> | null; version: number; twice: boolean }>();

function standTwice(names: Values<string>, months: Values<string> | null): boolean {
  const [accounts, times] = [coded(names), months === null ? null : coded(months)];
  const [ofAccount, ofTime] = [accounts.identities(), times?.identities() ?? null];
  const width = ofTime?.count ?? 1;
  if (ofAccount.count * width > MOST_PAIRS) return true;
  const marks = new Uint8Array(Math.ceil((ofAccount.count * width) / 8));
  const [accountAt, timeAt] = [accounts.places, times?.places ?? null];
  for (let row = 0; row < accountAt.length; row++) {
    const account = ofAccount.of[accountAt[row]!]!;
    const time = timeAt === null ? 0 : ofTime!.of[timeAt[row]!]!;
    if (account === -1 || time === -1) continue;
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
  rows: Rows;
  matching: Matching;
  shape: TableShape;
  amounts: AmountColumns;
  fields: ReadFields;
  needed: ReadonlySet<TableField>;
  /** Whether every account stands in one row. */
  oneRowAnAccount: boolean;
  /** Whether each row may be a contract of its own, told apart by the day it is up for renewal. */
  contracts: boolean;
  /** Rows that are not counted, whose cells are no trouble. */
  out: ReadonlyMap<number, unknown>;
  /** Rows that would stay if what a blank amount holds is not known; null where that would be refused. */
  rowsIfUnknown: () => number | null;
}

const paying: readonly TableShape[] = ["accounts", "snapshots", "subscriptions"];

type Report = (index: number, field: TableField, code: string, reason: string, repeats?: boolean) => void;

function blankCells({ shape, amounts, fields, rows, rowsIfUnknown }: ReadRows, report: Report): void {
  const blanks = (field: TableField, column: ReadColumn<unknown> | undefined, hint = "") => {
    if (!column || column.refusal) return;
    if (!column.values.hasNull()) return;
    for (let index = 0; index < rows.length; index++)
      if (column.values.get(index) === null && !column.faults.has(index))
        report(index, field, `missing_${field}`, `the cell is blank${hint}`);
  };
  if (!paying.includes(shape)) return;
  blanks("account", fields.texts.get("account"));
  const columns = distinctColumns(amounts);
  const some = columns.some(
    ({ column }) => column.values.hasNull() && column.values.some((value, row) => value === null && !column.faults.has(row)),
  );
  // A way that would be refused is not offered.
  const unknown = some && rowsIfUnknown() !== null ? ', and if it is not known {"blank": "unknown"}' : "";
  const hint = `; if a blank means that nothing is paid, give reading: {"blank": "zero"}${unknown}`;
  for (const { field, column } of columns) blanks(field, column, hint);
  if (shape === "snapshots") blanks("month", fields.texts.get("month"));
  if (shape === "subscriptions") blanks("start", fields.texts.get("start"));
}

function repeatedRows(read: ReadRows, report: Report): void {
  const { shape, fields, rows, oneRowAnAccount, contracts, out } = read;
  const renewals = contracts ? fields.texts.get("renewal_date")?.values : undefined;
  const accounts = fields.texts.get("account")?.values;
  const months = fields.texts.get("month")?.values;
  if (!accounts || (shape !== "accounts" && shape !== "snapshots")) return;
  if (oneRowAnAccount || fields.texts.has("subscription")) return;
  if (!mayStandTwice(accounts, shape === "snapshots" ? (months ?? null) : null)) return;
  const places = new Map<string, number[]>();
  accounts.forEach((account, index) => {
    const month = shape === "snapshots" ? (months?.get(index) ?? null) : "";
    if (account === null || month === null || out.has(index)) return;
    const key = `${month}\n${account}`;
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  for (const same of places.values()) {
    if (same.length === 1) continue;
    const dates = new Set(same.map((index) => renewals?.get(index) ?? null));
    if (dates.size === same.length && !dates.has(null)) continue;
    const list =
      same
        .slice(0, 5)
        .map((index) => rows.number(index))
        .join(", ") + (same.length > 5 ? " …" : "");
    const month = shape === "snapshots" ? ` in ${months!.get(same[0]!)!.slice(0, 7)}` : "";
    const reason = `"${accounts.get(same[0]!)}" stands more than once${month}, in rows ${list}`;
    same.forEach((index, place) => {
      report(index, "account", shape === "snapshots" ? "duplicate_month" : "duplicate_account", reason, place > 0);
    });
  }
}

function endsBeforeStarts({ shape, fields, rows }: ReadRows, report: Report): void {
  const [starts, ends] = [fields.texts.get("start")?.values, fields.texts.get("end")?.values];
  if (shape !== "subscriptions" || !starts || !ends) return;
  for (let index = 0; index < rows.length; index++) {
    const [start, end] = [starts.get(index), ends.get(index)];
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
  if (rows.filledWidth() <= width) return;
  for (let index = 0; index < rows.length; index++) {
    if (rows.filledFrom(index, width) === -1) continue;
    let count = rows.width;
    while (!rows.isFilled(index, count - 1)) count -= 1;
    report(
      index,
      "account",
      "too_many_cells",
      `the row has ${count} cells and the header ${width}, so cells may have moved; a separator inside a cell needs quotes`,
    );
  }
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
