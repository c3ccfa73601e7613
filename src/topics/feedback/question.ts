import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money, rate } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";
import { labelKey } from "./search.ts";

/** One comment, ticket or reason, already labeled by the caller. */
export const FeedbackItem = z.strictObject({
  account: z.string().min(1),
  theme: z.string().min(1),
  date: IsoDate.optional(),
  arr: money().optional(),
  segment: z.string().optional(),
  /** How sure the label is. */
  sure: rate().optional(),
  /** What was said, in the customer's words. */
  comment: z.string().optional(),
  /** Praise or complaint, where a column says so. */
  tone: z.string().optional(),
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;

/** One account of the book, heard or not. */
export const BookRow = z.strictObject({
  account: z.string().min(1),
  arr: money().optional(),
  segment: z.string().optional(),
  renewal_date: IsoDate.optional(),
  notice_days: z.number().min(0).optional(),
  /** A light or a score, as the book has it. */
  health: z.union([z.string(), z.number()]).optional(),
});
export type BookRow = z.infer<typeof BookRow>;

const Words = z.array(z.string());

/** Every figure themes are counted with. */
export const feedbackReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  level: groupLevelFigure,
  sureFrom: figure("operations-feedback-themes", "sure_from", z.number().gt(0).max(1)),
  oneAccountShare: figure("operations-feedback-themes", "one_account_share", z.number().gt(0).max(1)),
  loudShare: figure("operations-feedback-themes", "loud_share", z.number().gt(0).max(1)),
  mostUnlabeled: figure("operations-feedback-themes", "most_unlabeled", z.number().gt(0).max(1)),
  renewalMonths: figure("operations-feedback-themes", "renewal_months", z.number().gt(0)),
  acrossAccounts: figure("operations-feedback-themes", "across_accounts", z.number().gt(0)),
  acrossShare: figure("operations-feedback-themes", "across_share", z.number().gt(0).max(1)),
  restLabels: figure("operations-feedback-themes", "rest_labels", Words),
  commonWords: figure("operations-feedback-themes", "common_words", Words),
  toneWords: figure(
    "operations-feedback-themes",
    "tone_words",
    z.strictObject({ settled: Words, condition: Words, not_settled: Words }),
  ),
};
export type FeedbackFigures = Figures<typeof feedbackReads>;

/** What an account said of one theme. */
interface Said {
  first: string | null;
  last: string | null;
  items: number;
  sure: number | null;
  dates: string[];
  comments: { date: string | null; comment: string; tone: Tone }[];
}

/** An account that spoke: each theme once, with the first and last day and the surest label. */
export interface Voice {
  account: string;
  arr: number | null;
  segment: string | null;
  /** Its row of the book; null where it has none. */
  book: BookRow | null;
  themes: Map<string, Said>;
}

/** A name without case and needless blanks, so that two ways to write it are one. @example sameName(" Acme  AG") // "acme ag" */
export const sameName = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ");

/** How what was said stands to its theme. */
type ToneOf = (comment: string | undefined, tone: string | undefined) => Tone;

/**
 * The accounts that spoke, each once, with the money and segment of the book where it names them. Themes that differ in case, signs, blanks or a plural
 * are one. Throws Problem for an account of two amounts.
 */
export function voicesOf(
  items: readonly FeedbackItem[],
  book: readonly BookRow[],
  toneOf: ToneOf = () => "open",
): { voices: Voice[]; names: Map<string, string> } {
  const names = new Map<string, string>();
  const listed = new Map(book.map((row) => [sameName(row.account), row]));
  const voices = new Map<string, Voice>();
  for (const { account, theme, date, arr, segment, sure, comment, tone } of items) {
    const row = listed.get(sameName(account));
    const known = voices.get(sameName(account));
    const amount = row?.arr ?? arr ?? null;
    if (known !== undefined && known.arr !== null && amount !== null && known.arr !== amount)
      throw new Problem({
        what: `"${account}" has two amounts: ${known.arr} and ${amount}.`,
        remedy: "Give each account one ARR, the same in all its items, or give it once in book.",
      });
    const voice: Voice = known ?? {
      account: account.trim(),
      arr: amount,
      segment: row?.segment ?? segment ?? null,
      book: row ?? null,
      themes: new Map(),
    };
    voice.arr ??= amount;
    voice.segment ??= row?.segment ?? segment ?? null;
    if (known === undefined) voices.set(sameName(account), voice);
    const key = labelKey(theme) || sameName(theme);
    if (!names.has(key)) names.set(key, theme.trim());
    const said: Said = voice.themes.get(key) ?? { first: null, last: null, items: 0, sure: null, dates: [], comments: [] };
    voice.themes.set(key, said);
    said.items += 1;
    if (sure !== undefined) said.sure = Math.max(sure, said.sure ?? 0);
    if (comment?.trim()) said.comments.push({ date: date ?? null, comment: comment.trim(), tone: toneOf(comment, tone) });
    if (date === undefined) continue;
    said.dates.push(date);
    said.first = said.first === null || date < said.first ? date : said.first;
    said.last = said.last === null || date > said.last ? date : said.last;
  }
  return { voices: [...voices.values()], names };
}

/** Themes that are written in several ways, each with its ways; those that differ in case, signs, blanks or a plural are one. */
export function spellingsOf(items: readonly FeedbackItem[]): string[][] {
  const ways = new Map<string, Set<string>>();
  for (const { theme } of items) ways.set(labelKey(theme), (ways.get(labelKey(theme)) ?? new Set()).add(theme.trim()));
  return [...ways.values()].filter(({ size }) => size > 1).map((own) => [...own]);
}

/** How a customer's word stands to the theme: it thanks or says that it works, it sets a condition, or neither. */
export type Tone = "settled" | "condition" | "open";
