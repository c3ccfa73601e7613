import { basename } from "node:path";
import Papa from "papaparse";
import { LineCounter, parseDocument } from "yaml";
import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingOptions, ReadTable, TableIssue } from "../core/table.ts";
import { buildTable } from "./build-table.ts";
import { LARGEST_FILE_BYTES, openFile, unpack } from "./file-bytes.ts";
import { squash } from "./header.ts";
import { isKnownHeader } from "./header-words.ts";
import type { TableKnowledge } from "./knowledge.ts";
import { joinLeavers } from "./lost-table.ts";
import { type Cell, findHeader, type Grid, type GridRow, issue, locateTable } from "./read-sheet.ts";
import { checkReduction } from "./reductions.ts";
import type { OwnCell } from "./workbook-cells.ts";

const delimiters = [",", ";", "\t", "|"];
const SAMPLE_ROWS = 40;
/** Text that holds so many rows of all but the widest tables. */
const SAMPLE_CHARACTERS = 50_000;

interface Trial {
  delimiter: string;
  rows: string[][];
  /** Rows that have the commonest number of cells, when that is more than one. */
  consistent: number;
  width: number;
}

/** The first rows of a text; of a long one only its start is parsed, where a row past them shows that they are whole. */
function firstRows(text: string, delimiter: string): string[][] {
  const parse = (part: string, preview: number) => Papa.parse<string[]>(part, { delimiter, preview, newline: "\n" }).data;
  if (text.length > SAMPLE_CHARACTERS) {
    const rows = parse(text.slice(0, SAMPLE_CHARACTERS), SAMPLE_ROWS + 1);
    if (rows.length > SAMPLE_ROWS) return rows.slice(0, SAMPLE_ROWS);
  }
  return parse(text, SAMPLE_ROWS);
}

function tryDelimiter(text: string, delimiter: string): Trial {
  const rows = firstRows(text, delimiter).filter((row) => row.some((cell) => cell.trim() !== ""));
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, consistent] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { delimiter, rows, consistent: width > 1 ? consistent : 0, width };
}

/** Names this program knows in the row that has most of them. */
const knownHeaders = ({ rows }: Trial): number => largest([0, ...rows.map((row) => row.filter(isKnownHeader).length)]);

/**
 * The sign that separates cells: the one that cuts most rows alike, then the one whose header is recognised.
 * A first line "sep=;" as spreadsheets write it decides at once.
 */
export function chooseDelimiter(text: string): string {
  const declared = /^sep=(.)\n/.exec(text.slice(0, 10))?.[1];
  if (declared) return declared;
  const trials = delimiters.map((delimiter) => tryDelimiter(text, delimiter));
  const most = largest(trials.map(({ consistent }) => consistent));
  const best = trials.filter(({ consistent }) => consistent === most);
  if (best.length === 1) return best[0]!.delimiter;
  const judged = best.map((trial) => ({ ...trial, known: knownHeaders(trial) }));
  judged.sort((a, b) => b.known - a.known || b.width - a.width);
  return judged[0]!.delimiter;
}

/** Characters 0x80 to 0x9F of windows-1252; the runtime's own decoder takes them for control characters in some versions. */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign);
}

/**
 * A file's bytes as text: UTF-8, UTF-16 where the byte order mark says so, else windows-1252 with an issue that tells.
 * Throws Problem when the bytes are no text.
 */
export function decodeText(bytes: Buffer, name: string): { text: string; issues: TableIssue[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), issues: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return { text: new TextDecoder("utf-16le").decode(even.swap16()), issues: [] };
  }
  if (bytes.subarray(0, 4096).includes(0))
    throw new Problem({ what: `${name} is not a text file.`, remedy: "Save it as CSV (UTF-8) or XLSX and give that file." });
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), issues: [] };
  } catch {
    const message = "The file is not UTF-8; it was read as windows-1252. Check names with accents.";
    return { text: decodeWindows1252(bytes), issues: [issue(1, "", "encoding", message)] };
  }
}

/**
 * A company file (YAML, or JSON, which is YAML too) as data, not yet validated.
 * Throws Problem with the file and the line when it is missing, empty or broken.
 */
export async function readCompanyFile(path: string): Promise<unknown> {
  const name = basename(path);
  const { text } = decodeText(openFile(path), name);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/\r\n?/g, "\n"), { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault)
    throw new Problem({
      what: `${name} line ${lines.linePos(fault.pos[0]).line}: ${fault.message.replace(/\.$/, "")}.`,
      remedy: "Mend the YAML on that line; indentation is two spaces and a text with a colon needs quotes.",
    });
  const data: unknown = document.toJS();
  if (data === null || data === undefined)
    throw new Problem({ what: `${name} holds no data.`, remedy: "Give at least arr and accounts of the company." });
  return data;
}

const isFilled = (cell: string) => cell !== "" && cell.trim() !== "";

/** A row that is one quoted cell with a whole line inside it. */
const isWrapped = (cells: readonly string[], inside: string): boolean => {
  const filled = cells.filter(isFilled);
  return filled.length === 1 && filled[0] === cells[0] && cells[0]!.includes(inside);
};

/** Takes lines apart that stand in quotes whole, as some programs write them, where most lines of a file do; null where they do not. */
function unwrapLines(rows: readonly string[][]): string[][] | null {
  const filled = rows.filter((cells) => cells.some(isFilled));
  const lines = filled.filter((cells) => delimiters.some((sign) => isWrapped(cells, sign))).map((cells) => cells[0]!);
  if (filled.length < 2 || lines.length * 2 <= filled.length) return null;
  const delimiter = chooseDelimiter(lines.join("\n"));
  const cellsOf = (line: string) => Papa.parse<string[]>(line, { delimiter, newline: "\n" }).data[0] ?? [];
  const width = largest(filled.map((cells) => (isWrapped(cells, delimiter) ? cellsOf(cells[0]!).length : cells.length)));
  if (width < 2 || cellsOf(lines.at(-1)!).length < width) return null;
  return rows.map((cells) => (isWrapped(cells, delimiter) ? cellsOf(cells[0]!) : cells));
}

/**
 * A CSV or TSV file as rows and cells; a quoted line break stays inside its cell, so rows count as in a spreadsheet.
 * Throws Problem for a quote that is never closed.
 */
export function readTextGrid(bytes: Buffer, name: string): Grid {
  const decoded = decodeText(bytes, name);
  const text = decoded.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const delimiter = /\.(tsv|tab)$/i.test(name) ? "\t" : chooseDelimiter(text);
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: "\n", skipEmptyLines: false });
  const issues = [...decoded.issues];
  for (const error of parsed.errors) {
    const row = (error.row ?? 0) + 1;
    if (error.code === "MissingQuotes")
      throw new Problem({ what: `${name} row ${row}: a quote opens and never closes.`, remedy: "Close or remove the quote." });
    if (error.code === "InvalidQuotes")
      issues.push(issue(row, "", "quotes", "A quote stands inside a quoted cell; check that the row's cells are right."));
  }
  const unwrapped = unwrapLines(parsed.data);
  if (unwrapped)
    issues.push(issue(1, "", "quoted_lines", "Each line of the file stands in quotes as a whole; the quotes were taken off."));
  const rows: GridRow[] = [];
  (unwrapped ?? parsed.data).forEach((cells, index) => {
    if (cells.some(isFilled)) rows.push({ row: index + 1, cells });
  });
  return { rows, issues, workbook: false };
}

interface Sheet {
  sheet: string;
  data: readonly (readonly unknown[])[];
}

const isCell = (value: unknown): value is Cell =>
  value === null || ["string", "number", "boolean"].includes(typeof value) || value instanceof Date;

function gridRows(sheet: Sheet): GridRow[] {
  return sheet.data.flatMap((values, index): GridRow[] => {
    const cells = values.map((value): Cell => (isCell(value) ? value : String(value)));
    return cells.some((cell) => cell !== null && cell !== "") ? [{ row: index + 1, cells }] : [];
  });
}

function chooseSheet(sheets: readonly Sheet[], asked: string | undefined, name: string): Sheet {
  const names = sheets.map((sheet) => `"${sheet.sheet}"`).join(", ");
  if (asked !== undefined) {
    const found = sheets.find((one) => one.sheet === asked) ?? sheets.find((one) => squash(one.sheet) === squash(asked));
    if (found) return found;
    throw new Problem({
      what: `${name} has no sheet "${asked}"; it has ${names}.`,
      remedy: "Give one of these as reading.sheet.",
    });
  }
  const tabular = sheets.find((sheet) => {
    const rows = gridRows(sheet);
    const header = findHeader(rows, []);
    return header !== null && header.known > 0 && rows.length > header.index + 1;
  });
  const filled = tabular ?? sheets.find((sheet) => gridRows(sheet).length > 1) ?? sheets[0];
  if (!filled) throw new Problem({ what: `${name} has no sheets.`, remedy: "Save the table as XLSX or CSV again." });
  return filled;
}

/**
 * One sheet of an XLSX workbook as rows and cells: the one asked for, else the first that looks like a table.
 * Throws Problem when the workbook cannot be opened or has no such sheet.
 */
export async function readWorkbookGrid(bytes: Buffer, name: string, asked: string | undefined): Promise<Grid> {
  const { default: readSheets } = await import("read-excel-file/node");
  let sheets: readonly Sheet[];
  try {
    sheets = await readSheets(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem({ what: `${name} cannot be opened as a workbook: ${reason}.`, remedy: "Save it as XLSX or CSV again." });
  }
  const chosen = chooseSheet(sheets, asked, name);
  const others = sheets.filter((sheet) => sheet !== chosen && gridRows(sheet).length > 0).map((sheet) => `"${sheet.sheet}"`);
  const message = `Read sheet "${chosen.sheet}"; not read: ${others.join(", ")}. Give reading.sheet to read another.`;
  const { ownCells } = await import("./workbook-cells.ts");
  const own = ownCells(bytes, chosen.sheet);
  const issues = [...(others.length > 0 ? [issue(1, "", "sheet", message)] : []), ...issuesOfCells(own)];
  return { rows: gridRows(withOwnCells(chosen, own)), issues, workbook: true };
}

/** The sheet with the text of cells that the workbook reader drops or moves. */
function withOwnCells(sheet: Sheet, own: readonly OwnCell[]): Sheet {
  if (own.length === 0) return sheet;
  const data = sheet.data.map((values) => [...values]);
  for (const { row, column, text } of own) {
    const values = data[row - 1];
    if (values === undefined) continue;
    while (values.length < column) values.push(null);
    values[column] = text;
  }
  return { ...sheet, data };
}

/** Errors and formulas without a value, once for all: nothing is known of what they stand for. */
function issuesOfCells(own: readonly OwnCell[]): TableIssue[] {
  const errors = own.filter(({ kind }) => kind === "error");
  const formulas = own.filter(({ kind }) => kind === "formula");
  const said = (cells: readonly OwnCell[], code: string, what: string): TableIssue[] =>
    cells.length === 0
      ? []
      : [issue(cells[0]!.row, "", code, `${cells.length} ${what}, the first in row ${cells[0]!.row}: ${cells[0]!.text}.`)];
  return [
    ...said(errors, "error_cells", "cells hold an error of the spreadsheet, and nothing is known of their value"),
    ...said(
      formulas,
      "formula_cells",
      "cells hold a formula that was never calculated; open the file in a spreadsheet program and save it",
    ),
  ];
}

const textEndings = [".csv", ".tsv", ".tab", ".txt", ""];
const recordEndings = [".json", ".ndjson", ".jsonl"];
const parquetEndings = [".parquet", ".pq"];
const workbookEndings = [".xlsx", ".xlsm"];
const remedy = "Save it as CSV (UTF-8) or XLSX and give that file.";

/** A text file as rows and cells, by what it holds: records of JSON, or lines with a sign between cells. */
async function readTextOrRecords(bytes: Buffer, name: string, ending: string): Promise<Grid> {
  const named = recordEndings.includes(ending);
  const start = bytes
    .subarray(0, 1000)
    .toString("utf8")
    .replace(/^\uFEFF/, ""); // not a figure: bytes that show what a file is
  if (!named && !["[", "{"].includes(start.trimStart().slice(0, 1))) return readTextGrid(bytes, name);
  const { looksLikeRecords, readRecordGrid } = await import("./record-grid.ts");
  if (!named && !looksLikeRecords(start)) return readTextGrid(bytes, name);
  const { text, issues } = decodeText(bytes, name);
  return readRecordGrid(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"), name, ending, issues);
}

/**
 * The rows of a CSV, TSV, XLSX, JSON, NDJSON or Parquet file, packed with gzip or not; its first bytes, not only its name, decide which.
 * Throws Problem for a file that is missing, empty, too large or of another type.
 */
export async function readGrid(path: string, sheet: string | undefined): Promise<Grid> {
  const { bytes, name, ending } = unpack(openFile(path), basename(path), LARGEST_FILE_BYTES);
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (![...textEndings, ...recordEndings, ...parquetEndings, ...workbookEndings].includes(ending))
    throw new Problem({ what: `${name}: a ${ending} file cannot be read as a table.`, remedy });
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new Problem({ what: `${name} is an old .xls workbook or is locked with a password.`, remedy });
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Problem({ what: `${name} is a PDF.`, remedy });
  if (starts(0x50, 0x4b, 0x03, 0x04)) return readWorkbookGrid(bytes, name, sheet);
  if (workbookEndings.includes(ending)) throw new Problem({ what: `${name} is not an XLSX workbook inside.`, remedy });
  if (starts(0x50, 0x41, 0x52, 0x31)) {
    const { readParquetGrid } = await import("./parquet-grid.ts");
    return readParquetGrid(bytes, name);
  }
  if (parquetEndings.includes(ending)) throw new Problem({ what: `${name} is not a Parquet file inside.`, remedy });
  return readTextOrRecords(bytes, name, ending);
}

async function readOne(path: string, options: ReadingOptions, knowledge: TableKnowledge): Promise<ReadTable> {
  const grid = await readGrid(path, options.sheet);
  const usual = Object.entries(options.usual_columns ?? {});
  const mapped = Object.values({ ...options.usual_columns, ...options.columns }).filter((header) => typeof header === "string");
  const table = checkReduction(locateTable(grid, basename(path), mapped, grid.workbook), options);
  const headers = new Set(table.headers.map(({ text }) => squash(text)));
  const columns = { ...Object.fromEntries(usual.filter(([, header]) => headers.has(squash(header)))), ...options.columns };
  const built = buildTable(table, { ...options, columns }, knowledge);
  const reduced = table.issues.find(({ code }) => code === "reduction");
  if (reduced === undefined) return built;
  const doubt = { code: reduced.code, message: reduced.message, first: (options.dated ?? []).length === 0 };
  return { ...built, reading: { ...built.reading, doubts: [...built.reading.doubts, doubt] } };
}

/**
 * Reads a file of any kind that `readGrid` knows as typed records; what the file leaves open is asked, what cannot be read is listed. A table of leavers
 * is joined where one is named.
 * Throws Problem for a file, a header or a needed cell that cannot be read, and for what must be said first.
 * @example await readTable("accounts.csv", { needs: ["account", "amount"] }, knowledge)
 */
export async function readTable(path: string, options: ReadingOptions, knowledge: TableKnowledge): Promise<ReadTable> {
  const table = await readOne(path, options, knowledge);
  if (options.lost_table === undefined) return table;
  const { amount, dates, decimal, usual_columns } = options;
  const leavers = await readOne(options.lost_table, { amount, dates, decimal, usual_columns, needs: ["account"] }, knowledge);
  return joinLeavers(table, leavers);
}
