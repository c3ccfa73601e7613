import { addDays } from "../core/dates.ts";
import { byRow, type Column, type DistinctCells, faultsByRow } from "./columns.ts";
import { monthNumber } from "./header.ts";
import { type ColumnPlace, isMissing } from "./read-numbers.ts";
import type { CellFault, ReadColumn } from "./read-sheet.ts";
import { isMidnightElsewhere, readSerialDate, serialKind } from "./word-periods.ts";

/** A date as written: known, known to the month, or three numbers whose order the column decides. */
export type DateParts =
  | { kind: "day"; year: number; month: number; day: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "open"; first: number; second: number; year: number };

const pad = (value: number) => String(value).padStart(2, "0");
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));
const clock = /[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

function namedMonth(text: string): DateParts | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|er|o|º)?[-. /]+(\p{L}{3,10})\.?[-,. /']+(\d{4}|\d{2})$/iu.exec(text);
  const monthFirst = /^(\p{L}{3,10})\.?[-. ]+(\d{1,2})(?:st|nd|rd|th|er|o|º)?,?[- ]+(\d{4})$/iu.exec(text);
  const monthOnly = /^(\p{L}{3,10})\.?[-,. /']*(\d{4}|\d{2})$/iu.exec(text);
  const yearFirst = /^(\d{4})[- ](\p{L}{3,10})(?:[- ](\d{1,2}))?$/iu.exec(text);
  const [name, year, day] = dayFirst
    ? [dayFirst[2]!, dayFirst[3]!, dayFirst[1]]
    : monthFirst
      ? [monthFirst[1]!, monthFirst[3]!, monthFirst[2]]
      : monthOnly
        ? [monthOnly[1]!, monthOnly[2]!, undefined]
        : yearFirst
          ? [yearFirst[2]!, yearFirst[1]!, yearFirst[3]]
          : ["", "", undefined];
  const month = monthNumber(name);
  if (month === null) return null;
  return day === undefined
    ? { kind: "month", year: fullYear(year), month }
    : { kind: "day", year: fullYear(year), month, day: Number(day) };
}

/**
 * Takes a date as people write it apart, as written: no time zone ever moves it. Null when it is no date.
 * @example dateParts("31-Jan-25") // day 31 of month 1 of 2025
 */
export function dateParts(written: string): DateParts | null {
  const text = written
    .replace(clock, "")
    .replace(/[\u2010-\u2014\u2212]/g, "-")
    .replace(/ del? /gi, " ")
    .trim();
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (iso) {
    const [year, month] = [Number(iso[1]), Number(iso[2])];
    return iso[3] === undefined ? { kind: "month", year, month } : { kind: "day", year, month, day: Number(iso[3]) };
  }
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (numeric) return { kind: "open", first: Number(numeric[1]), second: Number(numeric[2]), year: fullYear(numeric[3]!) };
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (month) return { kind: "month", year: Number(month[2]), month: Number(month[1]) };
  return namedMonth(text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, ""));
}

const MONTHS_A_QUARTER = 3;
const quarterWords = "q|quarter|quartal|trimestre|trim|t|qtr";
const quarterForms: readonly (readonly [RegExp, number, number])[] = [
  [new RegExp(`^(\\d{4})[-/. ]*(?:${quarterWords})[-. ]*([1-4])$`, "i"), 1, 2],
  [new RegExp(`^(?:${quarterWords})[-. ]*([1-4])[-/,. ']*(?:de |of )?(\\d{4}|\\d{2})$`, "i"), 2, 1],
  [new RegExp(`^([1-4])(?:\\.|st|nd|rd|th|er|e|o|º)?[- ]*(?:${quarterWords})[-/,. ']*(\\d{4}|\\d{2})$`, "i"), 2, 1],
];

/** A quarter of the calendar as its last month, the state it closed with. @example quarterMonth("Q1 2025") // "2025-03" */
export function quarterMonth(written: string): string | null {
  const text = written.trim().replace(/ del? /gi, " ");
  for (const [form, year, quarter] of quarterForms) {
    const found = form.exec(text);
    if (found) return `${fullYear(found[year]!)}-${pad(Number(found[quarter]!) * MONTHS_A_QUARTER)}`;
  }
  return null;
}

/** The cells with each quarter as its last month, where a column of months holds any, and a note that says so. */
export function unfoldQuarters(cells: Column): { cells: Column; note: string | null } {
  let note: string | null = null;
  const months = cells.replaced((cell) => {
    const month = typeof cell === "string" ? quarterMonth(cell) : null;
    if (month === null) return cell;
    note ??= `Quarters stand for their last month: ${String(cell).trim()} is read as ${month}.`;
    return month;
  });
  return { cells: months, note };
}

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of a workbook's calendar, counted so that serial 61 is 1900-03-01. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 73_415];
const [FIRST_YEAR, LAST_YEAR] = [1950, 2100];

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
  // With dots between them the day stands first wherever dates are written so.
  const dotted = open !== -1 && /^\s*\d{1,2}\.\d{1,2}\./.test(texts[open]!);
  if (dayFirst === -1 && monthFirst === -1 && open !== -1 && !dotted)
    return refuse(
      `${show(open)}, and no date of the column tells whether the day or the month comes first.`,
      open,
      "dates_unclear",
    );
  return { order, refusal: null };
}

/**
 * Reads a column of dates as ISO days, by what is written; only where every time of a column is midnight elsewhere is the day the next.
 * Day-and-month order is decided once for the column; a column that leaves it open is refused. `workbook` allows serial numbers.
 */
export function readDates(
  column: Column,
  place: ColumnPlace,
  asked: "day_first" | "month_first" | undefined,
  workbook: boolean,
  isOpen: (text: string) => boolean = () => false,
): ReadColumn<string> {
  const distinct = column.distinct();
  const { texts } = distinct;
  const numbers = serialKind(
    distinct.cells.map((cell, index) =>
      cell instanceof Date || typeof cell === "boolean" ? "date" : isOpen(texts[index]!) ? null : cell,
    ),
  );
  if (numbers !== null && (!workbook || numbers !== "excel") && texts.some((text) => /^\d{5,}/.test(text))) {
    const values = distinct.cells.map((cell) =>
      typeof cell === "string" || typeof cell === "number" ? readSerialDate(cell, numbers) : null,
    );
    const first = values.findIndex((value) => value !== null);
    const message = `The dates are ${numbers === "excel" ? "serial numbers of a spreadsheet" : `${numbers} since 1970`}: ${texts[first]} is ${values[first]}.`;
    if (first !== -1 && !(numbers === "excel" && texts.every((text) => dateParts(text) !== null || isMissing(text))))
      return {
        values: byRow(distinct, values),
        faults: new Map(),
        notes: [{ code: "serial_dates", message, index: distinct.first[first]! }],
        refusal: null,
      };
  }
  const parts = distinct.cells.map((cell, index) =>
    typeof cell === "string" && !isMissing(texts[index]!) && !isOpen(texts[index]!) ? dateParts(texts[index]!) : null,
  );
  const { order, refusal } = asked ? { order: asked, refusal: null } : chooseOrder(parts, distinct, place);
  const elsewhere = isMidnightElsewhere(texts.filter((text) => !isOpen(text)));
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
    if (isOpen(text)) return null;
    if (value === null && !isMissing(text) && !waits)
      faults.set(index, {
        code: "not_a_date",
        reason: part ? `"${text}" is not a date of the calendar` : `"${text}" is not a date`,
      });
    return waits || value === null ? null : elsewhere ? addDays(value, 1) : value;
  });
  const message = "All times are midnight of a place east of Greenwich in UTC, so each day is the next.";
  const notes = elsewhere ? [{ code: "midnight_elsewhere", message, index: distinct.first[0]! }] : [];
  return { values: byRow(distinct, values), faults: faultsByRow(distinct, faults), notes, refusal };
}
