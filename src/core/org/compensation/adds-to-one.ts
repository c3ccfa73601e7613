/**
 * Whether shares make a whole, but for the last bits of doubles.
 * @example addsToOne([0.6, 0.3, 0.1]) // true
 */
export function addsToOne(shares: readonly number[]): boolean {
  return Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) <= 100 * Number.EPSILON;
}
