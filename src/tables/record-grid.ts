import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import { type Cell, FieldColumn } from "./columns.ts";
import { type Grid, gridOf } from "./read-sheet.ts";
import { Rows } from "./rows.ts";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type JsonRecord = { [key: string]: Json };

const MOST_COLUMNS = 2000; // not a figure: more names than a table has columns
const flat =
  "Give each field one plain value, or leave the field out; in jq: map({account: .customer.name, amount: .plan.amount}).";

const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a text opens JSON records. @example looksLikeRecords('[{"account":"A"}]') // true */
export const looksLikeRecords = (text: string): boolean => ['{"', "[{", "[["].includes(text.replace(/\s+/g, "").slice(0, 2));

/** Whether a text has one record a line, by its ending, or since a second one opens at the start of a line. */
export const isRecordLines = (text: string, ending: string): boolean =>
  [".ndjson", ".jsonl"].includes(ending) || (text.trimStart().startsWith("{") && text.includes("\n{"));

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const lineAt = (text: string, position: number): number => text.slice(0, position).split("\n").length;

/** The place the parser names, or -1. */
const placeIn = (said: string): number => Number(/at position (\d+)/.exec(said)?.[1] ?? -1);

/** The line of the first mistake. The parser names its place in some messages; else the shortest start of the text that has the mistake tells. */
function brokenLine(text: string, said: string): number {
  const position = placeIn(said);
  if (position >= 0) return lineAt(text, Math.min(position, text.trimEnd().length));
  const lines = text.split("\n");
  if (!/^Unexpected token/.test(said)) return lines.length;
  const hasMistake = (upTo: number): boolean => {
    try {
      JSON.parse(lines.slice(0, upTo).join("\n"));
      return false;
    } catch (error) {
      return /^Unexpected token/.test(message(error));
    }
  };
  let [least, most] = [1, lines.length];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (hasMistake(middle)) most = middle;
    else least = middle + 1;
  }
  return least;
}

function refuseBroken(name: string, text: string, line: number, said: string): never {
  const cut = /^Unexpected end|Unterminated/.test(said) || placeIn(said) >= text.trimEnd().length;
  throw new Problem({
    what: `${name} line ${line}: ${cut ? "the JSON ends in the middle" : "this is not JSON"} (${said.replace(/\s+/g, " ").slice(0, 120)}).`, // not a figure: signs that fit a message
    remedy: cut
      ? "The file may be cut off: export it again, or complete that line."
      : "Mend that line, or export the file again.",
  });
}

/** A line of records by line as what it holds; undefined for a blank one. */
function recordOfLine(line: string, row: number, name: string): Json | undefined {
  if (line.trim() === "") return undefined;
  try {
    return JSON.parse(line) as Json;
  } catch (error) {
    return refuseBroken(name, line, row, message(error));
  }
}

/** Fields in which services say that a list goes on elsewhere. */
const goesOn = ["has_more", "hasMore", "next", "next_page", "nextPage", "next_cursor", "next_offset", "nextRecordsUrl"];

function refusePage(whole: JsonRecord, name: string): void {
  const paging = isRecord(whole.paging) ? whole.paging : {};
  const mark = goesOn.find((field) => whole[field] || paging[field]) ?? (whole.done === false ? "done" : undefined);
  if (mark === undefined) return;
  throw new Problem({
    what: `${name} is one page of a longer list: "${mark}" says that more follows.`,
    remedy: `Fetch all pages into one list. If this page is all there is, take "${mark}" out of the file.`,
  });
}

/** The list inside a JSON document: the document itself, or the one list of records that it holds. */
function listIn(whole: Json, name: string): Json[] {
  if (Array.isArray(whole)) return whole;
  if (!isRecord(whole))
    throw new Problem({
      what: `${name} holds a single value and no records.`,
      remedy: "Give a list of records, one an account or line.",
    });
  const lists = Object.entries(whole).filter(
    (entry): entry is [string, Json[]] => Array.isArray(entry[1]) && entry[1].some(isRecord),
  );
  if (lists.length === 1) {
    refusePage(whole, name);
    return lists[0]![1];
  }
  if (lists.length > 1)
    throw new Problem({
      what: `${name} holds several lists of records: ${lists.map(([key]) => `"${key}"`).join(", ")}.`,
      remedy: "Save the one that is meant as a file of its own.",
    });
  if (Object.values(whole).some((value) => typeof value === "object" && value !== null))
    throw new Problem({
      what: `${name} holds no list of records.`,
      remedy: 'Write it as [{"account": "A", "amount": 1}, ...] or as one record a line.',
    });
  return [whole];
}

const isEmpty = (value: Json): boolean => typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** Salesforce puts the type and address of a record beside its fields. */
const isAddress = (key: string, value: Json): boolean =>
  key === "attributes" && isRecord(value) && "type" in value && "url" in value;

function cellOf(value: Json, place: string): Cell {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Problem({
      what: `${place} is a whole number of more than 15 digits, whose last digits are lost.`,
      remedy: "Write it in quotes, as a text.",
    });
  if (typeof value !== "object" || value === null) return value;
  if (isEmpty(value)) return null;
  throw new Problem({ what: `${place} holds ${Array.isArray(value) ? "a list" : "a record"} within the record.`, remedy: flat });
}

/** Records as columns under the names of their fields, in the order in which those first stand. */
class RecordColumns {
  private readonly name: string;
  private readonly fields = new Map<string, FieldColumn>();
  private readonly numbers: number[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(row: number, value: Json): void {
    const { name, fields, numbers } = this;
    if (!isRecord(value))
      throw new Problem({ what: `${name} record ${row} is not a record.`, remedy: 'Each is written as {"account": "A", ...}.' });
    for (const [key, one] of Object.entries(value)) {
      if (isAddress(key, one)) continue;
      const field = fields.get(key) ?? new FieldColumn();
      fields.set(key, field);
      field.set(numbers.length, cellOf(one, `${name} record ${row}, field "${key}"`));
    }
    numbers.push(row);
    if (fields.size > MOST_COLUMNS)
      throw new Problem({
        what: `${name} has more than ${MOST_COLUMNS} names of fields by record ${row}.`,
        remedy: "Use one name for one thing in all records: the value of a name must not stand in its place.",
      });
  }

  grid(issues: TableIssue[]): Grid {
    const { numbers } = this;
    if (numbers.length === 0)
      throw new Problem({ what: `${this.name} has no records.`, remedy: "Export it again and check that it has some." });
    const columns = [...this.fields.values()].map((field) => field.column(numbers.length));
    const rows = new Rows(
      numbers.length,
      columns.length,
      (index) => columns[index]!,
      (row) => numbers[row]!,
    );
    return { above: [], header: { row: 0, cells: [...this.fields.keys()] }, rows, issues, workbook: false };
  }
}

const [NEWLINE, BOM] = [0x0a, "\uFEFF"];
const LONGEST_LINE = 64 * 1024 * 1024; // not a figure: a longer one is no record of a table
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Records, one a line, of a file of any size, read as it comes.
 * Throws Problem for a line that is no JSON or no UTF-8, with its number.
 */
export async function readRecordLines(file: { name: string; chunks(): AsyncIterable<Uint8Array> }): Promise<Grid> {
  const { name } = file;
  const records = new RecordColumns(name);
  let [line, rest] = [0, Buffer.alloc(0)];
  const take = (bytes: Uint8Array) => {
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      throw new Problem({ what: `${name} line ${line + 1} is not UTF-8.`, remedy: "Save it as UTF-8, which JSON is." });
    }
    if (line === 0 && text.startsWith(BOM)) text = text.slice(1);
    for (const part of text.replace(/\r$/, "").split("\r")) {
      line += 1;
      const value = recordOfLine(part, line, name);
      if (value !== undefined) records.add(line, value);
    }
  };
  for await (const chunk of file.chunks()) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      take(bytes.subarray(start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_LINE)
      throw new Problem({
        what: `${name} line ${line + 1} is longer than ${LONGEST_LINE / 1024 / 1024} MB.`,
        remedy: "Write one record a line, each with its line break.",
      });
  }
  if (rest.length > 0) take(rest);
  return records.grid([]);
}

/**
 * JSON as rows and cells: a list of records, a list in one field of a record ({"data": [...]}), or one record a line. Rows are numbered
 * as records, and by their line where each has one.
 * Throws Problem for broken JSON with its line, for a page of a longer list, and for records within records.
 */
export function readRecordGrid(
  text: string,
  name: string,
  ending: string,
  issues: TableIssue[],
  mapped: readonly string[] = [],
): Grid {
  const records = new RecordColumns(name);
  if (isRecordLines(text, ending)) {
    text.split("\n").forEach((line, index) => {
      const value = recordOfLine(line, index + 1, name);
      if (value !== undefined) records.add(index + 1, value);
    });
    return records.grid(issues);
  }
  let whole: Json;
  try {
    whole = JSON.parse(text) as Json;
  } catch (error) {
    const said = message(error);
    return refuseBroken(name, text, brokenLine(text, said), said);
  }
  const list = listIn(whole, name);
  const [names, ...lines] = list;
  if (Array.isArray(names) && lines.every((line) => Array.isArray(line))) {
    const rows = [names, ...(lines as Json[][])].map((line, index) => ({
      row: index + 1,
      cells: line.map((value, column) => cellOf(value, `${name} row ${index + 1}, cell ${column + 1}`)),
    }));
    return gridOf(rows, mapped, { issues, workbook: false });
  }
  list.forEach((value, index) => {
    records.add(index + 1, value);
  });
  return records.grid(issues);
}
