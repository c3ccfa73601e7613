import type { Touch } from "../../contract/vocabulary.ts";
import type { PlaybookChecks, PlaybookKind, PlaybookOutlines, PlaybookStep } from "../figures.ts";
import { hoursPerRun } from "../hours-per-run.ts";
import type { Part, ReviewRule } from "../review-figures.ts";
import type { Fault, FoundFault } from "./finding.ts";

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
