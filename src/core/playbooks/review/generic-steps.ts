import { type FoundFault, quoted } from "./finding.ts";
import { holds, type Lexicon } from "./lexicon.ts";
import type { PlaybookText } from "./playbook-text.ts";
import { sentences } from "./read-blocks.ts";
import { triggersOf } from "./vague-trigger.ts";

const NEGATED = /(?:\bnot|n't|\bnever|\binstead of|\brather than|\bno|["'“])\s*(?:just\s+|only\s+|to\s+)?$/i;

/** The words of a sentence that say something: not small, not empty, no number, and not the worn phrase itself. */
function sayingWords(sentence: string, phrase: RegExp, { empty, words }: Lexicon): string[] {
  const left = sentence.replace(phrase, " ").replace(words.channels, " ").replace(words.roles, " ").toLowerCase();
  const each = left.match(/\p{L}[\p{L}\p{N}'-]*/gu) ?? [];
  return [...new Set(each.map((word) => word.replace(/'s?$/, "")))].filter((word) => !empty.has(word));
}

/** Why a sentence is generic, or null. */
function wornPhrase(sentence: string, words: Lexicon): { phrase: string; instead: string } | null {
  for (const { part, phrase, instead, pattern } of words.vague) {
    if (part !== "steps") continue;
    const match = [...sentence.matchAll(pattern)].find((one) => !NEGATED.test(sentence.slice(0, one.index)));
    if (match === undefined) continue;
    const left = sentence.replace(pattern, " ");
    const concrete =
      holds(left, words.words.channels) && sayingWords(sentence, pattern, words).length >= words.rule.concrete_words;
    if (!concrete) return { phrase: phrase ?? match[0], instead };
  }
  return null;
}

/**
 * Steps that could mean anything: a worn phrase without a channel and something specific beside it. One finding a step.
 * Throws nothing.
 * @example genericSteps(divideText("1. Day 3: CSM reaches out", words), words)[0].problem // '"reach out" ...'
 */
export function genericSteps(text: PlaybookText, words: Lexicon): FoundFault[] {
  const listed = text.steps.map((step) => ({ ...step, place: `step ${step.number} (line ${step.line})` }));
  const told = triggersOf(text, words).map((one) => one.text);
  const loose = text.steps.length > 0 ? [] : text.rest.map((one) => ({ ...one, place: `line ${one.line}`, day: null }));
  return [...listed, ...loose].flatMap(({ place, line, text: all, day }): FoundFault[] => {
    for (const sentence of sentences(all)) {
      const trigger = told.find((one) => sentence.startsWith(one));
      const said = trigger === undefined ? sentence : sentence.slice(trigger.length);
      const worn = wornPhrase(said, words);
      if (worn !== null)
        return [
          {
            fault: "generic_step",
            place,
            problem: `"${worn.phrase}" in ${quoted(said.replace(/^[\s,]+/, ""))} can be anything: ${worn.instead}.`,
            line,
            day,
          },
        ];
    }
    return [];
  });
}
