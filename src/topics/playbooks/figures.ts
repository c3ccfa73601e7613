import * as z from "zod";
import { addDays, businessDay, dayNumber } from "../../core/dates.ts";
import { type FigureReference, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";

/** The kinds of playbook the catalogue lists. */
export const PlaybookKind = z.enum([
  "onboarding",
  "adoption",
  "expansion",
  "renewal",
  "advocacy",
  "at_risk",
  "escalation",
  "champion_change",
  "sponsor_loss",
  "qbr",
  "ebr",
  "success_plan",
  "handoff",
  "plateau",
  "single_threaded",
  "new_stakeholder",
]);
export type PlaybookKind = z.infer<typeof PlaybookKind>;

/** The kinds that have steps of their own: all of them. */
export const draftedKinds = PlaybookKind.options;

/** What day 0 of a playbook is. */
export const Anchor = z.enum(["start", "trigger", "opt_out_deadline", "meeting", "close"]);
export type Anchor = z.infer<typeof Anchor>;

/** Who starts a playbook and on what sign: one line a touch model. */
export const PlaybookOutlines = z.array(
  z.strictObject({ touch: Touch, anchor: Anchor, owner: z.string().min(1), trigger: z.string().min(1) }),
);
export type PlaybookOutlines = z.infer<typeof PlaybookOutlines>;

/** One step: days from the anchor (negative is before), who does what, through which channel, and what exists afterwards. */
export const PlaybookStep = z.strictObject({
  touch: Touch,
  day: shown.days().multipleOf(1),
  action: z.string().min(1),
  owner: z.string().min(1),
  channel: z.string().min(1),
  output: z.string().min(1),
  /** Hours of customer-success work for one account; in a group step the account's share. */
  hours: shown.hours().min(0),
  /** Set on the steps of a renewal that belong to the renewal date and not to the opt-out deadline. */
  counted_from: z.literal("renewal_date").optional(),
  /** A test on fields; the step is left out for an account that fails it. */
  only_if: z.string().min(1).optional(),
  /** Set where the step cannot fall on the day of the one above it. */
  another_day: z.literal(true).optional(),
});
export type PlaybookStep = z.infer<typeof PlaybookStep>;
export const PlaybookSteps = z.array(PlaybookStep);

const check = { touches: z.array(Touch).min(1), text: z.string().min(1) };

/** How everybody knows it is over, whether it works, who is called when it stalls, and what runs by itself on which test of which fields. */
export const PlaybookChecks = z.array(
  z.discriminatedUnion("part", [
    z.strictObject({ part: z.enum(["exit", "metric", "escalation"]), ...check }),
    z.strictObject({ part: z.literal("automation"), ...check, when: z.string().min(1), needs: z.array(z.string()).min(1) }),
  ]),
);
export type PlaybookChecks = z.infer<typeof PlaybookChecks>;

/** What the step of a day can send; names in braces are filled from the input. */
export const PlaybookMessages = z.array(
  z.strictObject({ touch: Touch, day: shown.days().multipleOf(1), subject: z.string().min(1), text: z.string().min(1) }),
);
export type PlaybookMessages = z.infer<typeof PlaybookMessages>;

const pages: Record<PlaybookKind, string> = {
  onboarding: "playbooks-onboarding",
  adoption: "playbooks-adoption",
  expansion: "playbooks-expansion",
  renewal: "playbooks-renewal",
  advocacy: "playbooks-advocacy",
  at_risk: "playbooks-at-risk",
  escalation: "playbooks-escalation",
  champion_change: "playbooks-champion-change",
  sponsor_loss: "playbooks-sponsor-loss",
  qbr: "playbooks-qbr",
  ebr: "playbooks-ebr",
  success_plan: "playbooks-success-plan",
  handoff: "playbooks-handoff",
  plateau: "playbooks-adoption-plateau",
  single_threaded: "playbooks-single-threaded",
  new_stakeholder: "playbooks-new-stakeholder",
};

/** The steps of one kind as its page holds them. @example stepsFigure("renewal").rule // "playbooks-renewal" */
export const stepsFigure = (kind: PlaybookKind) => figure(pages[kind], "steps", PlaybookSteps);

/** The figures of every kind: who starts it, its steps, its checks and its messages. */
type PlaybookReads = Record<PlaybookKind, FigureReference<typeof PlaybookOutlines>> &
  Record<`${PlaybookKind}_steps`, FigureReference<typeof PlaybookSteps>> &
  Record<`${PlaybookKind}_checks`, FigureReference<typeof PlaybookChecks>> &
  Record<`${PlaybookKind}_messages`, FigureReference<typeof PlaybookMessages>>;

export const playbookReads = Object.fromEntries(
  PlaybookKind.options.flatMap((kind): [string, FigureReference][] => [
    [kind, figure(pages[kind], "playbook", PlaybookOutlines)],
    [`${kind}_steps`, stepsFigure(kind)],
    [`${kind}_checks`, figure(pages[kind], "checks", PlaybookChecks)],
    [`${kind}_messages`, figure(pages[kind], "messages", PlaybookMessages)],
  ]),
) as PlaybookReads;

/** Kinds without a run for a touch model, and what to do instead. */
export const NoRun = z.array(z.strictObject({ kind: PlaybookKind, touch: Touch, why: z.string(), instead: z.string() }));
/** Kinds whose hours stand in the yearly hours of an account already, and under which line. */
export const HoursCounted = z.array(
  z.strictObject({ kind: PlaybookKind, touches: z.array(Touch).min(1), counted_as: z.string() }),
);
export const noRunFigure = figure("playbooks-catalogue", "no_run", NoRun);
export const hoursCountedFigure = figure("playbooks-catalogue", "hours_counted", HoursCounted);
/** When a run is stopped before its end, by kind. */
export const StopRules = z.array(z.strictObject({ kind: PlaybookKind, stop: z.string() }));
export const stopRulesFigure = figure("playbooks-catalogue", "stop_rules", StopRules);

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
    // A run that a trigger opened still has a customer with a last day to opt out.
    if (given.length > 0 && anchor !== "trigger")
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

/** A step with its date; null where nothing says when the playbook starts. */
export const DatedStep = z.strictObject({
  day: shown.days(),
  /** What `day` counts from: the playbook's anchor, or the renewal date for what follows the deadline. */
  counted_from: z.enum([...Anchor.options, "renewal_date"]),
  date: IsoDate.nullable(),
  action: z.string(),
  owner: z.string(),
  channel: z.string(),
  output: z.string(),
  hours: shown.hours(),
  /** True when the date lies before `as_of`; null without a date or without `as_of`. */
  past: z.boolean().nullable(),
  /** A test on fields: the step is left out for an account that fails it. */
  only_if: z.string().optional(),
});
export type DatedStep = z.infer<typeof DatedStep>;

/** Anchors that work runs up to; from the others it runs forward. */
export const runsToDeadline: readonly Anchor[] = ["opt_out_deadline", "meeting", "close"];

export interface StepCalendar {
  anchor: Anchor;
  /** ISO date that the days are counted from, or null. */
  count_from: string | null;
  renewal_date: string | null;
  holidays: ReadonlySet<string>;
  as_of: string | null;
}

/** A step that fell on a public holiday: the day it would have had, and the day it has. */
export interface MovedStep {
  day: number;
  from: string;
  to: string;
}

/** The steps whose own day is one of the holidays. @example movedSteps(steps, calendar) // [{ day: 21, from: "2027-03-29", to: "2027-03-30" }] */
export function movedSteps(steps: readonly DatedStep[], { count_from, renewal_date, holidays }: StepCalendar): MovedStep[] {
  return steps.flatMap(({ day, counted_from, date }) => {
    const origin = counted_from === "renewal_date" ? renewal_date : count_from;
    const from = origin === null ? null : addDays(origin, day);
    return from !== null && date !== null && holidays.has(from) ? [{ day, from, to: date }] : [];
  });
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
 * a step before a deadline to the one before. A date is never earlier than that of the step above it, and later where the step says so: what a
 * meeting agrees is not delivered on the day of the meeting because a weekend lies between.
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
  return ordered.map(({ day, counted_from, action, owner, channel, output, hours, only_if, another_day }) => {
    const origin = counted_from === "renewal_date" ? calendar.renewal_date : calendar.count_from;
    let date: string | null = null;
    if (origin !== null) {
      date = businessDay(addDays(origin, day), directions[counted_from], calendar.holidays);
      if (date < above) date = above;
      if (date === above && another_day) date = businessDay(addDays(date, 1), 1, calendar.holidays);
      above = date;
    }
    const past = date === null || calendar.as_of === null ? null : date < calendar.as_of;
    const step = { day, counted_from, date, action, owner, channel, output, hours, past };
    return only_if === undefined ? step : { ...step, only_if };
  });
}
