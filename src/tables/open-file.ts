import { basename } from "node:path";
import { Problem } from "../core/problem.ts";
import type { ReadingOptions, ReadingWatch, ReadTable } from "../core/table.ts";
import { buildTable } from "./build-table.ts";
import { openFile, TableFile } from "./file-bytes.ts";
import { squash } from "./header.ts";
import type { TableKnowledge } from "./knowledge.ts";
import { joinLeavers } from "./lost-table.ts";
import { QueryResult, refuseUntaken, sumsOfResult } from "./query-result.ts";
import { type Grid, locateTable } from "./read-sheet.ts";
import { tableOfResult } from "./reductions.ts";
import { decodeText, readInAnyLetters, refuseNoText } from "./text-bytes.ts";
import { readTextGrid } from "./text-grid.ts";

/**
 * A company file (YAML, or JSON, which is YAML too) as data, not yet validated.
 * Throws Problem with the file and the line when it is missing, empty or broken.
 */
export async function readCompanyFile(path: string): Promise<unknown> {
  const name = basename(path);
  const { text } = decodeText(openFile(path), name);
  const { LineCounter, parseDocument } = await import("yaml");
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

const textEndings = [".csv", ".tsv", ".tab", ".txt", ""];
const recordEndings = [".json", ".ndjson", ".jsonl"];
const parquetEndings = [".parquet", ".pq"];
const workbookEndings = [".xlsx", ".xlsm"];
const remedy = "Save it as CSV (UTF-8) or XLSX and give that file.";

/** Bytes by which one record a line is told from one document. */
const RECORD_START = 64 * 1024; // not a figure: holds more than one record

/** A text file as rows and cells, by what it holds: records of JSON, or lines with a sign between cells. */
async function readTextOrRecords(file: TableFile, start: Uint8Array, mapped: readonly string[]): Promise<Grid> {
  const { name, ending } = file;
  const named = recordEndings.includes(ending);
  const text = Buffer.from(start)
    .subarray(0, 1000) // not a figure: bytes that show what a file is
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  if (!named && !["[", "{"].includes(text.trimStart().slice(0, 1))) return readTextGrid(file, name, mapped);
  const { isRecordLines, looksLikeRecords, readRecordGrid, readRecordLines } = await import("./record-grid.ts");
  if (!named && !looksLikeRecords(text)) return readTextGrid(file, name, mapped);
  const more = await file.start(RECORD_START);
  refuseNoText(more, name);
  const { text: first } = decodeText(Buffer.from(more), name);
  const areLines = isRecordLines(first.replace(/^\uFEFF/, ""), ending);
  const { read, issues } = await readInAnyLetters(file, more, (pieces) =>
    areLines ? readRecordLines(pieces, name) : readRecordGrid(pieces, name, mapped),
  );
  return { ...read, issues: [...issues, ...read.issues] };
}

/**
 * The rows of a CSV, TSV, XLSX, JSON, NDJSON or Parquet file, packed with gzip or not; its first bytes, not only its name, decide which.
 * `mapped` are headers that the caller names.
 * Throws Problem for a file that is missing, empty, too large or of another type.
 */
export async function readGrid(
  path: string,
  sheet: string | undefined,
  mapped: readonly string[] = [],
  watch: ReadingWatch = {},
): Promise<Grid> {
  const file = await TableFile.open(path, watch);
  try {
    return await readOpened(file, sheet, mapped);
  } catch (error) {
    // What is wrong with a file that is being written is nothing to be mended.
    if (error instanceof Problem && watch.signal?.aborted !== true) file.refuseChanged();
    throw error;
  }
}

async function readOpened(file: TableFile, sheet: string | undefined, mapped: readonly string[]): Promise<Grid> {
  const { name, ending } = file;
  const bytes = await file.start(4096); // not a figure: bytes that show what a file is
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (![...textEndings, ...recordEndings, ...parquetEndings, ...workbookEndings].includes(ending))
    throw new Problem({ what: `${name}: a ${ending} file cannot be read as a table.`, remedy });
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new Problem({ what: `${name} is an old .xls workbook or is locked with a password.`, remedy });
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Problem({ what: `${name} is a PDF.`, remedy });
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    const { readWorkbookGrid } = await import("./workbook-grid.ts");
    return readWorkbookGrid(file, sheet, mapped);
  }
  if (workbookEndings.includes(ending)) throw new Problem({ what: `${name} is not an XLSX workbook inside.`, remedy });
  if (starts(0x50, 0x41, 0x52, 0x31)) {
    const { readParquetGrid } = await import("./parquet-grid.ts");
    return readParquetGrid(await file.whole(), name);
  }
  if (parquetEndings.includes(ending)) throw new Problem({ what: `${name} is not a Parquet file inside.`, remedy });
  return readTextOrRecords(file, bytes, mapped);
}

/** A table that is no file of its own, such as one of a database: what messages call it, and its rows. */
export interface TableSource {
  name: string;
  /** `sheet` is the table of several that the caller asks for. */
  grid(watch: ReadingWatch, sheet?: string): Promise<Grid>;
}

async function readOne(
  path: string | TableSource,
  options: ReadingOptions,
  knowledge: TableKnowledge,
  watch: ReadingWatch,
): Promise<ReadTable> {
  const usual = Object.entries(options.usual_columns ?? {});
  const mapped = Object.values({ ...options.usual_columns, ...options.columns }).filter((header) => typeof header === "string");
  const [name, grid] =
    typeof path === "string"
      ? [basename(path), await readGrid(path, options.sheet, mapped, watch)]
      : [path.name, await path.grid(watch, options.sheet)];
  const located = locateTable(grid, name);
  const result = QueryResult.of(located);
  if (result !== null) refuseUntaken(result, options);
  const sums = result === null ? null : sumsOfResult(result, options);
  if (sums !== null) return sums;
  const table = result === null ? located : tableOfResult(result, options);
  const headers = new Set(table.headers.map(({ text }) => squash(text)));
  const columns = { ...Object.fromEntries(usual.filter(([, header]) => headers.has(squash(header)))), ...options.columns };
  const built = buildTable(table, { ...options, columns }, knowledge);
  if (result?.kind === "cohorts") built.only_counts = true;
  const reduced = table.issues.find(({ code }) => code === "reduction");
  if (reduced !== undefined)
    built.reading.doubts.push({ code: reduced.code, message: reduced.message, first: (options.dated ?? []).length === 0 });
  return built;
}

/**
 * Reads a file of any kind that `readGrid` knows as typed records; what the file leaves open is asked, what cannot be read is listed. A table of leavers
 * is joined where one is named.
 * Throws Problem for a file, a header or a needed cell that cannot be read, and for what must be said first.
 * @example await readTable("accounts.csv", { needs: ["account", "amount"] }, knowledge)
 */
export async function readTable(
  path: string | TableSource,
  options: Omit<ReadingOptions, "lost_table"> & { lost_table?: string | TableSource },
  knowledge: TableKnowledge,
  watch: ReadingWatch = {},
): Promise<ReadTable> {
  const { lost_table, ...own } = options;
  const named = typeof lost_table === "object" ? lost_table.name : lost_table;
  const table = await readOne(path, { ...own, lost_table: named }, knowledge, watch);
  if (lost_table === undefined) return table;
  const { amount, dates, decimal, usual_columns } = options;
  const asked: ReadingOptions = { amount, dates, decimal, usual_columns, needs: ["account"] };
  const leavers = await readOne(lost_table, asked, knowledge, watch);
  return joinLeavers(table, leavers);
}
