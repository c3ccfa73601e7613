import * as z from "zod";
import { figure } from "../contract/figure.ts";
import { Band, Touch } from "../contract/vocabulary.ts";

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
