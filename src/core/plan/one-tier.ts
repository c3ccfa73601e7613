import type * as z from "zod";
import type { TierFigures } from "../segmentation/figures.ts";
import type { CompanyTier } from "./company.ts";

/**
 * The whole book as one tier, touched as its average account would be, for a company that told neither tiers nor accounts.
 * @example oneTier(18_000_000, 340, tiers)[0].touch // "low": 52,941 on average
 */
export function oneTier(arr: number, accounts: number, tiers: z.infer<typeof TierFigures>): CompanyTier[] {
  const average = arr / accounts;
  const reached = [...tiers].sort((a, b) => b.min_arr - a.min_arr).find((tier) => average >= tier.min_arr);
  return [{ tier: "All accounts", touch: reached?.touch ?? "tech", min_arr: 0, accounts, arr }];
}
