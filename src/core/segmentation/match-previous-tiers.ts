import { Problem } from "../contract/problem.ts";
import type { BookAccount } from "./book-account.ts";
import type { Floor } from "./order-floors.ts";

/** How the tiers accounts have today stand to the tiers asked for. */
export interface PreviousTiers {
  /** none: no account has one. same: all are known. new: not one is known, so this is a first tiering under other names. */
  scheme: "none" | "same" | "new";
  known: ReadonlyMap<string, Floor>;
  /** The names in use, as the table writes them, sorted. */
  names: string[];
}

const key = (tier: string) => tier.trim().toLowerCase();

/**
 * Each account's present tier as one of the tiers asked for, by name; capital letters make no difference. `column` is where names stand.
 * Throws Problem, naming row, column and accepted values, when some names are known and others are not.
 * @example matchPreviousTiers([{ account: "A", row: 2, tier: "enterprise" }], floors).known.get("A")?.tier // "Enterprise"
 */
export function matchPreviousTiers(
  book: readonly Pick<BookAccount, "account" | "row" | "tier">[],
  floors: readonly Floor[],
  column = "tier",
): PreviousTiers {
  const byName = new Map(floors.map((floor) => [key(floor.tier), floor]));
  const placed = book.filter((account) => account.tier !== null && account.tier.trim() !== "");
  const unknown = placed.filter((account) => !byName.has(key(account.tier!)));
  const names = [...new Set(placed.map((account) => account.tier!))].sort();
  if (placed.length === 0) return { scheme: "none", known: new Map(), names };
  if (unknown.length === placed.length) return { scheme: "new", known: new Map(), names };
  if (unknown.length)
    throw new Problem({
      what: "These accounts have a tier that is none of those asked for:",
      places: unknown.map(
        ({ account, row, tier }) => `${row === null ? "" : `row ${row}, `}column ${column}: "${tier}" of ${account}`,
      ),
      remedy: `Accepted: ${floors.map(({ tier }) => tier).join(", ")}. Correct the names, leave them blank, or add a floor for them.`,
    });
  return { scheme: "same", known: new Map(placed.map((account) => [account.account, byName.get(key(account.tier!))!])), names };
}
