import { distinctCells } from "./distinct-cells.ts";

/**
 * Whether some account stands in two rows, of one month where months are given; rows without account or month do not count.
 * Rows are put beside one another by account first, so that a million of them need no key each.
 * @example standTwice(["A", "B", "A"], ["2026-01-01", "2026-01-01", "2026-02-01"]) // false
 */
export function standTwice(accounts: readonly (string | null)[], months: readonly (string | null)[] | null): boolean {
  const names = distinctCells(accounts);
  const times = months === null ? null : distinctCells(months);
  const counts = new Uint32Array(names.cells.length + 1);
  for (const place of names.places) counts[place + 1]! += 1;
  for (let place = 1; place < counts.length; place++) counts[place]! += counts[place - 1]!;
  const byAccount = new Uint32Array(accounts.length);
  const next = counts.slice();
  for (let index = 0; index < accounts.length; index++) byAccount[next[names.places[index]!]!++] = index;
  // The account that last had each month, counted from 1.
  const last = new Uint32Array(times?.cells.length ?? 1);
  for (const index of byAccount) {
    const account = names.places[index]!;
    const time = times === null ? 0 : times.places[index]!;
    if (names.cells[account] === null || (times !== null && (times.cells[time] ?? null) === null)) continue;
    if (last[time] === account + 1) return true;
    last[time] = account + 1;
  }
  return false;
}
