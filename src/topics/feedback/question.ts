import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money, rate } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";

/** One comment, ticket or reason, already labeled by the caller. */
export const FeedbackItem = z.strictObject({
  account: z.string().min(1),
  theme: z.string().min(1),
  date: IsoDate.optional(),
  arr: money().optional(),
  segment: z.string().optional(),
  /** How sure the label is. */
  sure: rate().optional(),
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;

/** One account of the book, heard or not. */
export const BookRow = z.strictObject({ account: z.string().min(1), arr: money().optional(), segment: z.string().optional() });
export type BookRow = z.infer<typeof BookRow>;

/** Every figure themes are counted with. */
export const feedbackReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  level: groupLevelFigure,
  sureFrom: figure("operations-feedback-themes", "sure_from", z.number().gt(0).max(1)),
  oneAccountShare: figure("operations-feedback-themes", "one_account_share", z.number().gt(0).max(1)),
};
export type FeedbackFigures = Figures<typeof feedbackReads>;

/** An account that spoke: each theme once, with the first and last day and the surest label. */
export interface Voice {
  account: string;
  arr: number | null;
  segment: string | null;
  themes: Map<string, { first: string | null; items: number; sure: number | null }>;
}

/** A name without case and needless blanks, so that two ways to write it are one. @example sameName(" Acme  AG") // "acme ag" */
export const sameName = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ");

/**
 * The accounts that spoke, each once, with the money and segment of the book where it names them. Themes that differ in case or blanks are one.
 * Throws Problem for an account of two amounts.
 */
export function voicesOf(
  items: readonly FeedbackItem[],
  book: readonly BookRow[],
): { voices: Voice[]; names: Map<string, string> } {
  const names = new Map<string, string>();
  const listed = new Map(book.map((row) => [sameName(row.account), row]));
  const voices = new Map<string, Voice>();
  for (const { account, theme, date, arr, segment, sure } of items) {
    const row = listed.get(sameName(account));
    const known = voices.get(sameName(account));
    const amount = row?.arr ?? arr ?? null;
    if (known !== undefined && known.arr !== null && amount !== null && known.arr !== amount)
      throw new Problem({
        what: `"${account}" has two amounts: ${known.arr} and ${amount}.`,
        remedy: "Give each account one ARR, the same in all its items, or give it once in book.",
      });
    const voice = known ?? { account: account.trim(), arr: amount, segment: row?.segment ?? segment ?? null, themes: new Map() };
    voice.arr ??= amount;
    voice.segment ??= row?.segment ?? segment ?? null;
    if (known === undefined) voices.set(sameName(account), voice);
    if (!names.has(sameName(theme))) names.set(sameName(theme), theme.trim());
    const before = voice.themes.get(sameName(theme));
    const first = before?.first ?? null;
    voice.themes.set(sameName(theme), {
      first: date === undefined ? first : first === null || date < first ? date : first,
      items: (before?.items ?? 0) + 1,
      sure: sure === undefined ? (before?.sure ?? null) : Math.max(sure, before?.sure ?? 0),
    });
  }
  return { voices: [...voices.values()], names };
}
