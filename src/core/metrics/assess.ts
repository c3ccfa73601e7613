import type * as z from "zod";
import type { Figure } from "../contract/figure.ts";
import type { MetricBands } from "./figures.ts";
import type { BandVerdict } from "./retention-result.ts";

type Bands = z.infer<typeof MetricBands>;

/**
 * The band of one list that holds a rate: from its own value up to, not including, the next one. Rates as fractions.
 * @example bandOf(1.0, [{ band: "low", from: null }, { band: "good", from: 1.0 }]) // { band: "good", from: 1, next: null }
 */
export function bandOf(rate: number, bands: Bands): Pick<BandVerdict, "band" | "from" | "next"> {
  const ascending = [...bands].sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
  let held = 0;
  ascending.forEach((band, index) => {
    if (band.from === null || rate >= band.from) held = index;
  });
  const found = ascending[held]!;
  return { band: found.band, from: found.from, next: ascending[held + 1]?.from ?? null };
}

/**
 * What every standard calls a rate, the standard in force first, the others in the rule's own order.
 * @example assess("nrr", 1.03, figures.nrrBands)[0] // { metric: "nrr", standard: "strategist", band: "good", from: 1, next: 1.1 }
 */
export function assess(metric: BandVerdict["metric"], rate: number | null, bands: Figure<Bands>): BandVerdict[] {
  if (rate === null) return [];
  const others = Object.entries(bands.standards).filter(([standard]) => standard !== bands.standard);
  return [[bands.standard, bands.value] as const, ...others].map(([standard, list]) => ({
    metric,
    standard,
    ...bandOf(rate, list),
  }));
}
