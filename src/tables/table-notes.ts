import { addDays } from "../core/dates.ts";
import type { Doubt, TableField, TableIssue, TableShape } from "../core/table.ts";
import { type AmountColumns, distinctColumns } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import { type BadCell, issue, type LocatedTable, type ReadColumn } from "./read-sheet.ts";
import type { Rows } from "./rows.ts";
import { coded } from "./values.ts";

const isMonthEnd = (date: string) => date.slice(8) > "27" && addDays(date, 1).endsWith("-01");

/** What is said once for a whole column: refusals of columns nobody needs, roundings, months and ends that need a word. */
export function columnNotes(
  table: LocatedTable,
  rows: Rows,
  matching: Matching,
  amounts: AmountColumns,
  fields: ReadFields,
): TableIssue[] {
  const issues: TableIssue[] = [];
  const rowOf = (index: number) => (index < rows.length ? rows.number(index) : table.headerRow);
  const say = (header: string, column: ReadColumn<unknown>) => {
    for (const note of column.notes) issues.push(issue(rowOf(note.index), header, note.code, note.message));
    if (column.refusal)
      issues.push(
        issue(rowOf(column.refusal.index), header, column.refusal.code, `${column.refusal.what} ${column.refusal.remedy}`),
      );
  };
  for (const { header, column } of distinctColumns(amounts)) say(header, column);
  for (const [field, column] of allColumns(fields)) {
    const index = matching.fields.get(field)?.index;
    if (index !== undefined) say(table.headers[index]!.text, column);
  }
  return issues;
}

/** Turns the months of snapshots into their first days, and says once when the file gives last days. */
export function settleMonths(shape: TableShape, rows: Rows, header: string, fields: ReadFields): TableIssue[] {
  const column = fields.texts.get("month");
  if (shape !== "snapshots" || !column) return [];
  const dates = coded(column.values);
  const firstOf = (fits: (date: string) => boolean): number => {
    const fitting = dates.distinct().map((date) => date !== null && fits(date));
    return fitting.includes(true) ? dates.places.findIndex((place) => fitting[place]!) : -1;
  };
  const last = firstOf(isMonthEnd);
  const inside = firstOf((date) => !date.endsWith("-01") && !isMonthEnd(date));
  const issues: TableIssue[] = [];
  const shown = (index: number) => `${dates.get(index)} is read as ${dates.get(index)!.slice(0, 7)}`;
  if (last !== -1)
    issues.push(issue(rows.number(last), header, "month_end", `Months are given by their last day: ${shown(last)}.`));
  if (inside !== -1)
    issues.push(issue(rows.number(inside), header, "month_day", `Days inside a month stand for the month: ${shown(inside)}.`));
  column.values = dates.mapDistinct((date) => (date === null ? null : `${date.slice(0, 7)}-01`));
  return issues;
}

/** Cells of columns the answer would use and that cannot be read: unknown, and their rows stay. */
export function unreadCells(
  rows: Rows,
  bad: readonly BadCell[],
  used: ReadonlySet<TableField>,
  leftOut: ReadonlySet<number>,
): Doubt[] {
  const byHeader = new Map<string, BadCell[]>();
  for (const one of bad)
    if (used.has(one.field) && !leftOut.has(one.index) && !one.code.startsWith("missing_"))
      byHeader.set(one.header, [...(byHeader.get(one.header) ?? []), one]);
  return [...byHeader].map(([header, cells]) => {
    const first = `row ${rows.number(cells[0]!.index)}: ${cells[0]!.reason}`;
    const message =
      cells.length === 1
        ? `One cell of "${header}" counts as unknown (${first}).`
        : `${cells.length} cells of "${header}" count as unknown (${first}).`;
    return { code: "cells_unread", message, first: true };
  });
}
