import type * as z from "zod";
import type { Figure } from "../../contract/figure.ts";
import { bandOf } from "../assess.ts";
import type { MetricBands } from "../figures.ts";
import type { NpsFields } from "./survey-result.ts";

type Banded = Pick<NpsFields, "band" | "bands_possible" | "by_standard">;

/**
 * The band of a score, every band its interval reaches, and what every standard calls the score; without an interval only the score's own.
 * @example bandsOf(30, { low: 14.7, high: 45.3 }, npsBands).bands_possible // ["below average", "good"]
 */
export function bandsOf(
  score: number,
  ends: { low: number; high: number } | null,
  bands: Figure<z.infer<typeof MetricBands>>,
): Banded {
  const start = ({ from }: { from: number | null }) => from ?? Number.NEGATIVE_INFINITY;
  const low = ends?.low ?? score;
  const high = ends?.high ?? score;
  const lowest = bandOf(low, bands.value).band;
  const reached = [...bands.value]
    .sort((a, b) => start(a) - start(b))
    .filter((band) => band.band === lowest || (start(band) > low && start(band) <= high));
  return {
    band: bandOf(score, bands.value).band,
    bands_possible: reached.map(({ band }) => band),
    by_standard: Object.entries(bands.standards).map(([standard, list]) => ({ standard, band: bandOf(score, list).band })),
  };
}

/** For a score that no bands are made for. */
export const noBands: Banded = { band: null, bands_possible: [], by_standard: [] };
