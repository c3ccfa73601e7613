import { largest } from "../order/largest.ts";
import type { Distribution } from "./distribution.ts";
import { quantile } from "./quantile.ts";
import { quantileBound } from "./rounding-bound.ts";

/** The levels that the fields are named after. */
export const levels = { p10: 0.1, p50: 0.5, p90: 0.9 };

/** A quantile in major units. Rounding onto the grid may carry it past all there is; no total can be more. */
export function atLevel(distribution: Distribution, level: number): number {
  return Math.min(distribution.most, quantile(distribution, level)) / 100;
}

/**
 * The quantiles that the forecast shows, in major units, and the most that rounding can have moved one of them.
 * @example forecastQuantiles(distributionOf([{ value: 100, rate: 0.5 }])) // { quantiles: { p10: 0, p50: 0, p90: 1 }, error_bound: 0 }
 */
export function forecastQuantiles(distribution: Distribution) {
  return {
    quantiles: {
      p10: atLevel(distribution, levels.p10),
      p50: atLevel(distribution, levels.p50),
      p90: atLevel(distribution, levels.p90),
    },
    error_bound: largest(Object.values(levels).map((level) => quantileBound(distribution, level))) / 100,
  };
}
