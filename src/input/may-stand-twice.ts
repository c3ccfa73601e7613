import { type DistinctCells, distinctCells } from "./distinct-cells.ts";

/** Pairs of account and month that are marked one by one; with more, only a closer look can tell. */
const MOST_PAIRS = 256_000_000;

/**
 * Whether some account may stand in two rows, of one month where months are given; rows without account or month do not count. Quick,
 * since it marks a bit for each pair instead of keeping a key for each row; where there are too many pairs the answer is "perhaps", true.
 * `cells` are the accounts as they stand, `names` as they are read, by row.
 * @example mayStandTwice(distinctCells(["A", "B", "A"]), ["A", "B", "A"], ["2026-01-01", "2026-01-01", "2026-02-01"]) // false
 */
export function mayStandTwice(
  cells: DistinctCells,
  names: readonly (string | null)[],
  months: readonly (string | null)[] | null,
): boolean {
  // Two ways to write one name are one account.
  const accounts = distinctCells(cells.first.map((row) => names[row] ?? null));
  const times = months === null ? null : distinctCells(months);
  const width = times?.cells.length ?? 1;
  if (accounts.cells.length * width > MOST_PAIRS) return true;
  const marks = new Uint8Array(Math.ceil((accounts.cells.length * width) / 8));
  for (let row = 0; row < cells.places.length; row++) {
    const account = accounts.places[cells.places[row]!]!;
    const time = times === null ? 0 : times.places[row]!;
    if (accounts.cells[account] === null || (times !== null && times.cells[time] === null)) continue;
    const pair = account * width + time;
    const bit = 1 << (pair & 7);
    if (marks[pair >>> 3]! & bit) return true;
    marks[pair >>> 3]! |= bit;
  }
  return false;
}
