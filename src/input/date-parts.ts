import { monthNumber } from "./month-number.ts";

/** A date as written: known, known to the month, or three numbers whose order the column decides. */
export type DateParts =
  | { kind: "day"; year: number; month: number; day: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "open"; first: number; second: number; year: number };

const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));
const clock = /[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

function namedMonth(text: string): DateParts | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[-. /]+([a-z]{3,9})\.?[-,. /']+(\d{4}|\d{2})$/i.exec(text);
  const monthFirst = /^([a-z]{3,9})\.?[-. ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})$/i.exec(text);
  const monthOnly = /^([a-z]{3,9})\.?[-,. /']*(\d{4}|\d{2})$/i.exec(text);
  const yearFirst = /^(\d{4})[- ]([a-z]{3,9})(?:[- ](\d{1,2}))?$/i.exec(text);
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
  const text = written.replace(clock, "").trim();
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
