import { Problem } from "../core/contract/problem.ts";
import type { ColumnMatch, ReadingOptions, Table, TableField, TableIssue, TableShape } from "../core/contract/table.ts";
import { badCellIssues, badCellsProblem } from "./bad-cells.ts";
import { checkNeeds } from "./check-needs.ts";
import { type ChosenAmounts, chooseAmounts } from "./choose-amounts.ts";
import { columnNotes, noteInclusiveEnds, settleMonths } from "./column-notes.ts";
import { detectShape } from "./detect-shape.ts";
import { findBadCells } from "./find-bad-cells.ts";
import { findCurrencies } from "./find-currencies.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import { makeRecords } from "./make-records.ts";
import type { Matching } from "./match-columns.ts";
import { mixedIntervals } from "./mixed-intervals.ts";
import { noteAccounts } from "./note-accounts.ts";
import { prepareMatching } from "./prepare-matching.ts";
import { type AmountColumns, distinctColumns, readDataRows } from "./read-amount-columns.ts";
import { allColumns, amountFields, type ReadFields, readFields } from "./read-fields.ts";
import { unmatchUnreadable } from "./unmatch-unreadable.ts";

/**
 * The fields whose cells must be readable: those asked for, the account, and what places a row in time in a table of this shape.
 * Where both month and start are asked for, they stand for one another, and only the shape's own counts.
 */
function neededFields(options: ReadingOptions, chosen: ChosenAmounts, shape: TableShape): Set<TableField> {
  const needs = new Set<TableField>(options.needs ?? []);
  if (needs.size === 0) return needs;
  if (needs.has("month") && needs.has("start")) for (const field of ["month", "start", "end"] as const) needs.delete(field);
  if (shape === "snapshots") needs.add("month");
  if (shape === "subscriptions") needs.add("start").add("end");
  if (needs.has("amount")) needs.add(chosen.amount?.field ?? "arr_end");
  return needs.add("account");
}

/** Whether a value stands twice; stops at the first that does. */
function repeats(values: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  return values.some((value, index) => seen.add(value).size === index);
}

function shapeOf(matching: Matching, amounts: AmountColumns, oneRowAnAccount: boolean) {
  const month = matching.fields.get("month");
  return detectShape({
    fields: new Set(matching.fields.keys()),
    hasAmount: amounts.amount !== null,
    hasTwoAmounts: amounts.start !== null && amounts.end !== null,
    monthIsCertain: month !== undefined && month.confidence !== "likely",
    oneRowAnAccount,
  });
}

function refuseColumns(file: string, amounts: AmountColumns, fields: ReadFields, needed: ReadonlySet<TableField>): void {
  const columns = [...distinctColumns(amounts).map(({ field, column }) => [field, column] as const), ...allColumns(fields)];
  for (const [field, { refusal }] of columns)
    if (refusal && needed.has(field)) throw new Problem({ what: `${file}, ${refusal.what}`, remedy: refusal.remedy });
}

function columnMatches(table: LocatedTable, matching: Matching): ColumnMatch[] {
  const byIndex = new Map(
    [...matching.fields].map(([field, column]) => [column.index, { field, confidence: column.confidence }]),
  );
  return table.headers.map(({ text }, index) => ({
    header: text,
    ...(byIndex.get(index) ?? { field: null, confidence: "none" as const }),
  }));
}

function matchingIssues(table: LocatedTable, matching: Matching, chosen: ChosenAmounts): TableIssue[] {
  const name = (index: number) => `"${table.headers[index]!.text}"`;
  const ambiguous = [...matching.ambiguous].map(([field, columns]) => {
    const message = `${columns.map(name).join(" and ")} can each be ${field}; none is used. Say which with columns.${field}.`;
    return issue(table.headerRow, table.headers[columns[0]!]!.text, "ambiguous_column", message);
  });
  const used = chosen.amount?.index ?? chosen.end;
  const unused = chosen.unused.map(({ field, index }) =>
    issue(
      table.headerRow,
      table.headers[index]!.text,
      "amount_not_used",
      `${used === null ? "" : `${name(used)} is read as the amount; `}${name(index)} (${field}) is not used.`,
    ),
  );
  const message = `There is a column for each of ${matching.wide.length} dates. Name the two to compare with columns.arr_start and columns.arr_end, or give one row for each account and month.`;
  const wide =
    matching.wide.length > 0 ? [issue(table.headerRow, table.headers[matching.wide[0]!]!.text, "wide_months", message)] : [];
  return [...ambiguous, ...unused, ...wide];
}

function checkCurrencies(table: LocatedTable, all: readonly string[], options: ReadingOptions): TableIssue[] {
  if (all.length <= 1 || options.several_currencies) return [];
  const list = all.join(", ");
  const asks = (options.needs ?? []).some((field) => amountFields.includes(field));
  if (asks)
    throw new Problem({
      what: `${table.file} holds amounts in ${list}; amounts in different currencies are never added.`,
      remedy:
        "Split the file by currency, or convert all amounts at one date's rates; compute_nrr converts them when given rates.",
    });
  return [
    issue(
      table.headerRow,
      "",
      "mixed_currencies",
      `Amounts are in ${list} and are never added. Split the file, or convert all at one date's rates.`,
    ),
  ];
}

/**
 * Turns rows and cells into typed records: recognises columns, reads them, refuses or lists what cannot be read.
 * Throws Problem with every bad cell at once when one stands in a column that `needs` names.
 */
export function buildTable(table: LocatedTable, options: ReadingOptions): Table {
  const { matching, issues: matchIssues } = prepareMatching(table, options);
  const chosen = chooseAmounts(matching, table.headers, options.amount);
  checkNeeds(table, matching, options.needs ?? [], chosen.amount !== null || chosen.end !== null);
  const accountIndex = matching.fields.get("account")?.index ?? -1;
  const { rows, amounts, accounts, leftOut: notData } = readDataRows(table, chosen, accountIndex, options);
  const fields = readFields(table, rows, matching, options, accounts);
  const unmatched = unmatchUnreadable(table, matching, fields, new Set([...(options.needs ?? []), "account"]));
  const oneRowAnAccount = !repeats(fields.texts.get("account")?.values ?? []);
  const shape = shapeOf(matching, amounts, oneRowAnAccount);
  const needed = neededFields(options, chosen, shape);
  refuseColumns(table.file, amounts, fields, needed);
  const headerOf = (field: TableField) => table.headers[matching.fields.get(field)?.index ?? -1]?.text ?? "";
  const monthIssues = settleMonths(shape, rows, headerOf("month"), fields);
  const bad = findBadCells({ table, rows, matching, shape, amounts, fields, needed, accountCells: accounts, oneRowAnAccount });
  const amountOf = (index: number) =>
    [amounts.amount, amounts.end, amounts.start].map((one) => one?.column.values[index] ?? null).find((one) => one !== null) ??
    null;
  const fatal = bad.filter((one) => one.needed);
  if (fatal.length > 0 && !options.skip_bad_rows) throw badCellsProblem(table.file, fatal, rows, amountOf);
  const unusable = bad.filter((one) => one.code === "missing_account" || one.code === "too_many_cells");
  const leftOut = new Set([...fatal, ...unusable].map((one) => one.index));
  for (const one of bad)
    if (!leftOut.has(one.index) && one.code === "end_not_after_start") fields.texts.get("end")!.values[one.index] = null;
  const currencies = findCurrencies(table, rows, amounts, matching.fields.get("currency")?.index);
  const records = makeRecords({ table, rows, matching, amounts, fields, currencies }, leftOut);
  const issues = [
    ...table.issues,
    ...matchIssues,
    ...matchingIssues(table, matching, chosen),
    ...unmatched,
    ...checkCurrencies(table, currencies.all, options),
    ...mixedIntervals(table, rows, chosen, options),
    ...columnNotes(table, rows, matching, amounts, fields),
    ...monthIssues,
    ...noteAccounts(table, rows, shape, fields, accounts),
    ...noteInclusiveEnds(shape, rows, headerOf("end"), fields),
    ...badCellIssues(bad, rows, amountOf, leftOut),
    ...notData.flatMap(({ row, why }) => [
      issue(row.row, "", why.code, why.message),
      ...(why.differs === null ? [] : [issue(row.row, "", "total_differs", why.differs)]),
    ]),
  ];
  return {
    path: table.file,
    shape,
    rows_read: table.rows.length,
    rows_used: records.length,
    columns: columnMatches(table, matching),
    issues: issues.sort((a, b) => a.row - b.row),
    amount_unit: chosen.unit,
    currency: currencies.all.length === 1 ? currencies.all[0]! : null,
    records,
  };
}
