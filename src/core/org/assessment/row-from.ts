/**
 * The row that holds a number, each from its own number up to, not including, the next one, and the row after it. Rows in any order; `row`
 * is null below the first one, and `next` null in the last.
 * @example rowFrom(6, [{ from: 1 }, { from: 6 }], ({ from }) => from) // { row: { from: 6 }, next: null }
 */
export function rowFrom<Row>(
  value: number,
  rows: readonly Row[],
  from: (row: Row) => number,
): { row: Row | null; next: Row | null } {
  const ascending = [...rows].sort((a, b) => from(a) - from(b));
  const reached = ascending.filter((row) => value >= from(row));
  return { row: reached.at(-1) ?? null, next: ascending[reached.length] ?? null };
}
