import type { Warning } from "../../core/answer.ts";
import { brief, inShort, plural } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { passedWarnings } from "../../core/passed-over.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { FeedbackRead, Voice } from "./question.ts";
import type { Silence, Theme } from "./themes.ts";

const ROWS = 3;

/** Everything the feedback holds. */
interface RollUp {
  voices: readonly Voice[];
  items: number;
  /** What became of the rows of a table; null where items were given. */
  read: FeedbackRead | null;
  /** Themes written in several ways that count as one. */
  spellings: readonly string[][];
  themes: readonly Theme[];
  silent: Known<Silence>;
}

const rangeOf = ({ low, high }: Theme): string => `${percent(low, 0)} to ${percent(high, 0)}`;

/** The theme to bring: that of most money which no single account carries; where one account carries each of them, that of most money. */
export const adviceOf = (themes: readonly Theme[]): Theme =>
  themes.find(({ one_account, accounts }) => !isKnown(one_account) && accounts > 1) ?? themes[0]!;

/** One theme in a sentence that can be said to a board. */
export function themeSaid(theme: Theme, spoke: number, currency: string): string {
  const part = isKnown(theme.share_of_book) ? `, ${percent(theme.share_of_book, 0)} of the book` : "";
  const money = theme.arr > 0 ? `, ${shortMoney(theme.arr, currency)}${part}` : "";
  const without =
    theme.arr > 0 && theme.accounts > 1 && isKnown(theme.largest)
      ? `; without ${theme.largest} ${shortMoney(theme.arr_without_largest, currency)}`
      : "";
  const when =
    isKnown(theme.first_heard) && isKnown(theme.last_heard)
      ? theme.first_heard === theme.last_heard
        ? `, heard on ${theme.first_heard}`
        : `, heard from ${theme.first_heard} to ${theme.last_heard}`
      : "";
  return `${theme.theme}: ${plural(theme.accounts, "account")} of ${spoke} that spoke${money}${without}${when}.`;
}

/** What product will ask of a theme, with the answer that the feedback allows. */
export function questionsOf(theme: Theme, currency: string): string[] {
  const bare = theme.without_comment.length;
  const rest = theme.accounts - bare;
  const solid =
    bare > 0 && rest > 0
      ? `How solid is it? ${inShort(theme.without_comment)} ${bare === 1 ? "has" : "have"} the label and no word of their own; without ${bare === 1 ? "it" : "them"} ${plural(rest, "account")} with ${shortMoney(theme.arr - theme.arr_without_comment, currency)}. Ask ${bare === 1 ? "it" : "them"} before.`
      : `How solid is it? ${isKnown(theme.largest) ? `Without ${theme.largest} ${plural(theme.accounts - 1, "account")} with ${shortMoney(theme.arr_without_largest, currency)}.` : plural(theme.accounts, "account")}`;
  return [
    `Is it one problem? ${theme.comments.length > 1 ? "The words differ from account to account: read them side by side, and say which are the same." : "Too few words to tell: ask."}`,
    solid,
    "Will they leave? The feedback does not say so: the money is size and not risk; do not say it is at risk.",
  ];
}

function lead({ voices, items, themes }: RollUp, currency: string): string {
  const first = adviceOf(themes);
  if (first !== themes[0] && isKnown(themes[0]!.one_account))
    return `${first.theme} is asked by ${plural(first.accounts, "account")} of ${voices.length} that spoke, with ${shortMoney(first.arr, currency)}, and no single account decides it; ${themes[0]!.theme} has more money behind it (${shortMoney(themes[0]!.arr, currency)}), most of it ${themes[0]!.one_account}'s.`;
  const money = first!.arr > 0 ? ` with ${shortMoney(first!.arr, currency)}` : "";
  return `${first!.theme} ${first!.arr > 0 ? "has most money behind it" : "comes first"}: ${first!.accounts} of ${plural(voices.length, "account")} that spoke${money}, ${percent(first!.share, 0)} of them (${rangeOf(first!)} by chance), from ${plural(items, "item")} in all.`;
}

/** The theme of most accounts, where it is another than that of most money. */
function broadSaid(themes: readonly Theme[], currency: string): string {
  const first = adviceOf(themes);
  const broad = [...themes].sort((a, b) => b.accounts - a.accounts || b.arr - a.arr)[0]!;
  if (broad.accounts <= first.accounts) return "";
  return `Most accounts name ${broad.theme}: ${broad.accounts}${broad.arr > 0 ? ` with ${shortMoney(broad.arr, currency)}` : ""}.`;
}

function trendSaid(themes: readonly Theme[]): string {
  const moved = themes.filter(({ trend }) => trend === "grows" || trend === "fades");
  if (moved.length)
    return moved
      .slice(0, 2)
      .map(({ theme, trend, earlier, later }) => `${theme} ${trend}: ${String(earlier)} accounts before, ${String(later)} since.`)
      .join(" ");
  return themes.some(({ trend }) => trend !== "not_dated") ? "No theme grows or fades by more than chance." : "";
}

function silentSaid(silent: Known<Silence>, currency: string): string {
  if (!isKnown(silent) || silent.accounts === 0) return "";
  const part = isKnown(silent.share_of_book) ? `, ${percent(silent.share_of_book, 0)} of the book` : "";
  return `${plural(silent.accounts, "account")} with ${shortMoney(silent.arr, currency)}${part} said nothing.`;
}

/** Rows that are not counted, by why, and those without a label. */
function rowsSaid({ read }: RollUp): string {
  if (read === null) return "";
  const { passed, unlabeled, rows } = read;
  const whys = [...new Set(passed.map(({ why }) => why))].map(
    (why) => `${passed.filter((one) => one.why === why).length} ${why}`,
  );
  return [
    passed.length
      ? `Of ${rows} rows ${passed.length} ${passed.length === 1 ? "is" : "are"} no customer's own and not counted: ${whys.join(", ")}.`
      : "",
    unlabeled.length
      ? `${plural(unlabeled.length, "row has", "rows have")} no label and ${unlabeled.length === 1 ? "counts" : "count"} in no theme: ${inShort([...new Set(unlabeled.map(({ account }) => account))])}.`
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Feedback in words: the theme with most money behind it, whether it grows, who was not heard. */
export function wordFeedback(rollUp: RollUp, currency: string) {
  const { themes, silent, voices } = rollUp;
  const advice = adviceOf(themes);
  const second = themes.find((one) => one !== advice);
  const loud = [...themes].sort((a, b) => b.items - a.items)[0]!;
  const alone = themes.filter(({ one_account }) => isKnown(one_account));
  const inSegment = themes.filter(({ segment }) => isKnown(segment));
  const unsure = themes.filter(({ sure_accounts, accounts }) => isKnown(sure_accounts) && sure_accounts < accounts);
  return {
    summary: brief([lead(rollUp, currency), broadSaid(themes, currency), trendSaid(themes), silentSaid(silent, currency)]),
    because: [
      second === undefined
        ? ""
        : `Then ${second.theme}: ${plural(second.accounts, "account")}${second.arr > 0 ? ` with ${shortMoney(second.arr, currency)}` : ""}.`,
      loud.theme === advice.theme
        ? ""
        : `Most items speak of ${loud.theme} (${loud.items}), from ${plural(loud.accounts, "account")} only.`,
      ...inSegment
        .slice(0, 1)
        .map(({ theme, segment }) => `${theme} is heard in ${segment as string} more often than elsewhere, by more than chance.`),
      silentSaid(silent, currency),
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    check_first: [
      ...[rowsSaid(rollUp)].filter(Boolean),
      ...alone
        .slice(0, 1)
        .map(({ theme, one_account }) => `One account, ${one_account as string}, holds most of the money behind ${theme}.`),
      ...unsure
        .slice(0, 1)
        .map(
          ({ theme, sure_accounts, accounts }) =>
            `Of ${accounts} accounts under ${theme}, ${String(sure_accounts)} have a sure label: read the others.`,
        ),
      "Those who speak are not the book: the silent ones may want something else.",
    ].slice(0, 2),
    do_next: [
      `Head of CS: take ${advice.theme} to product with the names and money behind it, and the words of ${advice.accounts < ROWS ? plural(advice.accounts, "customer") : "three customers"}.`,
    ],
    unknown: [
      ...(themes.some(({ sure_accounts }) => isKnown(sure_accounts))
        ? []
        : ["How sure the labels are: have a second person label a part, and give that as sure."]),
      ...(isKnown(silent) ? [] : ["Who was not heard: give the book."]),
      ...(themes.every(({ trend }) => trend === "not_dated") ? ["Whether a theme grows: give dates."] : []),
    ].slice(0, ROWS),
    say: {
      board: themeSaid(advice, voices.length, currency),
    },
    next: [{ call: "review_losses", why: "Whether those who named it leave more often." }],
  };
}

export function feedbackWarnings(
  { voices, silent, items, themes, read, spellings }: RollUp,
  fewAccounts: number,
  rows: number,
): Warning[] {
  const summed = themes.filter(({ arr, arr_by_rows }) => arr_by_rows > arr);
  const without = voices.filter(({ arr }) => arr === null).length;
  return [
    ...passedWarnings(read?.passed ?? [], read?.rows ?? 0),
    ...(read !== null && read.unlabeled.length
      ? [
          {
            code: "unlabeled_rows",
            message: `No theme in ${plural(read.unlabeled.length, "row")}: ${inShort(read.unlabeled.map(({ row, account }) => `${row} ${account}`))}. Label them to count them.`,
          },
        ]
      : []),
    ...(spellings.length
      ? [
          {
            code: "labels_united",
            message: `Written in several ways and counted as one: ${inShort(spellings.map((ways) => ways.join(" = ")))}.`,
          },
        ]
      : []),
    ...(items > rows
      ? [
          {
            code: "split_labels",
            message: `${plural(rows, "row")} hold ${plural(items, "item")}, since a row may name two themes: their money overlaps and must not be added.`,
          },
        ]
      : []),
    ...(summed.length
      ? [
          {
            code: "rows_added_up",
            message: `Added up by row ${inShort(summed.map((one) => `${one.theme} would be ${one.arr_by_rows.toLocaleString("en-US")} and is ${one.arr.toLocaleString("en-US")}`))}: an account that speaks twice counts once.`,
          },
        ]
      : []),
    ...(without > 0 && without < voices.length
      ? [
          {
            code: "accounts_without_arr",
            message: `${plural(without, "account")} that spoke ${without === 1 ? "has" : "have"} no amount and ${without === 1 ? "adds" : "add"} nothing to the money.`,
          },
        ]
      : []),
    ...(voices.length < fewAccounts
      ? [{ code: "few_accounts", message: `Only ${plural(voices.length, "account")} spoke: read them one by one.` }]
      : []),
    ...(isKnown(silent) && silent.strangers.length
      ? [
          {
            code: "not_in_book",
            message: `${plural(silent.strangers.length, "account")} with feedback ${silent.strangers.length === 1 ? "is" : "are"} not in the book: ${inShort(silent.strangers)}.`,
          },
        ]
      : []),
  ];
}
