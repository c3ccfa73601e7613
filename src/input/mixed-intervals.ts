import { Problem } from "../core/contract/problem.ts";
import type { ReadingOptions, TableIssue } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import type { ChosenAmounts } from "./choose-amounts.ts";
import type { GridRow } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import { amountFields } from "./read-fields.ts";
import { squash } from "./squash.ts";

/** Headers under which billing systems say whether an amount is for a month or a year. */
const intervalNames = new Set([
  "interval",
  "billinginterval",
  "billingperiod",
  "billingfrequency",
  "billingcycle",
  "planinterval",
  "recurringinterval",
]);

/**
 * Finds amounts that are for a month in some rows and for a year in others: they cannot be added under one unit.
 * Throws Problem where the amounts are needed; else gives an issue. An amount whose own header states its unit is left alone.
 */
export function mixedIntervals(
  table: LocatedTable,
  rows: readonly GridRow[],
  chosen: ChosenAmounts,
  options: ReadingOptions,
): TableIssue[] {
  if (chosen.amount?.field !== "amount") return [];
  const index = table.headers.findIndex(({ text }) => intervalNames.has(squash(text)));
  if (index < 0) return [];
  const values = [...new Set(rows.map((row) => cellText(row.cells[index])).filter((text) => !isMissing(text)))].sort();
  if (new Set(values.map((value) => value.toLowerCase())).size < 2) return [];
  const header = table.headers[index]!.text;
  const what = `${table.file}, column "${header}": the amounts are for different intervals (${values.slice(0, 4).join(", ")}), so they cannot be added.`;
  const remedy = "Export MRR or ARR instead, or put every amount on one interval and map it with columns.mrr or columns.arr.";
  if ((options.needs ?? []).some((field) => amountFields.includes(field))) throw new Problem({ what, remedy });
  return [issue(table.headerRow, header, "mixed_intervals", `${what} ${remedy}`)];
}
