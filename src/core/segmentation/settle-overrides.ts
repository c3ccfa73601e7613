import { addMonths, dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { BookAccount } from "./book-account.ts";
import type { Floor } from "./order-floors.ts";

/** A decision by somebody with authority that an account has another tier than its amount says, until a date. */
export interface TierOverride {
  account: string;
  tier: string;
  owner: string;
  reason: string;
  /** The first day on which it no longer holds. */
  expires: string;
}

export interface SettledOverrides {
  applied: ReadonlyMap<string, { override: TierOverride; floor: Floor }>;
  expired: TierOverride[];
  /** In force, and ending later than an override may last. */
  too_long: TierOverride[];
}

const key = (text: string) => text.trim().toLowerCase();

/**
 * Sorts overrides into those in force on a day and those that have expired; one that ends on the day has expired.
 * Throws Problem for overrides without as_of, without owner or reason, for an account or tier nobody knows, an account that pays nothing,
 * and two in force for one account.
 * @example settleOverrides(overrides, book, floors, 12, "2026-01-01").applied.get("Acme")?.floor.tier // "Enterprise"
 */
export function settleOverrides(
  overrides: readonly TierOverride[],
  book: readonly Pick<BookAccount, "account" | "arr">[],
  floors: readonly Floor[],
  monthsAtMost: number,
  asOf: string | null,
): SettledOverrides {
  if (overrides.length === 0) return { applied: new Map(), expired: [], too_long: [] };
  if (asOf === null)
    throw new Problem({
      what: "Overrides end on a date, and no as_of says what day it is.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const today = dayNumber(asOf);
  const amounts = new Map(book.map(({ account, arr }) => [account, arr]));
  const applied = new Map<string, { override: TierOverride; floor: Floor }>();
  const expired: TierOverride[] = [];
  const places: string[] = [];
  for (const override of overrides) {
    const { account, tier, owner, reason, expires } = override;
    const floor = floors.find((one) => key(one.tier) === key(tier));
    if (owner.trim() === "" || reason.trim() === "") places.push(`${account}: no owner or no reason`);
    else if (dayNumber(expires) <= today) expired.push(override);
    else if (!amounts.has(account)) places.push(`${account}: there is no such account in the book`);
    else if (amounts.get(account) === 0) places.push(`${account}: it pays nothing and is in no tier`);
    else if (!floor)
      places.push(`${account}: there is no tier "${tier}"; the tiers are ${floors.map((one) => one.tier).join(", ")}`);
    else if (applied.has(account)) places.push(`${account}: two overrides are in force`);
    else applied.set(account, { override, floor });
  }
  if (places.length)
    throw new Problem({ what: "These overrides cannot be applied:", places, remedy: "Correct them, or take them out." });
  const latest = addMonths(asOf, monthsAtMost);
  const too_long = [...applied.values()].map(({ override }) => override).filter(({ expires }) => expires > latest);
  return { applied, expired, too_long };
}
