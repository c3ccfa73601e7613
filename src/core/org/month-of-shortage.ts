import type { GrowthMonth } from "./growth-months.ts";
import { withoutNoise } from "./without-noise.ts";

/**
 * The first month whose need, times `factor`, is above the CSMs there; null when none is.
 * @example monthOfShortage([{ month: 1, csms_needed: 5.9, ... }, { month: 2, csms_needed: 6.1, ... }], 6) // 2
 */
export function monthOfShortage(months: readonly GrowthMonth[], there: number, factor = 1): number | null {
  return months.find((line) => withoutNoise(line.csms_needed * factor - there) > 0)?.month ?? null;
}
