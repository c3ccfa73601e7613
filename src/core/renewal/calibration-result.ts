import * as z from "zod";

const Rate = z.number().nullable();
const Count = z.number().multipleOf(1);

/**
 * One line of a renewal record: either a probability that was assumed and how it came out (assumed, renewed, of), or a forecast and what
 * came of it (forecast, actual, perhaps its interval and the day of the period on which it was frozen).
 */
export const HistoryRow = z.strictObject({
  label: z.string().min(1).optional(),
  assumed: z.number().min(0).max(1).optional(),
  renewed: Count.min(0).optional(),
  of: Count.min(0).optional(),
  forecast: z.number().min(0).optional(),
  actual: z.number().min(0).optional(),
  low: z.number().min(0).optional(),
  high: z.number().min(0).optional(),
  day: Count.min(0).optional(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

export const CalibratedBand = z.strictObject({
  label: z.string(),
  assumed: z.number(),
  renewed: Count,
  of: Count,
  observed: Rate,
  /** Which of the two chances below judges the band: "few" when fewer renewed than assumed, "many" otherwise. */
  tail: z.enum(["few", "many"]),
  probability_of_this_few_or_fewer: z.number(),
  probability_of_this_many_or_more: z.number(),
  /** Whether chance alone would hardly have given this record. */
  differs: z.boolean(),
  prior_weight: z.number(),
  posterior: z.number(),
  /** Ends of the interval of the observed rate. */
  low: Rate,
  high: Rate,
  /** The posterior of all rows with this assumption, made to fall with the assumption: the probability to use. */
  corrected: z.number(),
});

export const ForecastVintage = z.strictObject({
  /** Day of the period on which these forecasts were frozen; null for those without. */
  day: z.number().nullable(),
  forecasts: Count,
  forecast: z.number(),
  actual: z.number(),
  /** (forecast - actual) / actual: above 0 is too high. */
  bias: Rate,
  /** Sum of the errors without their signs over the sum of the actual amounts. */
  wape: Rate,
  /** 1 - wape; below 0 when the errors exceed the amounts. */
  accuracy: Rate,
  with_interval: Count,
  inside_interval: Count,
  interval_coverage: Rate,
});

export const CalibrationFields = z.strictObject({
  bands: z.array(CalibratedBand),
  /** Whether the corrected rates fell with the assumed ones of their own accord; null without bands. */
  monotone: z.boolean().nullable(),
  /** Mean squared distance of the assumed probability from the outcome, 0 at best. */
  brier: Rate,
  /** The same for one rate given to everybody. */
  brier_of_base_rate: Rate,
  /** 1 - brier / brier_of_base_rate: above 0 the bands tell more than the base rate. */
  brier_skill: Rate,
  vintages: z.array(ForecastVintage),
});
export type CalibratedBand = z.infer<typeof CalibratedBand>;
export type ForecastVintage = z.infer<typeof ForecastVintage>;
export type CalibrationFields = z.infer<typeof CalibrationFields>;
