import { addDays } from "../core/dates.ts";
import type { ReadingOptions, TableField } from "../core/table.ts";
import { monthNumber } from "./header.ts";
import type { Matching } from "./match-columns.ts";
import { plainAmounts } from "./needs.ts";
import { type ColumnPlace, isMissing, readNumbers } from "./read-numbers.ts";
import {
  byRow,
  type Cell,
  type CellFault,
  cellText,
  type DistinctCells,
  distinctCells,
  faultsByRow,
  type GridRow,
  type LocatedTable,
  type ReadColumn,
  readEach,
} from "./read-sheet.ts";
import { outcomeOf, readCategory, readFlag, readLight, readNpsClass, readOpenEnd, readStatus, readYesNo } from "./read-words.ts";
import { isMidnightElsewhere, readNotice, readSerialDate, serialKind } from "./word-periods.ts";
import { type Light, type NpsClass, type StatusMeaning, type TableWords, wordKey } from "./words.ts";

/** A date as written: known, known to the month, or three numbers whose order the column decides. */
export type DateParts =
  | { kind: "day"; year: number; month: number; day: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "open"; first: number; second: number; year: number };

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
  cells: readonly Cell[],
  place: ColumnPlace,
  asked: "day_first" | "month_first" | undefined,
  workbook: boolean,
  isOpen: (text: string) => boolean = () => false,
): ReadColumn<string> {
  const distinct = distinctCells(cells);
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

/** A touch cell: high, low or tech, with or without "touch". */
export function readTouch(text: string): "high" | "low" | "tech" | CellFault | null {
  const word = text.toLowerCase().replace(/[\s_-]*touch$/, "");
  if (word === "high" || word === "low" || word === "tech") return word;
  if (word === "digital") return "tech";
  return isMissing(text) ? null : { code: "not_a_touch", reason: `"${text}" is not one of high, low, tech` };
}

/** What a change of amount came from: the contract or its use. */
export function readChange(text: string): "contract" | "usage" | CellFault | null {
  const word = text.toLowerCase();
  if (word === "contract" || word === "usage") return word;
  return isMissing(text) ? null : { code: "not_a_change", reason: `"${text}" is not one of contract, usage` };
}

const spelled: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

/** Months of a contract: "12", "24 months", "3 years", "Month-to-month", "Two year". */
export function readContractMonths(text: string): number | CellFault | null {
  const lower = text.toLowerCase().trim();
  if (isMissing(lower)) return null;
  if (/^(month[- ]to[- ]month|monthly|rolling)$/.test(lower)) return 1;
  if (/^(annual|annually|yearly)$/.test(lower)) return 12;
  const found = /^(\d+(?:\.\d+)?|one|two|three|four|five)[\s-]*(months?|mos?\.?|m|years?|yrs?\.?|y)?$/.exec(lower);
  const size = found ? (spelled[found[1]!] ?? Number(found[1])) : 0;
  if (!found || size <= 0) return { code: "not_months", reason: `"${text}" is not a number of months` };
  return found[2]?.startsWith("y") ? size * 12 : size;
}

/** Plain letters and signs with one blank between words, which most names are already. */
const tidy = /^[!-~]+(?: [!-~]+)*$/;

/** One blank between words, one form of each letter. @example tidyName("Acme  Inc") // "Acme Inc" */
export function tidyName(text: string): string {
  return tidy.test(text) ? text : text.normalize("NFC").replace(/\s+/g, " ");
}

/** A name or other words. */
export function readName(text: string): string | null {
  return isMissing(text) ? null : tidyName(text);
}

/**
 * Reads a column of outcomes under its header: words say it themselves, yes and no mean what the header asks.
 * @example readOutcome("Churned", words)("Yes") // "lost"
 */
export function readOutcome(header: string, words: TableWords): (text: string) => "kept" | "lost" | CellFault | null {
  return (text) => {
    if (isMissing(text)) return null;
    const flag = readFlag(header, text, words);
    const asked = flag !== null && "about" in flag ? outcomeOf(flag) : null;
    if (asked !== null) return asked;
    const word = text.toLowerCase().replace(/[\s_-]+/g, " ");
    const denied = /^(not|never|no) (.*)$/.exec(word)?.[2];
    const meaning = readStatus(word, words);
    const opposite = denied === undefined ? null : readStatus(denied, words);
    if (isFault(meaning) && opposite !== null && !isFault(opposite)) return gone.has(opposite) ? "kept" : "lost";
    if (meaning !== null && !isFault(meaning) && meaning !== "opinion")
      return gone.has(meaning) ? "lost" : stays.has(meaning) ? "kept" : null;
    const under = typeof readYesNo(text, words) === "boolean" ? ` under "${header}"` : "";
    return {
      code: "not_an_outcome",
      reason: `"${text}"${under} does not say whether the account stayed; write renewed or churned`,
    };
  };
}
const gone: ReadonlySet<StatusMeaning> = new Set<StatusMeaning>(["gone", "canceled", "lost"]);
const stays: ReadonlySet<StatusMeaning> = new Set<StatusMeaning>(["paying", "ending", "past_due", "won", "moved", "paused"]);

const dateFields: readonly TableField[] = [
  "month",
  "start",
  "end",
  "renewal_date",
  "last_move",
  "last_contact",
  "score_date",
  "decision_date",
  "signal_date",
  "trial_end",
  "cancelled_on",
  "period_end",
];
/** Dates that say until when: words and far days there mean that no end is set. */
const openFields: readonly TableField[] = ["end", "renewal_date", "cancelled_on", "period_end"];
/** Read where their meaning is settled, with what stands beside them. */
const settledLater: readonly TableField[] = [
  "status",
  "revenue_type",
  "interval",
  "interval_count",
  "quantity",
  "unit_price",
  "version",
];
/** Read on 0 to 100, so that "85%" is 85 there and 0.85 elsewhere. */
const scoreFields: readonly TableField[] = [
  "health",
  "previous_score",
  "usage",
  "engagement",
  "relationship",
  "support",
  "financial",
];
const numberFields: readonly TableField[] = [
  ...scoreFields,
  "complexity",
  "growth",
  "strategic",
  "periods_below",
  "score",
  "tenure_months",
  "probability",
];
const cellNumbers: Partial<Record<TableField, (text: string, words: TableWords) => number | CellFault | null>> = {
  contract_months: readContractMonths,
  notice_days: (text, words) => {
    const notice = readNotice(text, words);
    return notice === null || isFault(notice) ? notice : notice.days;
  },
};
const cellWords: Partial<Record<TableField, (text: string) => string | CellFault | null>> = {
  touch: readTouch,
  change: readChange,
};
const flagFields: readonly TableField[] = ["paid_before", "partner", "notice_served", "auto_renew", "sponsor_left"];
/** The fields whose cells are money. */
export const amountFields: readonly TableField[] = [...plainAmounts, "arr_start", "arr_end"];

/** The recognised columns but the amounts, as typed values. */
export interface ReadFields {
  texts: Map<TableField, ReadColumn<string>>;
  numbers: Map<TableField, ReadColumn<number>>;
  flags: Map<TableField, ReadColumn<boolean>>;
  /** The lights of a health column in words. */
  lights: (Light | null)[] | null;
  /** Columns that no field has and that were read all the same, by index. */
  read: Set<number>;
}

const isFault = (value: unknown): value is CellFault => typeof value === "object" && value !== null && "reason" in value;

/** The cells of one column of some rows. */
export function columnCells(rows: readonly GridRow[], index: number): Cell[] {
  return rows.map((row) => row.cells[index] ?? null);
}

/** How messages name a column and its rows. */
export function columnPlace(table: LocatedTable, rows: readonly GridRow[], index: number): ColumnPlace {
  return { header: table.headers[index]?.text ?? "", rowOf: (place) => rows[place]?.row ?? table.headerRow };
}

/** Scores as hundredths; health outside 0 to 100 is a fault. */
function readScores(field: TableField, cells: readonly Cell[], place: ColumnPlace, options: ReadingOptions): ReadColumn<number> {
  const column = readNumbers(cells, place, options.decimal);
  if (!scoreFields.includes(field)) return column;
  column.values = column.values.map((value, index) => {
    const health = value !== null && column.percent[index] ? Number((value * 100).toPrecision(12)) : value;
    if (field !== "health") return health;
    if (health === null || (health >= 0 && health <= 100)) return health;
    column.faults.set(index, { code: "not_a_health_score", reason: `${health} is not between 0 and 100` });
    return null;
  });
  return column;
}

/** Reads every recognised column but the amounts; `accounts` are the account column's cells, where they were looked at before. */
export function readFields(
  table: LocatedTable,
  rows: readonly GridRow[],
  matching: Matching,
  options: ReadingOptions,
  accounts: DistinctCells | null,
  words: TableWords,
): ReadFields {
  const fields: ReadFields = { texts: new Map(), numbers: new Map(), flags: new Map(), lights: null, read: new Set() };
  const isOpen = (text: string) => text !== "" && readOpenEnd(text, words);
  for (const [field, { index }] of matching.fields) {
    if (amountFields.includes(field) || settledLater.includes(field)) continue;
    const cells = said(columnCells(rows, index), table.headers[index]!.text, options);
    const place = columnPlace(table, rows, index);
    const [ofNumber, ofWord] = [cellNumbers[field], cellWords[field]];
    if (dateFields.includes(field))
      fields.texts.set(
        field,
        readDates(cells, place, options.dates, table.workbook, openFields.includes(field) ? isOpen : undefined),
      );
    else if (field === "health" && readLights(cells, fields, words)) continue;
    else if (field === "score" && readClasses(cells, place.header, fields, words)) continue;
    else if (field === "category")
      fields.texts.set(
        field,
        readEach(distinctCells(cells), (text) => readCategory(text, words), isFault),
      );
    else if (numberFields.includes(field)) fields.numbers.set(field, readScores(field, cells, place, options));
    else if (ofNumber)
      fields.numbers.set(
        field,
        readEach(distinctCells(cells), (text) => ofNumber(text, words), isFault),
      );
    else if (flagFields.includes(field))
      fields.flags.set(
        field,
        readEach(distinctCells(cells), (text) => readYesNo(text, words), isFault),
      );
    else if (field === "outcome")
      fields.texts.set(field, readEach(distinctCells(cells), readOutcome(place.header, words), isFault));
    else if (ofWord) fields.texts.set(field, readEach(distinctCells(cells), ofWord, isFault));
    else if (field === "account") fields.texts.set(field, readEach(accounts ?? distinctCells(cells), readAccount, isFault));
    else fields.texts.set(field, readEach(distinctCells(cells), readName, isFault));
  }
  return fields;
}

/** The cells with the caller's own words in place of the file's. */
function said(cells: Cell[], header: string, options: ReadingOptions): Cell[] {
  const own = Object.entries(options.values ?? {}).find(([name]) => wordKey(name) === wordKey(header))?.[1];
  if (own === undefined) return cells;
  const meanings = new Map(Object.entries(own).map(([word, meaning]) => [wordKey(word), meaning]));
  return cells.map((cell) => meanings.get(wordKey(cellText(cell))) ?? cell);
}

/** Whether more of a column's filled cells are understood as words than are numbers. */
function mostlyWords<Value>(cells: readonly Cell[], read: (text: string) => Value | CellFault | null): (Value | null)[] | null {
  const distinct = distinctCells(cells);
  const words = distinct.texts.map((text) => (/\d/.test(text) ? null : read(text)));
  const values = words.map((word) => (word === null || isFault(word) ? null : word));
  let [known, filled] = [0, 0];
  for (const place of distinct.places) {
    if (!isMissing(distinct.texts[place]!)) filled += 1;
    if (values[place] !== null) known += 1;
  }
  return known > 0 && known * 2 > filled ? byRow(distinct, values) : null;
}

function readLights(cells: readonly Cell[], fields: ReadFields, words: TableWords): boolean {
  fields.lights = mostlyWords(cells, (text) => readLight(text, words));
  return fields.lights !== null;
}

/** An answer that stands for its NPS class. */
const answerOfClass: Readonly<Record<NpsClass, number>> = { promoter: 10, passive: 8, detractor: 0 };

function readClasses(cells: readonly Cell[], header: string, fields: ReadFields, words: TableWords): boolean {
  const numbered = /nps.?group/i.test(header);
  const classes = numbered
    ? cells.map((cell) => readNpsClass(cellText(cell), words, header)).map((one) => (one === null || isFault(one) ? null : one))
    : mostlyWords(cells, (text) => readNpsClass(text, words, header));
  if (classes === null) return false;
  const note = { code: "nps_classes", message: `"${header}" holds the classes of NPS and not the answers.`, index: 0 };
  const values = classes.map((one) => (one === null ? null : answerOfClass[one]));
  fields.numbers.set("score", { values, faults: new Map(), notes: [note], refusal: null });
  return true;
}

/** An account may be called "None" or "Unknown"; only blanks and dashes are no name. */
function readAccount(text: string): string | null {
  return isMissing(text) && !/^\p{L}{3,}/u.test(text) ? null : tidyName(text);
}

/** Every read column by its field. */
export function allColumns(fields: ReadFields): [TableField, ReadColumn<unknown>][] {
  return [...fields.texts, ...fields.numbers, ...fields.flags];
}
