/** Largest first, unknown last. @example [1, null, 2].sort(bySize) // [2, 1, null] */
export function bySize(one: number | null, other: number | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
  return other - one;
}

/** Code-unit order of two texts, so that no machine's language changes a result. @example ["b", "a"].sort(byText) // ["a", "b"] */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Puts all of a list of any length at the end of another. A spread into push fails on a long list.
 * @example addAll(rows, [4, 5]) // [1, 2, 3] becomes [1, 2, 3, 4, 5]
 */
export function addAll<Item>(list: Item[], more: Iterable<Item>): void {
  for (const one of more) list.push(one);
}

/**
 * The largest of a list of any length; less than every number where the list is empty. A spread into Math.max fails on a long list.
 * @example largest([1, 3, 2]) // 3
 */
export function largest(values: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  return most;
}

/**
 * The smallest of a list of any length; more than every number where the list is empty. A spread into Math.min fails on a long list.
 * @example smallest([3, 1, 2]) // 1
 */
export function smallest(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** The items of each key, keys in the order in which they first come. @example groupBy(rows, ({ account }) => account) */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own) own.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Who leads of many whose keys change: the highest key, the first of those that tie. A key of minus infinity does not take part. */
interface Leader {
  set(place: number, key: number): void;
  key(place: number): number;
  /** The place that leads; null where none takes part. `but` is left out. */
  first(but?: number): number | null;
}

/**
 * Keeps the leader of so many places, so that one change costs the logarithm of their number and not a walk through all of them.
 * @example const leader = leaderOf(3); leader.set(1, 5); leader.set(2, 5); leader.first() // 1
 */
export function leaderOf(places: number): Leader {
  let leaves = 1;
  while (leaves < places) leaves *= 2;
  // A tree in one list: the children of a node stand at twice its place and one further, and each node holds the higher of their keys.
  const keys = new Float64Array(2 * leaves).fill(Number.NEGATIVE_INFINITY);
  const set = (place: number, key: number) => {
    let node = leaves + place;
    keys[node] = key;
    while (node > 1) {
      node >>= 1;
      keys[node] = Math.max(keys[2 * node]!, keys[2 * node + 1]!);
    }
  };
  const first = (): number | null => {
    if (keys[1] === Number.NEGATIVE_INFINITY) return null;
    let node = 1;
    while (node < leaves) node = keys[2 * node] === keys[node] ? 2 * node : 2 * node + 1;
    return node - leaves;
  };
  return {
    set,
    key: (place) => keys[leaves + place]!,
    first(but) {
      if (but === undefined) return first();
      const own = keys[leaves + but]!;
      set(but, Number.NEGATIVE_INFINITY);
      const found = first();
      set(but, own);
      return found;
    },
  };
}
