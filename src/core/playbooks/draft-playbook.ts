import type { Findings } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { checkDates } from "./check-dates.ts";
import { dateSteps, type StepCalendar } from "./date-steps.ts";
import type { Anchor, DraftedKind, PlaybookChecks, PlaybookOutlines, PlaybookStep } from "./figures.ts";
import { hoursPerRun } from "./hours-per-run.ts";
import { type AnchorRequest, playbookAnchor } from "./playbook-anchor.ts";
import type { Playbook } from "./playbook-shape.ts";
import { timingWarnings } from "./timing-warnings.ts";

export interface PlaybookRequest extends AnchorRequest {
  kind: DraftedKind;
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
}

export interface PlaybookDraft extends Findings {
  playbook: Playbook;
  hours_per_run: number;
  /** Hours due up to the deadline, meeting or closing; null for a playbook that runs forward from a start. */
  hours_before_deadline: number | null;
}

const runsToDeadline: readonly Anchor[] = ["opt_out_deadline", "meeting", "close"];

/**
 * One playbook for one touch model, its steps on working days where a date is given and in relative days where none is.
 * Units: calendar days, hours of customer-success work for one account. Throws Problem for a touch model the rule lacks,
 * for a date that does not exist, and for a date of the wrong kind.
 * @example draftPlaybook({ kind: "onboarding", touch: "high", start: "2026-01-12" }, rule).hours_per_run // 20
 */
export function draftPlaybook(request: PlaybookRequest, rule: PlaybookRule): PlaybookDraft {
  const { kind, touch } = request;
  const outline = rule.outlines.find((candidate) => candidate.touch === touch);
  const own = rule.steps.filter((step) => step.touch === touch);
  if (!outline || own.length === 0)
    throw new Problem({
      what: `${rule.rule} has no ${kind} playbook for ${touch} touch.`,
      remedy: "Add a line to its figures playbook and steps, or ask for another touch.",
    });
  const holidays = request.holidays ?? [];
  checkDates({
    start: request.start,
    renewal_date: request.renewal_date,
    as_of: request.as_of,
    ...Object.fromEntries(holidays.map((date, index) => [`holidays[${index}]`, date])),
  });

  const { anchor_date, reason, count_from } = playbookAnchor(outline.anchor, request);
  const calendar: StepCalendar = {
    anchor: outline.anchor,
    count_from,
    renewal_date: request.renewal_date ?? null,
    holidays: new Set(holidays),
    as_of: request.as_of ?? null,
  };
  const steps = dateSteps(own, calendar);
  const texts = (part: PlaybookChecks[number]["part"]) =>
    rule.checks.filter((check) => check.part === part && check.touches.includes(touch)).map((check) => check.text);
  const toDeadline = runsToDeadline.includes(outline.anchor);
  const undefinedFields: Findings["undefined"] = [];
  if (reason !== null) undefinedFields.push({ field: "playbook.anchor_date", reason });
  if (count_from === null) undefinedFields.push({ field: "playbook.steps[].date", reason: reason ?? "" });
  if (count_from === null || request.as_of === undefined)
    undefinedFields.push({
      field: "playbook.steps[].past",
      reason: count_from === null ? "A step without a date is neither past nor ahead." : "as_of is not given.",
    });
  if (!toDeadline)
    undefinedFields.push({
      field: "hours_before_deadline",
      reason: "This playbook runs forward from its start and has no deadline.",
    });

  return {
    playbook: {
      kind,
      touch,
      trigger: outline.trigger,
      owner: outline.owner,
      anchor: outline.anchor,
      anchor_date,
      steps,
      exit_criteria: texts("exit"),
      metrics: texts("metric"),
      automation: texts("automation"),
      escalation: texts("escalation"),
    },
    hours_per_run: hoursPerRun(steps),
    hours_before_deadline: toDeadline
      ? hoursPerRun(steps.filter((step) => step.counted_from === outline.anchor && step.day <= 0))
      : null,
    warnings: timingWarnings(steps, calendar, anchor_date),
    assumptions: assumptions(request, rule, hoursPerRun(steps), count_from !== null),
    undefined: undefinedFields,
  };
}

function assumptions(request: PlaybookRequest, rule: PlaybookRule, hours: number, dated: boolean): Findings["assumptions"] {
  const found: Findings["assumptions"] = [
    {
      what: "Hours per step",
      value: `${hours} hours a run`,
      why: `No source times the steps; ${rule.rule} holds working assumptions.`,
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
