import type { Warning } from "../contract/envelope.ts";
import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { BookAccount } from "../segmentation/book-account.ts";
import type { Floor } from "../segmentation/order-floors.ts";
import { tierOfAmount } from "../segmentation/tier-of-amount.ts";
import type { CoveredBy, TeamAccount } from "./team-question.ts";

/** What the caller says about a tier by name. */
export interface NamedTier {
  tier: string;
  touch: Touch;
  covered_by?: CoveredBy;
}

const key = (tier: string) => tier.trim().toLowerCase();

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
