import type { TierArr } from "./churn-bounds.ts";

export interface BreakEven {
  /** Points of ARR, as a fraction, that must be kept or sold within the year to repay the added cost from cash. */
  share_of_arr: number;
  share_low: number;
  share_high: number;
  /** The same against what recurring revenue is worth, in one year. */
  share_by_value: number;
  retained_arr_needed: number;
  /** Accounts of average size that make up that ARR, tier by tier, one tier at a time. */
  accounts: { tier: string; count: number | null }[];
}

/**
 * What an added yearly cost must win back: points of ARR and accounts of each tier.
 * Units: money in major units a year, gross margin as fractions. Cash: cost / (ARR x margin). Value: cost / (ARR x multiple).
 * Throws nothing; a tier without ARR or accounts gets null. Source: rule economics-business-case.
 * @example breakEven(490_000, 18_000_000, tiers, { low: 0.81, central: 0.81, high: 0.81 }, 5).share_of_arr // 0.0336
 */
export function breakEven(
  addedCost: number,
  arr: number,
  tiers: readonly TierArr[],
  margin: { low: number; central: number; high: number },
  valueMultiple: number,
): BreakEven {
  const needed = addedCost / margin.central;
  return {
    share_of_arr: needed / arr,
    share_low: addedCost / margin.high / arr,
    share_high: addedCost / margin.low / arr,
    share_by_value: addedCost / (arr * valueMultiple),
    retained_arr_needed: needed,
    accounts: tiers.map((tier) => ({
      tier: tier.tier,
      count: tier.arr > 0 && tier.accounts > 0 ? needed / (tier.arr / tier.accounts) : null,
    })),
  };
}
