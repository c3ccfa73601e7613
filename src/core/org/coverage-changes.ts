import type { CoverTier } from "./cover-tier.ts";
import type { Service } from "./served-account.ts";
import { shareMoney } from "./share-money.ts";

/** Accounts of a tier whose service differs between two plans. */
export interface CoverageChange {
  tier: string;
  from: Service;
  to: Service;
  accounts: number;
  arr: number;
}

/**
 * What changes between two coverages of the same tiers: in each tier the accounts stand from the best served to the least, and where their
 * service differs they are counted with their share of the tier's ARR. Money in major units.
 * @example coverageChanges(tiers, [[4, 6]], [[3, 7]]) // [{ tier: "A", from: "low", to: "none", accounts: 1, arr: 100 }]
 */
export function coverageChanges(
  tiers: readonly CoverTier[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): CoverageChange[] {
  return tiers.flatMap((tier, index) => {
    const [was, is] = [[...before[index]!], [...after[index]!]];
    const runs: { from: number; to: number; accounts: number }[] = [];
    let [from, to] = [0, 0];
    while (from < was.length && to < is.length) {
      const accounts = Math.min(was[from]!, is[to]!);
      if (accounts > 0) runs.push({ from, to, accounts });
      was[from] = was[from]! - accounts;
      is[to] = is[to]! - accounts;
      if (was[from] === 0) from += 1;
      else to += 1;
    }
    const arr = shareMoney(
      tier.arr,
      runs.map((run) => run.accounts),
    );
    return runs.flatMap((run, place) =>
      run.from === run.to
        ? []
        : [
            {
              tier: tier.tier,
              from: tier.ways[run.from]!.service,
              to: tier.ways[run.to]!.service,
              accounts: run.accounts,
              arr: arr[place]!,
            },
          ],
    );
  });
}
