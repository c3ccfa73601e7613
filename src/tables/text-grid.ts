import Papa from "papaparse";
import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { GridRow } from "./columns.ts";
import { BROKEN_QUOTE, type CutText, type CuttingOptions, delimiters, TextCutter, USUAL_ROW } from "./cut-text.ts";
import type { TableFile } from "./file-bytes.ts";
import { isKnownHeader } from "./header-words.ts";
import { findHeader, type Grid, gridOf, issue } from "./read-sheet.ts";
import { decodeText, isWide, readInAnyLetters, refuseNoText, textOfUtf8 } from "./text-bytes.ts";

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

/** Bytes at the start of a file by which its separator and its encoding are judged. */
const START_BYTES = 1024 * 1024; // not a figure: holds the first rows of all but the widest tables
const MOST_QUOTED_BYTES = 200 * 1024 * 1024; // not a figure: a text that is read as one

/** The start of a file as text, whole lines only where more follows. */
function startOf(bytes: Uint8Array, more: boolean): string {
  const last = more && !isWide(bytes) ? bytes.lastIndexOf(0x0a) : -1; // not a figure: a line break
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, last > 0 ? last + 1 : bytes.length);
  return plainText(decodeText(whole, "").text);
}

const plainText = (text: string): string => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");

/** The text of one cell; most are plain letters and signs. Throws OtherEncoding for bytes that are no UTF-8. */
function cellOfUtf8(bytes: Uint8Array): string {
  for (let at = 0; at < bytes.length; at++)
    // not a figure: the first byte that is no ASCII
    if (bytes[at]! >= 0x80) return textOfUtf8(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

async function cut(pieces: AsyncIterable<Uint8Array>, options: Omit<CuttingOptions, "decode">): Promise<CutText> {
  const cutter = new TextCutter({ ...options, decode: cellOfUtf8 });
  for await (const piece of pieces) cutter.take(piece);
  return cutter.end();
}

/** A text that is held whole: lines in quotes, and separators that no other file has. */
function readWhole(bytes: Buffer, name: string, mapped: readonly string[]): Grid {
  const decoded = decodeText(bytes, name);
  const text = plainText(decoded.text);
  const delimiter = /\.(tsv|tab)$/i.test(name) ? "\t" : chooseDelimiter(text);
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: "\n", skipEmptyLines: false });
  const issues = [...decoded.issues];
  for (const error of parsed.errors) {
    const row = (error.row ?? 0) + 1;
    if (error.code === "MissingQuotes")
      throw new Problem({ what: `${name} row ${row}: a quote opens and never closes.`, remedy: "Close or remove the quote." });
    if (error.code === "InvalidQuotes") issues.push(issue(row, "", "quotes", BROKEN_QUOTE));
  }
  const unwrapped = unwrapLines(parsed.data);
  if (unwrapped)
    issues.push(issue(1, "", "quoted_lines", "Each line of the file stands in quotes as a whole; the quotes were taken off."));
  const rows: GridRow[] = [];
  (unwrapped ?? parsed.data).forEach((cells, index) => {
    if (cells.some(isFilled)) rows.push({ row: index + 1, cells });
  });
  return gridOf(rows, mapped, { issues, workbook: false });
}

/**
 * A CSV or TSV file of any size, cut as it is read; a quoted line break stays inside its cell, so rows count as in a spreadsheet. `mapped`
 * are headers that the caller names.
 * Throws Problem for a quote that is never closed, and for bytes that are no text.
 */
export async function readTextGrid(file: TableFile, name: string, mapped: readonly string[]): Promise<Grid> {
  const start = await file.start(START_BYTES);
  refuseNoText(start, name);
  const text = startOf(start, file.size > start.length);
  const delimiter = /\.(tsv|tab)$/i.test(name) ? "\t" : chooseDelimiter(text);
  if (!/^[\t !#-~]$/.test(delimiter)) return readWhole(await file.whole(), name, mapped);
  const findPlace = (head: readonly GridRow[]) => findHeader(head, mapped)?.index ?? -1;
  const size = Math.ceil(file.size / USUAL_ROW);
  const { read, issues } = await readInAnyLetters(file, start, (pieces) =>
    cut(pieces, { delimiter, name, findHeader: findPlace, size }),
  );
  if (read.wrapped) return readWhole(await file.whole(MOST_QUOTED_BYTES), name, mapped);
  const { above, header, rows } = read;
  return { above, header, rows, issues: [...issues, ...read.issues], workbook: false };
}
