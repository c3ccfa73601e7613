import * as z from "zod";
import { dayNumber } from "../../core/dates.ts";
import { figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { Touch } from "../../core/vocabulary.ts";
import { PlaybookKind } from "./figures.ts";

/** The parts of a playbook that a text is read for. */
export const Part = z.enum(["trigger", "owner", "timeline", "steps", "exit", "metric", "automation", "escalation"]);
export type Part = z.infer<typeof Part>;

const Words = z.array(z.string().min(1)).min(1);

const PlaybookPart = z.strictObject({ part: Part, question: z.string(), fix: z.string() });
const PlaybookParts = z.array(PlaybookPart);
const PartWords = z.array(z.strictObject({ part: Part, words: Words }));
const WordList = z.enum([
  "roles",
  "contacts",
  "before_an_object",
  "no_owner",
  "placeholder",
  "channels",
  "time_units",
  "numbers",
  "time_fixed",
  "looking_back",
  "after_an_event",
  "vague_time",
  "testable",
  "column_number",
  "column_action",
  "column_day",
  "column_owner",
  "column_hours",
  "column_exit",
  "stalled",
  "counts",
  "empty",
  "small",
  "english",
]);
export type WordList = z.infer<typeof WordList>;
const WordLists = z.array(z.strictObject({ list: WordList, words: Words }));
/** Words that let two people do two things; a worn phrase of the steps is reported under its own name. */
const VagueWords = z.array(
  z.strictObject({
    part: z.enum(["trigger", "exit", "metric", "steps"]),
    phrase: z.string().optional(),
    instead: z.string(),
    words: Words,
  }),
);
const TooMany = z.strictObject({ playbooks: z.number(), steps_in_week_one: z.number() });
const Overload = z.strictObject({
  window_days: z.number(),
  hours_in_window: z.number(),
  steps_on_a_day: z.number(),
  steps_in_all: z.number(),
});
const KindWords = z.array(z.strictObject({ kind: PlaybookKind, words: Words }));
const TouchWords = z.array(z.strictObject({ touch: Touch, words: Words }));
const EnglishShare = z.strictObject({ min_share: shown.rate(), min_words: z.number() });
/** How a language other than English is known, and what it calls days and parts. */
const Languages = z.array(z.strictObject({ language: z.string(), day_words: Words, small: Words, labels: PartWords }));

/** What a playbook's text is checked with. */
export const reviewReads = {
  parts: figure("playbooks-anatomy", "parts", PlaybookParts),
  vague_words: figure("playbooks-anatomy", "vague_words", VagueWords),
  too_many: figure("playbooks-anatomy", "too_many", TooMany),
  overload: figure("playbooks-anatomy", "overload", Overload),
  review_labels: figure("playbooks-text-review", "review_labels", PartWords),
  review_phrases: figure("playbooks-text-review", "review_phrases", PartWords),
  review_words: figure("playbooks-text-review", "review_words", WordLists),
  concrete_words: figure("playbooks-text-review", "concrete_words", z.number()),
  english_share: figure("playbooks-text-review", "english_share", EnglishShare),
  languages: figure("playbooks-text-review", "languages", Languages),
  kind_words: figure("playbooks-catalogue", "kind_words", KindWords),
  touch_words: figure("playbooks-catalogue", "touch_words", TouchWords),
};

/** The figures of a review as plain values. */
export interface ReviewRule {
  parts: z.infer<typeof PlaybookParts>;
  vague_words: z.infer<typeof VagueWords>;
  too_many: z.infer<typeof TooMany>;
  overload: z.infer<typeof Overload>;
  review_labels: z.infer<typeof PartWords>;
  review_phrases: z.infer<typeof PartWords>;
  review_words: z.infer<typeof WordLists>;
  concrete_words: number;
  english_share: z.infer<typeof EnglishShare>;
  languages: z.infer<typeof Languages>;
  kind_words: z.infer<typeof KindWords>;
  touch_words: z.infer<typeof TouchWords>;
}

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

/** True when a text says nothing but that it is still to be written. @example isPlaceholder("TBD", lexicon) // true */
export function isPlaceholder(text: string, { placeholders }: Lexicon): boolean {
  const bare = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/ ]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return bare === "" || placeholders.has(bare);
}

/** One piece of a text: a heading, a list item, a row of a table, or lines of prose joined where they were only wrapped. */
export interface Block {
  form: "heading" | "item" | "row" | "prose";
  /** Line of the text it begins on, from 1. */
  line: number;
  text: string;
  indent: number;
  /** Depth of a heading, from 1; 0 for everything else. */
  level: number;
  numbered: boolean;
  /** True when an empty line stands above it. */
  apart: boolean;
  cells: string[];
}

/** A line in bold ranks below every heading with marks. */
const BELOW_HEADINGS = 12;

const plain = (text: string): string =>
  text
    .replace(/(\*\*|__|`)/g, "")
    .replace(/(^|\s)[*_](\S[^*_]*\S|\S)[*_](?=\s|$|[.,:;!?])/g, "$1$2")
    .trim();

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll("\\|", "|")));
}

const blank = { indent: 0, level: 0, numbered: false, apart: false, cells: [] };

function blockOf(raw: string, line: number): Block | null {
  const indent = raw.length - raw.trimStart().length;
  const text = raw.trim();
  if (text === "" || /^[-=_*]{3,}$/.test(text)) return null;
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
  if (heading) return { ...blank, form: "heading", line, text: plain(heading[2]!), level: heading[1]!.length };
  if (/^\*\*[^*]+\*\*:?$/.test(text)) return { ...blank, form: "heading", line, text: plain(text), level: BELOW_HEADINGS };
  if (text.startsWith("|")) return { ...blank, form: "row", line, text, cells: cellsOf(text) };
  const numbered = /^\(?(?:\d{1,3}|[a-z])[.)]\s+(.*)$/i.exec(text);
  if (numbered) return { ...blank, form: "item", line, text: plain(numbered[1]!), indent, numbered: true };
  const bullet = /^[-*+•–‣◦]\s+(?:\[[ xX]?\]\s*)?(.*)$/.exec(text);
  if (bullet) return { ...blank, form: "item", line, text: plain(bullet[1]!), indent };
  return { ...blank, form: "prose", line, text: plain(text), indent };
}

/** Lines that are not between fences and not quoted, unless that would leave nothing. */
function unquoted(lines: readonly { line: number; raw: string }[]): { line: number; raw: string }[] {
  let fenced = false;
  const outside = lines.filter(({ raw }) => {
    if (/^\s*(```|~~~)/.test(raw)) {
      fenced = !fenced;
      return false;
    }
    return !fenced && !/^\s*>/.test(raw);
  });
  if (outside.some(({ raw }) => raw.trim() !== "")) return outside;
  return lines
    .filter(({ raw }) => !/^\s*(```|~~~)/.test(raw))
    .map(({ line, raw }) => ({ line, raw: raw.replace(/^\s*>\s?/, "") }));
}

/**
 * Splits a text into blocks: markdown or plain lines. A line that only continues the one above is joined to it.
 * Fenced and quoted lines are messages and left out. `beginning` tells by its words whether a line begins something, or is a heading without marks.
 * Units: lines from 1. Throws nothing.
 * @example readBlocks("# Title\n1. Call", () => null).map((block) => block.form) // ["heading", "item"]
 */
export function readBlocks(text: string, beginning: (line: string) => "begins" | "heading" | null): Block[] {
  const lines = text
    .replaceAll("’", "'")
    .replaceAll("\u00a0", " ")
    .split(/\r\n?|\n/)
    .map((raw, index) => ({ line: index + 1, raw: raw.replaceAll("\t", "    ") }));
  const blocks: Block[] = [];
  let apart = true;
  for (const { line, raw } of unquoted(lines)) {
    const block = blockOf(raw, line);
    const above = blocks.at(-1);
    if (block === null) {
      apart = true;
      continue;
    }
    const continues = block.form === "prose" && (above?.form === "prose" || above?.form === "item") && !apart;
    const ended =
      above?.form === "prose"
        ? /[.!?:;]$/.test(above.text)
        : block.indent <= (above?.indent ?? 0) && /[.!?:;]$/.test(above?.text ?? "");
    const headed = above !== undefined && beginning(above.text) === "heading";
    if (continues && !ended && !headed && beginning(block.text) === null) above!.text = `${above!.text} ${block.text}`;
    else blocks.push({ ...block, apart });
    apart = false;
  }
  return blocks;
}

/** The sentences of a text. @example sentences("One. Two.") // ["One.", "Two."] */
export function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=\S)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

const DAYS_A_WEEK = 7; // not a figure: days a week and a month, hours a day and minutes an hour, as people write them
const DAYS_A_MONTH = 30; // not a figure: days a week and a month, hours a day and minutes an hour, as people write them
const HOURS_A_DAY = 24; // not a figure: days a week and a month, hours a day and minutes an hour, as people write them
const MINUTES_AN_HOUR = 60; // not a figure: days a week and a month, hours a day and minutes an hour, as people write them

const NUMBERED_DAY = /(?<![\p{L}\p{N}])(day|week|month|hour)s?\s*:?\s*([-+−–]?)\s*(\d+)/iu;
const OFFSET = /(?<![\p{L}\p{N}])[TD]\s*([-+−–])\s*(\d+)/u;
const ISO = /(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/;
const MONTH_DAY =
  /(?<!\p{L})(?:\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s+\d{1,2})(?!\d)/iu;
const LENGTH =
  /(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?|\p{L}+)(\s*)(?:(?:business|working|calendar|full)\s+)?(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|quarters?|years?)(?![\p{L}\p{N}-])/giu;
const DUE = /(?:within|in|after|every|under|by|next|first|at|each)\s+(?:the\s+|about\s+)?$/i;

/**
 * True when a step's text says when it is due: a numbered day, a date, a weekday or a term such as "within 24 hours". How long a call takes
 * and how far a report looks back do not count. Throws nothing.
 * @example saysWhen("a 30-minute call on the last 90 days", lexicon) // false
 */
export function saysWhen(text: string, { words }: Lexicon): boolean {
  if (NUMBERED_DAY.test(text) || OFFSET.test(text) || ISO.test(text) || MONTH_DAY.test(text)) return true;
  if (holds(text, words.time_fixed)) return true;
  return [...text.matchAll(LENGTH)].some((match) => {
    const [, amount = "", , unit = ""] = match;
    if (!/^\d/.test(amount) && !holds(amount, words.numbers)) return false;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (DUE.test(before) || /^\s+(?:later|after|before|ahead|from|prior)\b/i.test(after)) return true;
    const word = /([\p{L}']+)\s*$/u.exec(before)?.[1] ?? "";
    return !/^(?:m|h)/i.test(unit.replace(/^month.*/i, "d")) && !holds(word, words.looking_back);
  });
}

const sign = (mark: string): 1 | -1 => (mark === "" || mark === "+" ? 1 : -1);

/**
 * The day a text puts a step on, counted from whatever its own day 0 is, or null. A week is its first day.
 * Units: calendar days. Throws nothing.
 * @example dayOf("T-30: send the offer") // -30
 */
export function dayOf(text: string): number | null {
  const numbered = NUMBERED_DAY.exec(text);
  if (numbered) {
    const [, unit = "", mark = "", digits = ""] = numbered;
    const count = Number(digits) * sign(mark);
    if (/^day/i.test(unit)) return count;
    if (/^hour/i.test(unit)) return Math.floor(count / HOURS_A_DAY);
    const days = /^week/i.test(unit) ? DAYS_A_WEEK : DAYS_A_MONTH;
    return (count > 0 ? count - 1 : count) * days;
  }
  const offset = OFFSET.exec(text);
  if (offset) return Number(offset[2]) * sign(offset[1]!);
  const date = ISO.exec(text)?.[1];
  if (date !== undefined) return calendarDay(date);
  const term =
    /(?:within|in|after)\s+(?:the\s+(?:first|next)\s+)?(\d+)\s*(?:(?:business|working|calendar)\s+)?(hour|hr|h|day|week|month)/i.exec(
      text,
    );
  if (term) {
    const days = /^h/i.test(term[2]!)
      ? 1 / HOURS_A_DAY
      : /^w/i.test(term[2]!)
        ? DAYS_A_WEEK
        : /^m/i.test(term[2]!)
          ? DAYS_A_MONTH
          : 1;
    return Math.floor(Number(term[1]) * days);
  }
  if (/\b(?:same day|same hour|today|immediately|at once|right away|the day of)\b/i.test(text)) return 0;
  if (/\b(?:tomorrow|next (?:business |working )?(?:day|morning))\b/i.test(text)) return 1;
  return null;
}

function calendarDay(date: string): number | null {
  try {
    return dayNumber(date);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return null;
  }
}

/**
 * The hours of work a step's text states, or null: "(2 h)", "a 90-minute workshop", "takes 3 hours"; a deadline of some hours is none.
 * Units: hours. Throws nothing.
 * @example effortOf("CSM, 1.5 h") // 1.5
 */
export function effortOf(text: string): number | null {
  const stated = [
    ...text.matchAll(/(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?)[\s-]*(minutes?|mins?|hours?|hrs?|h)(?![\p{L}\p{N}])/giu),
  ].flatMap((match) => {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (
      /(?:within|in|after|every|under|next|first|last|past|previous|by|than|for|each|of|a)\s+(?:the\s+)?$/i.test(before) &&
      !/^a?\s*-/.test(match[0].slice(match[1]!.length))
    )
      return [];
    if (/^\s+(?:later|after|before|ahead|prior)\b/i.test(after)) return [];
    return [Number(match[1]) / (/^m/i.test(match[2]!) ? MINUTES_AN_HOUR : 1)];
  });
  return stated.length === 0 ? null : stated.reduce((sum, hours) => sum + hours, 0);
}

/** What can be told of a text in another language: its days and which parts are labelled; what they say cannot be checked. */
export interface ForeignText {
  /** null where it is none of the languages whose labels are known. */
  language: string | null;
  /** Days of its steps, in their order: "Tag 3" is 3. */
  days: number[];
  parts: Part[];
}

type Languages = ReviewRule["languages"];

const count = (text: string, words: readonly string[]): number => [...text.matchAll(wordPattern(words))].length;

/** How much of a language's own words a text holds, as against the most of all. */
function mostLike(text: string, languages: Languages): Languages[number] | null {
  const scored = languages.map((one) => ({ one, hits: count(text, one.small) + count(text, one.day_words) }));
  const [best] = scored.sort((one, other) => other.hits - one.hits);
  return best === undefined || best.hits === 0 ? null : best.one;
}

/** The parts that a line is labelled with. @example labelsOf("Ziel\nEskalation: ...", german) // ["escalation"] */
function labelsOf(text: string, { labels }: Languages[number]): Part[] {
  const starts = text.split(/\r\n?|\n/).map((line) => line.replace(/^[\s#*\-\d.)|>]+/, ""));
  return labels.flatMap(({ part, words }) => {
    const label = new RegExp(
      `^(?:${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})\\b\\s*\\**\\s*(?::|$)`,
      "iu",
    );
    return starts.some((line) => label.test(line)) ? [part] : [];
  });
}

/** Days as the language writes them, before or after the word: "Tag 3", "3. Tag", "día 10". */
function daysOf(text: string, { day_words }: Languages[number]): number[] {
  const word = day_words.slice(0, 2).join("|");
  const pattern = new RegExp(
    `(?<!\\p{L})(?:${word})\\s*:?\\s*([-+−–]?\\d{1,3})(?!\\d)|(?<![\\d.,])(\\d{1,3})\\.\\s*(?:${word})(?!\\p{L})`,
    "giu",
  );
  return [...text.matchAll(pattern)].map(([, after, before]) => Number((after ?? before ?? "").replace(/[−–]/, "-")));
}

/**
 * A text as one in another language, or null where it is English: its words, its day words or its labels say so. `english` is what its word list says.
 * Throws nothing. @example foreignText("Auslöser: ...\nTag 0: anrufen", languages, false)?.days // [0]
 */
export function foreignText(text: string, languages: Languages, english: boolean): ForeignText | null {
  const like = mostLike(text, languages);
  const parts = like === null ? [] : labelsOf(text, like);
  const days = like === null ? [] : daysOf(text, like);
  // An English text may hold one such label, or tag three accounts; it does not number its days so.
  if (english && days.length < 2 && (days.length === 0 || parts.length === 0)) return null;
  return { language: like?.language ?? null, days, parts };
}
