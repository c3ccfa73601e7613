import { largest } from "../order/largest.ts";
import type { TierLists } from "./tier-result.ts";

export const noTierLists: TierLists = {
  accounts: [],
  near_floor: [],
  moves: [],
  held: [],
  not_paying: [],
  overrides_applied: [],
  overrides_expired: [],
};

const names = Object.keys(noTierLists) as (keyof TierLists)[];

/**
 * One page of every list, the same rows of each: as many as asked for, fewer when their text would grow past `characters`, at least one.
 * `next_offset` is where the next page begins, null on the last one.
 * @example pageTierLists(lists, 0, 12, 3500).next_offset // 12 of 340 accounts shown
 */
export function pageTierLists(
  lists: TierLists,
  offset: number,
  limit: number,
  characters: number,
): { page: TierLists; next_offset: number | null } {
  const longest = largest(names.map((name) => lists[name].length));
  const textOfRow = (row: number) =>
    names.reduce((length, name) => length + (row < lists[name].length ? JSON.stringify(lists[name][row]).length + 1 : 0), 0);
  let end = offset;
  for (let length = 0; end < longest && end - offset < limit; end += 1) {
    length += textOfRow(end);
    if (length > characters && end > offset) break;
  }
  const page = Object.fromEntries(names.map((name) => [name, lists[name].slice(offset, end)])) as unknown as TierLists;
  return { page, next_offset: end < longest ? end : null };
}
