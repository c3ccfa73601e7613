import { isMissing } from "./read-numbers.ts";
import type { CellFault } from "./read-sheet.ts";
import {
  type FlagQuestion,
  type ForecastCategory,
  fold,
  type Light,
  meaningNames,
  type NpsClass,
  type RevenueKind,
  type StatusMeaning,
  type TableWords,
  type WordList,
  wordKey,
  wordsIn,
} from "./words.ts";

type Lookup<List extends WordList> = TableWords["meanings"][List];
type Meaning<List extends WordList> = Lookup<List> extends ReadonlyMap<string, infer Value> ? Value : never;

/** Most words that a phrase of a list has. */
const LONGEST_PHRASE = 5;
const pictures = /\p{Extended_Pictographic}|\uFE0F|\u200D/gu;

/** All meanings of the phrases inside a text. */
function meaningsInside<Value>(text: string, lookup: ReadonlyMap<string, Value>): Set<Value> {
  const words = wordsIn(text);
  const found = new Set<Value>();
  for (let start = 0; start < words.length; start++)
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_PHRASE); end++) {
      const meaning = lookup.get(words.slice(start, end).join(""));
      if (meaning !== undefined) found.add(meaning);
    }
  return found;
}

/** The parts of a cell: what stands before a bracket, colon, slash or dash between blanks, and what stands behind it. */
function headAndRest(text: string): [string, string] | null {
  const found = /^(.*?[\p{L}\p{N}].*?)(?:\s*[([]|\s*[:;,/|]\s*|\s+[-–—]+\s+)(.*)$/u.exec(text);
  return found ? [found[1]!, found[2]!] : null;
}

/**
 * What a cell's word means in a list; undefined where it is not understood. A number before the word and a picture beside it do not
 * matter; a remark behind the word does, when it says something else ("Active (trial)").
 */
export function lookUp<List extends WordList>(text: string, list: List, words: TableWords): Meaning<List> | undefined {
  const lookup = words.meanings[list] as ReadonlyMap<string, Meaning<List>>;
  const known = (part: string): Meaning<List> | undefined => {
    const whole = lookup.get(wordKey(part));
    if (whole !== undefined) return whole;
    const bare = part.replace(pictures, "").replace(/^\s*\d{1,2}\s*[-.):]?\s+|^\s*\d{1,2}\s*[-.)_]\s*/, "");
    return lookup.get(wordKey(bare)) ?? lookup.get((part.match(pictures) ?? []).join("").replace(/\uFE0F|\u200D/g, ""));
  };
  const whole = known(text);
  if (whole !== undefined) return whole;
  const parts = headAndRest(text.replace(/^\s*\d{1,2}\s*[-.):]\s+/, ""));
  if (parts === null) return undefined;
  const head = known(parts[0]);
  if (head === undefined) return undefined;
  const others = meaningsInside(parts[1], lookup);
  others.delete(head);
  return others.size === 0 ? head : undefined;
}

const fault = (code: string, text: string, what: string, list: WordList): CellFault => ({
  code,
  reason: `"${text}" is not understood as ${what}; say which of ${meaningNames(list).join(", ")} it is`,
});

/** What a row is by the word under its status. @example readStatus("Gekündigt", words) // "canceled" */
export function readStatus(text: string, words: TableWords): StatusMeaning | CellFault | null {
  const meaning = lookUp(text, "status", words);
  return meaning ?? (isMissing(text) ? null : fault("not_a_status", text, "a status", "status"));
}

/** The kind of revenue a line is. @example readRevenueKind("One-time", words) // "one_time" */
export function readRevenueKind(text: string, words: TableWords): RevenueKind | CellFault | null {
  const meaning = lookUp(text, "revenue", words);
  return meaning ?? (isMissing(text) ? null : fault("not_a_revenue_kind", text, "a kind of revenue", "revenue"));
}

/** One of the three lights of a health column. @example readLight("Grün", words) // "green" */
export function readLight(text: string, words: TableWords): Light | CellFault | null {
  const meaning = lookUp(text, "light", words);
  return meaning ?? (isMissing(text) ? null : fault("not_a_light", text, "a light", "light"));
}

/** The light a word of risk stands for: high is red. @example readRisk("Low", words) // "green" */
export function readRisk(text: string, words: TableWords): Light | CellFault | null {
  const meaning = lookUp(text, "risk", words);
  return meaning ?? (isMissing(text) ? null : fault("not_a_risk", text, "a risk", "risk"));
}

/** A forecast category of a CRM or a CSM. @example readCategory("Best Case", words) // "best_case" */
export function readCategory(text: string, words: TableWords): ForecastCategory | CellFault | null {
  const meaning = lookUp(text, "category", words);
  return meaning ?? (isMissing(text) ? null : fault("not_a_category", text, "a forecast category", "category"));
}

/** The class of an NPS answer; Qualtrics numbers the classes from detractor to promoter under a header with "group". */
export function readNpsClass(text: string, words: TableWords, header = ""): NpsClass | CellFault | null {
  const meaning = lookUp(text, "nps", words);
  const numbered = /nps.?group/i.test(header) ? (["detractor", "passive", "promoter"] as const)[Number(text) - 1] : undefined;
  return meaning ?? numbered ?? (isMissing(text) ? null : fault("not_an_nps_class", text, "an NPS class", "nps"));
}

/** Yes or no, in words, signs or numbers. @example readYesNo("oui", words) // true */
export function readYesNo(text: string, words: TableWords): boolean | CellFault | null {
  const number = /^[01](?:[.,]0+)?$/.test(text.trim()) ? text.trim()[0]! : text;
  const answer = words.meanings.yes_no.get(wordKey(number));
  if (answer !== undefined) return answer === "yes";
  return isMissing(text) ? null : { code: "not_yes_or_no", reason: `"${text}" is neither yes nor no` };
}

/**
 * What a header asks that yes or no answers; null when it asks none of these.
 * @example flagOf("has_churned_last_12m", words) // "gone"
 */
export function flagOf(header: string, words: TableWords): FlagQuestion | null {
  const lookup = words.meanings.flag;
  const tokens = wordsIn(header);
  const whole = lookup.get(tokens.join(""));
  if (whole !== undefined) return whole;
  const left = tokens.filter((word) => !words.flagFillers.has(word) && !/^\d+$/.test(word));
  return lookup.get(left.join("")) ?? null;
}

/**
 * Reads a cell under a header that asks: yes and no, or a status in words ("Churned" under "Churn status").
 * @example readFlag("churn_flag", "TRUE", words) // { about: "gone", yes: true }
 */
export function readFlag(
  header: string,
  text: string,
  words: TableWords,
): { about: FlagQuestion; yes: boolean } | CellFault | null {
  const about = flagOf(header, words);
  const answer = readYesNo(text, words);
  if (about === null) return { code: "not_a_flag", reason: `"${header}" asks nothing that yes or no answers` };
  if (typeof answer === "boolean") return { about, yes: answer };
  const status = answer === null ? undefined : lookUp(text, "status", words);
  const left = status === "gone" || status === "lost" || status === "canceled" || status === "moved";
  const stays = status === "paying" || status === "won" || status === "past_due" || status === "ending";
  if ((about === "gone" || about === "kept" || about === "active") && (left || stays))
    return { about, yes: about === "gone" ? left : stays };
  return answer;
}

/** What a flag says of whether the account stays; null for flags that say nothing of it. */
export function outcomeOf(flag: { about: FlagQuestion; yes: boolean }): "kept" | "lost" | null {
  if (flag.about === "gone") return flag.yes ? "lost" : "kept";
  return flag.about === "kept" || flag.about === "active" ? (flag.yes ? "kept" : "lost") : null;
}

/** No date and no words for an open end are longer; looking for a year at the end of a long text takes the square of its letters. */
const LONGEST_END = 100; // not a figure: letters

/**
 * Whether an end cell says that no end is set: a word for open, a date that stands for open, or a year far off. Blank is not asked here.
 * @example readOpenEnd("9999-12-31 23:59:59", words) // true
 */
export function readOpenEnd(text: string, words: TableWords): boolean {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_END) return false;
  if (isErrorCell(trimmed, words)) return false;
  if (words.meanings.open_end.get(wordKey(trimmed)) === "words") return true;
  const day = fold(trimmed.replace(/[T ]+\d{1,2}:\d{2}.*$/, "")).replace(/\s+/g, "");
  if (words.meanings.open_end.get(day) === "dates") return true;
  const year =
    /^(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{1,2}[-/.](\d{4})$|^(\d{4})\d{4}$|[a-z]{3,}[-. ,/]+(\d{4})$/.exec(day);
  const written = year?.slice(1).find((part) => part !== undefined);
  return written !== undefined && Number(written) >= words.openFromYear;
}

/** Whether a cell holds a spreadsheet's error, whose value nobody knows. @example isErrorCell("#N/A", words) // true */
export function isErrorCell(text: string, words: TableWords): boolean {
  const plain = fold(text.trim()).replace(/\s+/g, "");
  return words.errors.has(plain) || /^err:\d{3}$/.test(plain);
}

const signs = /us\$|au?\$|ca?\$|nz\$|hk\$|s\$|r\$|[$€£¥₹₪₩₺]|zl|kc|\bkr\b|\b[a-z]{3}\b/;

/**
 * Whether an amount cell stands for zero: accounting formats print a dash, with a currency ("sure") or alone ("dash"), price lists say "free".
 * @example readMoneyZero("$ -", words) // "sure"
 */
export function readMoneyZero(text: string, words: TableWords): "sure" | "dash" | null {
  const plain = fold(text.trim());
  if (words.free.has(wordKey(plain))) return "sure";
  if (/^[-–—]+$/.test(plain)) return "dash";
  const rest = plain.replace(signs, "").trim();
  return rest !== plain && /^\(?\s*[-–—]+\s*\)?$/.test(rest) ? "sure" : null;
}
