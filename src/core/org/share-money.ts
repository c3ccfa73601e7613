/**
 * Splits an amount of money by weights so that the parts are exact to the hundredth and add up to the whole. Major units.
 * Weights that add up to nothing share nothing.
 * @example shareMoney(100, [1, 2]) // [33.33, 66.67]
 */
export function shareMoney(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  let sum = 0;
  let given = 0;
  return weights.map((weight) => {
    sum += weight;
    const until = Math.round((amount * 100 * sum) / total);
    const part = until - given;
    given = until;
    return part / 100;
  });
}
