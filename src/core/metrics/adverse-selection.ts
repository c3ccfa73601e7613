import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { AdverseSelection } from "./retention-detail.ts";
import { keptAmount } from "./retention-of-accounts.ts";

/**
 * Whether the accounts that leave are large or small: what a lost account paid on average over what an opening account paid on average.
 * Above 1 the large ones leave. Money in one unit; null without accounts at the start, or without losses.
 * @example sizeOfLost({ starting: 1000, churn: 300 }, { starting: 10, churned: 2 }).index // 150 / 100 = 1.5
 */
export function sizeOfLost(
  bridge: { starting: number | null; churn: number | null },
  accounts: { starting: number | null; churned: number | null },
): Omit<AdverseSelection, "median_change_rate"> {
  const average = (amount: number | null, count: number | null) => (amount === null || !count ? null : amount / count);
  const opening = average(bridge.starting, accounts.starting);
  const churned = average(bridge.churn, accounts.churned);
  return {
    index: opening === null || churned === null || opening === 0 ? null : churned / opening,
    churned_average: churned,
    opening_average: opening,
  };
}

/**
 * The change of the account in the middle, lost ones included, as a fraction of its own opening; the mean of the two middle ones when
 * their number is even. Null when nobody paid at the start.
 * @example medianChange([a100to100, b100to0, c100to150], standardPolicy) // 0
 */
export function medianChange(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): number | null {
  const rates = changes
    .flatMap((change) => (change.start > 0 ? [sumMoney([keptAmount(change, policy), -change.start]) / change.start] : []))
    .sort((a, b) => a - b);
  if (rates.length === 0) return null;
  const middle = Math.floor((rates.length - 1) / 2);
  return (rates[middle]! + rates[Math.floor(rates.length / 2)]!) / 2;
}
