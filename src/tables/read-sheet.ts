import { grouped } from "../core/english.ts";
import { Problem, type ProblemDetail } from "../core/problem.ts";
import type { ReadingOptions, TableField, TableIssue } from "../core/table.ts";
import { byRow, type Cell, cellText, type DistinctCells, faultsByRow, type GridRow } from "./columns.ts";
import { type Header, readHeader, squash, underYears } from "./header.ts";
import { ACCOUNT_ID_RANK, fieldsNamed, isKnownHeader, LIKELY_RANK } from "./header-words.ts";
import { type ColumnHints, type Matching, matchColumns } from "./match-columns.ts";
import { Rows } from "./rows.ts";
import type { Values } from "./values.ts";
import { fold } from "./words.ts";

/** An amount as messages show it. @example formatAmount(1234.5) // "1,234.5" */
export function formatAmount(amount: number): string {
  return grouped(amount, 4);
}

/** A file as rows and cells, nothing of the cells recognised yet; blank lines are gone, row numbers stay. */
export interface Grid {
  /** Rows above the header; all there are near the top where none is one. */
  above: GridRow[];
  header: GridRow | null;
  /** Rows below the header. */
  rows: Rows;
  issues: TableIssue[];
  /** Workbooks may hold dates as serial numbers. */
  workbook: boolean;
}

/** Rows that were read one by one, apart by their header; `headed` says that the first one is it. */
export function gridOf(
  rows: readonly GridRow[],
  mapped: readonly string[],
  rest: Pick<Grid, "issues" | "workbook">,
  headed = false,
): Grid {
  const index = headed ? 0 : (findHeader(rows, mapped)?.index ?? -1);
  return {
    above: rows.slice(0, index === -1 ? rows.length : index),
    header: rows[index] ?? null,
    rows: Rows.of(index === -1 ? [] : rows.slice(index + 1)),
    ...rest,
  };
}

/** An issue of a table, with the row's amount when one is left out. */
export function issue(row: number, column: string, code: string, message: string, amount: number | null = null): TableIssue {
  return { row, column, code, message, amount_left_out: amount };
}

/** One cell that cannot be used, by the place of its row among the table's rows. */
export interface BadCell {
  index: number;
  field: TableField;
  header: string;
  code: string;
  reason: string;
  /** Whether the answer needs it; a bad cell that is not needed costs no row. */
  needed: boolean;
  /** Set on all but the first of several places that are one trouble, so that it is said once. */
  repeats?: boolean;
}

const MOST_PLACES = 50;

const remedyFor = (bad: readonly BadCell[]): string => {
  const fields = [...new Set(bad.map((one) => one.field))];
  const mapping = fields.map((field) => `columns.${field}`).join(" or ");
  const ends = bad.filter((one) => one.field === "end" && one.code === "not_a_date");
  const open =
    ends.length > 0
      ? ` Where the word says that no end is set, give reading: {"values": {"${ends[0]!.header}": {"that word": "open"}}}.`
      : "";
  return bad.length === 1
    ? `Fix the cell or map another column with ${mapping}.${open} With skip_bad_rows: true the row is left out and listed.`
    : `Fix the cells or map another column with ${mapping}.${open} With skip_bad_rows: true these rows are left out and listed.`;
};

/** One Problem that lists every bad cell the answer needs, with the money that stands in those rows. */
export function badCellsProblem(
  file: string,
  bad: readonly BadCell[],
  rows: Rows,
  amountOf: (index: number) => number | null,
): Problem {
  const lines = bad
    .filter((one) => !one.repeats)
    .map((one) => {
      const amount = amountOf(one.index);
      const money = amount === null || bad.length === 1 ? "" : ` (amount ${formatAmount(amount)})`;
      return `${file} row ${rows.number(one.index)}, column "${one.header}": ${one.reason}${money}.`;
    });
  const remedy = remedyFor(bad);
  if (lines.length === 1) return new Problem({ what: lines[0]!, remedy });
  const rest = lines.length - MOST_PLACES;
  const places = rest > 0 ? [...lines.slice(0, MOST_PLACES), `and ${rest} more`] : lines;
  return new Problem({ what: `${file} has ${lines.length} bad cells in columns that the answer needs:`, places, remedy });
}

/** Bad cells as issues; the amount of a row that is left out stands on its first issue only. */
export function badCellIssues(
  bad: readonly BadCell[],
  rows: Rows,
  amountOf: (index: number) => number | null,
  leftOut: ReadonlySet<number>,
): TableIssue[] {
  const counted = new Set<number>();
  return bad.map((one) => {
    const first = leftOut.has(one.index) && !counted.has(one.index);
    counted.add(one.index);
    const ending = leftOut.has(one.index) ? "; the row was left out." : ".";
    return issue(rows.number(one.index), one.header, one.code, `${one.reason}${ending}`, first ? amountOf(one.index) : null);
  });
}

const ROWS_SEARCHED = 20;
const ROWS_COMPARED = 100;

/** Where the header is, and how many of its names are known. */
export interface FoundHeader {
  index: number;
  known: number;
}

const filled = (row: GridRow): Cell[] => row.cells.filter((cell) => cellText(cell) !== "");

/** The commonest number of cells up to the last filled one. */
function usualWidth(rows: readonly GridRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = filled(row).length;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

const looksLikeNumber = (cell: Cell): boolean =>
  typeof cell === "number" || typeof cell === "boolean" || /^[-+($€£]*\d[\d.,\s]*[%)kKmM]?$/.test(cellText(cell));

function looksLikeHeader(row: GridRow, width: number): boolean {
  const cells = filled(row);
  if (cells.length < Math.max(1, Math.ceil(width * 0.6))) return false;
  const numbers = cells.filter((cell) => looksLikeNumber(cell) && !/^(19|20)\d{2}$/.test(cellText(cell))).length;
  return numbers === 0;
}

/**
 * The header: the first row wide enough whose cells read as names, where one holds known names or the caller's own.
 * Null when no row near the top does.
 */
export function findHeader(rows: readonly GridRow[], mapped: readonly string[]): FoundHeader | null {
  const width = usualWidth(rows.slice(0, ROWS_COMPARED));
  const wanted = new Set(mapped.map(squash));
  const candidates = rows.slice(0, ROWS_SEARCHED).flatMap((row, index) => {
    const texts = filled(row).map(cellText);
    const asked = texts.filter((text) => wanted.has(squash(text))).length;
    const known = texts.filter(isKnownHeader).length;
    return looksLikeHeader(row, width) || asked > 0 ? [{ index, known, asked, cells: texts.length }] : [];
  });
  const byCaller = candidates.find((one) => one.asked > 0 && one.asked === wanted.size);
  const found = byCaller ?? candidates.find((one) => one.known >= Math.min(2, one.cells)) ?? candidates[0];
  return found ? { index: found.index, known: found.known } : null;
}

/** A table found in its file: the header taken apart and the rows below it. */
export interface LocatedTable {
  file: string;
  workbook: boolean;
  headerRow: number;
  headers: Header[];
  rows: Rows;
  issues: TableIssue[];
}

function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

const rawText = (row: GridRow, index: number): string => cellText(row.cells[index]).replace(/\s+/g, " ");

/** Header texts, each used once: a blank one gets its column's letter, a repeated one a number. */
function headerTexts(row: GridRow, width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const raw = rawText(row, index);
    const text = raw === "" || raw === "__proto__" ? `column ${columnLetter(index)}` : raw;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text} (${times})`;
  });
}

/**
 * The table of a file: its header taken apart and the rows below it; rows above are titles and become issues.
 * Throws Problem when there is no header, or nothing below it.
 */
export function locateTable({ above, header, rows, issues, workbook }: Grid, file: string): LocatedTable {
  if (header === null && above.length === 0)
    throw new Problem({ what: `${file} has no rows.`, remedy: "Export it again and check that it has rows." });
  if (header === null)
    throw new Problem({
      what: `${file} has no header: row ${above[0]!.row} already holds data.`,
      remedy: "Add a first row that names the columns, such as Account, Owner, ARR.",
    });
  if (rows.length === 0)
    throw new Problem({
      what: `${file} has a header in row ${header.row} and no rows below it.`,
      remedy: "Export it again with its rows.",
    });
  const years = above.length > 0 ? above.at(-1)!.cells.map(cellText) : [];
  const dated = underYears(years, header.cells.map(cellText));
  const named = { ...header, cells: dated ?? header.cells };
  const titles = (dated === null ? above : above.slice(0, -1)).map((row) => {
    const text = row.cells.map(cellText).filter(Boolean).join(" ").slice(0, 80);
    return issue(row.row, "", "title_row", `Stands above the header and was left out: "${text}".`);
  });
  const last = header.cells.findLastIndex((cell) => cellText(cell) !== "") + 1;
  const width = Math.max(last, Math.min(rows.filledWidth(), header.cells.length));
  const headers = headerTexts(named, width).map((text, index) => ({ ...readHeader(rawText(named, index) || text), text }));
  return { file, workbook, headerRow: header.row, headers, rows, issues: [...issues, ...titles] };
}

/**
 * Where a table has names and identifiers of accounts, keeps the names when each stands for one identifier and the other way round,
 * and else goes by identifier, so that a renamed account or two of one name are not mixed up.
 */
export function chooseAccount(table: LocatedTable, matching: Matching): TableIssue[] {
  const account = matching.fields.get("account");
  if (!account || account.confidence === "mapped" || account.rank === ACCOUNT_ID_RANK) return [];
  const used = new Set([...matching.fields.values()].map((column) => column.index));
  const identifiers = table.headers.flatMap((header, index) =>
    !used.has(index) && fieldsNamed(header.key).some((match) => match.field === "account" && match.rank === ACCOUNT_ID_RANK)
      ? [index]
      : [],
  );
  const identifier = identifiers[0];
  if (identifier === undefined || identifiers.length > 1) return [];
  const identifierOfName = new Map<string, string>();
  const nameOfIdentifier = new Map<string, string>();
  let clash: string | null = null;
  const [names, identifiersOf] = [table.rows.column(account.index).distinct(), table.rows.column(identifier).distinct()];
  const tidied = names.texts.map((text) => text.replace(/\s+/g, " "));
  for (let row = 0; row < table.rows.length; row++) {
    const name = tidied[names.places[row]!]!;
    const id = identifiersOf.texts[identifiersOf.places[row]!]!;
    if (name === "") continue;
    if (id === "") return [];
    if (identifierOfName.get(name) !== undefined && identifierOfName.get(name) !== id)
      clash ??= `"${name}" has several identifiers`;
    if (nameOfIdentifier.get(id) !== undefined && nameOfIdentifier.get(id) !== name) clash ??= `"${id}" has several names`;
    identifierOfName.set(name, id);
    nameOfIdentifier.set(id, name);
  }
  if (clash === null) return [];
  matching.fields.set("account", { index: identifier, confidence: "certain", rank: ACCOUNT_ID_RANK });
  const header = table.headers[identifier]!.text;
  return [issue(table.headerRow, header, "account_by_id", `Accounts are told apart by "${header}": ${clash}.`)];
}

/** Without a start, a contract's end is the day it is up for renewal. */
function endWithoutStart(matching: Matching): void {
  const end = matching.fields.get("end");
  if (
    !end ||
    end.confidence === "mapped" ||
    matching.fields.has("start") ||
    matching.fields.has("renewal_date") ||
    end.rank === 0
  )
    return;
  matching.fields.delete("end");
  matching.fields.set("renewal_date", { ...end, confidence: "likely" });
}

const noticeHeader = /notice|eingang|eingegangen|preavis|preaviso|requested|demandee|optout/;

/** Whether a header names the day notice was given, on which nothing ends yet. */
export const speaksOfNotice = ({ key }: Header): boolean => noticeHeader.test(fold(key));

/** A date of cancelling is an end where no other column says until when a subscription is paid; a day of notice never is. */
function cancelledWithoutEnd(table: LocatedTable, matching: Matching): void {
  const cancelled = matching.fields.get("cancelled_on");
  const others = ["end", "period_end", "status"] as const;
  if (!cancelled || cancelled.confidence === "mapped" || others.some((field) => matching.fields.has(field))) return;
  if (speaksOfNotice(table.headers[cancelled.index]!)) return;
  matching.fields.delete("cancelled_on");
  matching.fields.set("end", { ...cancelled, confidence: "likely" });
}

/** The end of the running period is the next renewal where no other column says when that is. */
function periodEndAsRenewal(matching: Matching): void {
  const end = matching.fields.get("period_end");
  if (end && !matching.fields.has("renewal_date")) matching.fields.set("renewal_date", { ...end, confidence: "likely" });
}

/** A "Name" beside a role is a person, not an account. */
function nameOfPerson(table: LocatedTable, matching: Matching): void {
  const account = matching.fields.get("account");
  if (!account || !matching.fields.has("role") || matching.fields.has("contact")) return;
  if (!/^(full)?name$/.test(table.headers[account.index]!.key)) return;
  matching.fields.delete("account");
  matching.fields.set("contact", { ...account, confidence: "likely" });
}

/** A bare "id" beside a customer and a start is the subscription's own, as in Stripe's exports; a plan is a weaker name for it. */
function bareIdentifier(table: LocatedTable, matching: Matching): void {
  const index = table.headers.findIndex(({ key }) => key === "id" || key === "uuid");
  const used = [...matching.fields].some(([, column]) => column.index === index);
  const known = matching.fields.get("subscription");
  if (index === -1 || used || !matching.fields.has("account") || !matching.fields.has("start")) return;
  if (known === undefined || known.confidence === "likely")
    matching.fields.set("subscription", { index, confidence: "likely", rank: LIKELY_RANK });
}

/** A parent is named the way accounts are: by identifier where they go by identifier. */
function parentLikeAccount(table: LocatedTable, matching: Matching): void {
  const byIdentifier = matching.fields.get("account")?.rank === ACCOUNT_ID_RANK;
  const parent = matching.fields.get("parent");
  if (!byIdentifier || !parent || parent.confidence !== "certain") return;
  const index = table.headers.findIndex(({ key }) => /^(ultimate)?parent(account|company|customer)?id$/.test(key));
  if (index !== -1) matching.fields.set("parent", { index, confidence: "likely", rank: parent.rank });
}

/** The columns by field, set right for what stands beside them, and what to say about it. */
export function prepareMatching(
  table: LocatedTable,
  options: ReadingOptions,
  hints?: ColumnHints,
): { matching: Matching; issues: TableIssue[] } {
  const matching = matchColumns(table.headers, options.columns ?? {}, table.file, hints);
  cancelledWithoutEnd(table, matching);
  periodEndAsRenewal(matching);
  endWithoutStart(matching);
  nameOfPerson(table, matching);
  bareIdentifier(table, matching);
  const issues = chooseAccount(table, matching);
  parentLikeAccount(table, matching);
  for (const index of matching.turnover) {
    const header = table.headers[index]!.text;
    const message = `"${header}" is usually the customer's own turnover, not what it pays you, so it is not read as ARR. If it is your ARR, give columns.arr.`;
    issues.push(issue(table.headerRow, header, "annual_revenue", message));
  }
  return { matching, issues };
}

/** Why one cell cannot be read. */
export interface CellFault {
  code: string;
  /** Shows the cell and says what is wrong, without naming the place. */
  reason: string;
}

/** Something to know about a whole column. */
export interface ColumnNote {
  code: string;
  message: string;
  /** The place in `values` of the first cell concerned. */
  index: number;
}

/** A column as typed values; a missing cell is null and no fault. */
export interface ReadColumn<Value> {
  values: Values<Value>;
  /** By place in `values`. */
  faults: Map<number, CellFault>;
  notes: ColumnNote[];
  /** Why no cell can be read before the caller says more; `code` names the issue it becomes when the column is not needed. */
  refusal: (ProblemDetail & { code: string; index: number }) | null;
}

/** A column where every cell is read on its own. */
export function readEach<Value>(
  cells: DistinctCells,
  read: (text: string) => Value | CellFault | null,
  isFault: (value: Value | CellFault) => value is CellFault,
): ReadColumn<Value> {
  const faults = new Map<number, CellFault>();
  let same = true;
  const values = cells.texts.map((text, place): Value | null => {
    const value = read(text);
    same &&= value === cells.cells[place];
    if (value === null || !isFault(value)) return value;
    faults.set(place, value);
    return null;
  });
  return { values: byRow(cells, values, same), faults: faultsByRow(cells, faults), notes: [], refusal: null };
}
