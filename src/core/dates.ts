import { Problem } from "./problem.ts";

const MILLISECONDS_A_DAY = 86_400_000; // not a figure: milliseconds a day, and slices of an ISO date

/** Dates met before, both ways: a table of thousands of rows names the same days over and over. Only so many are kept. */
const [numbers, texts] = [new Map<string, number>(), new Map<number, string>()];
const KEPT = 20_000; // not a figure: days that are kept, some fifty years

function kept<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  if (known.size < KEPT) known.set(key, value);
  return value;
}

/**
 * Days since 1970-01-01 of an ISO date, by the calendar and never by a clock.
 * Throws Problem for a date that does not exist.
 * @example dayNumber("1970-01-02") // 1
 */
export function dayNumber(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN; // not a figure: milliseconds a day, and slices of an ISO date
  if (Number.isNaN(time) || isoDate(time / MILLISECONDS_A_DAY) !== date)
    throw new Problem({
      what: `"${date}" is not a date of the calendar.`,
      remedy: "Write it as year-month-day, like 2026-01-31.",
    });
  return kept(numbers, date, time / MILLISECONDS_A_DAY);
}

/** The days a date of four digits can name: from the year 0 to 9999. */
const [FIRST_DAY, LAST_DAY] = [-719_528, 2_932_896]; // not a figure: the calendar's ends

/** The ISO date of a day number; throws Problem beyond the year 9999. @example isoDate(1) // "1970-01-02" */
export function isoDate(day: number): string {
  // NaN is what the calendar makes of a day it cannot count.
  if (!(day >= FIRST_DAY && day <= LAST_DAY))
    throw new Problem({
      what: "The days or months given lead to a date outside the years 0 to 9999.",
      remedy: "Check the dates, and the numbers of days and months beside them.",
    });
  return texts.get(day) ?? kept(texts, day, new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10)); // not a figure: milliseconds a day, and slices of an ISO date
}

/** The date some days later, or earlier when negative. @example addDays("2026-01-31", 1) // "2026-02-01" */
export function addDays(date: string, days: number): string {
  return isoDate(dayNumber(date) + days);
}

/**
 * The same day some months later, or the month's last day where it is shorter.
 * @example addMonths("2026-01-31", 1) // "2026-02-28"
 */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 0)).getUTCDate();
  return isoDate(Date.UTC(Math.floor(index / 12), ((index % 12) + 12) % 12, Math.min(day, lastDay)) / MILLISECONDS_A_DAY);
}

/** Days from one date to another. @example daysBetween("2026-01-01", "2026-01-31") // 30 */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The first day of a date's month. @example monthStart("2026-01-31") // "2026-01-01" */
export function monthStart(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

const THURSDAY_EPOCH_SHIFT = 4; // not a figure: weekdays counted from 1970-01-01, a Thursday
const DAYS_A_WEEK = 7; // not a figure: milliseconds a day, and slices of an ISO date
const SATURDAY = 6; // not a figure: weekdays counted from 1970-01-01, a Thursday

function isWorkingDay(date: string, holidays: ReadonlySet<string>): boolean {
  const weekday = (((dayNumber(date) + THURSDAY_EPOCH_SHIFT) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
  return weekday !== 0 && weekday !== SATURDAY && !holidays.has(date);
}

/**
 * The date itself when people work on it, else the next working day, or the one before when `direction` is -1.
 * Weekends are Saturday and Sunday; holidays are the caller's ISO dates. Throws Problem for a date that does not exist.
 * @example businessDay("2026-01-31", 1, new Set()) // Saturday -> "2026-02-02"
 */
export function businessDay(date: string, direction: 1 | -1, holidays: ReadonlySet<string>): string {
  let candidate = date;
  while (!isWorkingDay(candidate, holidays)) candidate = addDays(candidate, direction);
  return candidate;
}
