import { addDays, daysBetween } from "../../core/dates.ts";
import type { MustReason, WeekAccount, WeekFigures } from "./question.ts";

/** One reason why an account must be worked on this week: what is done, by when, and how long it takes. */
export interface Must {
  reason: MustReason;
  action: string;
  by: string;
  hours: number;
  /** Days since the last contact, or past a date, where the reason counts days; null where none is known. */
  days: number | null;
}

/** The days of a week that begins on as_of. */
export interface Week {
  from: string;
  /** The last day. */
  to: string;
}

/** @example weekOf("2026-11-30") // { from: "2026-11-30", to: "2026-12-06" } */
export const weekOf = (asOf: string): Week => ({ from: asOf, to: addDays(asOf, 6) }); // not a figure: days after the first of a week

/** Days since the last contact; null where no contact is known. */
export const silence = ({ last_contact }: WeekAccount, { from }: Week): number | null =>
  last_contact === null ? null : daysBetween(last_contact, from);

/** By when each reason must be seen to, and the days it rests on; null where it does not hold. */
function due(reason: MustReason, one: WeekAccount, week: Week, figures: WeekFigures): { by: string; days: number | null } | null {
  const silent = silence(one, week);
  const toDeadline = one.deadline === null ? null : daysBetween(week.from, one.deadline);
  const first = { by: week.from, days: null };
  const last = { by: week.to, days: null };
  switch (reason) {
    case "notice_given":
      return one.notice_served ? first : null;
    case "notice_asked":
      return one.notice_asked ? first : null;
    case "deadline_passed":
      return !one.notice_served &&
        one.deadline_known &&
        toDeadline !== null &&
        toDeadline < 0 &&
        one.renewal_date !== null &&
        one.renewal_date >= week.from
        ? { by: week.from, days: -toDeadline }
        : null;
    case "promise_overdue":
      return one.promise_due !== null && one.promise_due <= week.to
        ? {
            by: one.promise_due < week.from ? week.from : one.promise_due,
            days: Math.max(0, daysBetween(one.promise_due, week.from)),
          }
        : null;
    case "escalation_open":
      return one.escalations > 0 ? first : null;
    case "opt_out_near": {
      const near = toDeadline !== null && toDeadline >= 0 && toDeadline <= figures.optOutDays.value;
      const talked = silent !== null && silent <= figures.talkDays.value;
      // In the last days a talk of last week is no answer.
      return near && (!talked || toDeadline <= figures.lastDays.value)
        ? { by: one.deadline! < week.to ? one.deadline! : week.to, days: toDeadline }
        : null;
    }
    case "owner_gone":
      return one.owner === null ? last : null;
    case "sponsor_gone":
      return one.sponsor_left ? last : null;
    case "put_off":
      return one.put_off >= figures.putOffTimes.value ? { by: week.to, days: null } : null;
    case "dark":
      return silent !== null && silent > figures.darkDays.value[one.touch] ? { by: week.to, days: silent } : null;
  }
}

/** Reasons whose talk can turn into more work: a notice, its last day in this week, an escalation. */
export function isHot({ reason, days }: Must, figures: WeekFigures): boolean {
  if (reason === "opt_out_near") return days !== null && days <= figures.lastDays.value;
  return reason === "notice_given" || reason === "escalation_open";
}

/**
 * Why an account must be worked on this week, the gravest reason first. `owners` is false where the whole book names no owner: then none is gone.
 * @example mustsOf(account, weekOf("2026-11-30"), figures, true).map(({ reason }) => reason) // ["promise_overdue", "dark"]
 */
export function mustsOf(one: WeekAccount, week: Week, figures: WeekFigures, owners: boolean): Must[] {
  return figures.musts.value.flatMap(({ reason, action, ...byTouch }) => {
    const found = reason === "owner_gone" && !owners ? null : due(reason, one, week, figures);
    return found === null ? [] : [{ reason, action, ...found, hours: byTouch[one.touch] }];
  });
}
