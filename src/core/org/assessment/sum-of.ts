/**
 * The sum of numbers, added from small to large so that their order never changes the last bit.
 * @example sumOf([3, 1, 2]) // 6
 */
export function sumOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}
