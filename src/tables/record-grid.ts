import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import type { Cell } from "./columns.ts";
import { CellRoom, FieldColumn } from "./field-column.ts";
import { goesOnBelow, isRecord, type Json, type JsonListener, type JsonRecord, JsonScanner, parseJson } from "./json-scan.ts";
import type { Grid } from "./read-sheet.ts";
import { RowColumns } from "./row-columns.ts";
import { Rows } from "./rows.ts";
import { textOfUtf8 } from "./text-bytes.ts";

const MOST_COLUMNS = 2000; // not a figure: more names than a table has columns
const flat =
  "Give each field one plain value, or leave the field out; in jq: map({account: .customer.name, amount: .plan.amount}).";

/** Whether a text opens JSON records. @example looksLikeRecords('[{"account":"A"}]') // true */
export const looksLikeRecords = (text: string): boolean => ['{"', "[{", "[["].includes(text.replace(/\s+/g, "").slice(0, 2));

/** Whether a text has one record a line, by its ending, or since its first line is one and another opens below it. */
export function isRecordLines(start: string, ending: string): boolean {
  if ([".ndjson", ".jsonl"].includes(ending)) return true;
  const text = start.replace(/\r\n?/g, "\n").trimStart();
  if (!text.startsWith("{") || !text.includes("\n{")) return false;
  return !goesOnBelow(text.slice(0, text.indexOf("\n")));
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

function refuseNoRecord(name: string, row: number): never {
  throw new Problem({ what: `${name} record ${row} is not a record.`, remedy: 'Each is written as {"account": "A", ...}.' });
}

/** Records as columns under the names of their fields, in the order in which those first stand. */
class RecordColumns {
  private readonly name: string;
  private readonly room: CellRoom;
  private readonly fields = new Map<string, FieldColumn>();
  private readonly numbers: number[] = [];

  constructor(name: string) {
    this.name = name;
    this.room = new CellRoom(name);
  }

  add(row: number, value: Json): void {
    const { name, fields, numbers } = this;
    if (!isRecord(value)) refuseNoRecord(name, row);
    for (const [key, one] of Object.entries(value)) {
      if (isAddress(key, one)) continue;
      const field = fields.get(key) ?? new FieldColumn(this.room);
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

const NEWLINE = 0x0a;
const LONGEST_LINE = 64 * 1024 * 1024; // not a figure: a longer one is no record of a table

type Pieces = AsyncIterable<Uint8Array>;

/**
 * Records, one a line, read as they come, in UTF-8.
 * Throws Problem for a line that is no JSON, with its number; OtherEncoding for what is no UTF-8.
 */
export async function readRecordLines(pieces: Pieces, name: string): Promise<Grid> {
  const records = new RecordColumns(name);
  let [line, rest] = [0, Buffer.alloc(0)];
  const take = (bytes: Uint8Array) => {
    for (const part of textOfUtf8(bytes)
      .replace(/\r$/, "")
      .split(/\r\n?|\n/)) {
      line += 1;
      if (part.trim() !== "") records.add(line, parseJson(part, name, line));
    }
  };
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end !== -1) take(bytes.subarray(0, end));
    rest = bytes.subarray(end + 1);
    if (rest.length > LONGEST_LINE)
      throw new Problem({
        what: `${name} line ${line + 1} is longer than ${LONGEST_LINE / 1024 / 1024} MB.`,
        remedy: "Write one record a line, each with its line break.",
      });
  }
  if (rest.length > 0) take(rest);
  return records.grid([]);
}

/** One list of a document: its items as records, or as rows of cells where each is a list. */
class FoundList {
  holdsRecords = false;
  private count = 0;
  private readonly name: string;
  private readonly mapped: readonly string[];
  private readonly records: RecordColumns;
  /** Set while all items are lists. */
  private rows: RowColumns | null = null;
  /** What is wrong with its items; said only once the whole document is seen to be JSON with one list. */
  private trouble: Problem | null = null;
  private strange = false;

  constructor(name: string, mapped: readonly string[]) {
    this.name = name;
    this.mapped = mapped;
    this.records = new RecordColumns(name);
  }

  add(value: Json): void {
    this.count += 1;
    if (this.count === 1 && Array.isArray(value)) this.rows = new RowColumns(this.name, this.mapped);
    this.holdsRecords ||= isRecord(value);
    if (this.rows !== null && !Array.isArray(value)) this.strange = true;
    if (this.trouble !== null || this.strange) return;
    try {
      if (this.rows === null || !Array.isArray(value)) this.records.add(this.count, value);
      else this.rows.add(this.count, this.cellsOf(value));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.trouble = error;
    }
  }

  private cellsOf(line: readonly Json[]): Cell[] {
    return line.map((value, column) => cellOf(value, `${this.name} row ${this.count}, cell ${column + 1}`));
  }

  grid(issues: TableIssue[]): Grid {
    if (this.strange) refuseNoRecord(this.name, 1);
    if (this.trouble !== null) throw this.trouble;
    return this.rows?.grid({ issues, workbook: false }) ?? this.records.grid(issues);
  }
}

/** What a JSON document holds: a list, or one list in a field of a record. */
class Document implements JsonListener {
  private readonly name: string;
  private readonly mapped: readonly string[];
  private readonly lists = new Map<string | null, FoundList>();
  private open: FoundList;
  /** Its fields; a list stands there empty. */
  private readonly fields: JsonRecord = { __proto__: null as never };
  private single = false;

  constructor(name: string, mapped: readonly string[]) {
    this.name = name;
    this.mapped = mapped;
    this.open = new FoundList(name, mapped);
  }

  list(field: string | null): void {
    this.open = new FoundList(this.name, this.mapped);
    this.lists.set(field, this.open);
    if (field !== null) this.fields[field] = [];
  }

  items(values: readonly Json[]): void {
    for (const value of values) this.open.add(value);
  }

  value(field: string | null, value: Json): void {
    if (field === null) this.single = true;
    else {
      this.lists.delete(field);
      this.fields[field] = value;
    }
  }

  /** Throws Problem for a document without records, with several lists of them, or that is a page of a longer one. */
  grid(issues: TableIssue[]): Grid {
    const { name, fields } = this;
    if (this.single)
      throw new Problem({
        what: `${name} holds a single value and no records.`,
        remedy: "Give a list of records, one an account or line.",
      });
    const whole = this.lists.get(null);
    if (whole !== undefined) return whole.grid(issues);
    const lists = [...this.lists].filter(([, list]) => list.holdsRecords);
    if (lists.length > 1)
      throw new Problem({
        what: `${name} holds several lists of records: ${lists.map(([key]) => `"${key}"`).join(", ")}.`,
        remedy: "Save the one that is meant as a file of its own.",
      });
    if (lists.length === 1) {
      refusePage(fields, name);
      return lists[0]![1].grid(issues);
    }
    if (Object.values(fields).some((value) => typeof value === "object" && value !== null))
      throw new Problem({
        what: `${name} holds no list of records.`,
        remedy: 'Write it as [{"account": "A", "amount": 1}, ...] or as one record a line.',
      });
    const records = new RecordColumns(name);
    records.add(1, fields);
    return records.grid(issues);
  }
}

/**
 * A JSON document as rows and cells, read as it comes, in UTF-8: a list of records, a list in one field of a record ({"data": [...]}), or a list of
 * lists with their names in the first. Rows are numbered as records.
 * Throws Problem for broken JSON with its line, for a page of a longer list, and for records within records; OtherEncoding for what is no UTF-8.
 */
export async function readRecordGrid(pieces: Pieces, name: string, mapped: readonly string[] = []): Promise<Grid> {
  const document = new Document(name, mapped);
  const scanner = new JsonScanner(name, document);
  for await (const piece of pieces) scanner.take(piece);
  scanner.end();
  return document.grid([]);
}
