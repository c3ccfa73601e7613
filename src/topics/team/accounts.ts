import type { Warning } from "../../core/answer.ts";
import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { BookAccount } from "../tiers/assign-tiers.ts";
import { type Floor, orderFloors, tierOfAmount } from "../tiers/floors.ts";
import type { CoveredBy, TeamAccount, TeamTier } from "./work.ts";

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

/** What the caller says about a tier by name. */
export interface NamedTier {
  tier: string;
  touch: Touch;
  covered_by?: CoveredBy;
}

/**
 * The paying accounts of a book as a team serves them: tier and touch from the table, the touch of a tier from `named` or from the floors
 * in force and never from what its name means to a reader; accounts without a tier stand where their ARR puts them. Money in major units.
 * Throws Problem for a tier whose touch nobody gave.
 * @example teamAccounts(book, floors, []).accounts[0] // { account: "Acme", tier: "High touch", touch: "high", ... }
 */
export function teamAccounts(
  book: readonly BookAccount[],
  floors: readonly Floor[],
  named: readonly NamedTier[],
): { accounts: TeamAccount[]; warnings: Warning[] } {
  const known = new Map<string, NamedTier>([...floors, ...named].map((line) => [key(line.tier), line]));
  const paying = book.filter((account) => account.arr > 0);
  const strange = new Map<string, number>();
  let placed = 0;
  const accounts = paying.map((account): TeamAccount => {
    const said = account.tier === null ? undefined : known.get(key(account.tier));
    if (account.tier !== null && account.touch === null && !said) strange.set(account.tier, (strange.get(account.tier) ?? 0) + 1);
    const byArr = tierOfAmount(account.arr, floors);
    if (account.tier === null && account.touch === null) placed += 1;
    const touch = account.touch ?? (account.tier === null ? byArr.touch : (said?.touch ?? byArr.touch));
    const ofTouch = byArr.touch === touch ? byArr : floors.find((floor) => floor.touch === touch);
    const tier = said?.tier ?? account.tier ?? ofTouch?.tier ?? `${touch} touch`;
    const { owner, arr, renewal_date, notice_days, health } = account;
    const covered_by = account.partner ? "partner" : (known.get(key(tier))?.covered_by ?? "csm");
    return { account: account.account, arr, owner, tier, touch, covered_by, renewal_date, notice_days, health };
  });
  if (strange.size)
    throw new Problem({
      what: "Nobody said how accounts of these tiers are touched, and a name does not tell:",
      places: [...strange].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tier, count]) => `${tier}: ${count} accounts`),
      remedy: 'Name them under tiers, like {"tier": "Gold", "touch": "high"}, or map a column to touch.',
    });
  const warnings: Warning[] = [];
  const idle = book.length - paying.length;
  if (idle > 0)
    warnings.push({
      code: "not_paying",
      message: `Accounts with no ARR, left out because only paying ones take hours: ${idle}.`,
    });
  if (placed > 0)
    warnings.push({
      code: "placed_by_arr",
      message: `Accounts without tier or touch that stand where their ARR puts them: ${placed}.`,
    });
  return { accounts, warnings };
}
