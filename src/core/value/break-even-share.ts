import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";

/**
 * The share of the gains without a stated one that must be ours for the investment to be paid back; null when it already is, when no such
 * gain is given, or when even all of them would not do. Units: a fraction.
 * @example breakEvenShare(120000, 0, 420000) // 0.2857
 */
export function breakEvenShare(investment: number, attributed: number, unattributed: number): number | null {
  const missing = sumMoney([investment, -attributed]);
  return missing <= 0 || missing > unattributed ? null : ratioOfMoney(missing, unattributed);
}
