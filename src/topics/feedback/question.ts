import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money, rate } from "../../core/kinds.ts";
import { sumMoney } from "../../core/money.ts";
import type { NamedRow } from "../../core/named-rows.ts";
import type { PassedOver } from "../../core/passed-over.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
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

const legalForms =
  /(?:[\s,]+(?:p\/l|pte|pty|ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|sl|bv|nv|oy|ab|as|a\/s|aps|sp|z|o|zoo)\.?)+$/;

/** A name without its legal form and what stands in brackets. @example bareName("Katong Hotels Pte. Ltd.") // "katong hotels" */
const bareName = (name: string): string =>
  sameName(name.replaceAll(/\([^)]*\)/g, " ").replaceAll(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1"))
    .replace(legalForms, "")
    .trim();

/** Items under the names of the book, where one account of it, and no other, differs by no more than its legal form. */
export function underBookNames(items: readonly FeedbackItem[], book: readonly BookRow[]): FeedbackItem[] {
  const listed = new Set(book.map(({ account }) => sameName(account)));
  const names = new Map<string, string | null>();
  for (const { account } of book) {
    const bare = bareName(account);
    names.set(bare, names.has(bare) ? null : account);
  }
  return items.map((item) => {
    if (listed.has(sameName(item.account))) return item;
    const meant = names.get(bareName(item.account));
    return meant === undefined || meant === null ? item : { ...item, account: meant };
  });
}

/** Themes that are written in several ways, each with its ways; those that differ in case or blanks are one. */
export function spellingsOf(items: readonly FeedbackItem[]): string[][] {
  const ways = new Map<string, Set<string>>();
  for (const { theme } of items) ways.set(sameName(theme), (ways.get(sameName(theme)) ?? new Set()).add(theme.trim()));
  return [...ways.values()].filter(({ size }) => size > 1).map((own) => [...own]);
}

type FeedbackRow = NamedRow<"theme" | "date" | "segment" | "sure" | "comment" | "source">;

/** A row of a customer's own feedback: not a colleague's wish, a prospect's, or a mail that was only passed on. */
const others: readonly (readonly [why: string, of: (row: FeedbackRow) => string | undefined, words: RegExp])[] = [
  ["internal", ({ account }) => account, /^\W*(?:internal|intern|interno|interne|us|ourselves|own team)\W*$/i],
  ["internal", ({ texts }) => texts.source, /^\W*(?:internal|intern|interno|interne)\b/i],
  ["a prospect", ({ account }) => account, /^\W*(?:prospects?|lead|interessent|prospecto|prospecte?)(?:\b|$)\W/i],
  ["a prospect", ({ texts }) => texts.source, /^\W*(?:prospects?|interessent|prospecto)\b/i],
];

/** A mail that was passed on: often the same words once more. */
const forwards = /\b(?:fwd?|forward(?:ed)?|weitergeleitet|transféré|reenviado|doorgestuurd|videresendt)\b/i;

/** What was read of a table of feedback. */
export interface FeedbackRead {
  items: FeedbackItem[];
  passed: PassedOver[];
  /** Rows of customers that have no theme. */
  unlabeled: { account: string; row: number }[];
  rows: number;
}

/**
 * The items of a table: one for each theme of a row, where a cell holds several between semicolons or bars. Rows of colleagues, of prospects and
 * mails passed on that say again what the account said are passed over; rows without a theme are counted as unlabeled. Throws Problem where more
 * than `most` of the rows have none, and for a certainty that is no share.
 */
export function itemsOfRows(rows: readonly FeedbackRow[], most: number): FeedbackRead {
  const passed: PassedOver[] = [];
  const said = new Set<string>();
  const own = rows.filter((row) => {
    const { account, texts } = row;
    const why = others.find(([, of, words]) => words.test(of(row) ?? ""))?.[0];
    const words = `${sameName(account)}|${sameName(texts.theme ?? "")}|${sameName(texts.comment ?? "")}`;
    const again = texts.comment !== undefined && said.has(words) && forwards.test(texts.source ?? "");
    said.add(words);
    if (why !== undefined) passed.push({ account, why });
    else if (again) passed.push({ account, why: "passed on, and said before" });
    return why === undefined && !again;
  });
  const bare = own.filter(({ texts }) => texts.theme === undefined);
  if (bare.length > 0 && (bare.length === own.length || bare.length > own.length * most))
    throw new Problem({
      what: `${bare.length} of ${own.length} rows have no theme:`,
      places: shownPlaces(bare.map(({ row, account }) => `row ${row}: ${account}`)),
      remedy: 'Label them first, or name the column of themes: items: {"table": "...", "theme": "its header"}.',
    });
  const items = own.flatMap(({ row, account, arr, texts, numbers }) => {
    if (texts.theme === undefined) return [];
    const { sure } = numbers;
    if (sure !== undefined && (sure < 0 || sure > 1))
      throw new Problem({
        what: `Row ${row}, ${account}: a certainty of ${sure} is no share.`,
        remedy: "Give it between 0 and 1, or as a percentage.",
      });
    const themes = texts.theme.split(/\s*[;|]\s*/).filter((theme) => theme !== "");
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
  return { items, passed, unlabeled: bare.map(({ row, account }) => ({ account, row })), rows: rows.length };
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
