/** A thing that may be done once: what it is worth, and what it takes in whole units such as minutes, both 0 or more. */
interface Choice {
  worth: number;
  takes: number;
}

const MOST_STEPS = 5e7; // not a figure: choices times units that are counted one by one

/**
 * The set of choices worth most within so many units, exactly: each is taken whole or not at all. Gives their places in the list, in its order.
 * Of two sets worth the same, the one that takes less. Cost grows with choices times units.
 * @example bestWithin([{ worth: 6, takes: 60 }, { worth: 5, takes: 40 }, { worth: 4, takes: 30 }], 70) // [1, 2]
 */
export function bestWithin(choices: readonly Choice[], within: number): number[] {
  if (within < 0) return [];
  const useful = choices.filter(({ worth: gain, takes }) => gain > 0 && takes <= within);
  const all = useful.reduce((sum, { takes }) => sum + Math.ceil(takes), 0);
  // No more is needed than all take together; where even that is beyond counting, steps are coarser and nothing is overrun.
  const step = Math.max(1, Math.ceil((Math.min(within, all) * Math.max(1, useful.length)) / MOST_STEPS));
  const most = Math.floor(Math.min(within, all) / step);
  const worth = new Float64Array(most + 1);
  const taken = choices.map(({ worth: gain, takes }) => {
    const chosen = new Uint8Array(most + 1);
    const needs = Math.ceil(Math.ceil(takes) / step);
    if (gain <= 0 || takes > within) return chosen;
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
    left -= Math.ceil(Math.ceil(choices[place]!.takes) / step);
  }
  return places.reverse();
}
