import * as z from "zod";
import { type Figures, figure } from "../../contract/figure.ts";

const Share = z.number().min(0).max(1);
const Count = z.number().min(1).multipleOf(1);

export const BacktestGates = z.strictObject({
  churn_events: Count,
  events_for_ordering: Count,
  red_to_green_churn: z.number().positive(),
  top_decile_lift: z.number().positive(),
  brier_gain_share: Share,
});

export const ShipFloors = z.strictObject({
  red_to_base_churn: z.number().positive(),
  lost_below_green_share: Share,
  days_before_low: z.number().min(0),
  days_before_high: z.number().min(0),
  most_green_share: Share,
});

/** Which bands are green, yellow or red; the page says more about each. */
export const BandStatuses = z.array(z.object({ band: z.string(), status: z.enum(["red", "yellow", "green"]) })).min(1);

/** How weights are learned from losses. */
export const Suggestion = z.strictObject({
  events_per_component: Count,
  folds: z.number().min(2).multipleOf(1),
  ridge: z.number().min(0),
  most_steps: Count,
});

/** Score from which each band holds, worst first. */
export const ScoreBands = z
  .array(z.strictObject({ band: z.string(), from: z.number(), action: z.string(), owner: z.string() }))
  .min(1);

/** Every figure the check of a score against outcomes reads. */
export const validationReads = {
  bands: figure("metrics-health-score", "bands", ScoreBands),
  weights: figure("metrics-health-score", "weights", z.record(z.string(), Share)),
  backtestGates: figure("metrics-health-validation", "backtest_gates", BacktestGates),
  shipFloors: figure("metrics-health-validation", "ship_floors", ShipFloors),
  horizonMonths: figure("metrics-health-validation", "horizon_months", z.number().positive()),
  responses: figure("metrics-health-action", "responses", BandStatuses),
  suggestion: figure("metrics-health-validation", "suggestion", Suggestion),
  copiesOutcome: figure("metrics-health-validation", "copies_outcome", z.number().min(2).multipleOf(1)),
  standardErrors: figure("metrics-noise", "standard_errors", z.number().positive()),
};
export type ValidationFigures = Figures<typeof validationReads>;
