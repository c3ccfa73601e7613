const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/**
 * The rule's own name behind a caller's word, whatever its case, blanks or hyphens; null when the rule does not know the word.
 * @example ruleName("economic_buyer", [{ name: "sponsor", also: ["economic buyer"] }]) // "sponsor"
 */
export function ruleName(word: string, entries: readonly { name: string; also: readonly string[] }[]): string | null {
  const wanted = plain(word);
  return entries.find(({ name, also }) => [name, ...also].some((one) => plain(one) === wanted))?.name ?? null;
}
