import type { ScoreGroup } from "./score-groups.ts";

/**
 * The area under precision and recall when accounts are called from the worst score up: the average of the share of lost ones among those
 * called, taken at each lost account found. Accounts of one score are called together. A share from 0 to 1; null without a lost account.
 * A score that knows nothing gives about the share lost in the whole book.
 * @example scores 10 (lost), 20 (kept), 30 (lost): (1/1 + 2/3) / 2 = 0.8333
 */
export function averagePrecision(groups: readonly ScoreGroup[]): number | null {
  const events = groups.reduce((sum, group) => sum + group.lost, 0);
  if (events === 0) return null;
  let [accounts, lost, area] = [0, 0, 0];
  for (const group of groups) {
    accounts += group.accounts;
    lost += group.lost;
    area += (group.lost / events) * (lost / accounts);
  }
  return Math.min(1, area);
}
