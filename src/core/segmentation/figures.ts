import * as z from "zod";
import { figure } from "../contract/figure.ts";
import { Band, Touch } from "../contract/vocabulary.ts";

const Share = z.number().min(0).max(1);

/** Tiers from the top down; money in major units of ARR. */
export const TierFigures = z.array(z.strictObject({ tier: z.string(), touch: Touch, min_arr: z.number().min(0) })).min(1);

/** How each ARR scenario places an average account: the bottom tier as a share of its ceiling, middle tiers between floor and ceiling on a log scale. */
export const ArrScenarioFigures = z.array(z.strictObject({ scenario: z.string(), bottom: Share, middle: Share })).min(1);

export const CriteriaWeights = z
  .strictObject({ arr: Share, complexity: Share, growth: Share, strategic: Share })
  .refine(
    (weights) => Math.abs(weights.arr + weights.complexity + weights.growth + weights.strategic - 1) < 1e-9,
    "weights must add up to 1",
  );

export const TransitionFigures = z.strictObject({
  down_margin: Share,
  periods: z.number().min(1),
  cooling_off_days: z.number().min(0),
  override_months: z.number().min(1),
});

/** From so many days before the opt-out deadline nobody moves down; the notice is taken where an account states none. */
export const RenewalFreezeFigures = z.strictObject({ lead_days: z.number().min(0), notice_days: z.number().min(0) });

/** Ceiling bands of the yearly cost of serving an account as a share of its ARR. */
export const CostToServeFigures = z.strictObject({ high: Band, low: Band, tech: Band });

export const tiersFigure = figure("segmentation-tiers", "tiers", TierFigures);
export const nearFloorFigure = figure("segmentation-tiers", "near_floor_margin", Share);
export const arrScenariosFigure = figure("segmentation-arr-scenarios", "arr_scenarios", ArrScenarioFigures);
export const criteriaWeightsFigure = figure("segmentation-criteria", "criteria_weights", CriteriaWeights);
export const fullMarksFigure = figure("segmentation-criteria", "arr_for_full_marks", z.number().positive());
export const transitionsFigure = figure("segmentation-transitions", "transitions", TransitionFigures);
export const overrideShareFigure = figure("segmentation-transitions", "override_share", Share);
export const renewalFreezeFigure = figure("segmentation-transitions", "renewal_freeze", RenewalFreezeFigures);
export const atRiskHealthFigure = figure("segmentation-transitions", "at_risk_health", z.number());
export const mostSegmentsFigure = figure("segmentation-tiers", "most_segments", z.number().positive());
export const costToServeFigure = figure("segmentation-coverage-economics", "cost_to_serve", CostToServeFigures);
