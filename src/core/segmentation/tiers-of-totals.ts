import type * as z from "zod";
import type { Touch } from "../contract/vocabulary.ts";
import { sumMoney } from "../money/sum-money.ts";
import { arrBounds, type CountedTier, orderCountedTiers } from "./arr-bounds.ts";
import { type ArrScenarios, arrScenarios } from "./arr-scenarios.ts";
import type { ArrScenarioFigures } from "./figures.ts";

/** A tier with what is known of its ARR: the amount when given or when it follows, else the ends it must lie between. */
export interface TierLine {
  tier: string;
  touch: Touch;
  min_arr: number;
  accounts: number;
  arr: number | null;
  arr_share: number | null;
  arr_low: number | null;
  arr_high: number | null;
}

export interface TotalsAnswer {
  tiers: TierLine[];
  /** The stated total, else the sum of the tiers when every one is given, else null. */
  total: number | null;
  /** Null when there is no total to split. */
  split: ArrScenarios | null;
}

/**
 * Tiers of which only totals are known, from the top down. ARR that nobody gave is null and stands between arr_low and arr_high, by the
 * floors and by the total where there is one; nothing is guessed into it. ARR in major units. Throws Problem as arrScenarios does.
 * @example tiersOfTotals(referenceTiers, 18000000, figures).tiers[0].arr_low // 6000000
 */
export function tiersOfTotals(
  given: readonly CountedTier[],
  stated: number | null,
  figures: z.infer<typeof ArrScenarioFigures>,
): TotalsAnswer {
  const tiers = orderCountedTiers(given);
  const amounts = tiers.map(({ arr }) => arr ?? null);
  const known = amounts.filter((arr) => arr !== null);
  const total = stated ?? (known.length === tiers.length ? sumMoney(known) : null);
  const split = total === null ? null : arrScenarios(tiers, total, figures);
  const own = arrBounds(tiers);
  const lines = tiers.map(({ tier, touch, min_arr, accounts }, index): TierLine => {
    const feasible = split?.feasible[index];
    const low = feasible?.low ?? amounts[index] ?? own[index]!.low;
    const high = feasible?.high ?? amounts[index] ?? own[index]!.high;
    const arr = low === high ? low : null;
    const whole = split && split.gap !== 0 ? sumMoney(known) : total;
    return {
      tier,
      touch,
      min_arr,
      accounts,
      arr,
      arr_share: arr === null || whole === null || whole === 0 ? null : arr / whole,
      arr_low: low,
      arr_high: high,
    };
  });
  return { tiers: lines, total, split };
}
