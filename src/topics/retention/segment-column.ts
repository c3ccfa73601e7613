import type { SharedNotice } from "../../core/answer.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { Table, TableField, TableRecord } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";

/** The segment of one row, or null when none is asked for. */
export type SegmentOf = (record: TableRecord) => string | null;

/** The name of the segment of rows without one, where the caller asked to keep going. */
const NOT_STATED = "not stated";

/**
 * How to read each row's segment from the column the caller names by its header or by its field.
 * Throws Problem for a column that is not there, and for cells that are empty or spell a value of the column in another way,
 * naming row, column and the values; with `lenient` those are kept as they stand and noticed.
 * @example segmentOfRows(table, "Region", false).segmentOf(table.records[0])
 */
export function segmentOfRows(
  table: Pick<Table, "columns" | "records">,
  column: string,
  lenient: boolean,
  parameter = "segment_by",
): { segmentOf: SegmentOf; notices: SharedNotice[] } {
  const headers = table.columns.map(({ header }) => header);
  const header = headers.find((one) => one === column) ?? table.columns.find(({ field }) => field === column)?.header;
  if (header === undefined)
    throw new Problem({
      what: `${parameter}: the table has no column "${column}".`,
      remedy: `Name one of its headers: ${headers.join(", ")}.`,
    });
  const isTouch = column === "touch";
  const cell = (record: TableRecord) => (isTouch ? (record.touch ?? "") : (record.cells[header] ?? "").trim());
  const accepted = isTouch ? [...Touch.options] : commonSpellings(table.records.map(cell));
  const acceptedSet = new Set<string>(accepted);
  const places: string[] = [];
  for (const record of table.records) {
    const value = cell(record);
    if (!acceptedSet.has(value))
      places.push(`row ${record.row}, column "${header}": ${value === "" ? "no usable value" : `"${value}"`}`);
  }
  const segmentOf = (record: TableRecord) => cell(record) || NOT_STATED;
  if (places.length === 0) return { segmentOf, notices: [] };
  if (lenient)
    return {
      segmentOf,
      notices: [{ code: "segment_values", header, rows: places.length }],
    };
  throw new Problem({
    what: `${parameter}: cells of "${header}" are empty or spell a segment in another way:`,
    places: shownPlaces(places),
    remedy: `The column's values are: ${accepted.slice(0, 12).join(", ")}${accepted.length > 12 ? " and others" : ""}. Mend the cells, or set skip_bad_rows to keep them as segments of their own.`,
  });
}

const MOST_SEGMENTS = 8; // not a figure: segments that a reader compares
const LEAST_OF_ONE = 3; // not a figure: customers below which a segment is a name

/** Columns that may say what a customer is, the likeliest first; a column nobody could read comes last. */
const telling: readonly (TableField | null)[] = ["segment", "tier", "subscription", null];

/**
 * A column that splits a table's customers by itself: few values, each of several customers, and one for each customer. Null where none does.
 * @example segmentColumn(a table with a column "Plan" of Basic, Pro and Ent) // "Plan"
 */
export function segmentColumn(table: Pick<Table, "columns" | "records" | "monthly">): string | null {
  const likely = table.columns.filter(({ field }) => telling.includes(field));
  likely.sort((a, b) => telling.indexOf(a.field) - telling.indexOf(b.field));
  return likely.find(({ header }) => splits(cellsOf(table, header)))?.header ?? null;
}

/** Each row's account with its cell under a header; of monthly rows the same pair may be left out when it comes again. */
function* cellsOf(table: Pick<Table, "records" | "monthly">, header: string): Generator<[string, string]> {
  const { monthly } = table;
  const column = monthly?.cells(header);
  if (monthly === undefined || !column) {
    for (const { account, cells } of table.records) yield [account, (cells[header] ?? "").trim()];
    return;
  }
  const texts = column.texts.map((text) => text.trim());
  const last = new Int32Array(monthly.accounts.length).fill(-1);
  for (let row = 0; row < monthly.length; row++) {
    const [account, cell] = [monthly.accountAt[row]!, column.at[row]!];
    if (last[account] === cell) continue;
    last[account] = cell;
    yield [monthly.accounts[account]!, texts[cell]!];
  }
}

function splits(cells: Iterable<[string, string]>): boolean {
  const ofAccount = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const [account, value] of cells) {
    const known = ofAccount.get(account);
    if (value === "" || (known !== undefined && known !== value)) return false;
    if (known !== undefined) continue;
    ofAccount.set(account, value);
    sizes.set(value, (sizes.get(value) ?? 0) + 1);
    if (sizes.size > MOST_SEGMENTS) return false;
  }
  // One value in two spellings is for the user to settle, and nobody asked for the split.
  const plain = commonSpellings([...sizes.keys()]).length === sizes.size;
  return sizes.size > 1 && plain && [...sizes.values()].every((size) => size >= LEAST_OF_ONE);
}

/** Each value in its most frequent spelling, by name when equally frequent; values are alike when their letters and digits are. */
function commonSpellings(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  const byLikeness = new Map<string, string>();
  for (const [value, count] of [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const likeness = value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || value;
    if (count && !byLikeness.has(likeness)) byLikeness.set(likeness, value);
  }
  return [...byLikeness.values()].sort();
}
