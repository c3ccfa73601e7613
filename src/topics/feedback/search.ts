import { folded, oneLetterOff } from "./names.ts";

const WHOLE = 3; // not a figure: letters up to which a word is looked for whole, as in "SSO" or "AD"

/** Whether a folded text holds a word or several in a row: short ones whole, longer ones as the beginning of a word. @example holds("po approvals", "approv") // true */
export function holds(text: string, word: string): boolean {
  const wanted = folded(word);
  if (wanted === "") return false;
  // Scripts that write no blanks between words are searched anywhere.
  if (/[\u0E00-\u0EFF\u3040-\u30FF\u4E00-\u9FFF]/.test(wanted)) return text.includes(wanted);
  return ` ${text} `.includes(wanted.length <= WHOLE ? ` ${wanted} ` : ` ${wanted}`);
}

/** A theme the caller looks for by words in what was said and in labels; a word after a minus rules a row out. */
export type ThemeWords = Readonly<Record<string, readonly string[]>>;

/** The themes a row belongs to by its words. @example themesIn("needs 2nd approver", { Approvals: ["approv"] }) // ["Approvals"] */
export function themesIn(text: string, words: ThemeWords): string[] {
  const own = folded(text);
  return Object.entries(words)
    .filter(([, list]) => {
      const [out, wanted] = [list.filter((word) => word.startsWith("-")), list.filter((word) => !word.startsWith("-"))];
      return wanted.some((word) => holds(own, word)) && !out.some((word) => holds(own, word.slice(1)));
    })
    .map(([theme]) => theme);
}

/** The words of a label without the plural of its words: labels of one key are one. @example labelKey("Dash-boards") // "dash board" */
export const labelKey = (label: string): string =>
  folded(label)
    .split(" ")
    .map((word) => singular(word))
    .join(" ");

const MIN_PLURAL = 4; // not a figure: letters from which an s at the end is a plural

function singular(word: string): string {
  if (word.length < MIN_PLURAL || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") && word.length > MIN_PLURAL ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

const initials = (words: readonly string[]): string => words.map(([first]) => first).join("");
const SHORTENED = 4; // not a figure: letters from which the beginning of a word may stand for it

/** Whether two labels may mean one thing: one begins like the other, is its initials, or is one letter off. */
function mayBeOne(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short === "") return false;
  const stem = short.split(" ")[0]!;
  const begins =
    stem.length >= SHORTENED && long.split(" ").some((word) => stemOf(word) === stemOf(stem) || word.startsWith(stem));
  const first = short.length > 1 && !short.includes(" ") && short === initials(long.split(" "));
  return begins || first || (short.length > SHORTENED && oneLetterOff(short, long));
}

/** Pairs of labels that may mean one thing, by their names. @example likeLabels(["SSO", "single sign-on"]) // [["SSO", "single sign-on"]] */
export function likeLabels(labels: readonly string[]): [string, string][] {
  const keys = labels.map(labelKey);
  return labels.flatMap((label, place) =>
    labels
      .slice(place + 1)
      .flatMap((other, after): [string, string][] => (mayBeOne(keys[place]!, keys[place + 1 + after]!) ? [[label, other]] : [])),
  );
}

const STEM = 6; // not a figure: letters by which forms of a word are one, as approval, approver and approved

/** What forms of a word have in common. @example stemOf("approvals") // "approv" */
const stemOf = (word: string): string => singular(word).slice(0, STEM);

/** A row as it is searched: who said it, under which label, in which words. */
export interface Searched {
  account: string;
  /** Null where it has none. */
  label: string | null;
  text: string;
}

/** A word that stands under several labels. */
interface WordAcross {
  /** As it is written, the commonest first. */
  forms: string[];
  accounts: string[];
  rows: number;
  labels: Map<string | null, number>;
}

interface Limits {
  /** Accounts that must say it. */
  accounts: number;
  /** The largest share of its rows under one label, and of all rows that hold it. */
  one_label: number;
  common: ReadonlySet<string>;
}

const MOST_FORMS = 6; // not a figure: ways to write a word that are told
const MOST_WORDS = 60; // not a figure: words of a text that are looked at

/** Words in a row whose initials are a short word of some row, as "single sign on" of "sso": the short word and the long. */
function shortFor(words: readonly string[], short: ReadonlySet<string>): [string, string][] {
  return words.flatMap((_, from) =>
    [SHORTENED - 1, SHORTENED].flatMap((count): [string, string][] => {
      const own = words.slice(from, from + count);
      const isShort = own.length === count && own.every((word) => word.length > 1) && short.has(initials(own));
      return isShort ? [[initials(own), own.join(" ")]] : [];
    }),
  );
}

/**
 * Words that several accounts say under several labels, so that no label shows them: each with its rows, the most rows first. Of words in the same rows the
 * one of most rows stands for the others.
 */
export function wordsAcross(rows: readonly Searched[], { accounts: fewest, one_label, common }: Limits): WordAcross[] {
  const split = rows.map((row) => ({ row, words: folded(row.text).split(" ").slice(0, MOST_WORDS) }));
  const short = new Set(
    split.flatMap(({ words }) => words.filter((word) => word.length > 2 && word.length <= SHORTENED && !common.has(word))),
  );
  const found = new Map<string, { forms: Map<string, number>; rows: Set<number> }>();
  split.forEach(({ words }, place) => {
    for (const [word, form] of [...words.map((one) => [one, one] as const), ...shortFor(words, short)]) {
      if (word.length < 3 || /^\d+$/.test(word) || common.has(word)) continue; // not a figure: letters of a word that says something
      const stem = stemOf(word);
      const known = found.get(stem) ?? { forms: new Map<string, number>(), rows: new Set<number>() };
      known.rows.add(place);
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      found.set(stem, known);
    }
  });
  const across = [...found.values()].flatMap(({ forms, rows: places }): (WordAcross & { places: Set<number> })[] => {
    const own = [...places].map((place) => rows[place]!);
    const labels = new Map<string | null, number>();
    for (const { label } of own) labels.set(label, (labels.get(label) ?? 0) + 1);
    const accounts = [...new Set(own.map(({ account }) => account))];
    const most = [...labels.values()].reduce((a, b) => Math.max(a, b), 0);
    if (accounts.length < fewest || labels.size < 2 || most > own.length * one_label || own.length > rows.length * one_label)
      return [];
    const ways = [...forms].sort((a, b) => b[1] - a[1]).map(([form]) => form);
    return [{ forms: ways.slice(0, MOST_FORMS), accounts, rows: own.length, labels, places }];
  });
  const byRows = across.sort((a, b) => b.rows - a.rows || (a.forms[0]! < b.forms[0]! ? -1 : 1)).slice(0, MOST_WORDS * MOST_WORDS);
  const kept: typeof byRows = [];
  for (const one of byRows) if (!kept.some(({ places }) => [...one.places].every((place) => places.has(place)))) kept.push(one);
  return kept.map(({ places: _, ...one }) => one);
}
