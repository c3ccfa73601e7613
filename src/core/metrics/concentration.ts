import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import { ratioOfMoney } from "./ratio-of-money.ts";
import type { RetentionPolicy } from "./retention.ts";
import { keptAmount } from "./retention-of-accounts.ts";
import type { Concentration } from "./retention-result.ts";

/** Fixed by the names of the fields, not a threshold. */
const TOP_FIVE = 5;

/**
 * How much of the opening revenue, and of its expansion, hangs on the largest account and on the five largest. Shares as fractions.
 * Null where there is no opening revenue, or no expansion.
 * @example concentration([{ ...a, start: 75, end: 75 }, { ...b, start: 25, end: 30 }], standardPolicy).top_account // 0.75
 */
export function concentration(changes: readonly AccountChange[], policy: Pick<RetentionPolicy, "gap">): Concentration {
  const cohort = changes.filter((change) => change.start > 0);
  const opening = cohort.map((change) => change.start);
  const growth = cohort.map((change) => Math.max(0, sumMoney([keptAmount(change, policy), -change.start])));
  return {
    top_account: shareOfLargest(opening, 1),
    top_five: shareOfLargest(opening, TOP_FIVE),
    top_account_share_of_expansion: shareOfLargest(growth, 1),
    top_five_share_of_expansion: shareOfLargest(growth, TOP_FIVE),
  };
}

function shareOfLargest(amounts: readonly number[], count: number): number | null {
  const total = sumMoney(amounts);
  if (total === 0) return null;
  return ratioOfMoney(sumMoney([...amounts].sort((a, b) => b - a).slice(0, count)), total);
}
