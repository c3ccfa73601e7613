import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { fisherExact, wilsonInterval } from "../../core/statistics.ts";
import { holm } from "../cohorts/groups.ts";
import type { FeedbackFields } from "./answer.ts";
import { type BookRow, type FeedbackFigures, sameName, type Voice } from "./question.ts";

/** One theme: who said it, each account once. Major units; shares as fractions. */
export interface Theme {
  theme: string;
  accounts: number;
  items: number;
  arr: number;
  /** Of the accounts that spoke. */
  share: number;
  low: number;
  high: number;
  /** Of the book's ARR, where the book is given. */
  share_of_book: Known<number>;
  /** Accounts whose label is sure; unknown where nobody said how sure labels are. */
  sure_accounts: Known<number>;
  /** Accounts of which it is said how sure their label is. */
  labels_judged: number;
  /** The account that holds more than its part of the theme's ARR, alone. */
  one_account: Known<string>;
  earlier: Known<number>;
  later: Known<number>;
  /** Chance that a theme that did not change moves so far, corrected for all themes. */
  chance: Known<number>;
  trend: "grows" | "fades" | "no_change_seen" | "not_dated" | "too_few";
  /** The segment in which it is heard more often than in the others, by more than chance. */
  segment: Known<string>;
  /** The account with most money in it, and the money of the others. */
  largest: Known<string>;
  arr_without_largest: number;
  share_of_book_without: Known<number>;
  /** The accounts, the largest first, and what they said. */
  names: string[];
  first_heard: Known<string>;
  last_heard: Known<string>;
  comments: { account: string; date: Known<string>; comment: string }[];
  /** Accounts under the label that left no word, and their money. */
  without_comment: string[];
  arr_without_comment: number;
  /** What adding the amounts up by row would give: an account that spoke twice counts twice there. */
  arr_by_rows: number;
}

const NAMES = 12; // not a figure: names and words of one row

/** The middle of the dates on which accounts first spoke of anything; null without dates. */
function middleOf(voices: readonly Voice[]): string | null {
  const dates = voices
    .flatMap(({ themes }) => [...themes.values()].flatMap(({ first }) => (first === null ? [] : [first])))
    .sort();
  return dates.length === 0 ? null : dates[Math.floor(dates.length / 2)]!;
}

/** Accounts that spoke before and from a day on, and those that spoke of a theme then. */
function halves(voices: readonly Voice[], theme: string, middle: string) {
  const spoke = (voice: Voice, later: boolean) =>
    [...voice.themes.values()].some(({ first }) => first !== null && first >= middle === later);
  const said = (voice: Voice, later: boolean) => {
    const first = voice.themes.get(theme)?.first ?? null;
    return first !== null && first >= middle === later;
  };
  const count = (of: typeof spoke, later: boolean) => voices.filter((voice) => of(voice, later)).length;
  return { earlier: count(said, false), of_earlier: count(spoke, false), later: count(said, true), of_later: count(spoke, true) };
}

/** Chances of each theme in each segment against the other segments, corrected for all of them; the name of the one that stands out. */
function segmentsThatStandOut(voices: readonly Voice[], keys: readonly string[], figures: FeedbackFigures): Map<string, string> {
  const segments = [...new Set(voices.flatMap(({ segment }) => (segment === null ? [] : [segment])))];
  const known = voices.filter(({ segment }) => segment !== null);
  if (segments.length < 2) return new Map();
  const tests = keys.flatMap((theme) =>
    segments.map((segment) => {
      const own = known.filter((voice) => voice.segment === segment);
      const others = known.filter((voice) => voice.segment !== segment);
      const [hits, rest] = [own, others].map((list) => list.filter(({ themes }) => themes.has(theme)).length) as [number, number];
      return {
        theme,
        segment,
        more: hits * others.length > rest * own.length,
        chance: fisherExact(hits, own.length - hits, rest, others.length - rest),
      };
    }),
  );
  const chances = holm(tests.map(({ chance }) => chance));
  const found = new Map<string, string>();
  tests.forEach(({ theme, segment, more }, place) => {
    if (more && chances[place]! < figures.level.value && !found.has(theme)) found.set(theme, segment);
  });
  return found;
}

/**
 * Themes by the money of the accounts behind them, each account counted once a theme; over time and by segment against chance.
 * @example themesOf(voices, names, book, figures)[0].accounts // accounts, not comments
 */
export function themesOf(
  voices: readonly Voice[],
  names: ReadonlyMap<string, string>,
  book: readonly BookRow[],
  figures: FeedbackFigures,
): Theme[] {
  const keys = [...names.keys()];
  const middle = middleOf(voices);
  const whole = sumMoney(book.map(({ arr }) => arr ?? 0));
  const split = keys.map((theme) => (middle === null ? null : halves(voices, theme, middle)));
  const chances = holm(
    split.map((one) =>
      one === null ? 1 : fisherExact(one.earlier, one.of_earlier - one.earlier, one.later, one.of_later - one.later),
    ),
  );
  const segments = segmentsThatStandOut(voices, keys, figures);
  const noDates = unknown("The items have no dates.");
  return keys
    .map((theme, place): Theme => {
      const own = voices.filter(({ themes }) => themes.has(theme));
      const arr = sumMoney(own.map(({ arr: one }) => one ?? 0));
      const top = [...own].sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0))[0]!;
      const labels = own.map(({ themes }) => themes.get(theme)!.sure);
      const one = split[place]!;
      const share = own.length / voices.length;
      const trend = ((): Theme["trend"] => {
        if (one === null) return "not_dated";
        if (chances[place]! < figures.level.value)
          return one.later * one.of_earlier > one.earlier * one.of_later ? "grows" : "fades";
        return own.length < figures.fewAccounts.value ? "too_few" : "no_change_seen";
      })();
      return {
        theme: names.get(theme)!,
        accounts: own.length,
        items: own.reduce((sum, { themes }) => sum + themes.get(theme)!.items, 0),
        arr,
        share,
        ...wilsonInterval(share, voices.length, figures.standardErrors.value),
        share_of_book: whole === 0 ? unknown("Give book with the ARR of all accounts.") : arr / whole,
        sure_accounts: labels.every((sure) => sure === null)
          ? unknown("Nobody said how sure the labels are.")
          : labels.filter((sure) => sure !== null && sure >= figures.sureFrom.value).length,
        labels_judged: labels.filter((sure) => sure !== null).length,
        one_account:
          arr > 0 && own.length > 1 && (top.arr ?? 0) > arr * figures.oneAccountShare.value
            ? top.account
            : unknown("No account decides it alone."),
        earlier: one === null ? noDates : one.earlier,
        later: one === null ? noDates : one.later,
        chance: one === null ? noDates : chances[place]!,
        trend,
        ...wordsOf(own, theme),
        largest: top.arr === null ? unknown("No amount is given.") : top.account,
        arr_without_largest: sumMoney([arr, -(top.arr ?? 0)]),
        share_of_book_without: whole === 0 ? unknown("Give book with the ARR of all accounts.") : (arr - (top.arr ?? 0)) / whole,
        segment: segments.get(theme) ?? unknown("In no segment is it heard more often by more than chance."),
      };
    })
    .sort((a, b) => b.arr - a.arr || b.accounts - a.accounts || (a.theme < b.theme ? -1 : 1));
}

/** Who said a theme, when, and in which words. */
function wordsOf(own: readonly Voice[], theme: string) {
  const sorted = [...own].sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || (a.account < b.account ? -1 : 1));
  const said = sorted.map((voice) => ({ voice, of: voice.themes.get(theme)! }));
  const dates = said.flatMap(({ of: { first, last } }) => [first, last].flatMap((date) => date ?? [])).sort();
  const silent = said.filter(({ of: { comments } }) => comments.length === 0);
  const noDates = "The items have no dates.";
  return {
    names: sorted.slice(0, NAMES).map(({ account }) => account),
    first_heard: known(dates[0], noDates),
    last_heard: known(dates.at(-1), noDates),
    comments: said
      .flatMap(({ voice, of }) =>
        of.comments.map(({ date, comment }) => ({ account: voice.account, date: known(date, "It has no date."), comment })),
      )
      .slice(0, NAMES),
    without_comment: silent.slice(0, NAMES).map(({ voice }) => voice.account),
    arr_without_comment: sumMoney(silent.map(({ voice }) => voice.arr ?? 0)),
    arr_by_rows: sumMoney(said.map(({ voice, of }) => (voice.arr ?? 0) * of.items)),
  };
}

/** Who in the book was never heard, and who spoke without standing in it. */
export type Silence = Answered<NonNullable<FeedbackFields["silent"]>>;

/** The silent part of the book. */
export function silenceOf(voices: readonly Voice[], book: readonly BookRow[]): Known<Silence> {
  if (book.length === 0) return unknown("Give book to see who was not heard.");
  const heard = new Set(voices.map(({ account }) => sameName(account)));
  const listed = new Set(book.map(({ account }) => sameName(account)));
  const silent = book.filter(({ account }) => !heard.has(sameName(account)));
  const arr = sumMoney(silent.map((row) => row.arr ?? 0));
  const whole = sumMoney(book.map((row) => row.arr ?? 0));
  return {
    accounts: silent.length,
    arr,
    without_arr: book.filter((row) => row.arr === undefined).length,
    share_of_book: whole === 0 ? unknown("The book has no amounts.") : arr / whole,
    strangers: voices.filter(({ account }) => !listed.has(sameName(account))).map(({ account }) => account),
  };
}
