import { sumMoney } from "../money/sum-money.ts";
import type { Distribution } from "./distribution.ts";
import type { TargetLine } from "./forecast-fields.ts";
import { hundredths } from "./forecast-sums.ts";
import { keptOfArr } from "./renewal-rate.ts";
import type { Renewal } from "./renewal-row.ts";
import { boundedChanceBelow } from "./rounding-bound.ts";

/**
 * A target against what decided renewals of the window kept and what the open ones may bring: the chance of staying strictly below it,
 * with the ends between which rounding leaves it. Money in major units, chances as fractions.
 * @example againstTarget(100, [], distributionOf([{ value: 10000, rate: 0.9 }])).below_rate // 0.1
 */
export function againstTarget(amount: number, decided: readonly Renewal[], open: Distribution): TargetLine {
  const kept = sumMoney(decided.map(keptOfArr));
  const still_needed = Math.max(0, sumMoney([amount, -kept]));
  const { chance, low, high } = boundedChanceBelow(open, hundredths(still_needed));
  return { amount, already_kept: kept, still_needed, below_rate: chance, below_low_rate: low, below_high_rate: high };
}
