import { grrNoise, logoNoise } from "../metrics/noise.ts";
import type { TierArr } from "./churn-bounds.ts";
import type { PlanNoise } from "./plan.ts";

/**
 * How far chance moves next year's retention, and how large a change between two years must be to be told from it (sqrt(2) wider).
 * Each account is lost or kept alone, with the same chance in every tier; accounts of a tier have its average size. Rates as fractions.
 * @example planNoise([{ tier: "All", touch: "tech", accounts: 340, arr: 340 }], 0.92, 1.96).logo_half_width // 0.0288
 */
export function planNoise(tiers: readonly TierArr[], logoRetention: number | null, standardErrors: number): PlanNoise {
  if (logoRetention === null) return { logo_half_width: null, grr_half_width: null, grr_change: null };
  const starts = tiers.flatMap(({ accounts, arr }) => Array.from({ length: accounts }, () => arr / accounts));
  const grr = grrNoise(starts, logoRetention, standardErrors);
  return {
    logo_half_width: logoNoise(starts.length, logoRetention, standardErrors)?.half_width ?? null,
    grr_half_width: grr,
    grr_change: grr === null ? null : grr * Math.SQRT2,
  };
}
