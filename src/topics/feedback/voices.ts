import { addDays } from "../../core/dates.ts";
import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import type { FeedbackFields } from "./answer.ts";
import type { BookRow, FeedbackFigures, Tone, Voice } from "./question.ts";
import { type Searched, wordsAcross } from "./search.ts";
import { renewsSoon, type WholeTheme, type Window } from "./themes.ts";

/** What one account said of one theme, with its contract beside it. */
type Who = Answered<FeedbackFields["focus"]["who"][number]>;

const noticeBy = (book: BookRow | null): Known<string> =>
  book?.renewal_date === undefined
    ? unknown("The book has no renewal date for it.")
    : book.notice_days === undefined
      ? unknown("The book has no days of notice for it.")
      : addDays(book.renewal_date, -book.notice_days);

const contractOf = ({ arr, book }: Voice) => ({
  arr: arr ?? unknown("It has no amount."),
  renews: known(book?.renewal_date, "The book has no renewal date for it."),
  notice_by: noticeBy(book),
  health: known(book?.health === undefined ? undefined : String(book.health), "The book has no health for it."),
});

const renewalOf = ({ book }: Voice): string => book?.renewal_date ?? "9999";
const byRenewal = (a: Voice, b: Voice): number => (renewalOf(a) < renewalOf(b) ? -1 : renewalOf(a) > renewalOf(b) ? 1 : 0);

type Comment = { date: string | null; comment: string; tone: Tone };
const byDay = (a: Comment, b: Comment) => ((a.date ?? "") < (b.date ?? "") ? 1 : -1);

const MOST_LETTERS = 140; // not a figure: letters of what was said that fit a line

/** What was said as far as it fits a line. */
const inLine = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);

/** Who stands behind each theme, the themes in the order given and in each the nearest renewal first, then the largest; of their words a condition, else the last that asks. */
export function whoSaid(themes: readonly WholeTheme[]): Who[] {
  return themes.flatMap(({ key, row: { theme }, voices }) =>
    [...voices].sort(byRenewal).map((voice): Who => {
      const own = voice.themes.get(key)!;
      const last = [...own.comments].sort(byDay);
      const words = last.find(({ tone }) => tone === "condition") ?? last.find(({ tone }) => tone === "open") ?? last[0];
      return {
        theme,
        account: voice.account,
        ...contractOf(voice),
        items: own.items,
        last: known(own.last ?? undefined, "It has no date."),
        said: known(words === undefined ? undefined : inLine(words.comment), "It left no word."),
      };
    }),
  );
}

/** Words that set a condition or hold a promise, to be read: each account's once a theme, the nearest renewal first. */
export function conditionsOf(themes: readonly WholeTheme[]) {
  const rows = themes.flatMap(({ key, row: { theme }, voices }) =>
    voices.flatMap((voice) => {
      const found = [...voice.themes.get(key)!.comments].sort(byDay).find(({ tone }) => tone === "condition");
      const { health: _, ...contract } = contractOf(voice);
      return found === undefined
        ? []
        : [
            {
              account: voice.account,
              theme,
              date: known(found.date ?? undefined, "It has no date."),
              ...contract,
              said: inLine(found.comment),
              renewal: renewalOf(voice),
            },
          ];
    }),
  );
  return rows.sort((a, b) => (a.renewal < b.renewal ? -1 : a.renewal > b.renewal ? 1 : 0)).map(({ renewal: _, ...row }) => row);
}

/** Words under several labels, with the accounts that say them and their money; the most money first. */
export function acrossOf(
  rows: readonly Searched[],
  voices: readonly Voice[],
  book: readonly BookRow[],
  figures: FeedbackFigures,
) {
  const arrs = new Map([
    ...book.map(({ account, arr }) => [account, arr ?? 0] as const),
    ...voices.map(({ account, arr }) => [account, arr ?? 0] as const),
  ]);
  return wordsAcross(rows, {
    accounts: figures.acrossAccounts.value,
    one_label: figures.acrossShare.value,
    common: new Set(figures.commonWords.value),
  })
    .map(({ forms, accounts, rows: count, labels }) => {
      const arr = sumMoney(accounts.map((account) => arrs.get(account) ?? 0));
      return {
        forms,
        rows: count,
        accounts: accounts.length,
        arr,
        labels: [...labels].sort((a, b) => b[1] - a[1]).map(([label, own]) => `${label ?? "(no label)"} ${own}`),
      };
    })
    .sort((a, b) => b.arr - a.arr || b.accounts - a.accounts || b.rows - a.rows);
}
export type Across = ReturnType<typeof acrossOf>[number];

/** Several themes as one, each account once. */
export interface Together {
  themes: string[];
  accounts: number;
  arr: number;
  in_several: number;
}

/** @example togetherOf([first, second])?.accounts // those of both, each once */
export function togetherOf(themes: readonly WholeTheme[]): Together | null {
  if (themes.length < 2) return null;
  const all = themes.flatMap(({ voices }) => voices);
  const once = [...new Set(all)];
  return {
    themes: themes.map(({ row }) => row.theme),
    accounts: once.length,
    arr: sumMoney(once.map(({ arr }) => arr ?? 0)),
    in_several: once.filter((voice) => all.filter((one) => one === voice).length > 1).length,
  };
}

/** What of the whole book renews soon, beside which a theme's renewals are read. */
export function renewingOf(book: readonly BookRow[], window: Window): { accounts: number; arr: number } {
  const soon = book.filter(({ renewal_date }) => renewsSoon(renewal_date, window));
  return { accounts: soon.length, arr: sumMoney(soon.map(({ arr }) => arr ?? 0)) };
}
