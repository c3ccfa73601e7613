import { type DateParts, dateParts } from "./date-parts.ts";
import { byRow, type DistinctCells, distinctCells, faultsByRow } from "./distinct-cells.ts";
import type { Cell } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import type { CellFault, ReadColumn } from "./read-column.ts";
import type { ColumnPlace } from "./read-numbers.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of a workbook's calendar, counted so that serial 61 is 1900-03-01. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 73_415];
const [FIRST_YEAR, LAST_YEAR] = [1950, 2100];

const pad = (value: number) => String(value).padStart(2, "0");

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? `${year}-${pad(month)}-${pad(day)}` : null;
}

const utcDay = (date: Date) => dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());

function isoDay(parts: DateParts, order: "day_first" | "month_first"): string | null {
  if (parts.kind === "day") return dayOf(parts.year, parts.month, parts.day);
  if (parts.kind === "month") return dayOf(parts.year, parts.month, 1);
  return order === "day_first" ? dayOf(parts.year, parts.second, parts.first) : dayOf(parts.year, parts.first, parts.second);
}

function chooseOrder(
  parts: readonly (DateParts | null)[],
  { texts, first }: DistinctCells,
  place: ColumnPlace,
): { order: "day_first" | "month_first"; refusal: ReadColumn<string>["refusal"] } {
  const find = (test: (part: DateParts & { kind: "open" }) => boolean) =>
    parts.findIndex((part) => part?.kind === "open" && test(part));
  const dayFirst = find((part) => part.first > 12 && part.second <= 12);
  const monthFirst = find((part) => part.second > 12 && part.first <= 12);
  const open = find((part) => part.first !== part.second);
  const order = monthFirst !== -1 ? "month_first" : "day_first";
  const show = (index: number) => `row ${place.rowOf(first[index]!)} has "${texts[index]}"`;
  const refuse = (what: string, index: number, code: string) =>
    ({
      order,
      refusal: {
        what: `column "${place.header}": ${what}`,
        remedy: 'Say which comes first with reading.dates: "day_first" or "month_first".',
        code,
        index: first[index]!,
      },
    }) as const;
  if (dayFirst !== -1 && monthFirst !== -1)
    return refuse(
      `${show(dayFirst)} with the day first and ${show(monthFirst)} with the month first.`,
      Math.min(dayFirst, monthFirst),
      "dates_mixed",
    );
  if (dayFirst === -1 && monthFirst === -1 && open !== -1)
    return refuse(
      `${show(open)}, and no date of the column tells whether the day or the month comes first.`,
      open,
      "dates_unclear",
    );
  return { order, refusal: null };
}

/**
 * Reads a column of dates as ISO days, by what is written and never through a clock or a time zone.
 * Day-and-month order is decided once for the column; a column that leaves it open is refused. `workbook` allows serial numbers.
 */
export function readDates(
  cells: readonly Cell[],
  place: ColumnPlace,
  asked: "day_first" | "month_first" | undefined,
  workbook: boolean,
): ReadColumn<string> {
  const distinct = distinctCells(cells);
  const { texts } = distinct;
  const parts = distinct.cells.map((cell, index) =>
    typeof cell === "string" && !isMissing(texts[index]!) ? dateParts(texts[index]!) : null,
  );
  const { order, refusal } = asked ? { order: asked, refusal: null } : chooseOrder(parts, distinct, place);
  const faults = new Map<number, CellFault>();
  const values = distinct.cells.map((cell, index): string | null => {
    const [part, text] = [parts[index] ?? null, texts[index]!];
    const serial = workbook && typeof cell === "number" && cell >= FIRST_SERIAL && cell <= LAST_SERIAL;
    const value =
      cell instanceof Date
        ? utcDay(cell)
        : serial
          ? utcDay(new Date(SERIAL_EPOCH + Math.floor(cell) * DAY_MILLISECONDS))
          : part
            ? isoDay(part, order)
            : null;
    const waits = refusal !== null && part?.kind === "open";
    if (value === null && !isMissing(text) && !waits)
      faults.set(index, {
        code: "not_a_date",
        reason: part ? `"${text}" is not a date of the calendar` : `"${text}" is not a date`,
      });
    return waits ? null : value;
  });
  return { values: byRow(distinct, values), faults: faultsByRow(distinct, faults), notes: [], refusal };
}
