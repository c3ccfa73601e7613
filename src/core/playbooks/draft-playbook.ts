import type * as z from "zod";
import type { Findings } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { automationLines } from "./automation-lines.ts";
import { checkDates } from "./check-dates.ts";
import { dateSteps, type StepCalendar } from "./date-steps.ts";
import { draftFindings } from "./draft-findings.ts";
import type { Anchor, NoRun, PlaybookChecks, PlaybookKind, PlaybookMessages, PlaybookOutlines, PlaybookStep } from "./figures.ts";
import { fieldsOf, fillText } from "./fill-text.ts";
import { hoursPerRun } from "./hours-per-run.ts";
import { type MergeRequest, mergeValues } from "./merge-values.ts";
import { type AnchorRequest, playbookAnchor } from "./playbook-anchor.ts";
import type { MergeField, Playbook } from "./playbook-shape.ts";

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
