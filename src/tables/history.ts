import { addDays } from "../core/dates.ts";
import type { ReadingOptions } from "../core/table.ts";
import type { Draft } from "./draft.ts";
import type { Matching } from "./match-columns.ts";
import { columnPlace } from "./read-cells.ts";
import { readDates } from "./read-dates.ts";
import type { LocatedTable } from "./read-sheet.ts";
import { readOpenEnd } from "./read-words.ts";
import { CodedValues, type Values } from "./values.ts";

/** The columns that say from when until when a row was its subject's state, as dbt snapshots and sync tools write them. */
export interface HistoryColumns {
  from: number;
  to: number;
}

const fromHeader = /^(?:dbt|fivetran|hevo|stitch)(?:valid)?(?:from|start)$/;
const toHeader = /^(?:dbt|fivetran|hevo|stitch)(?:valid)?(?:to|end)$/;

/** The history columns of a table; null where it keeps no history of its rows. */
export function historyColumns(table: LocatedTable): HistoryColumns | null {
  const place = (form: RegExp) => table.headers.findIndex(({ key }) => form.test(key));
  const [from, to] = [place(fromHeader), place(toHeader)];
  return from === -1 || to === -1 ? null : { from, to };
}

/** Whether the answer follows the rows through time; one that is only about today takes the rows in force. */
const throughTime = (options: ReadingOptions): boolean => options.asks?.includes("until") === true;

/** Takes the day a version began for the start, where an answer goes through time and the file has no start of its own. */
export function startOfVersions(table: LocatedTable, options: ReadingOptions, matching: Matching): void {
  const found = historyColumns(table);
  if (found === null || !throughTime(options) || matching.fields.has("start")) return;
  matching.fields.set("start", { index: found.from, confidence: "certain", rank: 0 });
}

/** Rows that are the states of one thing, one after the other. */
interface Versions {
  rows: number[];
  from: Values<string>;
  /** By row: the day the sync closed it; null while it is in force. */
  to: Values<string>;
}

/** The last state counts; one that the sync closed was deleted at its source. */
function keepInForce(draft: Draft, { rows, to }: Versions): void {
  const last = rows.at(-1)!;
  for (const row of rows) if (row !== last) draft.leave(row, "superseded", "are older versions");
  const closed = to.get(last);
  if (closed !== null && !draft.gone.has(last)) draft.gone.set(last, { why: "its record was deleted", on: closed });
}

/** Each state pays from its day to the day of the next; a state that says gone only ends the one before it. */
function makePeriods(draft: Draft, { rows, from, to }: Versions): void {
  const starts = draft.fields.texts.get("start")!.values;
  const known = draft.fields.texts.get("end");
  const ends = known?.values ?? CodedValues.filled<string>(draft.rows.length, null);
  if (!known) draft.fields.texts.set("end", { values: ends, faults: new Map(), notes: [], refusal: null });
  const settled = new Set<number>();
  rows.forEach((row, place) => {
    const [next, before] = [rows[place + 1], rows[place - 1]];
    const began = from.get(row)!;
    if (before !== undefined || starts.get(row) === null) {
      const own = starts.get(row);
      starts.set(row, own !== null && own > began ? own : began);
    }
    if (draft.gone.has(row)) {
      const day = ends.get(row) ?? began;
      if (before !== undefined) {
        if (ends.get(before) === null || ends.get(before)! > day) ends.set(before, day);
        settled.add(before);
        draft.gone.delete(row);
        draft.leave(row, "superseded", "only say that another has ended");
      } else draft.gone.get(row)!.on = day;
      return;
    }
    if (next !== undefined) settled.add(row);
    const closes = next === undefined ? to.get(row) : from.get(next)!;
    const end = ends.get(row);
    ends.set(row, end === null || (closes !== null && closes < end) ? closes : end);
  });
  // What a later version says of a row is no contradiction of its own word.
  const left = draft.paying.filter((row) => !settled.has(row));
  draft.paying.length = 0;
  for (const row of left) draft.paying.push(row);
}

/** Settles the versions of each thing: through time each is a period, and for today only the last one counts. */
export function settleHistory(draft: Draft, keyOf: (row: number) => string | null): void {
  const found = historyColumns(draft.table);
  if (found === null) return;
  const { words } = draft.knowledge;
  const read = (index: number) => {
    const cells = draft.rows.column(index);
    const place = columnPlace(draft.table, draft.rows, index);
    const isOpen = (text: string) => text !== "" && readOpenEnd(text, words);
    return readDates(cells, place, draft.options.dates, draft.table.workbook, isOpen).values;
  };
  const from = read(found.from);
  // A sync that closes rows a second before midnight means the day after.
  const lateness = /23:59:59/;
  const to = CodedValues.from(
    read(found.to).map((day, row) => (day !== null && lateness.test(draft.rows.text(row, found.to)) ? addDays(day, 1) : day)),
  );
  const groups = new Map<string, number[]>();
  draft.rows.forEach((row) => {
    const key = keyOf(row);
    if (key === null || from.get(row) === null) return;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  });
  const periods = throughTime(draft.options) && draft.fields.texts.has("start");
  for (const rows of groups.values()) {
    const versions = { rows: rows.sort((a, b) => (from.get(a)! < from.get(b)! ? -1 : 1)), from, to };
    if (periods) makePeriods(draft, versions);
    else keepInForce(draft, versions);
  }
  draft.fields.read.add(found.from).add(found.to);
  draft.doubt(
    "history",
    periods
      ? `Each row is a version that holds from "${draft.table.headers[found.from]!.text}" to the next.`
      : `Of the versions of a row the last one counts.`,
  );
}
