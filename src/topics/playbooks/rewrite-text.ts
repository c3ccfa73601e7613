import * as z from "zod";
import type { Touch } from "../../core/vocabulary.ts";
import type { PlaybookText, TextStep } from "./divide-text.ts";
import type { PlaybookChecks, PlaybookKind, PlaybookOutlines, PlaybookStep } from "./figures.ts";
import { holds, isPlaceholder, type Lexicon, type Part, type ReviewRule } from "./read-text.ts";

/**
 * Hours of customer-success work one run of a playbook takes for one account: the sum over its steps, whatever their order.
 * Units: hours in and out. Throws nothing; no steps take 0 hours.
 * @example hoursPerRun([{ hours: 0.5 }, { hours: 2 }]) // 2.5
 */
export function hoursPerRun(steps: readonly { hours: number }[]): number {
  return steps
    .map((step) => step.hours)
    .sort((one, other) => one - other)
    .reduce((total, hours) => total + hours, 0);
}

/** What can be wrong with a playbook's text, in the order it is told. */
export const Fault = z.enum([
  "vague_trigger",
  "missing_owner",
  "missing_timeline",
  "missing_steps",
  "generic_step",
  "overload",
  "missing_exit",
  "missing_metric",
  "missing_escalation",
]);
export type Fault = z.infer<typeof Fault>;

/** A fault found, before anybody has said what to write instead. */
export interface FoundFault {
  fault: Fault;
  place: string;
  problem: string;
  /** Line to sort by; 0 for the whole text. */
  line: number;
  /** Day of the step it concerns, or null. */
  day: number | null;
  /** Numbers of the steps it concerns, where it concerns some. */
  steps?: readonly number[];
}

/** One thing to mend, with what to write instead. */
export const ReviewFinding = z.strictObject({ fault: Fault, place: z.string(), problem: z.string(), fix: z.string() });
export type ReviewFinding = z.infer<typeof ReviewFinding>;

const WORDS_SHOWN = 12;

/** The beginning of a passage, in quotes. @example quoted("Call the sponsor.") // '"Call the sponsor."' */
export function quoted(text: string): string {
  const words = text.split(/\s+/);
  return `"${words.slice(0, WORDS_SHOWN).join(" ")}${words.length > WORDS_SHOWN ? " ..." : ""}"`;
}

/** Numbers as people list them; long lists by their first and how many follow. @example listed("step", [2, 5]) // "steps 2 and 5" */
export function listed(noun: string, numbers: readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1) return `${noun} ${first}`;
  if (numbers.length > WORDS_SHOWN) return `${noun}s ${first} and ${numbers.length - 1} others`;
  return `${noun}s ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}

/** What a role that acts follows: a beginning, a mark, "by", a number or a time. */
const BEFORE_ACTING =
  /(?:[.:;,()|–—-]|^|\bby|\d|\b(?:hours?|days?|weeks?|months?|then|next|finally|afterwards|first|meanwhile))\s*$/i;

/** True when one of a pattern's words acts in a text, and is not only called, told, worked with or read about. */
function acts(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some((match) => {
    const before = text.slice(0, match.index).replace(/\b(?:the|our|your|a|an)\s+$/i, "");
    const after = text.slice(match.index + match[0].length);
    // "Support the customer" and "Lead the call" begin with a verb.
    return BEFORE_ACTING.test(before) && !/^(?:'s\b|\s+(?:the|a|an|their|them|with|your)\b)/i.test(after);
  });
}

/** An owner that is nobody in particular, or still open. */
function isNobody(owner: string, words: Lexicon): boolean {
  if (isPlaceholder(owner, words)) return true;
  const left = owner
    .replace(words.words.no_owner, " ")
    .replace(/\b(?:the|our|on|from|in|or|and|of|is|duty|free|whole|entire)\b/gi, " ");
  return holds(owner, words.words.no_owner) && !/\p{L}/u.test(left);
}

const stated = (step: TextStep): string => step.owner ?? "";

/**
 * Faults of who does it: nobody is named, a whole team or nobody in particular is, or single steps are left without a role.
 * Throws nothing.
 * @example missingOwner(divideText("1. Day 0: call the CSM", words), words).length // 1
 */
export function missingOwner(text: PlaybookText, words: Lexicon): FoundFault[] {
  const { roles, no_owner } = words.words;
  const fault = (place: string, problem: string, line = 0, day: number | null = null): FoundFault => ({
    fault: "missing_owner",
    place,
    problem,
    line,
    day,
  });
  const labelled = text.parts.owner;
  const nobody = labelled.filter((one) => isNobody(one.text, words));
  const somebody = labelled.length > nobody.length;
  const sentences = [...text.rest, ...text.parts.trigger];
  const told = sentences.some((one) => holds(one.text, words.phrases.owner) && holds(one.text, roles));
  const named = (step: TextStep) => (stated(step) !== "" ? !isNobody(stated(step), words) : acts(step.text, roles));
  const vague = text.steps.filter(
    (step) => (stated(step) !== "" && isNobody(stated(step), words)) || (!named(step) && acts(step.text, no_owner)),
  );
  const bare = text.steps.filter((step) => !named(step) && !vague.includes(step));
  const inText = text.steps.length === 0 && text.rest.some((one) => acts(one.text, roles));
  const anybody = somebody || told || inText || text.steps.some(named);
  if (!anybody) {
    const [first] = nobody;
    if (first !== undefined) return [fault(`line ${first.line}`, `${quoted(first.text)} is no single role.`, first.line)];
    return [fault("whole text", "No role is named that does the work or answers for it.")];
  }
  const faults: FoundFault[] = [];
  const [first] = nobody;
  if (first !== undefined && !somebody)
    faults.push(fault(`line ${first.line}`, `${quoted(first.text)} is no single role.`, first.line));
  if (vague.length > 0)
    faults.push(
      fault(placeOf(vague), "Nobody in particular does this: a team or an open name is no role.", vague[0]!.line, vague[0]!.day),
    );
  const asked = bare.filter((step) => step.form !== "prose");
  if (asked.length > 0 && !somebody && !told)
    faults.push(fault(placeOf(asked), "No role does this, and nobody answers for the whole run.", asked[0]!.line, asked[0]!.day));
  return faults;
}

function placeOf(steps: readonly TextStep[]): string {
  const numbers = steps.map((step) => step.number);
  return numbers.length === 1 ? `${listed("step", numbers)} (line ${steps[0]!.line})` : listed("step", numbers);
}

/** The catalogue's playbook a text is mended with: the lines of one kind and touch model. */
export interface Model {
  kind: PlaybookKind;
  touch: Touch;
  outline: PlaybookOutlines[number];
  /** In the order they are done. */
  steps: readonly PlaybookStep[];
  checks: PlaybookChecks;
}

const partOf: Record<Fault, Part> = {
  vague_trigger: "trigger",
  missing_owner: "owner",
  missing_timeline: "timeline",
  missing_steps: "steps",
  generic_step: "steps",
  overload: "steps",
  missing_exit: "exit",
  missing_metric: "metric",
  missing_escalation: "escalation",
};
const labels: Partial<Record<Fault, string>> = {
  missing_exit: "Exit",
  missing_metric: "Metric",
  missing_escalation: "Escalation",
};

const stepText = ({ day, owner, channel, action, output }: PlaybookStep): string =>
  `Day ${day}, ${owner}, ${channel}: ${action}. Done when this exists: ${output}.`;

/** The model's step with the customer nearest to a day that no other rewrite has used, or its next unused one; all used, it starts again. */
function pick(model: Model, day: number | null, used: Set<PlaybookStep>): PlaybookStep {
  const outside = model.steps.filter((step) => !/internal|CRM|document/.test(step.channel));
  const usable = outside.length > 0 ? outside : model.steps;
  if (usable.every((step) => used.has(step))) used.clear();
  const free = usable.filter((step) => !used.has(step));
  const apart = (step: PlaybookStep) => (day === null ? 0 : Math.abs(step.day - day));
  const [nearest] = [...free].sort((one, other) => apart(one) - apart(other) || one.day - other.day);
  used.add(nearest!);
  return nearest!;
}

const daysOf = (steps: readonly PlaybookStep[]): number[] => [...new Set(steps.map((step) => step.day))];
const series = (words: readonly (string | number)[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const STEPS_SHOWN = 12;

/** A day of the model for each of the text's steps, the first on its first day and the last on its last. */
function timeline(model: Model, steps: readonly number[], total: number): string {
  const days = daysOf(model.steps);
  const dayFor = (number: number) => days[total < 2 ? 0 : Math.round(((number - 1) * (days.length - 1)) / (total - 1))];
  const given = steps.slice(0, STEPS_SHOWN).map((number) => `step ${number} on day ${dayFor(number)}`);
  const example = given.length === 0 ? "" : ` For yours: ${series(given)}${steps.length > STEPS_SHOWN ? ", and so on" : ""}.`;
  return `Begin each step with its day from the ${model.outline.anchor.replaceAll("_", " ")}, as the ${model.kind} playbook does with days ${series(days)}.${example}`;
}

function owners({ steps, outline }: Model): string {
  const others = [...new Set(steps.map((step) => step.owner))].filter((owner) => owner !== outline.owner);
  const lines = others.map((owner) => {
    const own = [...new Set(steps.filter((step) => step.owner === owner).map((step) => step.day))];
    return `${owner} on day ${own.join(", ")}`;
  });
  return `Write: "Owner: ${outline.owner}." Then one role in each step${lines.length === 0 ? "" : `, as in: ${lines.join("; ")}; ${outline.owner} otherwise`}.`;
}

function lighter(model: Model, window: number): string {
  const [first] = model.steps;
  const inside = model.steps.filter((step) => step.day < first!.day + window);
  const later = daysOf(model.steps.filter((step) => !inside.includes(step)));
  const shown = inside.map((step) => `day ${step.day} ${step.action}`).join("; ");
  const others = later.length === 0 ? "drop the others" : `move the others to days ${series(later)}, or drop them`;
  return `The ${model.kind} playbook has ${inside.length} steps and ${hoursPerRun(inside)} hours in its first ${window} days: ${shown}. Keep about as many and ${others}.`;
}

/**
 * What to write instead of a fault, in the words of the nearest playbook of the catalogue; without one, what the rule asks of the part.
 * `total` is how many steps the text has; `used` remembers the steps already given, so that two generic steps get two rewrites. Throws nothing.
 * @example rewrite(found, model, rule, 4, new Set()) // 'Write: "Trigger: Health below 40 ..."'
 */
export function rewrite(
  found: FoundFault,
  model: Model | null,
  rule: ReviewRule,
  total: number,
  used: Set<PlaybookStep>,
): string {
  const general = rule.parts.find(({ part }) => part === partOf[found.fault])?.fix ?? "";
  if (model === null) return `${general} Name the kind as kind to get a sentence to put there.`;
  const texts = (part: Part) => model.checks.filter((check) => check.part === part).map((check) => check.text);
  const opening = model.checks.flatMap((check) => (check.part === "automation" ? [check.when] : []))[0];
  switch (found.fault) {
    case "vague_trigger":
      return `Write: "Trigger: ${model.outline.trigger}."${opening === undefined ? "" : ` As a test: ${opening}.`}`;
    case "generic_step":
    case "missing_steps":
      return `Write: "${stepText(pick(model, found.day, used))}"`;
    case "missing_owner":
      return owners(model);
    case "missing_timeline":
      return timeline(model, found.steps ?? Array.from({ length: total }, (_, index) => index + 1), total);
    case "overload":
      return lighter(model, rule.overload.window_days);
    default:
      return `Write: "${labels[found.fault]}: ${texts(partOf[found.fault]).join("; ")}."`;
  }
}
