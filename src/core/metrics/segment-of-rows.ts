import { Problem } from "../contract/problem.ts";
import type { Table, TableRecord } from "../contract/table.ts";
import { Touch } from "../contract/vocabulary.ts";
import type { Notice } from "./account-change.ts";
import type { SegmentOf } from "./changes-from-snapshots.ts";
import { shownPlaces } from "./refuse-unusable-rows.ts";

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
): { segmentOf: SegmentOf; notices: Notice[] } {
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
      notices: [
        {
          code: "segment_values",
          message: `Rows whose ${header} is empty or spelt in another way: ${places.length}; kept as they stand.`,
        },
      ],
    };
  throw new Problem({
    what: `${parameter}: cells of "${header}" are empty or spell a segment in another way:`,
    places: shownPlaces(places),
    remedy: `The column's values are: ${accepted.slice(0, 12).join(", ")}${accepted.length > 12 ? " and others" : ""}. Mend the cells, or set skip_bad_rows to keep them as segments of their own.`,
  });
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
