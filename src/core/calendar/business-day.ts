import { addDays, dayNumber } from "./dates.ts";

const THURSDAY_EPOCH_SHIFT = 4;
const DAYS_A_WEEK = 7;
const SATURDAY = 6;

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
