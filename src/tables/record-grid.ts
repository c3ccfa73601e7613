import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import type { Cell, GridRow } from "./columns.ts";
import { type Grid, gridOf } from "./read-sheet.ts";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type JsonRecord = { [key: string]: Json };

const MOST_COLUMNS = 2000; // not a figure: more names than a table has columns
const flat =
  "Give each field one plain value, or leave the field out; in jq: map({account: .customer.name, amount: .plan.amount}).";

const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a text opens JSON records. @example looksLikeRecords('[{"account":"A"}]') // true */
export const looksLikeRecords = (text: string): boolean => ['{"', "[{", "[["].includes(text.replace(/\s+/g, "").slice(0, 2));

/** One record a line: a second one opens at the start of a line. */
const isByLine = (text: string): boolean => text.trimStart().startsWith("{") && text.includes("\n{");

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

function recordsByLine(text: string, name: string): { row: number; value: Json }[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    let value: Json;
    try {
      value = JSON.parse(line) as Json;
    } catch (error) {
      return refuseBroken(name, line, index + 1, message(error));
    }
    return [{ row: index + 1, value }];
  });
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

/** Rows of cells under the names of their fields, in the order in which they first stand. */
function gridOfRecords(records: readonly { row: number; value: Json }[], name: string, issues: TableIssue[]): Grid {
  const columns = new Map<string, number>();
  const rows = records.map(({ row, value }): GridRow => {
    if (!isRecord(value))
      throw new Problem({ what: `${name} record ${row} is not a record.`, remedy: 'Each is written as {"account": "A", ...}.' });
    const cells: Cell[] = [];
    for (const [key, one] of Object.entries(value)) {
      if (isAddress(key, one)) continue;
      const column = columns.get(key) ?? columns.size;
      columns.set(key, column);
      while (cells.length <= column) cells.push(null);
      cells[column] = cellOf(one, `${name} record ${row}, field "${key}"`);
    }
    if (columns.size > MOST_COLUMNS)
      throw new Problem({
        what: `${name} has more than ${MOST_COLUMNS} names of fields by record ${row}.`,
        remedy: "Use one name for one thing in all records: the value of a name must not stand in its place.",
      });
    return { row, cells };
  });
  if (rows.length === 0)
    throw new Problem({ what: `${name} has no records.`, remedy: "Export it again and check that it has some." });
  return gridOf([{ row: 0, cells: [...columns.keys()] }, ...rows], [], { issues, workbook: false }, true);
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
  if ([".ndjson", ".jsonl"].includes(ending) || isByLine(text)) return gridOfRecords(recordsByLine(text, name), name, issues);
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
  return gridOfRecords(
    list.map((value, index) => ({ row: index + 1, value })),
    name,
    issues,
  );
}
