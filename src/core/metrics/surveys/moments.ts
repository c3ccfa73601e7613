/** Votes by their number, their mean, and their mean squared distance from it. */
export interface Moments {
  votes: number;
  mean: number;
  variance: number;
}

/**
 * Number, mean and variance (divided by the number) of values that come in so many copies. There must be one at least.
 * Promoters as 1, passives as 0 and detractors as -1 have the variance p + d - (p - d)^2, a fraction.
 * @example momentsOf([{ value: 1, count: 50 }, { value: 0, count: 30 }, { value: -1, count: 20 }]) // { votes: 100, mean: 0.3, variance: 0.61 }
 */
export function momentsOf(values: readonly { value: number; count: number }[]): Moments {
  const ascending = [...values].sort((a, b) => a.value - b.value);
  const votes = ascending.reduce((sum, { count }) => sum + count, 0);
  // Values that are all alike must not differ by the last bit of a sum.
  if (ascending.every(({ value }) => value === ascending[0]!.value)) return { votes, mean: ascending[0]!.value, variance: 0 };
  const mean = ascending.reduce((sum, { value, count }) => sum + value * count, 0) / votes;
  const variance = ascending.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0) / votes;
  return { votes, mean, variance };
}

/** One rating, where it stands, and the account it came from where known. */
export interface Rated {
  place: string;
  rating: number;
  account: string | null;
}

/**
 * Moments of what ratings stand for. With one vote an account, each account counts once, with the mean of its people's values.
 * @example momentsOfRatings(two ratings of one account, 10 and 0, (rating) => rating, true) // { votes: 1, mean: 5, variance: 0 }
 */
export function momentsOfRatings(rated: readonly Rated[], value: (rating: number) => number, oneVote: boolean): Moments {
  if (!oneVote) return momentsOf(tallied(rated.map(({ rating }) => value(rating))));
  const byAccount = new Map<string | null, number[]>();
  for (const { account, rating } of rated) {
    const values = byAccount.get(account);
    if (values === undefined) byAccount.set(account, [value(rating)]);
    else values.push(value(rating));
  }
  return momentsOf([...byAccount.values()].map((values) => ({ value: momentsOf(tallied(values)).mean, count: 1 })));
}

function tallied(values: readonly number[]): { value: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}
