import { isMissing } from "./read-numbers.ts";
import type { CellFault } from "./read-sheet.ts";
import { lookUp } from "./read-words.ts";
import { fold, type NoticeEnd, type PeriodName, type TableWords, wordKey, wordsIn } from "./words.ts";

/** A length of time as written: so many months, or so many days where it is not made of months. */
export type Length = { months: number } | { days: number };

const DAYS_A_YEAR = 365.25;
const MONTHS_A_YEAR = 12;
const lengths: Readonly<Record<PeriodName, Length>> = {
  day: { days: 1 },
  working_day: { days: 7 / 5 },
  week: { days: 7 },
  two_weeks: { days: 14 },
  month: { months: 1 },
  two_months: { months: 2 },
  quarter: { months: 3 },
  half_year: { months: 6 },
  year: { months: 12 },
  two_years: { months: 24 },
  three_years: { months: 36 },
};

const times = (length: Length, count: number): Length =>
  "months" in length ? { months: length.months * count } : { days: length.days * count };

/** A length in months; days by the average month. @example monthsOf({ days: 365.25 }) // 12 */
export function monthsOf(length: Length): number {
  return "months" in length ? length.months : (length.days * MONTHS_A_YEAR) / DAYS_A_YEAR;
}

/** ISO 8601 durations, as databases and app stores write them. */
function isoLength(text: string): Length | null {
  const found = /^p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?$/.exec(text);
  if (!found?.slice(1).some(Boolean)) return null;
  const [years, months, weeks, days] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  if (weeks + days > 0) return years + months > 0 ? null : { days: weeks * 7 + days };
  return { months: years * MONTHS_A_YEAR + months };
}

/** Numbers and words of a text, a number apart from the letters behind it; "half" and its like become 0.5. */
function tokensOf(text: string): string[] {
  const plain = fold(text)
    .replace(/½/g, " 0.5 ")
    .replace(/(\d)\s*,\s*(\d)/g, "$1.$2");
  return plain.match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
}

/** Each number with the period behind it, in their order; `spare` counts numbers without a period. */
function lengthsIn(text: string, words: TableWords): { found: Length[]; spare: number } {
  const tokens = tokensOf(text);
  const [inDigits, inWords]: [Length[], Length[]] = [[], []];
  let spare = 0;
  const periodAt = (place: number): { period: PeriodName; size: number } | null => {
    for (const size of [3, 2, 1]) {
      const period = words.meanings.period.get(tokens.slice(place, place + size).join(""));
      if (period !== undefined && place + size <= tokens.length) return { period, size };
    }
    return null;
  };
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!;
    const digits = /^\d/.test(token);
    const count = digits ? Number(token) : words.numbers.get(token);
    if (count === undefined) continue;
    const next = periodAt(place + 1);
    if (next !== null) {
      (digits ? inDigits : inWords).push(times(lengths[next.period], count));
      place += next.size;
    } else if (digits) spare += 1;
  }
  // Beside a number in digits, "a" and "one" are only words.
  return { found: inDigits.length > 0 ? inDigits : inWords, spare };
}

/** A cell that is one length of time: "2-Year", "P3M", "every 3 months", "alle 2 Jahre", "quarterly"; null where it is none. */
function readLength(text: string, words: TableWords): Length | null {
  const iso = isoLength(text.trim().toLowerCase());
  if (iso) return iso;
  const { found, spare } = lengthsIn(text, words);
  if (found.length === 1 && spare === 0) return found[0]!;
  if (found.length > 1 || spare > 0) return null;
  const period = lookUp(text, "period", words);
  if (period !== undefined) return lengths[period];
  // Short words ("an", "d", "m") are too often something else inside a sentence.
  const inside = new Set(wordsIn(text).flatMap((word) => (word.length > 2 ? (words.meanings.period.get(word) ?? []) : [])));
  return inside.size === 1 ? lengths[[...inside][0]!] : null;
}

/** What an amount is for: so many months, or once. */
export type Interval = { months: number } | "once";

/**
 * The period an amount is for, with the count that may stand in a column beside it.
 * @example readInterval("month", words, 3) // { months: 3 }; readInterval("2-Year", words) // { months: 24 }
 */
export function readInterval(text: string, words: TableWords, count = 1): Interval | CellFault | null {
  const length = readLength(text, words);
  if (length !== null) return { months: monthsOf(times(length, count)) };
  if (lookUp(text, "revenue", words) === "one_time") return "once";
  if (isMissing(text)) return null;
  return {
    code: "not_an_interval",
    reason: `"${text}" is not understood as a period; write it like monthly, quarterly, annual or 24 months`,
  };
}

/** A notice period: its length, and the end it runs to where one is named ("3 Monate zum Quartalsende"). */
export interface Notice {
  length: Length;
  /** Whole days, months counted at their longest, so that a deadline is never shown too late. */
  days: number;
  to: NoticeEnd | null;
}

const longestDays = (length: Length): number =>
  Math.ceil(
    "days" in length
      ? length.days - 1e-9
      : length.months <= 2
        ? length.months * 31
        : (length.months * DAYS_A_YEAR) / MONTHS_A_YEAR,
  );

/**
 * A notice period in words or days; a bare number is days.
 * @example readNotice("90 Tage zum Quartalsende", words) // { length: { days: 90 }, days: 90, to: "quarter" }
 */
export function readNotice(text: string, words: TableWords): Notice | CellFault | null {
  const plain = text.trim();
  const bare = /^(\d{1,4})(?:[.,]0+)?$/.exec(plain);
  const nothing: Notice = { length: { days: 0 }, days: 0, to: null };
  if (bare) return { ...nothing, length: { days: Number(bare[1]) }, days: Number(bare[1]) };
  if (words.noticeNone.has(wordKey(plain))) return nothing;
  if (isMissing(plain)) return null;
  const length = readLength(plain, words);
  const key = wordKey(plain);
  let to: NoticeEnd | null = null;
  let longest = 0;
  for (const [phrase, end] of words.meanings.notice_end)
    if (phrase.length > longest && key.includes(phrase)) [to, longest] = [end, phrase.length];
  if (length !== null) return { length, days: longestDays(length), to };
  return {
    code: "not_a_notice",
    reason: `"${text}" is not understood as a notice period; write it like 90 days, 3 months or none`,
  };
}

/** Days from a notice's last day to the date it is for, counted in the calendar. @example noticeDaysBefore(threeMonths, "2026-03-31") // 90 */
export function noticeDaysBefore({ length }: Notice, date: string): number {
  if ("days" in length) return longestDays(length);
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const whole = Math.floor(length.months);
  const first = new Date(Date.UTC(year, month - 1 - whole, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  const days = (Date.UTC(year, month - 1, day) - first.getTime()) / 86_400_000;
  return days + longestDays({ days: ((length.months - whole) * DAYS_A_YEAR) / MONTHS_A_YEAR });
}

/** How a column's whole numbers stand for dates. */
export type SerialKind = "excel" | "seconds" | "milliseconds" | "microseconds";

const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
const ranges: readonly (readonly [SerialKind, number, number])[] = [
  ["excel", 18_264, 73_415],
  ["seconds", 473_385_600, 4_102_444_800],
  ["milliseconds", 473_385_600_000, 4_102_444_800_000],
  ["microseconds", 473_385_600_000_000, 4_102_444_800_000_000],
];

const serialOf = (cell: string | number): number =>
  typeof cell === "number" ? cell : /^\d{5,16}(?:\.\d+)?$/.test(cell.trim()) ? Number(cell) : Number.NaN;

/**
 * The one way in which all filled cells of a date column are numbers; null where some are not, or where they differ.
 * @example serialKind(["44927", "", "45444"]) // "excel"
 */
export function serialKind(cells: readonly (string | number | null)[]): SerialKind | null {
  let kind: SerialKind | null = null;
  for (const cell of cells) {
    if (cell === null || cell === "" || isMissing(String(cell).trim()) || cell === 0 || cell === "0") continue;
    const value = serialOf(cell);
    const fits = ranges.find(([, least, most]) => value >= least && value <= most)?.[0];
    if (fits === undefined || (kind !== null && kind !== fits)) return null;
    kind = fits;
  }
  return kind;
}

/** The day a serial number stands for; Unix times by UTC. @example readSerialDate("45444", "excel") // "2024-06-01" */
export function readSerialDate(cell: string | number, kind: SerialKind): string | null {
  const value = serialOf(cell);
  const range = ranges.find(([name]) => name === kind)!;
  if (!(value >= range[1] && value <= range[2])) return null;
  const factors = { excel: DAY, seconds: 1000, milliseconds: 1, microseconds: 1 / 1000 };
  const time = kind === "excel" ? SERIAL_EPOCH + Math.floor(value) * DAY : value * factors[kind];
  return new Date(time).toISOString().slice(0, 10);
}

const NOON = 12;

/**
 * Whether all times of a column are midnight of one place east of Greenwich, written in UTC: one time of day past noon, or two an hour
 * apart where summer time is kept. Then the day meant is the next one.
 */
export function isMidnightElsewhere(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => !isMissing(text));
  const hours = filled.map((text) => {
    const found = /[T ](\d{2}):(\d{2})(?::00(?:\.0+)?)?\s*(?:Z|UTC|\+00:?00)$/i.exec(text.trim());
    return found ? Number(found[1]) + Number(found[2]) / 60 : Number.NaN;
  });
  const distinct = [...new Set(hours)].sort((a, b) => a - b);
  if (filled.length < 2 || distinct.some((hour) => !(hour > NOON)) || distinct.length > 2) return false;
  return distinct.length === 1 || distinct[1]! - distinct[0]! === 1;
}
