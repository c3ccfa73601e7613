import { type FoundFault, quoted } from "./finding.ts";
import { isPlaceholder } from "./is-placeholder.ts";
import { holds, type Lexicon } from "./lexicon.ts";
import type { Passage, PlaybookText } from "./playbook-text.ts";

/** How long a mood lasts makes it no fact. */
const DURATION = /\d+\+?\s*(?:or more\s+)?(?:hours?|days?|weeks?|months?|quarters?)/gi;

const STARTS = /^(?:when|whenever|if|once|as soon as|after|upon)\b/i;

/** A condition without what is done on it: "When X, do Y" is read as "When X". */
function condition(text: string): string {
  return STARTS.test(text) ? text.replace(/,\s+(?!or\b|and\b|(?:\S+\s){0,6}or\b).*$/i, "") : text;
}

/** The sentences that say what starts the run: those labelled so, else those that sound so outside the steps. */
export function triggersOf(text: PlaybookText, { phrases }: Lexicon): Passage[] {
  if (text.parts.trigger.length > 0) return text.parts.trigger;
  const other = (sentence: string) => holds(sentence, phrases.exit) || holds(sentence, phrases.escalation);
  const firstStep = text.steps[0]?.line ?? Number.POSITIVE_INFINITY;
  const told = text.rest.filter(
    (one) => !other(one.text) && (holds(one.text, phrases.trigger) || (STARTS.test(one.text) && one.line <= firstStep)),
  );
  if (told.length > 0) return told.map(({ line, text: sentence }) => ({ line, text: condition(sentence) }));
  return [text.title, ...text.steps.slice(0, 1).map((step) => step.text)]
    .filter((sentence) => STARTS.test(sentence) && !other(sentence))
    .map((sentence) => ({ line: firstStep, text: condition(sentence) }));
}

const alternatives = (text: string): string[] =>
  text
    .split(/\s*;\s*|,\s+(?:or\s+)?|\s+or\s+/i)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");

/**
 * Faults of what starts a run: nothing does, nothing in it could be tested, or one of its alternatives is a mood.
 * Throws nothing.
 * @example vagueTrigger(divideText("Trigger: the customer seems unhappy", words), words).length // 1
 */
export function vagueTrigger(text: PlaybookText, words: Lexicon): FoundFault[] {
  const found = triggersOf(text, words).filter((one) => !isPlaceholder(one.text, words));
  const fault = (line: number, problem: string): FoundFault => ({
    fault: "vague_trigger",
    place: line === 0 ? "whole text" : `line ${line}`,
    problem,
    line,
    day: null,
  });
  if (found.length === 0) return [fault(0, "Nothing says what starts the run.")];
  const testable = (clause: string) =>
    /\d|[<>=]/.test(clause) ||
    holds(clause, words.words.testable) ||
    [...clause.matchAll(words.words.numbers)].some(([number]) => number.toLowerCase() !== "one");
  const moods = words.vague.filter(({ part }) => part === "trigger");
  const vague = found.flatMap(({ line, text: passage }) =>
    alternatives(passage).flatMap((clause) => {
      const word = moods.map(({ pattern }) => clause.match(pattern)?.[0]).find((match) => match !== undefined);
      return word === undefined || testable(clause.replace(DURATION, " ")) ? [] : [{ line, clause, word }];
    }),
  );
  const [first] = vague;
  if (first !== undefined)
    return [
      fault(first.line, `${quoted(first.clause)} cannot be tested: two people read "${first.word.toLowerCase()}" in two ways.`),
    ];
  if (found.some((one) => testable(one.text))) return [];
  return [fault(found[0]!.line, `${quoted(found[0]!.text)} names no number, date or event that a system records.`)];
}
