import type { Assumption, Warning } from "../../core/answer.ts";
import { businessDay, daysBetween } from "../../core/dates.ts";
import { brief, listed, plural, sentence } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { MergeField, Playbook, PlaybookDraft, PlaybookRequest } from "./draft-playbook.ts";
import type { DatedStep, StepCalendar } from "./figures.ts";
import { lastDay } from "./moves.ts";
import type { PlaybookReview } from "./review-playbook.ts";
import { type Fault, hoursPerRun } from "./rewrite-text.ts";

interface DraftFields {
  playbook: Playbook;
  hours_per_run: number;
  runs_a_year?: number;
  hours_a_year?: number;
  capacity_share?: Known<number>;
  merge_fields: readonly MergeField[];
}

/** @example hours(14) // "14 hours" */
export const hours = (amount: number): string => `${decimal(amount)} ${amount === 1 ? "hour" : "hours"}`;

function datesOf({ steps, anchor, anchor_date }: Playbook, renewalDate: string | undefined, actBy: string | null): string {
  const [first, last] = [steps[0]?.date ?? null, steps.at(-1)?.date ?? null];
  const dates =
    first === null
      ? `It has no date to start from, so days are counted from the ${anchor.replaceAll("_", " ")}.`
      : `The first step is due on ${first}, the last on ${last}.`;
  if (anchor !== "opt_out_deadline") return dates;
  if (anchor_date !== null)
    return actBy === anchor_date || actBy === null
      ? `${dates} The customer can opt out until ${anchor_date}; the decision has to be in writing before that.`
      : `${dates} The customer can opt out until ${anchor_date}, a day off: the decision has to be in writing by ${actBy}.`;
  return renewalDate !== undefined
    ? `${dates} The notice period is unknown, so these are the latest possible dates and the real deadline may be much earlier: look it up first.`
    : `${dates} The decision has to be in writing before that deadline.`;
}

function yearOf({ runs_a_year, hours_a_year, capacity_share }: DraftFields): string {
  if (runs_a_year === undefined || hours_a_year === undefined) return "";
  const share =
    capacity_share === undefined || !isKnown(capacity_share)
      ? ""
      : `, ${percent(capacity_share)} of the team's hours for customers`;
  return ` ${decimal(runs_a_year)} runs a year take ${hours(hours_a_year)}${share}.`;
}

/** The answer of a draft in a few sentences. @example draftSummary(fields, {}) // "High-touch renewal playbook: 9 steps, ..." */
export function draftSummary(
  fields: DraftFields,
  asked: { account?: string; renewal_date?: string; act_by?: string | null },
): string {
  const { playbook, hours_per_run, merge_fields } = fields;
  const { kind, touch, steps } = playbook;
  const name = `${touch}-touch ${kind.replaceAll("_", "-")} playbook${asked.account === undefined ? "" : ` for ${asked.account}`}`;
  const open = merge_fields.filter(({ value }) => value === null);
  const messages =
    open.length === 0
      ? ""
      : `The messages still lack ${plural(open.length, "field")}: ${open.map(({ field }) => field).join(", ")}.`;
  return brief([
    `${sentence(name)}: ${plural(steps.length, "step")}, ${hours(hours_per_run)} of customer-success work.${yearOf(fields)}`,
    datesOf(playbook, asked.renewal_date, asked.act_by ?? null),
    messages,
  ]);
}

/** What a leader does with a draft, and what it rests on. */
export function draftAdvice(fields: DraftFields) {
  const { playbook, merge_fields } = fields;
  const first = playbook.steps.find(({ past }) => past !== true) ?? playbook.steps[0];
  const open = merge_fields.filter(({ value }) => value === null).map(({ field }) => field.replaceAll("_", " "));
  return {
    because: [
      `It is over when: ${playbook.exit_criteria.join("; ")}.`,
      `${playbook.stop_rule}.`,
      `Called in when it stalls: ${playbook.escalation[0]}.`,
    ].filter((line) => !line.startsWith(".")),
    do_next: [
      ...(first === undefined ? [] : [`${first.owner}, ${first.date ?? `day ${first.day}`}: ${first.action}.`]),
      ...(open.length === 0 ? [] : [`Whoever runs it fills in ${listed(open)} before a message goes out.`]),
    ],
  };
}

const faultNames: Record<Fault, string> = {
  vague_trigger: "a trigger nobody could test",
  missing_owner: "a missing owner",
  missing_timeline: "missing dates",
  missing_steps: "no steps",
  generic_step: "steps that could mean anything",
  overload: "too much work at once",
  missing_exit: "no end that could be tested",
  missing_metric: "no measure of success",
  missing_escalation: "nobody to call when it stalls",
};

/** The answer of a review in a few sentences. @example reviewSummary(review) // "Nothing to fix ..." */
export function reviewSummary({ findings, steps_found, nearest, foreign }: PlaybookReview): string {
  if (foreign !== null) {
    const days =
      foreign.days.length === 0
        ? ""
        : ` It has ${plural(foreign.days.length, "step")}, on ${listed(foreign.days.map((one) => `day ${one}`))}.`;
    const parts = foreign.parts.length === 0 ? "" : ` Labels for ${listed(foreign.parts)} are there.`;
    return `The text is ${foreign.language ?? "not English"}, so its wording was not checked and nothing is called missing.${days}${parts} Send it in English for a check.`;
  }
  const found = isKnown(findings) ? findings : [];
  const steps = isKnown(steps_found) ? steps_found : 0;
  const names = [...new Set(found.map(({ fault }) => faultNames[fault]))];
  const verdict =
    found.length === 0
      ? `Nothing to fix was found${steps === 0 ? "" : ` in ${plural(steps, "step")}`}: trigger, owner, dates, end, measure and escalation are there and can be tested.`
      : `${plural(found.length, "thing")} to fix: ${names.join("; ")}.`;
  const source =
    found.length === 0 || !isKnown(nearest)
      ? ""
      : `Each comes with words to put there, taken from the ${nearest.touch}-touch ${nearest.kind.replaceAll("_", "-")} playbook.`;
  return brief([verdict, source, "The check matches words; whether the advice is right is for people to judge."]);
}

/** What a review should make its reader ask. */
export function reviewFindings({ foreign, self_running }: PlaybookReview): { warnings: Warning[]; assumptions: Assumption[] } {
  const warnings: Warning[] = [];
  if (foreign !== null)
    warnings.push({
      code: "not_english",
      message: "The check knows English words only: days and labels were read, wording was not.",
    });
  else if (!self_running)
    warnings.push({
      code: "automation_unsaid",
      message: "Nothing says what runs by itself. That is no fault; say which field opens the run, or that a person does.",
    });
  return {
    warnings,
    assumptions: [
      {
        what: "How the text is read",
        value: foreign === null ? "English words, by playbooks-text-review" : "days and labels alone",
        why: "Headings, labels, lists, tables and sentences are matched with word lists; fenced and quoted lines are taken for messages and left out.",
        if_wrong: "A part said in other words is reported as missing, and a part only mentioned passes.",
      },
    ],
  };
}

/** A run that ends after the customer's last day to opt out comes too late. */
export function lastDayWarnings(request: PlaybookRequest, { steps, anchor }: Playbook): Warning[] {
  const [day, end] = [lastDay(request), steps.at(-1)?.date ?? null];
  if (anchor !== "trigger" || day === null || end === null || day >= end) return [];
  const by = businessDay(day, -1, new Set(request.holidays ?? []));
  const off = by === day ? "" : ` (a day off, so by ${by})`;
  const message = `The customer's last day to opt out, ${day}${off}, comes before the last step, ${end}: count back from it with the renewal playbook and shorten this one.`;
  return [{ code: "last_day_first", message }];
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

type Draft = Pick<PlaybookDraft, "playbook" | "hours_per_run" | "merge_fields" | "calendar">;

function assumptions(request: PlaybookRequest, rule: string, hours: number, dated: boolean): Assumption[] {
  const found: Assumption[] = [
    {
      what: "Hours per step",
      value: `${hours} hours a run`,
      why: `No source times the steps; ${rule} holds working assumptions.`,
      if_wrong: "All hours move in proportion; time three runs to replace them.",
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
 * What to know before trusting a draft: its warnings and what it assumes. Units: days, hours. Throws nothing.
 * @example draftFindings(draft, request, "playbooks-renewal").assumptions[0].what // "Hours per step"
 */
export function draftFindings(
  draft: Draft,
  request: PlaybookRequest,
  rule: string,
): { warnings: Warning[]; assumptions: Assumption[] } {
  const { playbook, merge_fields, hours_per_run, calendar } = draft;
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
  return { warnings, assumptions: assumptions(request, rule, hours_per_run, dated) };
}
