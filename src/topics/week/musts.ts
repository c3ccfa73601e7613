import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
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

/** What beside the account decides by when its work is due. */
export interface Due {
  week: Week;
  /** False where the whole book names no owner: then none is gone. */
  owners: boolean;
  /** Days on which nobody works. */
  off: ReadonlySet<string>;
  /** Until when the owner is away; null where they are here. */
  until: string | null;
  /** Whether the account holds so much of the money that its silence counts. */
  large: boolean;
}

/** The last working day on which something due on a day can be done. @example workDay("2026-12-05", { from: "2026-11-30", to: "2026-12-06" }, new Set()) // "2026-12-04" */
export function workDay(day: string, { from }: Week, off: ReadonlySet<string>): string {
  const last = businessDay(day, -1, off);
  return last < from ? from : last;
}

/** The share by which usage fell, where it fell so far that it says something; null else. */
export function usageFall(
  { usage_before, usage_now }: Pick<WeekAccount, "usage_before" | "usage_now">,
  { usageFall: { value } }: WeekFigures,
): number | null {
  if (usage_before === null || usage_now === null || usage_before < value.least) return null;
  const fall = (usage_before - usage_now) / usage_before;
  return fall >= value.share ? fall : null;
}

/** The next meeting or planned thing of an account from a day on: a column of next things, or a day in its note. */
export function appointmentOf(one: WeekAccount, from: string): { date: string; hours: number | null } | null {
  const written = one.read?.meeting ?? null;
  const planned = one.next_on !== null && one.next_on >= from ? { date: one.next_on, hours: one.next_hours } : null;
  if (planned === null || (written !== null && written.date < planned.date)) return written ?? planned;
  return planned;
}

/** By when each reason must be seen to, and the days it rests on; null where it does not hold. */
function due(
  reason: MustReason,
  one: WeekAccount,
  { week, owners, off, until, large }: Due,
  figures: WeekFigures,
): { by: string; days: number | null } | null {
  const silent = silence(one, week);
  const toDeadline = one.deadline === null ? null : daysBetween(week.from, one.deadline);
  const first = { by: week.from, days: null };
  const last = { by: week.to, days: null };
  /** The end of what this week looks at: its last day, or the day before an absent owner is back. */
  const horizon = until === null || until <= week.to ? week.to : addDays(until, -1);
  const here = until === null;
  const within = (day: string) => (day < week.to ? day : week.to);
  const ends = one.auto_renew === false && one.renewal_date !== null;
  const renewed = one.read?.kinds.includes("renewed") === true;
  const insolvent = one.read?.kinds.includes("insolvent") === true;
  switch (reason) {
    case "notice_given":
      return one.notice_served ? first : null;
    case "notice_asked":
      return one.notice_asked ? first : null;
    case "deadline_passed":
      return here &&
        !renewed &&
        // A column that says yes has answered it, unless they wrote that they go: they are owed a reply.
        (one.auto_renew === null || one.read?.kinds.includes("leaving") === true) &&
        !one.notice_served &&
        one.deadline_known &&
        toDeadline !== null &&
        toDeadline < 0 &&
        one.renewal_date !== null &&
        one.renewal_date >= week.from
        ? { by: one.auto_renew === true ? week.to : week.from, days: -toDeadline }
        : null;
    case "promise_overdue":
      return one.promise_due !== null && one.promise_due <= week.from
        ? { by: week.from, days: daysBetween(one.promise_due, week.from) }
        : null;
    case "promise_due": {
      if (one.promise_due === null || one.promise_due <= week.from || one.promise_due > horizon) return null;
      return { by: within(workDay(one.promise_due, week, off)), days: daysBetween(week.from, one.promise_due) };
    }
    case "escalation_open":
      return one.escalations > 0 ? first : null;
    case "ends_unsigned": {
      if (!ends || renewed || one.notice_served || one.renewal_date! < week.from) return null;
      const left = daysBetween(week.from, one.renewal_date!);
      return left <= figures.signDays.value ? { by: within(workDay(one.renewal_date!, week, off)), days: left } : null;
    }
    case "opt_out_near": {
      if (toDeadline === null || toDeadline < 0 || ends || insolvent || renewed) return null;
      // Who has written that they go on is asked no more, where nothing else speaks against it.
      const said = one.read?.kinds ?? [];
      if (said.includes("continues") && !said.includes("leaving") && !said.includes("rival")) return null;
      const near = toDeadline <= figures.optOutDays.value || (!here && one.deadline! <= horizon);
      const talked = silent !== null && silent <= figures.talkDays.value;
      const doubtful =
        one.light === "red" ||
        one.light === "yellow" ||
        (one.health !== null && one.health < figures.atRiskBelow.value) ||
        usageFall(one, figures) !== null ||
        said.some((kind) => kind === "leaving" || kind === "rival" || kind === "person");
      // In the last days a talk of last week is no answer, nor is it where something else speaks against it.
      return near && (!talked || !here || doubtful || toDeadline <= figures.lastDays.value)
        ? { by: within(workDay(one.deadline!, week, off)), days: toDeadline }
        : null;
    }
    case "appointment": {
      const next = appointmentOf(one, week.from);
      return next !== null && next.date <= week.to ? { by: next.date, days: daysBetween(week.from, next.date) } : null;
    }
    case "owner_gone":
      return here && owners && one.owner === null ? last : null;
    case "sponsor_gone":
      return here && one.sponsor_left ? last : null;
    case "usage_fall":
      return here &&
        usageFall(one, figures) !== null &&
        !one.read?.kinds.includes("artifact") &&
        toDeadline !== null &&
        toDeadline >= 0 &&
        toDeadline <= figures.prepareDays.value &&
        !insolvent
        ? last
        : null;
    case "put_off":
      return here && one.put_off >= figures.putOffTimes.value ? last : null;
    case "dark": {
      if (!here || insolvent || silent === null || silent <= figures.darkDays.value[one.touch]) return null;
      // Silence a year before anything can end is no fire.
      const far = toDeadline !== null && one.deadline_known && (toDeadline < 0 || toDeadline > figures.darkNearDays.value);
      return !far || large ? { by: week.to, days: silent } : null;
    }
  }
}

/** Reasons whose talk can turn into more work: a notice, its last day in this week, an escalation. */
export function isHot({ reason, days }: Must, figures: WeekFigures): boolean {
  if (reason === "opt_out_near") return days !== null && days <= figures.lastDays.value;
  return reason === "notice_given" || reason === "escalation_open";
}

/**
 * Why an account must be worked on this week, the gravest reason first. An account that must not be called before a day after the week waits, but for
 * what its own last day or a promise asks for.
 * @example mustsOf(account, { week, owners: true, off, until: null, large: false }, figures).map(({ reason }) => reason) // ["promise_overdue", "dark"]
 */
export function mustsOf(one: WeekAccount, given: Due, figures: WeekFigures): Must[] {
  const banned = one.read?.not_before !== null && one.read !== null && one.read.not_before > given.week.to;
  const found = figures.musts.value.flatMap(({ reason, action, ...byTouch }) => {
    const own = due(reason, one, given, figures);
    return own === null ? [] : [{ reason, action, ...own, hours: byTouch[one.touch] }];
  });
  const soft: readonly MustReason[] = ["dark", "put_off", "usage_fall", "owner_gone"];
  return banned ? found.filter(({ reason }) => !soft.includes(reason)) : found;
}
