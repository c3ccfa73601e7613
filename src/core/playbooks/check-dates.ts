import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";

/**
 * Refuses dates that the calendar does not have, all at once and each with the name of its field; a date not given is fine.
 * Units: ISO dates. Throws Problem.
 * @example checkDates({ start: "2026-02-30" }) // throws: start "2026-02-30"
 */
export function checkDates(dates: Record<string, string | undefined>): void {
  const places = Object.entries(dates).flatMap(([field, date]) => {
    if (date === undefined) return [];
    try {
      dayNumber(date);
      return [];
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return [`${field}: "${date}"`];
    }
  });
  if (places.length > 0)
    throw new Problem({
      what: "These dates are not in the calendar:",
      places,
      remedy: "Write each as year-month-day, like 2026-01-31.",
    });
}
