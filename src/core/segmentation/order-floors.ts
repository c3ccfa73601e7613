import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";

/** Where a tier begins: `min` is ARR for floors in money and points for cut-offs of a score. An amount at `min` is inside. */
export interface Floor {
  tier: string;
  touch: Touch;
  min: number;
}

const key = (tier: string) => tier.trim().toLowerCase();

/**
 * Floors from the top down, checked, with a last tech-touch tier at 0 when none of them begins there, so that every amount has a tier.
 * Throws Problem for no floors, a negative floor, two tiers at one floor and two tiers of one name (capital letters make no difference).
 * @example orderFloors([{ tier: "SMB", touch: "tech", min: 0 }, { tier: "Enterprise", touch: "high", min: 100000 }])[0].tier // "Enterprise"
 */
export function orderFloors(given: readonly Floor[]): Floor[] {
  if (given.length === 0) throw new Problem({ what: "There are no tiers.", remedy: "Give at least one tier with its floor." });
  const places: string[] = [];
  const names = new Map<string, string>();
  const levels = new Map<number, string>();
  for (const { tier, min } of given) {
    if (key(tier) === "") places.push(`the tier that begins at ${min} has no name`);
    if (!(min >= 0) || min === Number.POSITIVE_INFINITY) places.push(`${tier}: ${min} is not a floor of 0 or more`);
    if (names.has(key(tier))) places.push(`${tier}: the name stands twice`);
    if (levels.has(min)) places.push(`${tier} and ${levels.get(min)}: both begin at ${min}`);
    names.set(key(tier), tier);
    levels.set(min, tier);
  }
  if (places.length)
    throw new Problem({
      what: "These floors do not make tiers:",
      places,
      remedy: "Give every tier its own name and its own floor, 0 or more.",
    });
  const ordered = given.map(({ tier, touch, min }) => ({ tier, touch, min })).sort((a, b) => b.min - a.min);
  const last = ordered.at(-1)!;
  return last.min === 0 ? ordered : [...ordered, { tier: `Below ${last.tier}`, touch: "tech", min: 0 }];
}
