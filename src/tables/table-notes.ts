import { addDays } from "../core/dates.ts";
import type { Doubt, TableField, TableIssue, TableShape } from "../core/table.ts";
import { type AmountColumns, distinctColumns } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import {
  type BadCell,
  cellText,
  type DistinctCells,
  type GridRow,
  issue,
  type LocatedTable,
  type ReadColumn,
} from "./read-sheet.ts";

const isMonthEnd = (date: string) => date.slice(8) > "27" && addDays(date, 1).endsWith("-01");

/** What is said once for a whole column: refusals of columns nobody needs, roundings, months and ends that need a word. */
export function columnNotes(
  table: LocatedTable,
  rows: readonly GridRow[],
  matching: Matching,
  amounts: AmountColumns,
  fields: ReadFields,
): TableIssue[] {
  const issues: TableIssue[] = [];
  const rowOf = (index: number) => rows[index]?.row ?? table.headerRow;
  const say = (header: string, column: ReadColumn<unknown>) => {
    for (const note of column.notes) issues.push(issue(rowOf(note.index), header, note.code, note.message));
    if (column.refusal)
      issues.push(
        issue(rowOf(column.refusal.index), header, column.refusal.code, `${column.refusal.what} ${column.refusal.remedy}`),
      );
  };
  for (const { header, column } of distinctColumns(amounts)) say(header, column);
  for (const [field, column] of allColumns(fields)) say(table.headers[matching.fields.get(field)!.index]!.text, column);
  return issues;
}

/** The first day of a date's month, the same text each time the date stands. */
function firstDay(date: string, known: Map<string, string>): string {
  const day = known.get(date) ?? `${date.slice(0, 7)}-01`;
  known.set(date, day);
  return day;
}

/** Turns the months of snapshots into their first days, and says once when the file gives last days. */
export function settleMonths(shape: TableShape, rows: readonly GridRow[], header: string, fields: ReadFields): TableIssue[] {
  const column = fields.texts.get("month");
  if (shape !== "snapshots" || !column) return [];
  const last = column.values.findIndex((date) => date !== null && isMonthEnd(date));
  const inside = column.values.findIndex((date) => date !== null && !date.endsWith("-01") && !isMonthEnd(date));
  const issues: TableIssue[] = [];
  const shown = (index: number) => `${column.values[index]} is read as ${column.values[index]!.slice(0, 7)}`;
  if (last !== -1)
    issues.push(issue(rows[last]!.row, header, "month_end", `Months are given by their last day: ${shown(last)}.`));
  if (inside !== -1)
    issues.push(issue(rows[inside]!.row, header, "month_day", `Days inside a month stand for the month: ${shown(inside)}.`));
  const firstDays = new Map<string, string>();
  column.values = column.values.map((date) => (date === null ? null : firstDay(date, firstDays)));
  return issues;
}

/** Says once when every end is a month's last day, because an end is read as the first day no longer paid for. */
export function noteInclusiveEnds(shape: TableShape, rows: readonly GridRow[], header: string, fields: ReadFields): TableIssue[] {
  const ends = fields.texts.get("end")?.values ?? [];
  if (shape !== "subscriptions" || !ends.every((date) => date === null || isMonthEnd(date))) return [];
  const first = ends.findIndex((date) => date !== null);
  if (first === -1 || first === ends.findLastIndex((date) => date !== null)) return [];
  const message =
    "Every end is the last day of a month. An end is read as the first day no longer paid for; if these days are still paid, add one day.";
  return [issue(rows[first]!.row, header, "end_on_last_day", message)];
}

/** Looks at the first row of each name only, since the others say nothing new; what was said once is not said again. */
function similarAccounts(
  rows: readonly GridRow[],
  names: readonly (string | null)[],
  firstRows: readonly number[],
): TableIssue[] {
  const issues: TableIssue[] = [];
  const spellings = new Map<string, string>();
  const said = new Set<string>();
  for (const index of firstRows) {
    const account = names[index] ?? null;
    if (account === null) continue;
    const lower = account.toLowerCase();
    const known = spellings.get(lower);
    if (known === undefined) spellings.set(lower, account);
    else if (known !== account && !said.has(account)) {
      said.add(account);
      const message = `"${account}" and "${known}" differ only in capitals and are read as two accounts.`;
      issues.push(issue(rows[index]!.row, "", "similar_accounts", message));
    }
  }
  return issues;
}

function identicalRows(table: LocatedTable, rows: readonly GridRow[], names: readonly (string | null)[]): TableIssue[] {
  const issues: TableIssue[] = [];
  const seen = new Map<string, number>();
  names.forEach((account, index) => {
    if (account === null) return;
    const { row, cells } = rows[index]!;
    const key = cells.slice(0, table.headers.length).map(cellText).join("\n");
    const same = seen.get(key);
    if (same === undefined) seen.set(key, row);
    else issues.push(issue(row, "", "identical_rows", `Row ${row} is the same as row ${same} in every cell; both are counted.`));
  });
  return issues;
}

/** Says which accounts differ only in capitals, and which rows are the same in every cell; both are counted as they stand. */
export function noteAccounts(
  table: LocatedTable,
  rows: readonly GridRow[],
  shape: TableShape,
  fields: ReadFields,
  accounts: DistinctCells | null,
): TableIssue[] {
  const names = fields.texts.get("account")?.values ?? [];
  if (shape === "survey" || shape === "stakeholders") return [];
  const together = shape === "subscriptions" || fields.texts.has("subscription");
  return [...similarAccounts(rows, names, accounts?.first ?? []), ...(together ? identicalRows(table, rows, names) : [])];
}

/** Cells of columns the answer would use and that cannot be read: unknown, and their rows stay. */
export function unreadCells(
  rows: readonly GridRow[],
  bad: readonly BadCell[],
  used: ReadonlySet<TableField>,
  leftOut: ReadonlySet<number>,
): Doubt[] {
  const byHeader = new Map<string, BadCell[]>();
  for (const one of bad)
    if (used.has(one.field) && !leftOut.has(one.index) && !one.code.startsWith("missing_"))
      byHeader.set(one.header, [...(byHeader.get(one.header) ?? []), one]);
  return [...byHeader].map(([header, cells]) => {
    const first = `row ${rows[cells[0]!.index]!.row}: ${cells[0]!.reason}`;
    const message =
      cells.length === 1
        ? `One cell of "${header}" counts as unknown (${first}).`
        : `${cells.length} cells of "${header}" count as unknown (${first}).`;
    return { code: "cells_unread", message, first: true };
  });
}
