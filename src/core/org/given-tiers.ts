import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { type Floor, orderFloors } from "../segmentation/order-floors.ts";
import type { TeamTier } from "./team-question.ts";

/** A tier as a caller gives it: beside a table its accounts may be left out. */
export type GivenTier = Omit<TeamTier, "accounts"> & { accounts?: number };

/**
 * The tiers with their accounts, where no table counts them. Throws Problem when there is no tier, or one without accounts.
 * @example tiersWithAccounts([{ tier: "SMB", touch: "tech", accounts: 180 }]) // the same
 */
export function tiersWithAccounts(tiers: readonly GivenTier[]): TeamTier[] {
  const without = tiers.filter((tier) => tier.accounts === undefined).map(({ tier }) => tier);
  if (tiers.length === 0 || without.length)
    throw new Problem({
      what: tiers.length
        ? `These tiers have no number of accounts: ${without.join(", ")}.`
        : "There is nothing to size a team from.",
      remedy: "Give tiers with their accounts, or a table.",
    });
  return tiers.map((tier) => ({ ...tier, accounts: tier.accounts! }));
}

const key = (tier: string) => tier.trim().toLowerCase();

/** The tiers without a floor beside some that have one; a line whose name has its floor on another line lacks nothing. */
export function tiersWithoutFloor(tiers: readonly GivenTier[]): GivenTier[] {
  const placed = new Set(tiers.filter(({ min_arr }) => min_arr !== undefined).map(({ tier }) => key(tier)));
  return placed.size === 0 ? [] : tiers.filter(({ tier }) => !placed.has(key(tier)));
}

/**
 * The floors that place an account by its ARR: the caller's when any is given, else those of the standard in force, which also gives the one
 * floor that is missing where it has a tier of that name. Money in major units. Throws Problem for any other missing floor.
 * @example teamFloors([], [{ tier: "High touch", touch: "high", min_arr: 100000 }])[0].min // 100000
 */
export function teamFloors(
  tiers: readonly GivenTier[],
  standard: readonly { tier: string; touch: Touch; min_arr: number }[],
): Floor[] {
  const own = tiers.flatMap(({ tier, touch, min_arr }) => (min_arr === undefined ? [] : [{ tier, touch, min: min_arr }]));
  if (own.length === 0) return orderFloors(standard.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr })));
  const without = tiersWithoutFloor(tiers);
  const missing = without[0];
  if (missing === undefined) return orderFloors(own);
  const known = standard.find(({ tier }) => key(tier) === key(missing.tier));
  if (without.length > 1 || known === undefined)
    throw new Problem({
      what: `These tiers have no min_arr: ${without.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Give min_arr for each tier, 0 for the lowest.",
    });
  return orderFloors([...own, { tier: missing.tier, touch: missing.touch, min: known.min_arr }]);
}
