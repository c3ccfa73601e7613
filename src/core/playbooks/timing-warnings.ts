import { businessDay } from "../calendar/business-day.ts";
import { daysBetween } from "../calendar/dates.ts";
import type { Warning } from "../contract/envelope.ts";
import type { StepCalendar } from "./date-steps.ts";
import { hoursPerRun } from "./hours-per-run.ts";
import type { DatedStep } from "./playbook-shape.ts";

const anchorNames: Record<StepCalendar["anchor"], string> = {
  start: "start",
  trigger: "trigger",
  opt_out_deadline: "opt-out deadline",
  meeting: "meeting",
  close: "closing",
};

/** How far away the end is, seen from `asOf`. */
function remaining(steps: readonly DatedStep[], calendar: StepCalendar, anchorDate: string | null, asOf: string): string {
  const { anchor, count_from } = calendar;
  const toDeadline = anchor === "opt_out_deadline" || anchor === "meeting" || anchor === "close";
  const end = toDeadline ? (anchorDate ?? count_from) : (steps.at(-1)?.date ?? null);
  if (end === null) return "";
  const name = !toDeadline ? "the last step" : anchorDate === null ? "the renewal date" : `the ${anchorNames[anchor]}`;
  const days = daysBetween(asOf, end);
  if (days < 0) return `${-days} days have passed since ${name}, ${end}.`;
  const fewer = toDeadline && anchorDate === null ? " and fewer until the opt-out deadline" : "";
  return `${days} days are left until ${name}, ${end}${fewer}.`;
}

/**
 * What the dates of a playbook should make its reader ask: an unknown notice period, a meeting on a day off, steps already past.
 * Units: calendar days and hours. Throws Problem for a date that does not exist.
 * @example timingWarnings(steps, calendar, "2026-11-01") // [{ code: "steps_past", message: "2 of 9 steps ..." }]
 */
export function timingWarnings(steps: readonly DatedStep[], calendar: StepCalendar, anchorDate: string | null): Warning[] {
  const warnings: Warning[] = [];
  const { anchor, count_from, as_of, holidays } = calendar;
  if (anchor === "opt_out_deadline" && anchorDate === null && count_from !== null)
    warnings.push({
      code: "notice_unknown",
      message: `The notice period is unknown, so the opt-out deadline is too: it may be weeks or months before ${count_from}. Every date here is the latest possible. Look the notice period up in the contract before anything else.`,
    });
  if (anchor === "meeting" && anchorDate !== null && businessDay(anchorDate, 1, holidays) !== anchorDate)
    warnings.push({
      code: "meeting_moved",
      message: `${anchorDate} is a weekend or holiday; the meeting is put on the working day before it.`,
    });
  const past = steps.filter((step) => step.past === true);
  if (as_of === null || past.length === 0) return warnings;
  const hours = hoursPerRun(past);
  warnings.push({
    code: "steps_past",
    message: `${past.length} of ${steps.length} steps (${hours} hours) lie before ${as_of}. ${remaining(steps, calendar, anchorDate, as_of)} Do what was missed first, or drop it on purpose.`,
  });
  if (anchor === "opt_out_deadline" && anchorDate !== null && anchorDate < as_of)
    warnings.push({
      code: "deadline_passed",
      message: `The customer's last day to opt out was ${anchorDate}. Find out whether notice arrived and what the contract does by itself before planning anything.`,
    });
  return warnings;
}
