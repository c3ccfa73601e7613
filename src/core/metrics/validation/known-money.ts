import { sumMoney } from "../../money/sum-money.ts";

/**
 * The ARR of some accounts in major units; null when one of them has none, because a sum without it would be too small. No account is 0.
 * @example knownMoney([{ arr: 100 }, { arr: null }]) // null
 */
export function knownMoney(cases: readonly { arr: number | null }[]): number | null {
  const amounts: number[] = [];
  for (const { arr } of cases) {
    if (arr === null) return null;
    amounts.push(arr);
  }
  return sumMoney(amounts);
}
