const CHARACTERS = 100 / 2;

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
