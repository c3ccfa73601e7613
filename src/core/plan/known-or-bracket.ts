import type { Bracket } from "../contract/vocabulary.ts";

/**
 * A value as measured, or the bracket that stands for it while nobody did.
 * @example knownOrBracket(undefined, { low: 0.5, central: 0.6, high: 0.67 }).known // false
 */
export function knownOrBracket(value: number | undefined, bracket: Bracket): Bracket & { known: boolean } {
  return value === undefined ? { ...bracket, known: false } : { low: value, central: value, high: value, known: true };
}
