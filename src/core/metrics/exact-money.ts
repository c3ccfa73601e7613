import { sumMoney } from "../money/sum-money.ts";

/** Whether an amount is past what doubles hold to the hundredth, some 90 trillion. */
export function isTooLarge(amount: number): boolean {
  return Math.abs(amount) * 100 > Number.MAX_SAFE_INTEGER;
}

/**
 * Whether an amount is a whole number of hundredths, but for the last bits of a double. Finer ones are usually thousands or millions
 * written with decimals, and rounding those would change the answer.
 * @example isExactMoney(0.1 + 0.2) // true; isExactMoney(1.2345) // false
 */
export function isExactMoney(amount: number): boolean {
  return Math.abs(sumMoney([amount]) - amount) <= 100 * Number.EPSILON * Math.max(1, Math.abs(amount));
}
