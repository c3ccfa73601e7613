/**
 * The largest of a list of any length; less than every number where the list is empty. A spread into Math.max fails on a long list.
 * @example largest([1, 3, 2]) // 3
 */
export function largest(values: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  return most;
}
