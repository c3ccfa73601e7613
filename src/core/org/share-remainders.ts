import { roundUp } from "./round-up.ts";

/**
 * Whole people for each pool when a pool's spare part serves the next one: the ceilings of the running total, less the one before.
 * The pools come highest touch first; the whole people add up to the ceiling of the sum.
 * @example shareRemainders([2.89, 2.39, 0.48]) // [3, 3, 0]
 */
export function shareRemainders(people: readonly number[]): number[] {
  let sum = 0;
  let given = 0;
  return people.map((pool) => {
    sum += pool;
    const whole = roundUp(sum) - given;
    given += whole;
    return whole;
  });
}
