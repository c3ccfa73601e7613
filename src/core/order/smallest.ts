/**
 * The smallest of a list of any length; more than every number where the list is empty. A spread into Math.min fails on a long list.
 * @example smallest([3, 1, 2]) // 1
 */
export function smallest(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) least = Math.min(least, value);
  return least;
}
