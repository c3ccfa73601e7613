/** A whole number with its noun. @example plural(1, "loss", "losses") // "1 loss" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
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
  return `${shown.join(between)}${rest > 0 ? ` and ${rest.toLocaleString("en-US")} more` : ""}`;
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
