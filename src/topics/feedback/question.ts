import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money, rate } from "../../core/kinds.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { NamedRow } from "../../core/table.ts";
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
  /** What was said, in the customer's words. */
  comment: z.string().optional(),
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

/** What an account said of one theme. */
interface Said {
  first: string | null;
  last: string | null;
  items: number;
  sure: number | null;
  comments: { date: string | null; comment: string }[];
}

/** An account that spoke: each theme once, with the first and last day and the surest label. */
export interface Voice {
  account: string;
  arr: number | null;
  segment: string | null;
  themes: Map<string, Said>;
}

/** A name without case and needless blanks, so that two ways to write it are one. @example sameName(" Acme  AG") // "acme ag" */
export const sameName = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ");

const largerDate = (one: string | null, other: string): string => (one === null || other > one ? other : one);

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
  for (const { account, theme, date, arr, segment, sure, comment } of items) {
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
      last: date === undefined ? (before?.last ?? null) : largerDate(before?.last ?? null, date),
      comments: [...(before?.comments ?? []), ...(comment?.trim() ? [{ date: date ?? null, comment: comment.trim() }] : [])],
      items: (before?.items ?? 0) + 1,
      sure: sure === undefined ? (before?.sure ?? null) : Math.max(sure, before?.sure ?? 0),
    });
  }
  return { voices: [...voices.values()], names };
}

/**
 * The items of a table: one for each theme of a row, where a cell holds several between semicolons or bars. Throws Problem for rows without a
 * theme, and for a certainty that is no share.
 */
export function itemsOfRows(rows: readonly NamedRow<"theme" | "date" | "segment" | "sure" | "comment">[]): FeedbackItem[] {
  const bare = rows.filter(({ texts }) => texts.theme === undefined);
  if (bare.length > 0)
    throw new Problem({
      what: `${bare.length} of ${rows.length} rows have no theme:`,
      places: shownPlaces(bare.map(({ row, account }) => `row ${row}: ${account}`)),
      remedy: 'Label them first, or name the column of themes: items: {"table": "...", "theme": "its header"}.',
    });
  return rows.flatMap(({ row, account, arr, texts, numbers }) => {
    const { sure } = numbers;
    if (sure !== undefined && (sure < 0 || sure > 1))
      throw new Problem({
        what: `Row ${row}, ${account}: a certainty of ${sure} is no share.`,
        remedy: "Give it between 0 and 1, or as a percentage.",
      });
    const themes = texts.theme!.split(/\s*[;|]\s*/).filter((theme) => theme !== "");
    return themes.map(
      (theme): FeedbackItem => ({
        account,
        theme,
        date: texts.date,
        arr: arr ?? undefined,
        segment: texts.segment,
        sure,
        comment: texts.comment,
      }),
    );
  });
}

/** The book of a table, several contracts of one account added. */
export function bookOfRows(rows: readonly NamedRow<"segment">[]): BookRow[] {
  const joined = new Map<string, BookRow>();
  for (const { account, arr, texts } of rows) {
    const known = joined.get(sameName(account));
    const sum = known?.arr === undefined && arr === null ? undefined : sumMoney([known?.arr ?? 0, arr ?? 0]);
    joined.set(sameName(account), { account: known?.account ?? account, arr: sum, segment: known?.segment ?? texts.segment });
  }
  return [...joined.values()];
}
