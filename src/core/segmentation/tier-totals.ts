import { sumMoney } from "../money/sum-money.ts";
import type { Floor } from "./order-floors.ts";

/** One tier with what it holds; ARR in major units, `arr_share` of the paying book, null when nobody pays. */
export interface TierTotal extends Floor {
  accounts: number;
  arr: number;
  arr_share: number | null;
}

/**
 * Accounts and ARR of every tier, empty ones too, from the top down; they add up to the accounts given, exactly.
 * @example tierTotals([{ tier: "SMB", arr: 5000 }], floors).at(-1)?.arr // 5000
 */
export function tierTotals(accounts: readonly { tier: string; arr: number }[], floors: readonly Floor[]): TierTotal[] {
  const whole = sumMoney(accounts.map(({ arr }) => arr));
  return floors.map((floor) => {
    const own = accounts.filter(({ tier }) => tier === floor.tier);
    const arr = sumMoney(own.map((account) => account.arr));
    return { ...floor, accounts: own.length, arr, arr_share: whole > 0 ? arr / whole : null };
  });
}
