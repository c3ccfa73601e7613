import type { Part, ReviewRule, WordList } from "../review-figures.ts";

/** The rule's words as patterns, compiled once for a whole text. */
export interface Lexicon {
  rule: ReviewRule;
  words: Record<WordList, RegExp>;
  /** Each label in lower case with the part it names. */
  labels: ReadonlyMap<string, Part>;
  phrases: Partial<Record<Part, RegExp>>;
  vague: { part: string; phrase: string | null; instead: string; pattern: RegExp }[];
  empty: ReadonlySet<string>;
  placeholders: ReadonlySet<string>;
  /** Words of a table's header, in lower case, with the column they name. */
  columns: ReadonlyMap<string, Column>;
}

/** What a column of a table of steps holds. */
export type Column = "number" | "action" | "day" | "owner" | "hours" | "exit" | "other";
const columns: readonly Exclude<Column, "other">[] = ["number", "action", "day", "owner", "hours", "exit"];

/**
 * A pattern for any of some words or phrases, whole words only, the longest first; global, so use it with `search` and `matchAll`.
 * Throws nothing; no words match nothing.
 * @example "Reach out now".search(wordPattern(["reach out"])) // 0
 */
export function wordPattern(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  const literals = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, "\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${literals.join("|") || "(?!)"})(?![\\p{L}\\p{N}])`, "giu");
}

/** True when a text holds any of a pattern's words. @example holds("Call now", wordPattern(["call"])) // true */
export const holds = (text: string, pattern: RegExp | undefined): boolean => pattern !== undefined && text.search(pattern) >= 0;

/** The rule's word lists, ready to match. Throws nothing. @example lexicon(rule).labels.get("owner") // "owner" */
export function lexicon(rule: ReviewRule): Lexicon {
  const listed = (list: WordList) => rule.review_words.filter((one) => one.list === list).flatMap((one) => one.words);
  const lower = (words: readonly string[]) => new Set(words.map((word) => word.toLowerCase()));
  const names = rule.review_words.map(({ list }) => list);
  return {
    rule,
    words: Object.fromEntries(names.map((list) => [list, wordPattern(listed(list))])) as Record<WordList, RegExp>,
    labels: new Map(
      rule.review_labels.flatMap(({ part, words }) => words.map((word): [string, Part] => [word.toLowerCase(), part])),
    ),
    phrases: Object.fromEntries(rule.review_phrases.map(({ part, words }) => [part, wordPattern(words)])),
    vague: rule.vague_words.map(({ part, phrase = null, instead, words }) => ({
      part,
      phrase,
      instead,
      pattern: wordPattern(words),
    })),
    empty: lower([...listed("empty"), ...listed("small"), ...listed("time_units"), ...listed("numbers")]),
    placeholders: lower(listed("placeholder")),
    columns: new Map(
      columns.flatMap((column) => [...lower(listed(`column_${column}`))].map((word): [string, Column] => [word, column])),
    ),
  };
}
