/** Code-unit order of two texts, so that no machine's language changes a result. @example ["b", "a"].sort(byText) // ["a", "b"] */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
