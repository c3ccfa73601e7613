/** Places named in one message; the rest are counted. */
const SHOWN = 10;

/**
 * At most ten lines, and how many more there are.
 * @example shownAccounts(["A: no score"]) // ["A: no score"]
 */
export function shownAccounts(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `and ${more} more`] : [...lines];
}
