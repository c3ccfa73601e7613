import { addDays, addMonths, daysBetween } from "../calendar/dates.ts";
import type { Window } from "./window.ts";

/**
 * How many months a window holds: whole ones where it ends on the same day of a later month or on the day before it, else with the rest
 * as days of the month that it falls in. Units: months.
 * @example monthsInWindow({ from: "2026-01-01", to: "2026-02-15" }) // 1.5
 */
export function monthsInWindow({ from, to }: Window): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  const next = addMonths(from, months + 1);
  if (addDays(to, 1) === next) return months + 1;
  const last = addMonths(from, months);
  return months + daysBetween(last, to) / daysBetween(last, next);
}

/**
 * The window of the same length just before one: as many months back where it holds whole months, else as many days.
 * @example windowBefore({ from: "2025-01-01", to: "2026-01-01" }) // { from: "2024-01-01", to: "2025-01-01" }
 */
export function windowBefore({ from, to }: Window): Window {
  const months = monthsInWindow({ from, to });
  if (!Number.isInteger(months)) return { from: addDays(from, -daysBetween(from, to)), to: from };
  return { from: addMonths(from, -months), to: addMonths(from, months) === to ? from : addDays(from, -1) };
}
