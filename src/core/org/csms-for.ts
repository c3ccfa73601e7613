import { roundUp } from "./round-up.ts";
import { withoutNoise } from "./without-noise.ts";

/** The part of a person in a number of heads. @example partOf(5.8) // 0.8 */
export function partOf(heads: number): number {
  return withoutNoise(heads - Math.floor(heads));
}

/**
 * The smallest team that does the work: part-timers keep their hours, and whole people are added until it is enough. Full-time people.
 * `today` is the team there is; only its part of a person matters, because nobody's contract is cut in two.
 * @example csmsFor(5.76, 6) // 6
 * @example csmsFor(5.76, 5.8) // 5.8
 * @example csmsFor(5.9, 5.8) // 6.8
 */
export function csmsFor(fte: number, today = 0): number {
  const part = partOf(today);
  const needed = withoutNoise(fte);
  return needed <= 0 ? 0 : withoutNoise(part + Math.max(0, roundUp(needed - part)));
}
