/** A thing that may be done once: what it is worth, and what it takes in whole units such as minutes, both 0 or more. */
interface Choice {
  worth: number;
  takes: number;
}

/**
 * The set of choices worth most within so many units, exactly: each is taken whole or not at all. Gives their places in the list, in its order.
 * Of two sets worth the same, the one that takes less. Cost grows with choices times units.
 * @example bestWithin([{ worth: 6, takes: 60 }, { worth: 5, takes: 40 }, { worth: 4, takes: 30 }], 70) // [1, 2]
 */
export function bestWithin(choices: readonly Choice[], within: number): number[] {
  const most = Math.floor(within);
  if (most < 0) return [];
  const worth = new Float64Array(most + 1);
  const taken = choices.map(({ worth: gain, takes }) => {
    const chosen = new Uint8Array(most + 1);
    const needs = Math.ceil(takes);
    if (gain <= 0) return chosen;
    for (let spent = most; spent >= needs; spent -= 1) {
      const with_it = worth[spent - needs]! + gain;
      if (with_it > worth[spent]!) {
        worth[spent] = with_it;
        chosen[spent] = 1;
      }
    }
    return chosen;
  });
  let left = worth.indexOf(worth[most]!);
  const places: number[] = [];
  for (let place = choices.length - 1; place >= 0; place -= 1) {
    if (taken[place]![left] !== 1) continue;
    places.push(place);
    left -= Math.ceil(choices[place]!.takes);
  }
  return places.reverse();
}
