/**
 * At most so many of a list, evenly spread, the first and the last among them; in the list's order.
 * @example evenChoice([1, 2, 3, 4, 5], 3) // [1, 3, 5]
 */
export function evenChoice<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  if (most <= 1) return items.slice(0, most);
  return Array.from({ length: most }, (_, place) => items[Math.round((place * (items.length - 1)) / (most - 1))]!);
}
