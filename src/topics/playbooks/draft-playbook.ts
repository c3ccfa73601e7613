import * as z from "zod";
import type { Figures } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import {
  Anchor,
  type AnchorRequest,
  checkDates,
  DatedStep,
  dateSteps,
  type NoRun,
  noRunFigure,
  type PlaybookAnchor,
  type PlaybookChecks,
  PlaybookKind,
  type PlaybookMessages,
  type PlaybookOutlines,
  type PlaybookStep,
  playbookAnchor,
  playbookReads,
  runsToDeadline,
  type StepCalendar,
  type StopRules,
  stopRulesFigure,
} from "./figures.ts";
import { hoursPerRun } from "./rewrite-text.ts";

/** A name in braces and what stands there now; null where nobody gave it. */
export const MergeField = z.strictObject({ field: z.string(), value: z.string().nullable() });
export type MergeField = z.infer<typeof MergeField>;

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

interface MergeRequest {
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

/** A test on fields that a program can run, what it does then, and the fields it reads. */
const AutomationLine = z.strictObject({ when: z.string(), do: z.string(), needs: z.array(z.string()) });
type AutomationLine = z.infer<typeof AutomationLine>;

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
 * them, one line for each step, and one for steps that are late. Days count from the anchor's field, so that one set of rules serves every account.
 * Throws nothing.
 * @example automationLines(checks, steps)[1].when // "run_open = true and today - start_date >= 0"
 */
export function automationLines(checks: PlaybookChecks, steps: readonly DatedStep[]): AutomationLine[] {
  const opening = checks.flatMap((check) =>
    check.part === "automation" ? [{ when: check.when, do: check.text, needs: check.needs }] : [],
  );
  const each = steps.map((step, index): AutomationLine => {
    const field = dateFields[step.counted_from];
    const due = `today - ${field} >= ${step.day}`;
    const condition = step.only_if;
    const guarded = condition?.includes(" or ") ? `(${condition})` : condition;
    const byProgram = step.owner === "Program";
    return {
      when: ["run_open = true", due, ...(guarded === undefined ? [] : [guarded])].join(" and "),
      do: byProgram ? `Step ${index + 1}: run it (${step.channel})` : `Step ${index + 1}: open a task for ${step.owner}`,
      needs: ["run_open", field, ...(condition === undefined ? [] : fieldsOfTest(condition))],
    };
  });
  const late: AutomationLine = {
    when: "run_open = true and today > step_due_date and step_output = empty",
    do: "Remind the step's owner once, then follow the escalation",
    needs: ["run_open", "step_due_date", "step_output"],
  };
  return [...opening, ...each, late];
}

/** What the steps of a day can send, filled as far as the input goes. */
const PlaybookMessage = z.strictObject({ day: shown.days(), subject: z.string(), text: z.string() });

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
  /** When to stop before the end. */
  stop_rule: z.string(),
  metrics: z.array(z.string()),
  automation: z.array(AutomationLine),
  escalation: z.array(z.string()),
  messages: z.array(PlaybookMessage),
});
export type Playbook = z.infer<typeof Playbook>;

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
  stop_rules: z.infer<typeof StopRules>;
}

/** The figures of every kind and what they share. */
export const draftReads = { ...playbookReads, no_run: noRunFigure, stop_rules: stopRulesFigure };

/** What the rule of one kind says, out of the figures. @example ruleOf("renewal", figures).rule // "playbooks-renewal" */
export function ruleOf(kind: PlaybookKind, figures: Figures<typeof draftReads>): PlaybookRule {
  const outlines = figures[kind];
  return {
    rule: outlines.rule,
    outlines: outlines.value,
    steps: figures[`${kind}_steps`].value,
    checks: figures[`${kind}_checks`].value,
    messages: figures[`${kind}_messages`].value,
    no_run: figures.no_run.value,
    stop_rules: figures.stop_rules.value,
  };
}

export interface PlaybookDraft {
  playbook: Playbook;
  hours_per_run: number;
  /** Hours due up to the deadline, meeting or closing; null for a playbook that runs forward from a start. */
  hours_before_deadline: number | null;
  /** Every name in braces of the messages, with what stands there now. */
  merge_fields: MergeField[];
  calendar: StepCalendar;
  /** Why the day it hangs on is not known; null where it is. */
  reason: string | null;
}

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
    stop_rule: rule.stop_rules.find((line) => line.kind === kind)?.stop ?? "",
    metrics: texts("metric"),
    automation: automationLines(checks, steps),
    escalation: texts("escalation"),
    messages: messages.map(({ day, subject, text }) => ({
      day,
      subject: fillText(subject, values),
      text: fillText(text, values),
    })),
  };
  return { playbook, hours_per_run: hoursPerRun(steps), hours_before_deadline, merge_fields, calendar, reason };
}
