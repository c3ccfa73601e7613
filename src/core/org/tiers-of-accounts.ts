import { sumMoney } from "../money/sum-money.ts";
import type { TeamAccount, TeamTier } from "./team-question.ts";

/**
 * The tiers that a list of accounts makes up: accounts and ARR counted, hours, floors and what makes them heavier taken from `known` by tier name; accounts a partner
 * looks after stand on a line of their own. Money in major units.
 * @example tiersOfAccounts([{ account: "Acme", tier: "SMB", arr: 9000, ... }], []) // [{ tier: "SMB", accounts: 1, arr: 9000, ... }]
 */
export function tiersOfAccounts(accounts: readonly TeamAccount[], known: readonly TeamTier[]): TeamTier[] {
  const groups = new Map<string, TeamAccount[]>();
  for (const account of accounts) {
    const key = JSON.stringify([account.tier, account.touch, account.covered_by]);
    const own = groups.get(key);
    if (own) own.push(account);
    else groups.set(key, [account]);
  }
  return [...groups.values()].map((own) => {
    const { tier, touch, covered_by } = own[0]!;
    const said = known.find((line) => line.tier === tier && line.touch === touch);
    return {
      tier,
      touch,
      covered_by,
      accounts: own.length,
      arr: sumMoney(own.map((account) => account.arr)),
      hours_per_account: said?.hours_per_account,
      min_arr: said?.min_arr,
      complexity: said?.complexity,
      first_year: said?.first_year,
    };
  });
}
