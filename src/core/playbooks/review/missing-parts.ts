import type { Part } from "../review-figures.ts";
import { type Fault, type FoundFault, quoted } from "./finding.ts";
import { isPlaceholder } from "./is-placeholder.ts";
import { holds, type Lexicon } from "./lexicon.ts";
import type { Passage, PlaybookText } from "./playbook-text.ts";

/** Sentences of a part, labelled or told elsewhere. */
function passagesOf(part: Part, text: PlaybookText, words: Lexicon, elsewhere: readonly Passage[]): Passage[] {
  const told = elsewhere.filter((one) => holds(one.text, words.phrases[part]));
  return [...text.parts[part], ...told].filter((one) => !isPlaceholder(one.text, words));
}

const fault = (name: Fault, problem: string, at?: Passage): FoundFault => ({
  fault: name,
  place: at === undefined ? "whole text" : `line ${at.line}`,
  problem,
  line: at?.line ?? 0,
  day: null,
});

/** True when all that is said of a part is a mood, and nothing in it could be tested or counted. */
function onlyMoods(found: readonly Passage[], part: "exit" | "metric", words: Lexicon): boolean {
  const moods = words.vague.filter((one) => one.part === part);
  return found.every(
    ({ text }) =>
      moods.some(({ pattern }) => holds(text, pattern)) &&
      !/\d|%/.test(text) &&
      !holds(text, words.words.counts) &&
      !holds(text, words.words.testable),
  );
}

/** An end nobody could test, or none. @example missingExit(divideText("1. Call", words), words)[0].fault // "missing_exit" */
export function missingExit(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = passagesOf("exit", text, words, [...text.rest, ...text.steps]);
  const [first] = found;
  if (first === undefined) return [fault("missing_exit", "Nothing says when the run is over.")];
  return onlyMoods(found, "exit", words)
    ? [fault("missing_exit", `${quoted(first.text)} cannot be tested, so a run never ends.`, first)]
    : [];
}

/** No measure of whether it works, or a mood for one. @example missingMetric(divideText("1. Call", words), words).length // 1 */
export function missingMetric(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = passagesOf("metric", text, words, text.rest);
  const [first] = found;
  if (first === undefined) return [fault("missing_metric", "Nothing says how anybody will know that it works.")];
  return onlyMoods(found, "metric", words)
    ? [fault("missing_metric", `${quoted(first.text)} is not a count or a share.`, first)]
    : [];
}

/**
 * Nobody is called when it stalls, or nothing says after how long, or whom.
 * Throws nothing.
 * @example missingEscalation(divideText("Escalation: to the manager if needed", words), words).length // 1
 */
export function missingEscalation(text: PlaybookText, words: Lexicon): FoundFault[] {
  const { time_fixed, numbers, roles, stalled } = words.words;
  const timed = (one: Passage) => /\d/.test(one.text) || holds(one.text, time_fixed) || holds(one.text, numbers);
  const conditional = (one: Passage) =>
    /(?:^|[\s,;])(?:if|when|unless|where)\b/i.test(one.text) && holds(one.text, stalled) && timed(one) && holds(one.text, roles);
  const elsewhere = [...text.rest, ...text.steps];
  const found = passagesOf("escalation", text, words, elsewhere);
  const all = found.length > 0 ? found : elsewhere.filter(conditional);
  const [first] = all;
  if (first === undefined) return [fault("missing_escalation", "Nothing says who is called when it stalls, and after how long.")];
  if (!all.some(timed))
    return [fault("missing_escalation", `${quoted(first.text)} does not say after how many hours or days.`, first)];
  return all.some((one) => holds(one.text, roles))
    ? []
    : [fault("missing_escalation", `${quoted(first.text)} does not say who is called.`, first)];
}
