import { type Answered, isKnown, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { fisherExact, wilsonInterval } from "../../core/statistics.ts";
import { holm } from "../cohorts/groups.ts";
import type { FeedbackFields } from "./answer.ts";
import { type BookRow, type FeedbackFigures, sameName, type Voice } from "./question.ts";
import { labelKey } from "./search.ts";

/** What an answer says of something, its money as a sum: whether any amount was read is known only of all of them. */
export type Counted<Wire extends object, Money extends string> = Omit<Answered<Wire>, Money> & Record<Money, number>;

/** One theme: who said it, each account once. Major units; shares as fractions. */
type Theme = Counted<FeedbackFields["themes"][number], "arr" | "arr_without_largest"> & {
  soon_accounts: Known<number>;
  weak_accounts: Known<number>;
};

/** How sure a theme's count is, and whether it moves or sits in one segment by more than chance. */
type ThemeTest = Counted<FeedbackFields["beside"]["tests"][number], "arr_by_rows">;

/** A theme with all that is known of it. */
export interface WholeTheme {
  row: Theme;
  test: ThemeTest;
  /** Those who said it, the largest first. */
  voices: Voice[];
  /** Its key among a voice's themes. */
  key: string;
  /** A label that gathers what fits nowhere else. */
  rest: boolean;
}

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

/** The days by which themes are looked at: months that were heard, and from when to when a renewal is near. */
export interface Window {
  months: readonly string[];
  as_of: string | null;
  renew_by: string | null;
}

const lightOf = ({ book }: Voice): string | null => (typeof book?.health === "string" ? book.health : null);
const isWeak = (voice: Voice): boolean => ["red", "yellow"].includes(lightOf(voice) ?? "");
/** Whether a renewal lies between the day of the answer and the last one that is near. */
export const renewsSoon = (renewal: string | undefined, { as_of, renew_by }: Window): boolean =>
  renewal !== undefined && as_of !== null && renew_by !== null && renewal >= as_of && renewal <= renew_by;

const arrOf = (voices: readonly Voice[]): number => sumMoney(voices.map(({ arr }) => arr ?? 0));
const noBook = unknown("Give book with the ARR of all accounts.");

/**
 * Themes by the money of the accounts behind them, each account counted once a theme; over time and by segment against chance.
 * @example themesOf(voices, names, book, window, figures)[0].row.accounts // accounts, not comments
 */
export function themesOf(
  voices: readonly Voice[],
  names: ReadonlyMap<string, string>,
  book: readonly BookRow[],
  window: Window,
  figures: FeedbackFigures,
): WholeTheme[] {
  const keys = [...names.keys()];
  const middle = middleOf(voices);
  const whole = sumMoney(book.map(({ arr }) => arr ?? 0));
  const ofBook = (arr: number): Known<number> => (whole === 0 ? noBook : arr / whole);
  const split = keys.map((theme) => (middle === null ? null : halves(voices, theme, middle)));
  const chances = holm(
    split.map((one) =>
      one === null ? 1 : fisherExact(one.earlier, one.of_earlier - one.earlier, one.later, one.of_later - one.later),
    ),
  );
  const segments = segmentsThatStandOut(voices, keys, figures);
  const hasRenewals = book.some(({ renewal_date }) => renewal_date !== undefined) && window.as_of !== null;
  const hasLights = book.some(({ health }) => typeof health === "string");
  const rests = new Set(figures.restLabels.value.map(labelKey));
  const noDates = unknown("The items have no dates.");
  return keys
    .map((key, place): WholeTheme => {
      const own = voices
        .filter(({ themes }) => themes.has(key))
        .sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || (a.account < b.account ? -1 : 1));
      const said = own.map(({ themes }) => themes.get(key)!);
      const arr = arrOf(own);
      const items = said.reduce((sum, one) => sum + one.items, 0);
      const top = own[0]!;
      const one = split[place]!;
      const share = own.length / voices.length;
      const trend = ((): ThemeTest["trend"] => {
        if (one === null) return "not_dated";
        if (chances[place]! < figures.level.value)
          return one.later * one.of_earlier > one.earlier * one.of_later ? "grows" : "fades";
        return own.length < figures.fewAccounts.value ? "too_few" : "no_change_seen";
      })();
      const theme = names.get(key)!;
      const dates = said.flatMap((each) => each.dates).sort();
      const loud = [...own].sort((a, b) => b.themes.get(key)!.items - a.themes.get(key)!.items)[0]!;
      const loudItems = loud.themes.get(key)!.items;
      const isLoud = own.length > 1 && loudItems > items * figures.loudShare.value && loudItems > own.length;
      const soon = own.filter((voice) => renewsSoon(voice.book?.renewal_date, window));
      const weak = own.filter(isWeak);
      const comments = said.flatMap((each) => each.comments);
      const open = comments.flatMap(({ date, tone }) => (tone === "settled" || date === null ? [] : [date])).sort();
      const labels = said.map(({ sure }) => sure);
      return {
        key,
        rest: rests.has(key),
        voices: own,
        row: {
          theme,
          accounts: own.length,
          items,
          arr,
          share_of_book: ofBook(arr),
          largest: top.arr === null ? unknown("No amount is given.") : top.account,
          arr_without_largest: sumMoney([arr, -(top.arr ?? 0)]),
          loudest: isLoud ? `${loud.account} ${loudItems}` : unknown("No account wrote most of it."),
          only_this: own.filter(({ themes }) => themes.size === 1).length,
          soon_accounts: hasRenewals ? soon.length : unknown("The book has no renewal dates."),
          soon_arr: hasRenewals ? arrOf(soon) : unknown("The book has no renewal dates."),
          weak_accounts: hasLights ? weak.length : unknown("The book has no lights."),
          weak_arr: hasLights ? arrOf(weak) : unknown("The book has no lights."),
          last_heard: known(dates.at(-1), noDates.why),
          by_month: window.months.map((month) => dates.filter((date) => date.startsWith(month)).length),
          settled: comments.filter(({ tone }) => tone === "settled").length,
        },
        test: {
          theme,
          trend,
          first_heard: known(dates[0], noDates.why),
          last_open: known(open.at(-1), "No dated row asks for it."),
          one_account:
            arr > 0 && own.length > 1 && (top.arr ?? 0) > arr * figures.oneAccountShare.value
              ? top.account
              : unknown("No account decides it alone."),
          share,
          ...wilsonInterval(share, voices.length, figures.standardErrors.value),
          share_of_book_without: ofBook(sumMoney([arr, -(top.arr ?? 0)])),
          sure_accounts: labels.every((sure) => sure === null)
            ? unknown("Nobody said how sure the labels are.")
            : labels.filter((sure) => sure !== null && sure >= figures.sureFrom.value).length,
          labels_judged: labels.filter((sure) => sure !== null).length,
          earlier: one === null ? noDates : one.earlier,
          later: one === null ? noDates : one.later,
          chance: one === null ? noDates : chances[place]!,
          segment: segments.get(key) ?? unknown("In no segment is it heard more often by more than chance."),
          arr_by_rows: sumMoney(own.map(({ arr: amount, themes }) => (amount ?? 0) * themes.get(key)!.items)),
        },
      };
    })
    .sort((a, b) => b.row.arr - a.row.arr || b.row.accounts - a.row.accounts || (a.row.theme < b.row.theme ? -1 : 1));
}

/** Whether a theme is quiet: some row thanks or says that it works, and none asks for it on a later day. */
export const isQuiet = ({ row: { settled, last_heard }, test: { last_open } }: WholeTheme): boolean =>
  settled > 0 && (!isKnown(last_open) || (isKnown(last_heard) && last_open < last_heard));

/**
 * The theme to bring: of those that are no rest and not quiet, that of most money which no single account carries; where one account carries each of
 * them, that of most money.
 */
export function adviceOf(themes: readonly WholeTheme[]): WholeTheme {
  const open = themes.filter((theme) => !theme.rest && !isQuiet(theme));
  const named = open.length > 0 ? open : themes;
  return named.find(({ row, test }) => !isKnown(test.one_account) && row.accounts > 1) ?? named[0]!;
}

/** Who in the book was never heard, and who spoke without standing in it. */
export type Silence = Counted<NonNullable<FeedbackFields["silent"]>, "arr">;

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
