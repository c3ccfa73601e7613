import * as z from "zod";
import type { Findings } from "../../core/answer.ts";
import { addDays, dayNumber } from "../../core/dates.ts";
import { type FigureReference, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { Touch } from "../../core/vocabulary.ts";

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
export type PlaybookReads = Record<PlaybookKind, FigureReference<typeof PlaybookOutlines>> &
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

export interface CapacityRequest {
  runs_a_year?: number;
  capacity?: {
    accounts?: number;
    triggered_share?: number;
    customer_hours?: number;
    hours_per_csm?: number;
    csms?: number;
  };
}

export interface YearlyHours extends Findings {
  runs_a_year: number;
  hours_a_year: number;
  /** Hours the team has for customers in a year; null where nobody said. */
  customer_hours: number | null;
  /** Hours of this playbook over those hours. */
  capacity_share: number | null;
}

function runs({ runs_a_year, capacity = {} }: CapacityRequest): number {
  const { accounts, triggered_share } = capacity;
  const pair = accounts !== undefined || triggered_share !== undefined;
  if (runs_a_year !== undefined && pair)
    throw new Problem({
      what: "runs_a_year and accounts with triggered_share both say how often it runs.",
      remedy: "Give one of them.",
    });
  if (runs_a_year !== undefined) return runs_a_year;
  if (accounts === undefined || triggered_share === undefined)
    throw new Problem({
      what: "capacity: nothing says how often the playbook runs in a year.",
      remedy: "Give runs_a_year, or accounts and triggered_share, the share of them that triggers it in a year.",
    });
  return accounts * triggered_share;
}

function available({ customer_hours, hours_per_csm, csms }: NonNullable<CapacityRequest["capacity"]>): number | null {
  const pair = hours_per_csm !== undefined || csms !== undefined;
  if (customer_hours !== undefined && pair)
    throw new Problem({
      what: "capacity: customer_hours and hours_per_csm with csms both say how many hours there are.",
      remedy: "Give one of them.",
    });
  if (customer_hours !== undefined) return customer_hours;
  if (!pair) return null;
  if (hours_per_csm === undefined || csms === undefined)
    throw new Problem({
      what: `capacity: ${hours_per_csm === undefined ? "hours_per_csm" : "csms"} is missing.`,
      remedy: "Give both: hours a year that one CSM has for customers, and the number of CSMs.",
    });
  return hours_per_csm * csms;
}

/**
 * What a playbook takes of a team's year: runs times hours a run, and its share of the hours the team has for customers.
 * Null when the question was not asked. Units: runs, hours, a fraction. Throws Problem for half an answer or two answers to one question.
 * @example yearlyHours({ runs_a_year: 18, capacity: { customer_hours: 3384 } }, run, [])?.hours_a_year // 54
 */
export function yearlyHours(
  request: CapacityRequest,
  { kind, touch, hours_per_run }: { kind: PlaybookKind; touch: Touch; hours_per_run: number },
  counted: z.infer<typeof HoursCounted>,
): YearlyHours | null {
  if (request.runs_a_year === undefined && request.capacity === undefined) return null;
  const runs_a_year = runs(request);
  const hours_a_year = runs_a_year * hours_per_run;
  const customer_hours = available(request.capacity ?? {});
  const capacity_share = customer_hours === null || customer_hours === 0 ? null : hours_a_year / customer_hours;
  if (![hours_a_year, customer_hours ?? 0, capacity_share ?? 0].every(Number.isFinite))
    throw new Problem({
      what: "capacity: these numbers are too large, or too far apart, to compute with.",
      remedy: "Give runs and hours of one year.",
    });
  const line = counted.find((one) => one.kind === kind && one.touches.includes(touch));
  const over = customer_hours !== null && hours_a_year > customer_hours;
  const reason =
    customer_hours === null
      ? "Nothing says how many hours the team has for customers: give customer_hours, or hours_per_csm and csms."
      : "The team has 0 hours for customers, and a share of nothing is not defined.";
  return {
    runs_a_year,
    hours_a_year,
    customer_hours,
    capacity_share,
    warnings: over
      ? [
          {
            code: "over_capacity",
            message: "This playbook alone needs more hours a year than the team has for customers.",
          },
        ]
      : [],
    assumptions: [
      {
        what: "Hours counted once",
        value:
          line === undefined
            ? "on top of an account's ordinary hours"
            : `inside an account's ordinary hours (${line.counted_as})`,
        why: "playbooks-catalogue says which kinds size_team holds in the hours of an account already.",
        if_wrong: line === undefined ? "The team looks too busy." : "Adding them again makes the team look too busy.",
      },
    ],
    undefined: [
      ...(customer_hours === null ? [{ field: "customer_hours", reason }] : []),
      ...(capacity_share === null ? [{ field: "capacity_share", reason }] : []),
    ],
  };
}
