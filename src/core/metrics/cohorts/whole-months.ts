import { addMonths } from "../../calendar/dates.ts";

/**
 * How many monthly anniversaries of a start have come by a date, the last day of short months standing for later ones.
 * Dates ISO, the start not after the date.
 * @example wholeMonths("2026-01-31", "2026-02-28") // 1
 */
export function wholeMonths(start: string, date: string): number {
  const [year, month] = start.split("-").map(Number) as [number, number];
  const [lastYear, lastMonth] = date.split("-").map(Number) as [number, number];
  const months = (lastYear - year) * 12 + lastMonth - month;
  return addMonths(start, months) <= date ? months : months - 1;
}

/**
 * The first monthly anniversary on or after a date.
 * @example monthsUntil("2026-01-01", "2026-02-15") // 2
 */
export function monthsUntil(start: string, date: string): number {
  const whole = wholeMonths(start, date);
  return addMonths(start, whole) === date ? whole : whole + 1;
}
