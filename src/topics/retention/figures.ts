import * as z from "zod";
import { type Figure, figure } from "../../core/figure.ts";
import { type Answered, known, orNull } from "../../core/known.ts";
import { Band, Touch } from "../../core/vocabulary.ts";
import type { BandVerdict } from "./answer.ts";
import type { RetentionRates } from "./retention.ts";
/** Half-open bands [from, next from); the first starts at null, meaning no lower end. */
export const MetricBands = z.array(z.strictObject({ band: z.string(), from: z.number().nullable() })).min(1);

export const TouchTargets = z.array(z.strictObject({ touch: Touch, segment: z.string(), target_rate: Band }));

export const nrrBandsFigure = figure("metrics-nrr", "bands", MetricBands);

export const nrrTargetsFigure = figure("metrics-nrr", "targets_by_touch", TouchTargets);

export const grrBandsFigure = figure("metrics-grr", "bands", MetricBands);

export const logoBandsFigure = figure("metrics-logo-retention", "bands", MetricBands);

/** Standard errors on each side of a 95% interval. */
export const confidenceFigure = figure("metrics-noise", "standard_errors", z.number().positive());

/** Below this many accounts a rate is marked as resting on few. */
export const fewAccountsFigure = figure("metrics-noise", "few_accounts", z.number().positive());

/** By how much leaving one account out must move net retention for the account to decide it. */
export const decidingShiftFigure = figure("metrics-concentration", "deciding_shift", z.number().gt(0).lt(1));

/** The part of the opening that one account must have lost for an answer to send somebody to it. */
export const worthACallFigure = figure("metrics-concentration", "worth_a_call_share", z.number().gt(0).lt(1));

/** Parts of all ARR one account holds: from the first it is named, from the second it has an owner of its own and never gets less. */
export const largeSharesFigure = figure("segmentation-serving-less", "large_shares", Band);

const TooGood = z.strictObject({ gross_rate: z.number(), net_rate: z.number() });
type TooGood = z.infer<typeof TooGood>;
/** Rates of a year at which the first thought is how they were counted. */
export const tooGoodFigure = figure("metrics-nrr", "too_good", TooGood);

type Bands = z.infer<typeof MetricBands>;

/** The figures a retention answer is judged by. */
export interface RetentionFigures {
  nrrBands: Figure<z.infer<typeof MetricBands>>;
  grrBands: Figure<z.infer<typeof MetricBands>>;
  logoBands: Figure<z.infer<typeof MetricBands>>;
  standardErrors: Figure<number>;
  fewAccounts: Figure<number>;
  decidingShift: Figure<number>;
  worthACall: Figure<number>;
  largeShares: Figure<z.infer<typeof Band>>;
  tooGood: Figure<TooGood>;
}

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

/** The three headline rates under every standard's bands; rates that are null are left out. */
export function assessRetention(rates: RetentionRates, figures: RetentionFigures): Answered<BandVerdict>[] {
  const verdicts = [
    ...assess("nrr", orNull(rates.nrr), figures.nrrBands),
    ...assess("grr", orNull(rates.grr), figures.grrBands),
    ...assess("logo_retention", orNull(rates.logo_retention), figures.logoBands),
  ];
  return verdicts.map((verdict) => ({
    ...verdict,
    from: known(verdict.from, "The lowest band has no lower end."),
    next: known(verdict.next, "The highest band has none above it."),
  }));
}
