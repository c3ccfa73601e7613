import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import type { PlaybookPartsFigure, ReviewSigns, VagueWords } from "./figures.ts";

/** One thing to mend in a playbook's text. */
export interface ReviewFinding {
  place: string;
  problem: string;
  fix: string;
}

export interface ReviewRule {
  parts: z.infer<typeof PlaybookPartsFigure>;
  signs: z.infer<typeof ReviewSigns>;
  vague: z.infer<typeof VagueWords>;
}

interface Sentence {
  line: number;
  text: string;
}

function sentences(text: string): Sentence[] {
  return text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => line.split(/(?<=[.!?;])\s+/).map((part) => ({ line: index + 1, text: part.trim() })))
    .filter((sentence) => sentence.text !== "");
}

function holds(text: string, word: string): boolean {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

function lines(found: readonly Sentence[]): string {
  const numbers = [...new Set(found.map((sentence) => sentence.line))];
  return numbers.length <= 2 ? `line ${numbers.join(" and ")}` : `line ${numbers[0]} and ${numbers.length - 1} others`;
}

/**
 * Reads a playbook's text for parts that are missing, parts that name no number, and vague words. It matches words and understands nothing.
 * Throws Problem for a text without a word.
 * @example reviewPlaybook("When a customer seems unhappy, reach out.", rule)[0].place // "line 1"
 */
export function reviewPlaybook(text: string, rule: ReviewRule): ReviewFinding[] {
  const all = sentences(text);
  if (all.length === 0)
    throw new Problem({ what: "review: the text is empty.", remedy: "Paste the playbook's text, headings and steps included." });
  const missing = rule.signs.flatMap((sign): ReviewFinding[] => {
    const fix = rule.parts.find((part) => part.part === sign.part)?.fix ?? `Add the ${sign.part}.`;
    const found = all.filter((sentence) => sign.words.some((word) => holds(sentence.text, word)));
    if (found.length === 0) return [{ place: "whole text", problem: `No sign of the ${sign.part}.`, fix }];
    const specific = ({ text: part }: Sentence) => /\d/.test(part) || sign.specific_words.some((word) => holds(part, word));
    if (!sign.needs_number || found.some(specific)) return [];
    return [{ place: lines(found), problem: `The ${sign.part} names no number, date or event that can be tested.`, fix }];
  });
  const vague = rule.vague.flatMap(({ word, instead }): ReviewFinding[] => {
    const found = all.filter((sentence) => holds(sentence.text, word));
    return found.length === 0
      ? []
      : [{ place: lines(found), problem: `"${word}" means different things to two people.`, fix: `Better: ${instead}.` }];
  });
  return [...missing, ...vague];
}
