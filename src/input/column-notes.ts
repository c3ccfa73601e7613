import { addDays } from "../core/calendar/dates.ts";
import type { TableIssue, TableShape } from "../core/contract/table.ts";
import type { GridRow } from "./grid.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import { type AmountColumns, distinctColumns } from "./read-amount-columns.ts";
import type { ReadColumn } from "./read-column.ts";
import { allColumns, type ReadFields } from "./read-fields.ts";

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
