import { brief, inShort, listed, plural } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { BookRead } from "./book.ts";
import type { NamesRead } from "./names.ts";
import type { Voice } from "./question.ts";
import type { FeedbackRead, wantedByOthers } from "./rows.ts";
import { isQuiet, type Silence, type WholeTheme, type Window } from "./themes.ts";
import type { Across, conditionsOf, Together } from "./voices.ts";

const ROWS = 3;

/** Everything the feedback holds. */
export interface RollUp {
  voices: readonly Voice[];
  items: number;
  /** What became of the rows of a table; null where items were given. */
  read: FeedbackRead | null;
  /** Cells of the table that could not be read. */
  odd: readonly { row: number; header: string }[];
  names: NamesRead;
  /** `unpriced`: a book of a table in which no amount was read, with the columns that were left over. */
  book: BookRead & { unread: string | null; thousands: boolean; unpriced: { table: string; free: string[] } | null };
  /** Words under several labels, the most money first. */
  across: readonly Across[];
  conditions: ReturnType<typeof conditionsOf>;
  wanted: ReturnType<typeof wantedByOthers>;
  /** Themes written in several ways that count as one, and those that may mean one thing. */
  spellings: readonly string[][];
  alike: readonly [string, string][];
  themes: readonly WholeTheme[];
  advice: WholeTheme;
  /** What is looked at closely: the word that no label shows, counted as a theme, else the theme to bring. */
  focus: WholeTheme;
  hidden: Across | undefined;
  /** Themes that were asked for by words, all together; null for one or none. */
  together: Together | null;
  window: Window;
  /** Last days of notice that are no working day, and holidays of the next days. */
  days: {
    notices: { account: string; date: string; before: string; name: string | null }[];
    holidays: { date: string; name: string }[];
    place: string | null;
  };
  silent: Known<Silence>;
}

const rangeOf = ({ test: { low, high } }: WholeTheme): string => `${percent(low, 0)} to ${percent(high, 0)}`;
const shareSaid = (share: Known<number>): string => (isKnown(share) ? `, ${percent(share, 0)} of the book` : "");

/** One theme in a sentence that can be said to a board. */
function themeSaid({ row: theme, test }: WholeTheme, spoke: number, currency: string): string {
  const money = theme.arr > 0 ? `, ${shortMoney(theme.arr, currency)}${shareSaid(theme.share_of_book)}` : "";
  const without =
    theme.arr > 0 && theme.accounts > 1 && isKnown(theme.largest)
      ? `; without ${theme.largest} ${shortMoney(theme.arr_without_largest, currency)}`
      : "";
  const when =
    isKnown(test.first_heard) && isKnown(theme.last_heard)
      ? test.first_heard === theme.last_heard
        ? `, heard on ${test.first_heard}`
        : `, heard from ${test.first_heard} to ${theme.last_heard}`
      : "";
  return `${theme.theme}: ${plural(theme.accounts, "account")} of ${spoke} that spoke${money}${without}${when}.`;
}

/** What product will ask of a theme, with the answer that the feedback allows. */
export function questionsOf({ key, row: theme, voices }: WholeTheme, currency: string): string[] {
  const silent = voices.filter((voice) => voice.themes.get(key)!.comments.length === 0);
  const bare = silent.length;
  const rest = theme.accounts - bare;
  const left = theme.arr - silent.reduce((sum, { arr }) => sum + (arr ?? 0), 0);
  const solid =
    bare > 0 && rest > 0
      ? `How solid is it? ${inShort(silent.map(({ account }) => account))} ${bare === 1 ? "has" : "have"} the label and no word of their own; without ${bare === 1 ? "it" : "them"} ${plural(rest, "account")}${left > 0 ? ` with ${shortMoney(left, currency)}` : ""}. Ask ${bare === 1 ? "it" : "them"} before.`
      : `How solid is it? ${isKnown(theme.largest) ? `Without ${theme.largest} ${plural(theme.accounts - 1, "account")}${theme.arr_without_largest > 0 ? ` with ${shortMoney(theme.arr_without_largest, currency)}` : ""}.` : plural(theme.accounts, "account")}`;
  return [
    `Is it one problem? ${rest > 1 ? "The words differ from account to account: read them side by side, and say which are the same." : "Too few words to tell: ask."}`,
    solid,
    "Will they leave? The feedback does not say so: the money is size and not risk; do not say it is at risk.",
  ];
}

/** The word that more money stands behind than behind the theme to bring, where no label shows it. */
export const hiddenWord = ({ across, advice }: Pick<RollUp, "across" | "advice">): Across | undefined =>
  across.find(({ arr, accounts }) => arr > advice.row.arr || (arr === 0 && accounts > advice.row.accounts));

/** @example wordSaid(across, "AED") // '"approval" stands in 24 rows of 13 accounts with AED 3.34M, 37% of the book, under 4 labels' */
const wordSaid = ({ forms, rows, accounts, arr, labels }: Across, currency: string): string =>
  `"${forms[0]}" stands in ${plural(rows, "row")} of ${plural(accounts, "account")}${arr > 0 ? ` with ${shortMoney(arr, currency)}` : ""}, under ${labels.length} labels`;

function lead(rollUp: RollUp, currency: string): string {
  const { voices, items, themes, focus } = rollUp;
  const first = rollUp.hidden === undefined ? focus : rollUp.advice;
  const { hidden } = rollUp;
  const { row } = first;
  if (hidden !== undefined)
    return `${wordSaid(hidden, currency)}: more than any label shows. By label ${row.theme} leads: ${plural(row.accounts, "account")}${row.arr > 0 ? ` with ${shortMoney(row.arr, currency)}` : ""}.`;
  const top = themes[0]!;
  if (first !== top && isKnown(top.test.one_account))
    return `${row.theme} is asked by ${plural(row.accounts, "account")} of ${voices.length} that spoke, with ${shortMoney(row.arr, currency)}, and no single account decides it; ${top.row.theme} has more money behind it (${shortMoney(top.row.arr, currency)}), most of it ${top.test.one_account}'s.`;
  const money = row.arr > 0 ? ` with ${shortMoney(row.arr, currency)}` : "";
  const passed =
    first === top ? "has most money behind it" : `comes first, since ${top.row.theme} ${top.rest ? "is no theme" : "is quiet"}`;
  return `${row.theme} ${row.arr > 0 ? passed : "comes first"}: ${row.accounts} of ${plural(voices.length, "account")} that spoke${money}, ${percent(first.test.share, 0)} of them (${rangeOf(first)} by chance), from ${plural(items, "item")} in all.`;
}

/** The theme of most rows, where one account wrote most of them. */
function loudSaid({ themes, advice }: RollUp): string {
  const loud = [...themes].sort((a, b) => b.row.items - a.row.items).find(({ row }) => isKnown(row.loudest));
  const [most] = [...themes].sort((a, b) => b.row.items - a.row.items);
  if (loud === undefined)
    return most === undefined || most === advice
      ? ""
      : `Most items speak of ${most.row.theme} (${most.row.items}), from ${plural(most.row.accounts, "account")} only.`;
  if (loud === advice) return "";
  const { theme, items, loudest } = loud.row;
  return `${theme} has ${plural(items, "row")} of ${plural(loud.row.accounts, "account")}, most of one: ${loudest as string}.`;
}

/** The condition whose renewal comes first. */
function conditionSaid({ conditions }: RollUp, currency: string): string {
  const [first] = conditions;
  if (first === undefined) return "";
  const renews = isKnown(first.renews) ? `, renews ${first.renews}` : "";
  const money = isKnown(first.arr) ? ` (${shortMoney(first.arr, currency)}${renews})` : "";
  return `${first.account}${money} sets a condition or names a promise: "${first.said}".`;
}

/** The theme of most accounts, where it is another than that of most money. */
function broadSaid({ themes, advice: first }: RollUp, currency: string): string {
  const broad = [...themes].sort((a, b) => b.row.accounts - a.row.accounts || b.row.arr - a.row.arr)[0]!;
  if (broad.row.accounts <= first.row.accounts) return "";
  return `Most accounts name ${broad.row.theme}: ${broad.row.accounts}${broad.row.arr > 0 ? ` with ${shortMoney(broad.row.arr, currency)}` : ""}.`;
}

function trendSaid({ themes }: RollUp): string {
  const moved = themes.filter(({ test }) => test.trend === "grows" || test.trend === "fades");
  if (moved.length)
    return moved
      .slice(0, 2)
      .map(
        ({ row: { theme }, test: { trend, earlier, later } }) =>
          `${theme} ${trend}: ${String(earlier)} accounts before, ${String(later)} since.`,
      )
      .join(" ");
  return themes.some(({ test }) => test.trend !== "not_dated") ? "No theme grows or fades by more than chance." : "";
}

function silentSaid({ silent }: RollUp, currency: string): string {
  if (!isKnown(silent) || silent.accounts === 0) return "";
  return `${plural(silent.accounts, "account")}${silent.arr > 0 ? ` with ${shortMoney(silent.arr, currency)}` : ""}${shareSaid(silent.share_of_book)} said nothing.`;
}

/** The part of the theme that renews soon, and that is not green. */
function nearSaid({ focus: { row }, window }: RollUp, currency: string): string {
  if (!isKnown(row.soon_accounts) || row.soon_accounts === 0 || !isKnown(row.soon_arr)) return "";
  const weak =
    isKnown(row.weak_accounts) && row.weak_accounts > 0 ? `; ${row.weak_accounts} of the ${row.accounts} are red or amber` : "";
  return `${row.theme}: ${row.soon_accounts}${row.soon_arr > 0 ? ` with ${shortMoney(row.soon_arr, currency)}` : ""} renew by ${window.renew_by}${weak}.`;
}

/** Several themes that were asked for by words, added up without counting an account twice. */
function togetherSaid({ together }: RollUp, currency: string): string {
  if (together === null) return "";
  const { themes, accounts, arr, in_several } = together;
  return `${listed(themes)} together: ${plural(accounts, "account")}${arr > 0 ? ` with ${shortMoney(arr, currency)}` : ""}, ${in_several} of them in more than one.`;
}

/** What sales wants and no customer, or hardly one, asks for. */
function wantedSaid({ wanted, themes }: RollUp, currency: string): string {
  const found = wanted
    .map((one) => ({ ...one, own: themes.find(({ row }) => row.theme.toLowerCase() === one.theme.toLowerCase()) }))
    .filter(({ own, rows }) => (own?.row.items ?? 0) < rows)
    .sort((a, b) => b.rows - a.rows)[0];
  if (found === undefined) return "";
  const { theme, rows, internal, prospects, own } = found;
  const whose = [
    internal > 0 ? `${internal} ours` : "",
    prospects.length > 0 ? `${plural(prospects.length, "prospect")} (${inShort(prospects)})` : "",
  ].filter(Boolean);
  const customers =
    own === undefined
      ? "no customer"
      : `${plural(own.row.accounts, "customer")} (${inShort(own.voices.map(({ account }) => account))}${own.row.arr > 0 ? `, ${shortMoney(own.row.arr, currency)}` : ""})`;
  return `${theme}: ${plural(rows, "row")} of ${listed(whose)}, ${customers}.`;
}

/** Themes of which somebody says that it works, and nobody asks since. */
function quietSaid({ themes }: RollUp): string {
  const quiet = themes.filter((theme) => isQuiet(theme) && !theme.rest).sort((a, b) => b.row.items - a.row.items)[0];
  if (quiet === undefined) return "";
  const { theme, settled } = quiet.row;
  const { last_open } = quiet.test;
  return `${theme} may be done: ${plural(settled, "row says", "rows say")} thanks or that it works, and none asks after ${isKnown(last_open) ? last_open : "it"}; ask product and the others.`;
}

const whySaid = {
  internal: ["internal", "internal"],
  prospect: ["of a prospect", "of prospects"],
  left: ["of a customer who left", "of customers who left"],
  copy: ["a copy", "copies"],
  passed_on: ["passed on", "passed on"],
} as const;

/** A book whose amounts were not found, and how to name them. */
export function unpricedSaid({ book: { unpriced } }: Pick<RollUp, "book">): string {
  if (unpriced === null) return "";
  const [first] = unpriced.free;
  return first === undefined
    ? "No column of the book holds an amount: add one, or give accounts with arr."
    : `No column of the book was read as an amount. Which of these is it: ${inShort(unpriced.free.map((one) => `"${one}"`))}? Give book as {"table": "${unpriced.table}", "arr": "${first}"}.`;
}

/** Rows that are not counted, by why, and those without a label. */
function rowsSaid({ read }: RollUp): string {
  if (read === null) return "";
  const { asides, rows } = read;
  const aside = asides.filter(({ why }) => why !== "no_theme");
  const bare = asides.filter(({ why }) => why === "no_theme");
  const whys = (["copy", "passed_on", "internal", "prospect", "left"] as const).flatMap((why) => {
    const count = aside.filter((one) => one.why === why).length;
    return count === 0 ? [] : [`${count} ${whySaid[why][count === 1 ? 0 : 1]}`];
  });
  return [
    aside.length
      ? `Of ${rows} rows ${aside.length} ${aside.length === 1 ? "is" : "are"} no customer's own new word and not counted: ${whys.join(", ")}.`
      : "",
    bare.length
      ? `${plural(bare.length, "row has", "rows have")} no label and ${bare.length === 1 ? "counts" : "count"} in no theme: ${inShort([...new Set(bare.map(({ account }) => account))])}.`
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Feedback in words: the theme with most money behind it, whether it grows, who was not heard. */
export function wordFeedback(rollUp: RollUp, currency: string) {
  const { themes, silent, voices, advice, focus } = rollUp;
  const second = themes.find((one) => one !== advice && !one.rest && !isQuiet(one));
  const alone = themes.filter(({ test }) => isKnown(test.one_account));
  const inSegment = themes.filter(({ test }) => isKnown(test.segment));
  const unsure = themes.filter(({ row, test }) => isKnown(test.sure_accounts) && test.sure_accounts < row.accounts);
  const { hidden } = rollUp;
  const summary = brief([
    rollUp.book.unpriced === null ? "" : "No amount was read in the book, so this counts accounts and no money.",
    lead(rollUp, currency),
    conditionSaid(rollUp, currency),
    trendSaid(rollUp),
    broadSaid(rollUp, currency),
    loudSaid(rollUp),
    silentSaid(rollUp, currency),
  ]);
  const facts = [
    togetherSaid(rollUp, currency),
    nearSaid(rollUp, currency),
    loudSaid(rollUp),
    quietSaid(rollUp),
    wantedSaid(rollUp, currency),
    second === undefined
      ? ""
      : `Then ${second.row.theme}: ${plural(second.row.accounts, "account")}${second.row.arr > 0 ? ` with ${shortMoney(second.row.arr, currency)}` : ""}.`,
    ...inSegment
      .slice(0, 1)
      .map(
        ({ row: { theme }, test: { segment } }) =>
          `${theme} is heard in ${segment as string} more often than elsewhere, by more than chance.`,
      ),
    silentSaid(rollUp, currency),
  ].filter(Boolean);
  return {
    summary,
    because: facts.filter((fact) => !summary.includes(fact)).slice(0, ROWS),
    check_first: [
      unpricedSaid(rollUp),
      hidden === undefined
        ? ""
        : `Read the rows that hold "${hidden.forms[0]}" (${inShort(hidden.labels)}): if they are one ask, count them as one with words.`,
      rowsSaid(rollUp),
      ...alone
        .slice(0, 1)
        .map(
          ({ row: { theme }, test: { one_account } }) =>
            `One account, ${one_account as string}, holds most of the money behind ${theme}.`,
        ),
      ...unsure
        .slice(0, 1)
        .map(
          ({ row: { theme, accounts }, test: { sure_accounts } }) =>
            `Of ${accounts} accounts under ${theme}, ${String(sure_accounts)} have a sure label: read the others.`,
        ),
      "Those who speak are not the book: the silent ones may want something else.",
    ]
      .filter(Boolean)
      .slice(0, 2),
    do_next: [
      `Head of CS: take ${focus.row.theme} to product with the names and money behind it, and the words of ${focus.row.accounts < ROWS ? plural(focus.row.accounts, "customer") : "three customers"}.`,
    ],
    unknown: [
      ...(themes.some(({ test }) => isKnown(test.sure_accounts))
        ? []
        : ["How sure the labels are: have a second person label a part, and give that as sure."]),
      ...(isKnown(silent) ? [] : ["Who was not heard: give the book."]),
      ...(themes.every(({ test }) => test.trend === "not_dated") ? ["Whether a theme grows: give dates."] : []),
    ].slice(0, ROWS),
    say: { board: themeSaid(focus, voices.length, currency) },
    next:
      hidden === undefined
        ? [{ call: "review_losses", why: "Whether those who named it leave more often." }]
        : [
            {
              call: "roll_up_feedback",
              why: `The same with words {"${hidden.forms[0]}": [${hidden.forms.map((form) => `"${form}"`).join(", ")}]}, and other words for it: the ask counted for itself.`,
            },
          ],
  };
}
