import { Problem } from "../core/problem.ts";
import type {
  ColumnMatch,
  Needs,
  ReadingOptions,
  ReadTable,
  SeenTable,
  TableField,
  TableIssue,
  TableShape,
} from "../core/table.ts";
import { findBadCells } from "./bad-cells.ts";
import { squash } from "./header.ts";
import { type AmountColumns, distinctColumns, findCurrencies, readDataRows } from "./left-out-rows.ts";
import { makeRecords } from "./make-records.ts";
import type { Matching } from "./match-columns.ts";
import { type ChosenAmounts, checkNeeds, chooseAmounts } from "./needs.ts";
import { allColumns, amountFields, type ReadFields, readFields } from "./read-cells.ts";
import { isMissing } from "./read-numbers.ts";
import {
  badCellIssues,
  badCellsProblem,
  cellText,
  type GridRow,
  issue,
  type LocatedTable,
  prepareMatching,
} from "./read-sheet.ts";
import { columnNotes, noteAccounts, noteInclusiveEnds, settleMonths, unreadCells } from "./table-notes.ts";

/** The reader's options once a table's shape has settled what is needed. */
export type ReadOptions = Omit<ReadingOptions, "needs"> & { needs: readonly TableField[] };

const isNeeds = (needs: ReadingOptions["needs"]): needs is Needs => needs !== undefined && !Array.isArray(needs);

/** What decides a table's shape. */
export interface ShapeEvidence {
  fields: ReadonlySet<TableField>;
  hasAmount: boolean;
  hasTwoAmounts: boolean;
  monthIsCertain: boolean;
  /** Whether every account stands in one row. */
  oneRowAnAccount: boolean;
}

const ofAnAccount: readonly TableField[] = ["owner", "tier", "touch", "segment", "health", "renewal_date", "notice_days"];

/**
 * The shape of a table from the columns it has.
 * @example account, month and amount are "snapshots"
 */
export function detectShape({ fields, hasAmount, hasTwoAmounts, monthIsCertain, oneRowAnAccount }: ShapeEvidence): TableShape {
  if (fields.has("role") && (fields.has("contact") || !hasAmount)) return "stakeholders";
  if (hasTwoAmounts && fields.has("account")) return "accounts";
  if (fields.has("account") && hasAmount) {
    const spans = fields.has("start");
    if (fields.has("month") && (monthIsCertain || !spans)) return "snapshots";
    const list =
      oneRowAnAccount && !fields.has("end") && !fields.has("subscription") && ofAnAccount.some((field) => fields.has(field));
    return spans && !list ? "subscriptions" : "accounts";
  }
  if (fields.has("score") && !fields.has("outcome") && !hasAmount) return "survey";
  return "accounts";
}

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
  options: Pick<ReadOptions, "needs">,
): TableIssue[] {
  if (chosen.amount?.field !== "amount") return [];
  const index = table.headers.findIndex(({ text }) => intervalNames.has(squash(text)));
  if (index < 0) return [];
  const values = [...new Set(rows.map((row) => cellText(row.cells[index])).filter((text) => !isMissing(text)))].sort();
  if (new Set(values.map((value) => value.toLowerCase())).size < 2) return [];
  const header = table.headers[index]!.text;
  const what = `${table.file}, column "${header}": the amounts are for different intervals (${values.slice(0, 4).join(", ")}), so they cannot be added.`;
  const remedy = "Export MRR or ARR instead, or put every amount on one interval and map it with columns.mrr or columns.arr.";
  if (options.needs.some((field) => amountFields.includes(field))) throw new Problem({ what, remedy });
  return [issue(table.headerRow, header, "mixed_intervals", `${what} ${remedy}`)];
}

/**
 * Takes back a recognition by name where most filled cells say otherwise ("Partner" holding company names), with one issue for the column;
 * what the caller mapped or the answer needs stays, so that its bad cells are listed.
 */
export function unmatchUnreadable(
  table: LocatedTable,
  matching: Matching,
  fields: ReadFields,
  needed: ReadonlySet<TableField>,
): TableIssue[] {
  const issues: TableIssue[] = [];
  for (const [field, column] of allColumns(fields)) {
    const matched = matching.fields.get(field);
    if (!matched || matched.confidence === "mapped" || needed.has(field) || column.refusal) continue;
    if (column.faults.size === 0) continue;
    const readable = column.values.filter((value) => value !== null).length;
    if (column.faults.size <= readable) continue;
    const header = table.headers[matched.index]!.text;
    const message = `Not read as ${field}: ${[...column.faults.values()][0]!.reason}, and so on in ${column.faults.size} cells. Give columns.${field} if it should be.`;
    issues.push(issue(table.headerRow, header, "column_not_read", message));
    matching.fields.delete(field);
    for (const group of [fields.texts, fields.numbers, fields.flags]) group.delete(field);
  }
  return issues;
}

/**
 * The fields whose cells must be readable: those asked for, the account, and what places a row in time in a table of this shape.
 * Where both month and start are asked for, they stand for one another, and only the shape's own counts.
 */
function neededFields(options: ReadOptions, chosen: ChosenAmounts, shape: TableShape): Set<TableField> {
  const needs = new Set<TableField>(options.needs);
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

function checkCurrencies(table: LocatedTable, all: readonly string[], options: ReadOptions): TableIssue[] {
  if (all.length <= 1 || options.several_currencies) return [];
  const list = all.join(", ");
  const asks = options.needs.some((field) => amountFields.includes(field));
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
export function buildTable(table: LocatedTable, asked: ReadingOptions): ReadTable {
  const { matching, issues: matchIssues } = prepareMatching(table, asked);
  const chosen = chooseAmounts(matching, table.headers, asked.amount);
  const hasAmount = chosen.amount !== null || chosen.end !== null;
  const always = isNeeds(asked.needs) ? (asked.needs.always ?? []) : (asked.needs ?? []);
  checkNeeds(table, matching, always, hasAmount);
  const accountIndex = matching.fields.get("account")?.index ?? -1;
  const { rows, amounts, accounts, leftOut: notData } = readDataRows(table, chosen, accountIndex, asked);
  const fields = readFields(table, rows, matching, asked, accounts);
  const unmatched = unmatchUnreadable(table, matching, fields, new Set([...always, "account"]));
  const oneRowAnAccount = !repeats(fields.texts.get("account")?.values ?? []);
  const shape = shapeOf(matching, amounts, oneRowAnAccount);
  const seen: SeenTable = { path: table.file, shape, columns: columnMatches(table, matching), has_amounts: hasAmount };
  const byShape = isNeeds(asked.needs) ? (asked.needs.by_shape?.(seen) ?? []) : [];
  const options: ReadOptions = { ...asked, needs: [...new Set([...always, ...byShape])] };
  checkNeeds(table, matching, options.needs, hasAmount);
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
  const used = new Set<TableField>(isNeeds(asked.needs) ? (asked.needs.if_present ?? []) : []);
  const doubts = unreadCells(rows, bad, used, leftOut);
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
    reading: {
      export: null,
      rows_read: table.rows.length,
      rows_used: records.length,
      groups: [],
      columns_used: [],
      columns_ignored: [],
      doubts,
      questions: [],
    },
  };
}
