import { binomialTail } from "../statistics/binomial-tail.ts";
import { standardErrorsOf } from "../statistics/normal-quantile.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import type { BandRecord } from "./calibration-check-history.ts";
import { correctedRates } from "./calibration-corrected-rates.ts";
import type { CalibratedBand } from "./calibration-result.ts";

/** Highest assumption first; then by name and size, so that the order of the rows never matters. */
function byAssumption(a: BandRecord, b: BandRecord): number {
  const byName = a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
  return b.assumed - a.assumed || byName || a.of - b.of || a.renewed - b.renewed;
}

/**
 * Each assumed probability against its record: the exact chance of a record so far off, the rate shrunk to the assumption
 * (renewed + weight x assumed) / (of + weight), and the rate to use. Rates are fractions, the weight counts renewals.
 * @example calibratedBands([{ label: "healthy", assumed: 0.95, renewed: 17, of: 20 }], 20, 0.95).bands[0].posterior // 0.9
 */
export function calibratedBands(
  records: readonly BandRecord[],
  priorWeight: number,
  confidence: number,
): { bands: CalibratedBand[]; monotone: boolean } {
  const { corrected, monotone } = correctedRates(records, priorWeight);
  const standardErrors = standardErrorsOf(confidence);
  const bands = [...records].sort(byAssumption).map(({ label, assumed, renewed, of }): CalibratedBand => {
    const few = binomialTail("few", renewed, of, assumed);
    const many = binomialTail("many", renewed, of, assumed);
    const tail = of > 0 && renewed / of < assumed ? "few" : "many";
    const interval = of > 0 ? wilsonInterval(renewed / of, of, standardErrors) : null;
    return {
      label,
      assumed,
      renewed,
      of,
      observed: of > 0 ? renewed / of : null,
      tail,
      probability_of_this_few_or_fewer: few,
      probability_of_this_many_or_more: many,
      differs: (tail === "few" ? few : many) < (1 - confidence) / 2,
      prior_weight: priorWeight,
      posterior: (renewed + priorWeight * assumed) / (of + priorWeight),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      corrected: corrected.get(assumed)!,
    };
  });
  return { bands, monotone };
}
