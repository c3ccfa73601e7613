import { businessDay } from "../calendar/business-day.ts";
import { addDays } from "../calendar/dates.ts";
import type { Anchor, PlaybookStep } from "./figures.ts";
import type { DatedStep } from "./playbook-shape.ts";

export interface StepCalendar {
  anchor: Anchor;
  /** ISO date that the days are counted from, or null. */
  count_from: string | null;
  renewal_date: string | null;
  holidays: ReadonlySet<string>;
  as_of: string | null;
}

/** Later for work that follows a start, earlier for work that something must not overtake. */
const directions: Record<DatedStep["counted_from"], 1 | -1> = {
  start: 1,
  trigger: 1,
  opt_out_deadline: -1,
  meeting: -1,
  close: -1,
  renewal_date: 1,
};

/**
 * Puts a playbook's steps on working days, in order: on a weekend or holiday a step after a start moves to the next working day,
 * a step before a deadline to the one before. A date is never earlier than that of the step above it.
 * Units: calendar days, ISO dates. Throws Problem for a date that does not exist.
 * @example dateSteps(steps, calendar)[0].date // "2026-01-12"
 */
export function dateSteps(steps: readonly PlaybookStep[], calendar: StepCalendar): DatedStep[] {
  const ordered = steps
    .map(({ touch: _, counted_from = calendar.anchor, ...step }) => ({ ...step, counted_from }))
    .sort(
      (one, other) =>
        Number(one.counted_from === "renewal_date") - Number(other.counted_from === "renewal_date") || one.day - other.day,
    );
  let above = "";
  return ordered.map(({ day, counted_from, action, owner, channel, output, hours, only_if }) => {
    const origin = counted_from === "renewal_date" ? calendar.renewal_date : calendar.count_from;
    let date: string | null = null;
    if (origin !== null) {
      date = businessDay(addDays(origin, day), directions[counted_from], calendar.holidays);
      if (date < above) date = above;
      above = date;
    }
    const past = date === null || calendar.as_of === null ? null : date < calendar.as_of;
    const step = { day, counted_from, date, action, owner, channel, output, hours, past };
    return only_if === undefined ? step : { ...step, only_if };
  });
}
