import * as z from "zod";
import { type Figures, figure } from "../../contract/figure.ts";
import { Touch } from "../../contract/vocabulary.ts";
import { withoutNoise } from "../../org/without-noise.ts";
import { validationReads } from "../validation/figures.ts";

const Share = z.number().min(0).max(1);
const Level = z.number().min(0).max(100);
const isWhole = (shares: readonly number[]) => withoutNoise(shares.reduce((sum, share) => sum + share, 0)) === 1;

/** Weight of each component as a share of the whole score. */
export const HealthWeights = z
  .record(z.string(), Share)
  .refine((weights) => isWhole(Object.values(weights)), "weights must add up to 1");

/** The same for each touch. */
export const WeightsByTouch = z
  .array(z.strictObject({ touch: Touch, component: z.string(), weight_share: Share }))
  .refine(
    (rows) => Touch.options.every((touch) => isWhole(rows.flatMap((row) => (row.touch === touch ? [row.weight_share] : [])))),
    "the weights of each touch must add up to 1",
  );

/** Half-open bands of the score, worst first: each holds from its value up to the next one. */
export const HealthBands = z
  .array(z.strictObject({ band: z.string(), from: Level, action: z.string(), owner: z.string() }))
  .min(1)
  .refine((bands) => bands[0]?.from === 0, "the first band must begin at 0")
  .refine(
    (bands) => bands.every(({ from }, index) => index === 0 || from > bands[index - 1]!.from),
    "each band must begin above the one before",
  );
export type HealthBands = z.infer<typeof HealthBands>;

/** Days after which a signal no longer counts, by component; "other" is for components of the caller's own. */
export const ShelfLives = z
  .record(z.string(), z.number().positive())
  .refine((days) => days.other !== undefined, 'shelf lives must name the days for "other"');

/** The best band an account can be in while a hard fact stands. */
export const BandCaps = z.strictObject({ notice_served: z.string(), auto_renew_off: z.string(), sponsor_left: z.string() });
export type BandCaps = z.infer<typeof BandCaps>;

/** What follows from a band: who does what in how many working days, and when somebody decides what comes next. */
const Response = {
  first_action: z.string(),
  owner: z.string(),
  within_days: z.number().min(0),
  decide_within_days: z.number().min(0),
};
export const BandResponses = z.array(
  z.strictObject({ band: z.string(), status: z.enum(["red", "yellow", "green"]), ...Response }),
);
export type BandResponses = z.infer<typeof BandResponses>;
export const UndeterminedResponse = z.strictObject(Response);

/** Every figure a health score rests on, by the name its calculation uses. */
export const healthReads = {
  ...validationReads,
  weights: figure("metrics-health-score", "weights", HealthWeights),
  weightsByTouch: figure("metrics-health-score", "weights_by_touch", WeightsByTouch),
  bands: figure("metrics-health-score", "bands", HealthBands),
  leastCoverage: figure("metrics-health-score", "least_coverage_share", Share),
  shelfLives: figure("metrics-health-score", "shelf_life_days", ShelfLives),
  doubtfulScaleTop: figure("metrics-health-score", "doubtful_scale_top", z.number().positive()),
  bandCaps: figure("metrics-health-action", "band_caps", BandCaps),
  responses: figure("metrics-health-action", "responses", BandResponses),
  undeterminedResponse: figure("metrics-health-action", "undetermined_response", UndeterminedResponse),
};
export type HealthFigures = Figures<typeof healthReads>;
