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

/**
 * The floors that place an account by its ARR: the caller's when any is given, else those of the standard in force. Money in major units.
 * @example teamFloors([], [{ tier: "High touch", touch: "high", min_arr: 100000 }])[0].min // 100000
 */
export function teamFloors(
  tiers: readonly GivenTier[],
  standard: readonly { tier: string; touch: Touch; min_arr: number }[],
): Floor[] {
  const own = tiers.flatMap(({ tier, touch, min_arr }) => (min_arr === undefined ? [] : [{ tier, touch, min: min_arr }]));
  return orderFloors(own.length ? own : standard.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr })));
}
