import * as z from "zod";
import { type FigureReference, figure } from "../core/figure.ts";
import type { RuleLibrary } from "../core/rule.ts";

/** What a row is by the word under its status, state or stage; `canceled` pays or not by its dates. */
export const statusMeanings = [
  "paying",
  "ending",
  "past_due",
  "paused",
  "canceled",
  "gone",
  "trial",
  "never_paid",
  "future",
  "moved",
  "not_a_customer",
  "won",
  "lost",
  "open",
  "answered",
  "unanswered",
  "opinion",
] as const;
export const periodNames = [
  "day",
  "working_day",
  "week",
  "two_weeks",
  "month",
  "two_months",
  "quarter",
  "half_year",
  "year",
  "two_years",
  "three_years",
] as const;
export const revenueKinds = ["recurring", "one_time", "trial", "services", "usage", "discount", "credit", "tax"] as const;
export const noticeEnds = ["month", "quarter", "half_year", "year", "term"] as const;
export const lights = ["green", "yellow", "red"] as const;
export const forecastCategories = [
  "closed",
  "commit",
  "most_likely",
  "best_case",
  "upside",
  "pipeline",
  "at_risk",
  "critical",
  "omitted",
  "lost",
] as const;
export const flagQuestions = [
  "gone",
  "kept",
  "active",
  "trial",
  "ending",
  "recurring",
  "one_time",
  "test",
  "live_data",
  "deleted",
  "current_version",
  "auto_renew",
] as const;
export const npsClasses = ["promoter", "passive", "detractor"] as const;

/** The lists whose words each have one of a few meanings. */
const meaningsOf = {
  status: statusMeanings,
  open_end: ["words", "dates"],
  period: periodNames,
  revenue: revenueKinds,
  notice_end: noticeEnds,
  light: lights,
  risk: lights,
  category: forecastCategories,
  yes_no: ["yes", "no"],
  flag: flagQuestions,
  nps: npsClasses,
} as const;
type MeaningsOf = typeof meaningsOf;
export type WordList = keyof MeaningsOf;
export type StatusMeaning = MeaningsOf["status"][number];
export type PeriodName = MeaningsOf["period"][number];
export type RevenueKind = MeaningsOf["revenue"][number];
export type NoticeEnd = MeaningsOf["notice_end"][number];
export type Light = MeaningsOf["light"][number];
export type ForecastCategory = MeaningsOf["category"][number];
export type FlagQuestion = MeaningsOf["flag"][number];
export type NpsClass = MeaningsOf["nps"][number];

const RULE = "operations-table-words";
/** Words with commas between them. */
const Words = z.string();
const wordsOf = <Meaning extends string>(meanings: readonly Meaning[]) =>
  z.strictObject(
    Object.fromEntries(meanings.map((meaning) => [meaning, Words.optional()])) as Record<Meaning, z.ZodOptional<typeof Words>>,
  );
const OwnWords = z.strictObject({
  status: wordsOf(meaningsOf.status).optional(),
  open_end: wordsOf(meaningsOf.open_end).optional(),
  period: wordsOf(meaningsOf.period).optional(),
  revenue: wordsOf(meaningsOf.revenue).optional(),
  notice_end: wordsOf(meaningsOf.notice_end).optional(),
  light: wordsOf(meaningsOf.light).optional(),
  risk: wordsOf(meaningsOf.risk).optional(),
  category: wordsOf(meaningsOf.category).optional(),
  yes_no: wordsOf(meaningsOf.yes_no).optional(),
  flag: wordsOf(meaningsOf.flag).optional(),
  nps: wordsOf(meaningsOf.nps).optional(),
});

/** The word lists as the rule page holds them; who opens the library gives their values to `compileWords`. */
export const wordFigures = {
  status: figure(RULE, "status_words", wordsOf(meaningsOf.status)),
  open_end: figure(RULE, "open_end_words", wordsOf(meaningsOf.open_end)),
  open_from_year: figure(RULE, "open_from_year", z.number()),
  period: figure(RULE, "period_words", wordsOf(meaningsOf.period)),
  numbers: figure(RULE, "number_words", z.record(z.string().regex(/^\d+$/), Words)),
  revenue: figure(RULE, "revenue_words", wordsOf(meaningsOf.revenue)),
  notice_none: figure(RULE, "notice_none", Words),
  notice_end: figure(RULE, "notice_ends", wordsOf(meaningsOf.notice_end)),
  light: figure(RULE, "light_words", wordsOf(meaningsOf.light)),
  risk: figure(RULE, "risk_words", wordsOf(meaningsOf.risk)),
  category: figure(RULE, "category_words", wordsOf(meaningsOf.category)),
  yes_no: figure(RULE, "yes_no_words", wordsOf(meaningsOf.yes_no)),
  flag: figure(RULE, "flag_headers", wordsOf(meaningsOf.flag)),
  flag_fillers: figure(RULE, "flag_fillers", Words),
  nps: figure(RULE, "nps_words", wordsOf(meaningsOf.nps)),
  free: figure(RULE, "free_words", Words),
  errors: figure(RULE, "error_cells", Words),
  own: figure(RULE, "own_words", OwnWords),
} satisfies Record<string, FigureReference>;
export type WordValues = { [Name in keyof typeof wordFigures]: z.infer<(typeof wordFigures)[Name]["shape"]> };

/** The lists in force, the user's settings counted in. */
export function wordValues(library: Pick<RuleLibrary, "figure">): WordValues {
  const entries = Object.entries(wordFigures).map(([name, reference]) => [name, library.figure(reference).value]);
  return Object.fromEntries(entries) as WordValues;
}

/** The word lists made ready to look up: word -> meaning, words without case, accents, blanks and signs. */
export interface TableWords {
  meanings: { [List in WordList]: ReadonlyMap<string, MeaningsOf[List][number]> };
  numbers: ReadonlyMap<string, number>;
  noticeNone: ReadonlySet<string>;
  free: ReadonlySet<string>;
  errors: ReadonlySet<string>;
  flagFillers: ReadonlySet<string>;
  openFromYear: number;
}

const PLAIN = /^[ -~]*$/;

/** Letters without accents, lower case; the same for words of lists and of cells. @example fold("Gekündigt") // "gekundigt" */
export function fold(text: string): string {
  // Nothing of what follows changes plain letters, which most cells are.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ı", "i");
}

/** A word as lists know it: no case, accents, blanks or signs. @example wordKey("Closed-Won") // "closedwon" */
export function wordKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}\p{Extended_Pictographic}✓✗✘☐☑]/gu, "");
}

/** The words of a header or cell: cut at blanks, signs, underscores, dots and changes of case. @example wordsIn("churnFlag_v2") // ["churn", "flag", "v2"] */
export function wordsIn(text: string): string[] {
  const spaced = text.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu}{2,})(\p{Lu}\p{Ll})/gu, "$1 $2");
  return fold(spaced)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const split = (words: string): string[] =>
  words
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
const keySet = (words: string, key: (word: string) => string = wordKey): Set<string> => new Set(split(words).map(key));
/** Errors and dates keep their signs. */
const signed = (text: string): string => fold(text).replace(/\s+/g, "");

function mapOf<Meaning extends string>(
  meanings: readonly Meaning[],
  library: Partial<Record<Meaning, string | undefined>>,
  own: Partial<Record<Meaning, string | undefined>> = {},
): Map<string, Meaning> {
  const map = new Map<string, Meaning>();
  for (const source of [library, own])
    for (const meaning of meanings)
      for (const word of split(source[meaning] ?? "")) {
        const key = meaning === "dates" ? signed(word) : wordKey(word);
        if (source === own || !map.has(key)) map.set(key, meaning);
      }
  return map;
}

/** Makes the word lists ready to look up, the user's own words before the library's. */
export function compileWords(values: WordValues): TableWords {
  const own = values.own;
  return {
    meanings: {
      status: mapOf(meaningsOf.status, values.status, own.status),
      open_end: mapOf(meaningsOf.open_end, values.open_end, own.open_end),
      period: mapOf(meaningsOf.period, values.period, own.period),
      revenue: mapOf(meaningsOf.revenue, values.revenue, own.revenue),
      notice_end: mapOf(meaningsOf.notice_end, values.notice_end, own.notice_end),
      light: mapOf(meaningsOf.light, values.light, own.light),
      risk: mapOf(meaningsOf.risk, values.risk, own.risk),
      category: mapOf(meaningsOf.category, values.category, own.category),
      yes_no: mapOf(meaningsOf.yes_no, values.yes_no, own.yes_no),
      flag: mapOf(meaningsOf.flag, values.flag, own.flag),
      nps: mapOf(meaningsOf.nps, values.nps, own.nps),
    },
    numbers: new Map(
      Object.entries(values.numbers).flatMap(([number, words]) =>
        split(words).map((word): [string, number] => [wordKey(word), Number(number)]),
      ),
    ),
    noticeNone: keySet(values.notice_none),
    free: keySet(values.free),
    errors: keySet(values.errors, signed),
    flagFillers: keySet(values.flag_fillers),
    openFromYear: values.open_from_year,
  };
}

/** The meanings a list knows, for refusals and for `reading.values`. */
export function meaningNames(list: WordList): readonly string[] {
  return meaningsOf[list];
}
