import * as z from "zod";
import type { Findings, Warning } from "../../core/answer.ts";
import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import {
  Anchor,
  type AnchorRequest,
  checkDates,
  type NoRun,
  type PlaybookAnchor,
  type PlaybookChecks,
  PlaybookKind,
  type PlaybookMessages,
  type PlaybookOutlines,
  type PlaybookStep,
  playbookAnchor,
} from "./figures.ts";
import { hoursPerRun } from "./rewrite-text.ts";

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

/** A test on fields that a program can run, what it does then, and the fields it reads. */
export const AutomationLine = z.strictObject({ when: z.string(), do: z.string(), needs: z.array(z.string()) });
export type AutomationLine = z.infer<typeof AutomationLine>;

/** What the steps of a day can send, filled as far as the input goes. */
export const PlaybookMessage = z.strictObject({ day: shown.days(), subject: z.string(), text: z.string() });
export type PlaybookMessage = z.infer<typeof PlaybookMessage>;

/** A playbook for one account or one touch model. */
export const Playbook = z.strictObject({
  kind: PlaybookKind,
  touch: Touch,
  trigger: z.string(),
  owner: z.string(),
  anchor: Anchor,
  anchor_date: IsoDate.nullable(),
  steps: z.array(DatedStep),
  exit_criteria: z.array(z.string()),
  metrics: z.array(z.string()),
  automation: z.array(AutomationLine),
  escalation: z.array(z.string()),
  messages: z.array(PlaybookMessage),
});
export type Playbook = z.infer<typeof Playbook>;

/** A name in braces and what stands there now; null where nobody gave it. */
export const MergeField = z.strictObject({ field: z.string(), value: z.string().nullable() });
export type MergeField = z.infer<typeof MergeField>;

/** The field that holds what a step's day is counted from. */
const dateFields: Record<Anchor | "renewal_date", string> = {
  start: "start_date",
  trigger: "trigger_date",
  opt_out_deadline: "opt_out_deadline",
  meeting: "meeting_date",
  close: "close_date",
  renewal_date: "renewal_date",
};
const constants = new Set(["and", "or", "true", "false", "empty", "today"]);

function fieldsOfTest(test: string): string[] {
  return [...new Set(test.match(/[a-z][a-z0-9_]*/g) ?? [])].filter((word) => !constants.has(word));
}

/**
 * What a program can do by itself, each as a test on fields, an act and the fields it needs: the run's opening and stops as the rule has
 * them, one line for each step, and one for steps that are late. Dates are those of the steps; without them days count from the anchor's field.
 * Throws nothing.
 * @example automationLines(checks, steps)[1].when // "run_open = true and today >= 2026-01-12"
 */
export function automationLines(checks: PlaybookChecks, steps: readonly DatedStep[]): AutomationLine[] {
  const opening = checks.flatMap((check) =>
    check.part === "automation" ? [{ when: check.when, do: check.text, needs: check.needs }] : [],
  );
  const each = steps.map((step, index): AutomationLine => {
    const field = dateFields[step.counted_from];
    const due = step.date === null ? `today - ${field} >= ${step.day}` : `today >= ${step.date}`;
    const condition = step.only_if;
    const guarded = condition?.includes(" or ") ? `(${condition})` : condition;
    const byProgram = step.owner === "Program";
    return {
      when: ["run_open = true", due, ...(guarded === undefined ? [] : [guarded])].join(" and "),
      do: byProgram ? `Step ${index + 1}: run it (${step.channel})` : `Step ${index + 1}: open a task for ${step.owner}`,
      needs: ["run_open", ...(step.date === null ? [field] : []), ...(condition === undefined ? [] : fieldsOfTest(condition))],
    };
  });
  const late: AutomationLine = {
    when: "run_open = true and today > step_due_date and step_output = empty",
    do: "Remind the step's owner once, then follow the escalation",
    needs: ["run_open", "step_due_date", "step_output"],
  };
  return [...opening, ...each, late];
}

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

const FIELD = /\{([a-z][a-z0-9_]*)\}/g;

/** The names in braces, each once, in the order they appear. @example fieldsOf(["{account}: {goal}"]) // ["account", "goal"] */
export function fieldsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(FIELD)].map((match) => match[1]!)))];
}

/**
 * A text with the names in braces replaced, once; what is not known stays in braces, and braces inside a value are left alone.
 * Throws nothing.
 * @example fillText("{account}: {goal}", new Map([["account", "Acme"]])) // "Acme: {goal}"
 */
export function fillText(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(FIELD, (whole, field: string) => values.get(field) ?? whole);
}

export interface MergeRequest {
  account?: string;
  owner?: string;
  renewal_date?: string;
  merge?: Readonly<Record<string, string>>;
}

/**
 * What the names in braces stand for: the input's own fields, the dates the playbook found, and the caller's `merge`. Nothing else is known.
 * Throws Problem for an empty value, and for a name that `merge` gives another value than the rest of the input.
 * @example mergeValues({ account: "Acme" }, "meeting", anchor, steps).get("account") // "Acme"
 */
export function mergeValues(
  request: MergeRequest,
  { anchor, anchor_date }: Pick<PlaybookAnchor, "anchor_date"> & { anchor: string },
  steps: readonly DatedStep[],
): Map<string, string> {
  const known = new Map<string, string>();
  const meeting = steps.find((step) => step.counted_from === "meeting" && step.day === 0)?.date;
  const own: [string, string | null | undefined][] = [
    ["account", request.account],
    ["owner", request.owner],
    ["renewal_date", request.renewal_date],
    ["opt_out_deadline", anchor === "opt_out_deadline" ? anchor_date : undefined],
    ["meeting_date", meeting],
  ];
  for (const [field, value] of own) if (value !== undefined && value !== null) known.set(field, value);
  const given = Object.entries(request.merge ?? {});
  const empty = [...known, ...given].filter(([, value]) => value.trim() === "").map(([field]) => field);
  if (empty.length > 0)
    throw new Problem({
      what: `${empty.join(", ")}: no text to fill in.`,
      remedy: "Give the words to print, or leave the field out; it then stays in braces.",
    });
  const clashing = given.filter(([field, value]) => known.has(field) && known.get(field) !== value);
  if (clashing.length > 0)
    throw new Problem({
      what: "merge says something else than the rest of the input:",
      places: clashing.map(([field, value]) => `${field}: "${value}" against "${known.get(field)}"`),
      remedy: "Give each of them once.",
    });
  for (const [field, value] of given) known.set(field, value);
  return known;
}

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

type Draft = Pick<PlaybookDraft, "playbook" | "hours_per_run" | "hours_before_deadline" | "merge_fields">;

function whyNull(draft: Draft, request: PlaybookRequest, dated: boolean, reason: string | null): Findings["undefined"] {
  const open = draft.merge_fields.filter(({ value }) => value === null).map(({ field }) => field);
  const found: Findings["undefined"] = [];
  if (reason !== null) found.push({ field: "playbook.anchor_date", reason });
  if (!dated) found.push({ field: "playbook.steps[].date", reason: reason ?? "" });
  if (!dated || request.as_of === undefined)
    found.push({
      field: "playbook.steps[].past",
      reason: dated ? "as_of is not given." : "A step without a date is neither past nor ahead.",
    });
  if (draft.hours_before_deadline === null)
    found.push({
      field: "hours_before_deadline",
      reason: "This playbook runs forward from its start and has no deadline.",
    });
  if (open.length > 0)
    found.push({
      field: "merge_fields[].value",
      reason: `Not given, so they stay in braces: ${open.join(", ")}. Pass what you know as merge.`,
    });
  return found;
}

function assumptions(request: PlaybookRequest, rule: string, hours: number, dated: boolean): Findings["assumptions"] {
  const found: Findings["assumptions"] = [
    {
      what: "Hours per step",
      value: `${hours} hours a run`,
      why: `No source times the steps; ${rule} holds working assumptions.`,
      if_wrong: "The hours of a run, and the capacity planned from them, move in proportion. Time three runs to replace them.",
    },
  ];
  if (dated && !request.holidays?.length)
    found.push({
      what: "Holidays",
      value: "none",
      why: "No holidays were given, so only Saturdays and Sundays are days off.",
      if_wrong: "A step may fall on a day when nobody works.",
    });
  return found;
}

/**
 * What to know before trusting a draft: its warnings, what it assumes, and why a field of it is null.
 * Units: days, hours. Throws nothing.
 * @example draftFindings(draft, request, "playbooks-renewal", calendar, null).undefined // [{ field: "playbook.steps[].past", ... }]
 */
export function draftFindings(
  draft: Draft,
  request: PlaybookRequest,
  rule: string,
  calendar: StepCalendar,
  reason: string | null,
): Findings {
  const { playbook, merge_fields, hours_per_run } = draft;
  const dated = calendar.count_from !== null;
  const used = new Set(merge_fields.map(({ field }) => field));
  const given = [...(request.owner === undefined ? [] : ["owner"]), ...Object.keys(request.merge ?? {})];
  const unused = [...new Set(given)].filter((field) => !used.has(field));
  const warnings = timingWarnings(playbook.steps, calendar, playbook.anchor_date);
  if (unused.length > 0)
    warnings.push({
      code: "merge_unused",
      message: `No message of this playbook has a place for ${unused.join(", ")}. Its fields: ${[...used].join(", ") || "none"}.`,
    });
  return {
    warnings,
    assumptions: assumptions(request, rule, hours_per_run, dated),
    undefined: whyNull(draft, request, dated, reason),
  };
}

export interface PlaybookRequest extends AnchorRequest, MergeRequest {
  kind: PlaybookKind;
  touch: Touch;
  holidays?: readonly string[];
  as_of?: string;
}

/** What the rule of one kind says, for every touch model. */
export interface PlaybookRule {
  rule: string;
  outlines: PlaybookOutlines;
  steps: readonly PlaybookStep[];
  checks: PlaybookChecks;
  messages: PlaybookMessages;
  no_run: z.infer<typeof NoRun>;
}

export interface PlaybookDraft extends Findings {
  playbook: Playbook;
  hours_per_run: number;
  /** Hours due up to the deadline, meeting or closing; null for a playbook that runs forward from a start. */
  hours_before_deadline: number | null;
  /** Every name in braces of the messages, with what stands there now. */
  merge_fields: MergeField[];
}

export const runsToDeadline: readonly Anchor[] = ["opt_out_deadline", "meeting", "close"];

/** The outline and the steps of one touch model. Throws Problem, with what to do instead, where the kind has none. */
function linesOfTouch({ kind, touch }: PlaybookRequest, rule: PlaybookRule) {
  const outline = rule.outlines.find((candidate) => candidate.touch === touch);
  const steps = rule.steps.filter((step) => step.touch === touch);
  if (outline && steps.length > 0) return { outline, steps };
  const known = rule.no_run.find((line) => line.kind === kind && line.touch === touch);
  throw new Problem({
    what: `${rule.rule} has no ${kind} playbook for ${touch} touch${known === undefined ? "" : `: ${known.why}`}.`,
    remedy: known?.instead ?? "Add a line to its figures playbook and steps, or ask for another touch.",
  });
}

/**
 * One playbook for one touch model, its steps on working days where a date is given and in relative days where none is, its messages
 * filled as far as the input goes. Units: calendar days, hours of customer-success work for one account. Throws Problem for a touch model
 * the kind has no run for, for a date that does not exist, for a date of the wrong kind, and for a field given twice.
 * @example draftPlaybook({ kind: "onboarding", touch: "high", start: "2026-01-12" }, rule).hours_per_run // 20
 */
export function draftPlaybook(request: PlaybookRequest, rule: PlaybookRule): PlaybookDraft {
  const { kind, touch } = request;
  const { outline, steps: own } = linesOfTouch(request, rule);
  const { anchor, trigger, owner } = outline;
  const holidays = request.holidays ?? [];
  checkDates({
    start: request.start,
    renewal_date: request.renewal_date,
    as_of: request.as_of,
    ...Object.fromEntries(holidays.map((date, index) => [`holidays[${index}]`, date])),
  });

  const { anchor_date, reason, count_from } = playbookAnchor(anchor, request);
  const calendar: StepCalendar = {
    anchor,
    count_from,
    renewal_date: request.renewal_date ?? null,
    holidays: new Set(holidays),
    as_of: request.as_of ?? null,
  };
  const steps = dateSteps(own, calendar);
  const checks = rule.checks.filter((check) => check.touches.includes(touch));
  const texts = (part: PlaybookChecks[number]["part"]) =>
    checks.filter((check) => check.part === part).map((check) => check.text);
  const messages = rule.messages.filter((message) => message.touch === touch);
  const values = mergeValues(request, { anchor, anchor_date }, steps);
  const merge_fields = fieldsOf(messages.flatMap(({ subject, text }) => [subject, text])).map((field) => ({
    field,
    value: values.get(field) ?? null,
  }));
  const hours_before_deadline = runsToDeadline.includes(anchor)
    ? hoursPerRun(steps.filter((step) => step.counted_from === anchor && step.day <= 0))
    : null;
  const playbook: Playbook = {
    kind,
    touch,
    trigger,
    owner,
    anchor,
    anchor_date,
    steps,
    exit_criteria: texts("exit"),
    metrics: texts("metric"),
    automation: automationLines(checks, steps),
    escalation: texts("escalation"),
    messages: messages.map(({ day, subject, text }) => ({
      day,
      subject: fillText(subject, values),
      text: fillText(text, values),
    })),
  };
  const draft = { playbook, hours_per_run: hoursPerRun(steps), hours_before_deadline, merge_fields };
  return { ...draft, ...draftFindings(draft, request, rule.rule, calendar, reason) };
}
