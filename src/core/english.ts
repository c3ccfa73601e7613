const THOUSANDS = /\B(?=(?:\d{3})+$)/g; // not a figure: how English parts digits
/** Digits that a whole number holds exactly. */
const MOST_DIGITS = 15; // not a figure: digits of a double

const MOST_DECIMALS = 3; // not a figure: decimals that Intl writes unless told

/**
 * A number as English writes it, thousands apart: what `Intl.NumberFormat("en-US")` writes, whose tables alone take a command an eighth of its
 * start. As there, it is the shortest decimal that means the number which is rounded, its halves away from zero.
 * @example grouped(1234.5678) // "1,234.568"
 */
export function grouped(value: number, most = MOST_DECIMALS, least = 0): string {
  const [whole, decimals = ""] = String(Math.abs(value)).split(".") as [string, string?];
  const kept = decimals.slice(0, most);
  // Numbers too large or too small for plain digits, and what is no number.
  if (!/^\d+$/.test(whole + decimals) || whole.length + most > MOST_DIGITS)
    return value.toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
  const up = decimals.length > most && decimals[most]! >= "5" ? 1 : 0; // not a figure: halves are rounded up
  const digits = String(Number(whole + kept.padEnd(most, "0")) + up).padStart(most + 1, "0");
  const end = digits.length - most;
  const behind = digits.slice(end).replace(/0+$/, "").padEnd(least, "0");
  const minus = value < 0 || Object.is(value, -0) ? "-" : "";
  return `${minus}${digits.slice(0, end).replace(THOUSANDS, ",")}${behind === "" ? "" : `.${behind}`}`;
}

/** A whole number with its noun. @example plural(1, "loss", "losses") // "1 loss" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

const CHARACTERS = 50; // not a figure: letters of a text that is quoted

/**
 * A list in words that stays short: as many as fit in about fifty characters, at least one, and how many more there are.
 * @example inShort(["Enterprise", "SMB"]) // "Enterprise, SMB"
 */
export function inShort(words: readonly string[]): string {
  let kept = 1;
  while (kept < words.length && words.slice(0, kept + 1).join(", ").length <= CHARACTERS) kept += 1;
  const rest = words.length - kept;
  return `${words.slice(0, kept).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

const MOST_NAMED = 20; // not a figure: names that a person reads to find the one meant

/** Names in quotes, and how many more there are: a table may have thousands of columns. @example quoted(["a", "b"]) // '"a", "b"' */
export function quoted(names: readonly string[], between = ", ", most = MOST_NAMED): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  return `${shown.join(between)}${rest > 0 ? ` and ${grouped(rest)} more` : ""}`;
}

/** Words in a row as people say them. @example listed(["a", "b", "c"], "or") // "a, b or c" */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A sentence starts large. @example sentence("two left") // "Two left" */
export const sentence = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

const MOST_WORDS = 60; // not a figure: words of a summary

/** Sentences as far as they fit a summary, the first always; an empty one is left out. @example brief(["Yes.", ""]) // "Yes." */
export function brief(sentences: readonly string[], most = MOST_WORDS): string {
  const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
  const kept: string[] = [];
  for (const one of sentences.filter(Boolean)) if (kept.length === 0 || words([...kept, one].join(" ")) <= most) kept.push(one);
  return kept.join(" ");
}
