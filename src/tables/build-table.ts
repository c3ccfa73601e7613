import { quoted } from "../core/english.ts";
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
import { keepsUnknown, rowsOf, settleBlanks, withoutRefused } from "./blank-amounts.ts";
import { cellText, type GridRow } from "./columns.ts";
import { noteTotals } from "./doubles.ts";
import { Draft } from "./draft.ts";
import { amountOfExport, exportOf, type KnownExports, type RecognizedExport, refuseOtherRows } from "./exports.ts";
import { startOfVersions } from "./history.ts";
import type { TableKnowledge } from "./knowledge.ts";
import {
  type AmountColumns,
  distinctColumns,
  type FoundCurrencies,
  fillGroups,
  findCurrencies,
  readDataRows,
  settleCurrencyColumn,
} from "./left-out-rows.ts";
import { makeRecords, monthlyColumns, refuseManyRecords, withRecords } from "./make-records.ts";
import type { Matching } from "./match-columns.ts";
import { type ChosenAmounts, checkNeeds, chooseAmounts } from "./needs.ts";
import { allColumns, amountFields, type ReadFields, readFields } from "./read-cells.ts";
import { badCellIssues, badCellsProblem, issue, type LocatedTable, prepareMatching } from "./read-sheet.ts";
import type { Rows } from "./rows.ts";
import { refuseOpenQuestions, refuseTooMuchLeftOut, settleRows } from "./settle-rows.ts";
import { columnNotes, settleMonths, unreadCells } from "./table-notes.ts";
import { unfoldMonths } from "./unfold-months.ts";
import { CodedValues, type Values } from "./values.ts";

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
  /** Whether the export the file is known to be lists accounts. */
  listsAccounts?: boolean;
}

const ofAnAccount: readonly TableField[] = ["owner", "tier", "touch", "segment", "health", "renewal_date", "notice_days"];

/**
 * The shape of a table from the columns it has.
 * @example account, month and amount are "snapshots"
 */
export function detectShape({
  fields,
  hasAmount,
  hasTwoAmounts,
  monthIsCertain,
  oneRowAnAccount,
  listsAccounts = false,
}: ShapeEvidence): TableShape {
  if (fields.has("role") && (fields.has("contact") || !hasAmount)) return "stakeholders";
  if (fields.has("score") && fields.has("respondent") && !fields.has("outcome")) return "survey";
  if (fields.has("score") && fields.has("contact") && !fields.has("outcome") && !oneRowAnAccount) return "survey";
  if (hasAmount && !fields.has("account") && fields.has("month") && monthIsCertain) return "snapshots";
  if (hasTwoAmounts && fields.has("account")) return "accounts";
  if (fields.has("account") && hasAmount) {
    const spans = fields.has("start");
    if (fields.has("month") && (monthIsCertain || !spans)) return "snapshots";
    const kind = !fields.has("subscription") && ofAnAccount.some((field) => fields.has(field));
    const list = oneRowAnAccount && !fields.has("end") && (listsAccounts || kind);
    return spans && !list ? "subscriptions" : "accounts";
  }
  if (fields.has("score") && !fields.has("outcome") && !hasAmount) return "survey";
  return "accounts";
}

/** A column taken back, and why. */
interface Unmatched {
  field: TableField;
  header: string;
  message: string;
}

const decidesLeaving: ReadonlySet<TableField> = new Set(["end", "cancelled_on"]);

/**
 * Takes back a recognition by name where most filled cells say otherwise ("Partner" holding company names), with one issue for the column;
 * what the caller mapped or the answer needs stays, so that its bad cells are listed.
 */
export function unmatchUnreadable(
  table: LocatedTable,
  matching: Matching,
  fields: ReadFields,
  needed: ReadonlySet<TableField>,
): Unmatched[] {
  const issues: Unmatched[] = [];
  for (const [field, column] of allColumns(fields)) {
    const matched = matching.fields.get(field);
    if (!matched || matched.confidence === "mapped" || needed.has(field) || column.refusal) continue;
    if (column.faults.size === 0) continue;
    let readable = 0;
    for (const value of column.values) if (value !== null) readable += 1;
    // A day somebody left is never taken back in silence: words among the days are asked about.
    if (column.faults.size <= readable || (readable > 0 && decidesLeaving.has(field))) continue;
    const header = table.headers[matched.index]!.text;
    const message = `"${header}" is not read as ${field.replaceAll("_", " ")}: ${[...column.faults.values()][0]!.reason}, and so on in ${column.faults.size} cells. Give columns.${field} if it should be.`;
    issues.push({ field, header, message });
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
function repeats(values: Values<unknown>): boolean {
  const seen = new Set<unknown>();
  return values.some((value, index) => seen.add(value).size === index);
}

function shapeOf(
  matching: Matching,
  amounts: AmountColumns,
  oneRowAnAccount: boolean,
  known: RecognizedExport | null,
  throughTime: boolean,
) {
  const month = matching.fields.get("month");
  return detectShape({
    fields: new Set(matching.fields.keys()),
    hasAmount: amounts.amount !== null,
    hasTwoAmounts: amounts.start !== null && amounts.end !== null,
    monthIsCertain: month !== undefined && month.confidence !== "likely",
    oneRowAnAccount,
    listsAccounts: known?.rows === "accounts" && !throughTime,
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
  const names = (columns: readonly number[]) =>
    quoted(
      columns.map((index) => table.headers[index]!.text),
      " and ",
    );
  const ambiguous = [...matching.ambiguous].map(([field, columns]) => {
    const message = `${names(columns)} can each be ${field}; none is used. Say which with columns.${field}.`;
    return issue(table.headerRow, table.headers[columns[0]!]!.text, "ambiguous_column", message);
  });
  const used = chosen.amount?.index ?? chosen.end;
  const unused = chosen.unused.map(({ field, index }) =>
    issue(
      table.headerRow,
      table.headers[index]!.text,
      "amount_not_used",
      `${used === null ? "" : `${names([used])} is read as the amount; `}${names([index])} (${field}) is not used.`,
    ),
  );
  const message = `There is a column for each of ${matching.wide.length} dates. Name the two to compare with columns.arr_start and columns.arr_end, or give one row for each account and month.`;
  const wide =
    matching.wide.length > 0 ? [issue(table.headerRow, table.headers[matching.wide[0]!]!.text, "wide_months", message)] : [];
  return [...ambiguous, ...unused, ...wide];
}

/** Amounts in the one currency that the caller states; several in one table are never made one by a word. */
function statedCurrency(found: FoundCurrencies, stated: string | undefined): FoundCurrencies {
  return stated === undefined || found.all.length > 1
    ? found
    : { all: [stated], ofRow: CodedValues.filled(found.ofRow.length, stated) };
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

/** What is needed of a table: always, and by its shape. */
function settleNeeds(asked: ReadingOptions, seen: SeenTable | null): TableField[] {
  if (!isNeeds(asked.needs)) return [...(asked.needs ?? [])];
  return [...new Set([...(asked.needs.always ?? []), ...(seen === null ? [] : (asked.needs.by_shape?.(seen) ?? []))])];
}

/** What a cell in cents is multiplied by. */
const CENTS = 0.01;
const LAST_ROWS = 8; // not a figure: rows below a table in which a report says where it comes from

/** The last rows as text. */
const lastLines = (rows: Rows): string[] =>
  Array.from({ length: Math.min(LAST_ROWS, rows.length) }, (_, place) =>
    rows
      .line(Math.max(0, rows.length - LAST_ROWS) + place)
      .cells.map(cellText)
      .join(" "),
  );

/** The file as the system that wrote it means it: hundredths as such, its kind of end, its scale; what the caller says goes before. */
function applyExport(
  found: LocatedTable,
  said: ReadingOptions,
  exports: KnownExports,
): { known: RecognizedExport | null; table: LocatedTable; options: ReadingOptions } {
  const above = found.issues.filter(({ code }) => code === "title_row").map(({ message }) => message);
  const below = lastLines(found.rows);
  const known = exportOf(
    said.export,
    found.headers.map(({ text }) => text),
    exports,
    [...above, ...below],
  );
  if (known === null) return { known, table: found, options: said };
  refuseOtherRows(found.file, known, said.asks);
  const headers = found.headers.map((header) =>
    header.scale === 1 && known.cents.includes(header.text) ? { ...header, scale: CENTS } : header,
  );
  const options: ReadingOptions = {
    ...said,
    amount: said.amount ?? amountOfExport(known),
    ends: said.ends ?? known.ends ?? undefined,
    scale: said.scale ?? known.health_out_of ?? undefined,
  };
  const rows = known.rows === "survey" ? withoutSecondHeaders(found) : found.rows;
  return { known, table: { ...found, headers, rows }, options };
}

const MOST_HEADERS = 2; // not a figure: header rows that survey tools write below the first

/** Survey tools repeat the question, list its options or write identifiers in further header rows: no cell of them is a number or a day. */
function withoutSecondHeaders({ rows }: LocatedTable): LocatedTable["rows"] {
  const isHeader = ({ cells }: GridRow) =>
    cells.every((cell) => typeof cell !== "number" && !/^\s*\d/.test(cellText(cell))) ||
    cells.some((cell) => cellText(cell).includes('"ImportId"'));
  let first = 0;
  while (first < Math.min(MOST_HEADERS, rows.length - 1) && isHeader(rows.line(first))) first += 1;
  return first === 0 ? rows : rows.where((row) => row >= first);
}

/**
 * Turns rows and cells into typed records: recognises columns, reads them, finds what each row is, and asks or lists what cannot be read.
 * Throws Problem with every bad cell at once when one stands in a column that `needs` names, and with every question that decides the answer.
 */
export function buildTable(found: LocatedTable, said: ReadingOptions, knowledge: TableKnowledge, trying = false): ReadTable {
  let tried: { rows: number | null } | null = null;
  /** Rows that would stay if what a blank amount holds is not known; null where that would leave out too many for an answer. */
  const rowsIfUnknown = (): number | null => {
    if (trying) return null;
    tried ??= { rows: rowsOf(() => buildTable(found, { ...said, asks: said.asks ?? [], blank: "unknown" }, knowledge, true)) };
    return tried.rows;
  };
  const { known, table: located, options: asked } = applyExport(found, said, knowledge.exports);
  const unfolded = unfoldMonths(located, asked);
  const table = unfolded?.table ?? located;
  const rowsRead = located.rows.length;
  const { matching, issues: matchIssues } = prepareMatching(table, asked, known ?? undefined);
  startOfVersions(table, asked, matching);
  const chosen = chooseAmounts(matching, table.headers, asked.amount);
  const hasAmount = chosen.amount !== null || chosen.end !== null;
  const always = settleNeeds(asked, null);
  checkNeeds(table, matching, always, hasAmount);
  const accountIndex = matching.fields.get("account")?.index ?? -1;
  const { rows, amounts, accounts, leftOut: notData } = readDataRows(table, chosen, accountIndex, asked, knowledge.words);
  if (asked.columns?.currency !== null) settleCurrencyColumn(table, rows, matching.fields);
  const fields = readFields(table, rows, matching, asked, accounts, knowledge.words);
  const filled = fillGroups(rows, fields, notData);
  const unmatched = unmatchUnreadable(table, matching, fields, new Set([...always, "account"]));
  const accountNames = fields.texts.get("account")?.values;
  const oneRowAnAccount = accountNames === undefined || !repeats(accountNames);
  const shape = shapeOf(matching, amounts, oneRowAnAccount, known, asked.asks?.includes("until") === true);
  const columns = columnMatches(table, matching);
  const options: ReadOptions = {
    ...asked,
    needs: settleNeeds(asked, { path: table.file, shape, columns, has_amounts: hasAmount }),
  };
  checkNeeds(table, matching, options.needs, hasAmount);
  const needed = neededFields(options, chosen, shape);
  if (isNeeds(asked.needs)) for (const field of asked.needs.deciding ?? []) needed.add(field);
  refuseColumns(table.file, amounts, fields, needed);
  const headerOf = (field: TableField) => table.headers[matching.fields.get(field)?.index ?? -1]?.text ?? "";
  const monthIssues = settleMonths(shape, rows, headerOf("month"), fields);
  const draft = new Draft({ table, rows, matching, amounts, fields, shape, unit: chosen.unit, options: asked, knowledge, known });
  if (unfolded?.question) draft.questions.push(withoutRefused(unfolded.question, rowsIfUnknown(), rowsRead));
  if (unfolded && asked.blank !== undefined && unfolded.blanks > 0)
    draft.doubt(
      "blank_months",
      `${unfolded.blanks} blank months are read as ${asked.blank === "zero" ? "nothing paid" : "not known"}.`,
    );
  for (const { field, rows: count } of filled)
    draft.doubt(
      "groups_filled",
      `The file is grouped by "${headerOf(field)}": it stands for ${count} rows below it, as the subtotals show.`,
    );
  for (const { code, message } of table.issues) if (code === "quoted_lines") draft.doubt(code, message);
  const wanted = new Set<TableField>(
    isNeeds(asked.needs) ? [...(asked.needs.if_present ?? []), ...(asked.needs.deciding ?? [])] : [],
  );
  for (const { field, message } of unmatched)
    draft.doubt("column_not_read", message, asked.asks !== undefined && wanted.has(field));
  if (known) draft.doubt("known_export", known.note, false, 'If the file is no such export, give reading: {"export": "none"}.');
  const { ignored } = settleRows(draft);
  settleBlanks(draft);
  noteTotals(draft, notData);
  const oneRow = oneRowAnAccount || asked.rows_repeat === true;
  const bad = findBadCells({
    table,
    rows,
    matching,
    shape,
    amounts,
    fields,
    needed,
    oneRowAnAccount: oneRow,
    contracts: asked.asks?.includes("how_likely") === true,
    out: draft.out,
    rowsIfUnknown,
  });
  if (!trying) refuseOpenQuestions(draft);
  const unknown = keepsUnknown(draft);
  const settled = bad.filter(({ code }) => unknown && /^missing_(arr|mrr|acv|tcv|amount)$/.test(code));
  for (const one of settled) one.reason = "the cell is blank and counts as not known";
  const fatal = bad.filter((one) => one.needed && !settled.includes(one));
  const undated = unmatched.find(({ field }) => field === "month" || field === "start");
  if (undated && fatal.length > 0 && fatal.every(({ code }) => code === "duplicate_account"))
    throw new Problem({
      what: `${table.file}: accounts stand in several rows, and ${undated.message}`,
      remedy: "Write months like 2024-01 and quarters of the calendar like 2024-Q1.",
    });
  if (fatal.length > 0 && !options.skip_bad_rows) throw badCellsProblem(table.file, fatal, rows, (row) => draft.amountOf(row));
  const unusable = bad.filter((one) => one.code === "missing_account" || one.code === "too_many_cells");
  const leftOut = new Set([...fatal, ...unusable].map((one) => one.index));
  for (const one of [...fatal, ...unusable])
    draft.leave(one.index, "unusable", `cannot be used (${one.code.replaceAll("_", " ")})`);
  if (asked.asks !== undefined) refuseTooMuchLeftOut(draft, rowsRead, fatal);
  for (const one of bad)
    if (!leftOut.has(one.index) && one.code === "end_not_after_start") fields.texts.get("end")!.values.set(one.index, null);
  const used = new Set<TableField>(isNeeds(asked.needs) ? (asked.needs.if_present ?? []) : []);
  const currencies = statedCurrency(
    findCurrencies(table, rows, amounts, matching.fields.get("currency")?.index),
    options.currency,
  );
  const { gone, successors, out } = draft;
  const source = { table, rows, matching, amounts, fields, currencies, gone, successors };
  const monthly = shape === "snapshots" ? monthlyColumns(source, out) : undefined;
  const issues = [
    ...table.issues,
    ...matchIssues,
    ...matchingIssues(table, matching, chosen),
    ...unmatched.map(({ header, message }) => issue(table.headerRow, header, "column_not_read", message)),
    ...checkCurrencies(table, currencies.all, options),
    ...columnNotes(table, rows, matching, amounts, fields),
    ...monthIssues,
    ...badCellIssues(bad, rows, (row) => draft.amountOf(row), leftOut),
    ...notData.flatMap(({ row, why }) => [
      issue(row.row, "", why.code, why.message),
      ...(why.differs === null ? [] : [issue(row.row, "", "total_differs", why.differs)]),
    ]),
  ];
  const groups = draft.groups();
  if (notData.length > 0)
    groups.push({
      group: "not_an_account",
      reason: "are totals or notes",
      rows: notData.map(({ row }) => row.row),
      amount: null,
    });
  const counted = rows.length - out.size;
  const rowsUsed = unfolded ? new Set(draft.counted().map((row) => rows.number(row))).size : counted;
  const read: Omit<ReadTable, "records"> = {
    path: table.file,
    shape,
    rows_read: rowsRead,
    rows_used: rowsUsed,
    columns: columnMatches(table, matching),
    issues: issues.sort((a, b) => a.row - b.row),
    amount_unit: draft.unit,
    currency: currencies.all.length === 1 ? currencies.all[0]! : null,
    ...(monthly === undefined ? {} : { monthly }),
    ...(unknown ? { blanks_unknown: true } : {}),
    reading: {
      export: known?.name ?? null,
      rows_read: rowsRead,
      rows_used: rowsUsed,
      groups,
      columns_used: table.headers.map(({ text }) => text).filter((text) => !ignored.includes(text)),
      columns_ignored: ignored,
      doubts: [...draft.doubts, ...unreadCells(rows, bad, used, leftOut)],
      questions: draft.questions,
    },
  };
  if (monthly === undefined) refuseManyRecords(table.file, counted);
  return withRecords(read, () => {
    refuseManyRecords(table.file, counted);
    return makeRecords(source, out);
  });
}
