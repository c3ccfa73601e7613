import { addDays, addMonths, dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";

/** Two dates at which the book is compared, ISO. */
export interface Window {
  from: string;
  to: string;
}

/** Throws Problem unless both are dates of the calendar and the first is the earlier one. */
export function checkWindow({ from, to }: Window): void {
  if (dayNumber(from) >= dayNumber(to))
    throw new Problem({ what: `from (${from}) is not before to (${to}).`, remedy: "Give the earlier date as from." });
}

/** Whether the window is twelve months, by either custom: up to the same day a year later, or to the day before it. */
export function isOneYear({ from, to }: Window): boolean {
  const yearLater = addMonths(from, 12);
  return to === yearLater || addDays(to, 1) === yearLater;
}

/**
 * The window's first day, the same day of each month after it, and its last day.
 * @example monthSamples({ from: "2026-01-15", to: "2026-03-01" }) // ["2026-01-15", "2026-02-15", "2026-03-01"]
 */
export function monthSamples({ from, to }: Window): string[] {
  const dates: string[] = [];
  for (let month = 0, date = from; date < to; month += 1, date = addMonths(from, month)) dates.push(date);
  return [...dates, to];
}
