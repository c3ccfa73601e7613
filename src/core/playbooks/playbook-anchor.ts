import { addDays, dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import { checkDates } from "./check-dates.ts";
import type { Anchor } from "./figures.ts";

export interface AnchorRequest {
  start?: string;
  renewal_date?: string;
  notice_days?: number;
}

export interface PlaybookAnchor {
  /** The day the playbook hangs on, or null with a reason. */
  anchor_date: string | null;
  reason: string | null;
  /** What the steps are counted from: the anchor, or the latest day it can be. */
  count_from: string | null;
}

/**
 * The day a playbook is dated from. A renewal hangs on the last day to opt out: the renewal date minus the notice period;
 * an unknown notice period is not 0 days, so then the anchor stays unknown and the renewal date is only the latest it can be.
 * Units: calendar days, ISO dates. Throws Problem for a date that does not exist, or of a kind this playbook is not dated from.
 * @example playbookAnchor("opt_out_deadline", { renewal_date: "2026-12-31", notice_days: 60 }).anchor_date // "2026-11-01"
 */
export function playbookAnchor(anchor: Anchor, request: AnchorRequest): PlaybookAnchor {
  const { start, renewal_date, notice_days } = request;
  checkDates({ start, renewal_date });
  if (anchor !== "opt_out_deadline") {
    const given = [renewal_date !== undefined && "renewal_date", notice_days !== undefined && "notice_days"].filter(
      (name) => !!name,
    );
    if (given.length > 0)
      throw new Problem({
        what: `${given.join(" and ")}: this playbook is not dated from a renewal.`,
        remedy: `Leave ${given.length === 1 ? "it" : "them"} out and give start, the date of day 0.`,
      });
    if (start === undefined)
      return { anchor_date: null, reason: `start is not given, so days are counted from the ${anchor}.`, count_from: null };
    return { anchor_date: start, reason: null, count_from: start };
  }
  if (start !== undefined)
    throw new Problem({
      what: "start: a renewal is counted back from its deadline, not forward from a start.",
      remedy: "Give renewal_date and notice_days.",
    });
  if (renewal_date === undefined)
    return {
      anchor_date: null,
      reason: "renewal_date is not given, so days are counted from the opt-out deadline.",
      count_from: null,
    };
  if (notice_days === undefined)
    return {
      anchor_date: null,
      reason: "notice_days is not given, and an unknown notice period is not 0 days.",
      count_from: renewal_date,
    };
  if (notice_days > dayNumber(renewal_date))
    throw new Problem({
      what: `notice_days is ${notice_days}, which puts the opt-out deadline before 1970.`,
      remedy: "Give the notice period in days, as the contract has it.",
    });
  const deadline = addDays(renewal_date, -notice_days);
  return { anchor_date: deadline, reason: null, count_from: deadline };
}
