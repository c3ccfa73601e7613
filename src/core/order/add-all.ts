/**
 * Puts all of a list of any length at the end of another. A spread into push fails on a long list.
 * @example addAll(rows, [4, 5]) // [1, 2, 3] becomes [1, 2, 3, 4, 5]
 */
export function addAll<Item>(list: Item[], more: Iterable<Item>): void {
  for (const one of more) list.push(one);
}
