/** Code-unit order of two names, so that no machine's language changes a result. @example ["b", "a"].sort(byName) // ["a", "b"] */
export function byName(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
