import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { orderFloors } from "./order-floors.ts";

/** A tier of which the number of paying accounts is known and the ARR perhaps not. */
export interface CountedTier {
  tier: string;
  touch: Touch;
  min_arr: number;
  accounts: number;
  arr?: number | null;
}

/** What a tier's ARR can be by its own floor and ceiling; without a ceiling `high` is null. */
export interface ArrBounds {
  tier: string;
  low: number;
  high: number | null;
}

/**
 * Counted tiers from the top down, checked as orderFloors checks floors, each with a whole number of accounts and no negative ARR.
 * Throws Problem that lists every tier in trouble.
 * @example orderCountedTiers([smb, enterprise])[0].tier // "Enterprise"
 */
export function orderCountedTiers<Tier extends CountedTier>(tiers: readonly Tier[]): Tier[] {
  orderFloors(tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr })));
  const places = tiers.flatMap(({ tier, accounts, arr }) => [
    ...(Number.isInteger(accounts) && accounts >= 0 ? [] : [`${tier}: ${accounts} accounts`]),
    ...(arr === undefined || arr === null || arr >= 0 ? [] : [`${tier}: ARR ${arr}`]),
    ...(accounts === 0 && typeof arr === "number" && arr > 0 ? [`${tier}: ARR ${arr} without an account`] : []),
  ]);
  if (places.length)
    throw new Problem({
      what: "These tiers cannot be:",
      places,
      remedy: "Give whole numbers of accounts and amounts of 0 or more.",
    });
  return [...tiers].sort((a, b) => b.min_arr - a.min_arr);
}

/**
 * What each tier's ARR can be by its floors alone: accounts x its floor up to accounts x the floor of the tier above. Takes tiers from the
 * top down; the top one has no ceiling, a tier without accounts holds nothing. ARR in major units.
 * @example arrBounds([enterprise, midMarket])[1] // 120 accounts between 30,000 and 150,000: { low: 3600000, high: 18000000 }
 */
export function arrBounds(tiers: readonly CountedTier[]): ArrBounds[] {
  return tiers.map(({ tier, min_arr, accounts }, index) => {
    const ceiling = tiers[index - 1]?.min_arr;
    return { tier, low: accounts * min_arr, high: accounts === 0 ? 0 : ceiling === undefined ? null : accounts * ceiling };
  });
}
