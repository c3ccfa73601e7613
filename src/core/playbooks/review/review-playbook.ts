import type { Findings } from "../../contract/envelope.ts";
import type { Touch } from "../../contract/vocabulary.ts";
import type { PlaybookKind, PlaybookStep } from "../figures.ts";
import type { ReviewRule } from "../review-figures.ts";
import { divideText } from "./divide-text.ts";
import { Fault, type FoundFault, listed, type ReviewFinding } from "./finding.ts";
import { genericSteps } from "./generic-steps.ts";
import { isEnglish } from "./is-english.ts";
import { holds, lexicon } from "./lexicon.ts";
import { missingOwner } from "./missing-owner.ts";
import { missingEscalation, missingExit, missingMetric } from "./missing-parts.ts";
import { missingTimeline } from "./missing-timeline.ts";
import { type Nearest, nearestPlaybook } from "./nearest-playbook.ts";
import { overload } from "./overload.ts";
import { type Model, rewrite } from "./rewrite.ts";
import { vagueTrigger } from "./vague-trigger.ts";

export interface PlaybookReview extends Findings {
  findings: ReviewFinding[];
  /** Steps the text was read as having. */
  steps_found: number;
  /** The catalogue's playbook the rewrites come from; null where no kind was recognised. */
  nearest: Nearest | null;
}

const STEPS_IN_TURN = 12;

/** Many generic steps: the first ones each, and the rest in one finding, so that none is left out. */
function gathered(faults: readonly FoundFault[]): FoundFault[] {
  const shown = faults.slice(0, STEPS_IN_TURN);
  const others = faults.slice(STEPS_IN_TURN);
  const [first] = others;
  if (first === undefined) return shown;
  const place = listed(
    "line",
    others.map((one) => one.line),
  );
  return [...shown, { ...first, place, problem: `${others.length} more steps that could mean anything.`, day: null }];
}

/**
 * Checks a playbook's text for the faults that keep people from following it, each with what to write instead. It matches English words
 * and understands nothing. `modelOf` gives the catalogue's playbook of a kind and touch model. Throws Problem for a text without a word.
 * @example reviewPlaybook("When a customer seems unhappy, reach out.", rule, modelOf, {}).findings[0].fault // "vague_trigger"
 */
export function reviewPlaybook(
  text: string,
  rule: ReviewRule,
  modelOf: (kind: PlaybookKind, touch: Touch) => Model | null,
  given: { kind?: PlaybookKind; touch?: Touch },
): PlaybookReview {
  const words = lexicon(rule);
  const divided = divideText(text, words);
  const guess = nearestPlaybook(divided, words, rule);
  const kind = given.kind ?? guess?.kind;
  const wanted = given.touch ?? guess?.touch ?? "high";
  const model = kind === undefined ? null : (modelOf(kind, wanted) ?? modelOf(kind, "high"));
  const generic = genericSteps(divided, words);
  const done = (text: string) => holds(text, words.words.channels) || holds(text, words.words.roles);
  const idle = divided.steps.length === 0 && generic.length === 0 && !divided.rest.some((one) => done(one.text));
  const noSteps: FoundFault[] = idle
    ? [{ fault: "missing_steps", place: "whole text", problem: "Nothing says what is done.", line: 0, day: null }]
    : [];
  const faults = [
    ...vagueTrigger(divided, words),
    ...missingOwner(divided, words),
    ...missingTimeline(divided, words),
    ...noSteps,
    ...gathered(generic),
    ...overload(divided, rule),
    ...missingExit(divided, words),
    ...missingMetric(divided, words),
    ...missingEscalation(divided, words),
  ].sort((one, other) => Fault.options.indexOf(one.fault) - Fault.options.indexOf(other.fault) || one.line - other.line);
  const used = new Set<PlaybookStep>();
  const english = isEnglish(divided.all, rule);
  const selfRunning = divided.parts.automation.length > 0 || holds(divided.all, words.phrases.automation);
  return {
    findings: faults.map((found) => ({
      fault: found.fault,
      place: found.place,
      problem: found.problem,
      fix: rewrite(found, model, rule, divided.steps.length, used),
    })),
    steps_found: divided.steps.length,
    nearest: model === null ? null : { kind: model.kind, touch: model.touch },
    warnings: [
      ...(english
        ? []
        : [
            {
              code: "not_english",
              message:
                "This text does not seem to be English, and the check knows English words only: what it calls missing may stand there in other words.",
            },
          ]),
      ...(selfRunning || !english
        ? []
        : [
            {
              code: "automation_unsaid",
              message:
                "Nothing says what runs by itself. That is no fault; say which field opens the run, or that a person does.",
            },
          ]),
    ],
    assumptions: [
      {
        what: "How the text is read",
        value: "English words, by playbooks-text-review",
        why: "Headings, labels, lists, tables and sentences are matched with word lists; fenced and quoted lines are taken for messages and left out.",
        if_wrong: "A part said in other words is reported as missing, and a part only mentioned passes.",
      },
    ],
    undefined:
      model === null
        ? [{ field: "nearest", reason: "No words of a kind of the catalogue occur in the text. Name it as kind." }]
        : [],
  };
}
