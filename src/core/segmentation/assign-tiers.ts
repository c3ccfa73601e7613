import type { Touch } from "../contract/vocabulary.ts";
import type { BookAccount } from "./book-account.ts";
import { holdOrMove, type MoveRules } from "./hold-or-move.ts";
import type { Floor } from "./order-floors.ts";
import type { SettledOverrides } from "./settle-overrides.ts";
import { tierOfAmount } from "./tier-of-amount.ts";
import { type TierTotal, tierTotals } from "./tier-totals.ts";

/** An account with its tier and what decided it; `distance` is its ARR less the tier's floor, or its score less the cut-off. */
export interface TieredAccount {
  account: string;
  arr: number;
  tier: string;
  touch: Touch;
  /** "floor", "score", "override" or "held: " and why. */
  rule: string;
  distance: number;
}

export interface TierAssignment {
  tiers: TierTotal[];
  accounts: TieredAccount[];
  moves: { account: string; from: string; to: string; arr: number; why: string }[];
  held: { account: string; tier: string; would_be: string; why: string }[];
  /** Accounts with no ARR: in no tier. */
  not_paying: string[];
}

export interface AssignmentOptions {
  /** Scores by account, when floors are cut-offs of a score and not amounts of ARR. */
  scores?: ReadonlyMap<string, number>;
  /** The tier each account has today, and when it may leave it. */
  previous?: { known: ReadonlyMap<string, Floor>; rules: MoveRules };
  overrides?: SettledOverrides;
}

/**
 * Gives every paying account of a book exactly one tier: an override in force first, else the present tier where the account is held in it,
 * else the floor it reaches. Partner-managed accounts count like the others. Floors in the order of orderFloors; ARR in major units.
 * Accounts come largest first, then by name, whatever their order before. Throws Problem as holdOrMove does.
 * @example assignTiers(book, floors).tiers.map(({ arr }) => arr) // adds up to the book's ARR
 */
export function assignTiers(
  book: readonly BookAccount[],
  floors: readonly Floor[],
  options: AssignmentOptions = {},
): TierAssignment {
  const { scores, previous, overrides } = options;
  const sorted = [...book].sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
  const moves: TierAssignment["moves"] = [];
  const held: TierAssignment["held"] = [];
  const accounts = sorted
    .filter(({ arr }) => arr > 0)
    .map((one): TieredAccount => {
      const { account, arr } = one;
      const amount = scores ? scores.get(account)! : arr;
      const target = tierOfAmount(amount, floors);
      const from = previous?.known.get(account);
      const override = overrides?.applied.get(account);
      const outcome = previous && from && !override ? holdOrMove(one, amount, from, target, previous.rules) : null;
      const to = override?.floor ?? (outcome?.decision === "held" ? from! : target);
      if (outcome?.decision === "held") held.push({ account, tier: to.tier, would_be: target.tier, why: outcome.why });
      if (from && to.tier !== from.tier)
        moves.push({
          account,
          from: from.tier,
          to: to.tier,
          arr,
          why: override ? `override by ${override.override.owner}: ${override.override.reason}` : outcome!.why,
        });
      const rule = override ? "override" : outcome?.decision === "held" ? `held: ${outcome.why}` : scores ? "score" : "floor";
      return { account, arr, tier: to.tier, touch: to.touch, rule, distance: Number((amount - to.min).toPrecision(12)) };
    });
  const not_paying = sorted.filter(({ arr }) => arr === 0).map(({ account }) => account);
  return { tiers: tierTotals(accounts, floors), accounts, moves, held, not_paying };
}
