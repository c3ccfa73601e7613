import { withoutNoise } from "./without-noise.ts";

/**
 * The next whole number of people, with the noise of binary fractions taken off first.
 * @example roundUp(5.76) // 6
 * @example roundUp((0.1 + 0.2) * 10) // 3
 */
export function roundUp(people: number): number {
  return Math.ceil(withoutNoise(people));
}
