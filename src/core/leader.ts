/** Who leads of many whose keys change: the highest key, the first of those that tie. A key of minus infinity does not take part. */
export interface Leader {
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
