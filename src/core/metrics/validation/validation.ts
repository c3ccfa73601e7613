import * as z from "zod";

/** One account as it was scored before its decision, and what the decision was. */
export interface ScoredCase {
  account: string;
  /** 0 to 100, more is healthier; null leaves the case out, counted. */
  score: number | null;
  lost: boolean;
  /** Yearly recurring revenue at the time of the score, in major units. */
  arr: number | null;
  /** The stated chance of renewing, 0 to 1. */
  probability: number | null;
  segment: string | null;
  scored_on: string | null;
  decided_on: string | null;
  /** The parts of the score, each with more meaning healthier. */
  components: Record<string, number | null> | null;
}

const Rate = z.number().min(0).max(1);

/** One tenth of the accounts, the lowest scores first; accounts of one score are shared between tenths, so counts may have fractions. */
export const LiftRow = z.strictObject({
  decile: z.number(),
  accounts: z.number(),
  lost: z.number(),
  lost_share: Rate.nullable(),
  lift: z.number().nullable(),
  arr_lost: z.number().nullable(),
});

/** One band of the score, the worst first. */
export const OutcomeBand = z.strictObject({
  band: z.string(),
  accounts: z.number(),
  lost: z.number(),
  lost_rate: Rate.nullable(),
  arr: z.number().nullable(),
  arr_lost: z.number().nullable(),
});

export const AtCapacity = z.strictObject({
  capacity: z.number(),
  precision: Rate.nullable(),
  recall: Rate.nullable(),
  arr_reached: z.number().nullable(),
});

export const SegmentOrder = z.strictObject({
  segment: z.string().nullable(),
  n: z.number(),
  events: z.number(),
  auc: Rate.nullable(),
});

/** One floor of the rule page; `found` and `needed` are in the floor's own unit. */
export const GateResult = z.strictObject({
  gate: z.enum([
    "churn_events",
    "red_to_green_churn",
    "top_decile_lift",
    "brier_gain_share",
    "red_to_base_churn",
    "lost_below_green_share",
    "most_green_share",
  ]),
  found: z.number().nullable(),
  needed: z.number(),
  passed: z.boolean().nullable(),
});

/** Weights learned from the user's own losses beside the standard ones, with the gain on accounts they were not learned from. */
export const SuggestedWeights = z.strictObject({
  n: z.number(),
  events: z.number(),
  components: z.array(
    z.strictObject({
      component: z.string(),
      standard_share: Rate.nullable(),
      suggested_share: Rate,
      /** Of this component alone. */
      auc: Rate,
    }),
  ),
  compared_with: z.enum(["standard_weights", "score_as_given"]),
  auc_compared: Rate,
  auc_equal_weights: Rate,
  /** On accounts left out when the weights were learned. */
  auc_suggested: Rate,
  gain: z.number(),
  gain_low: z.number(),
  gain_high: z.number(),
  exceeds_noise: z.boolean(),
  verdict: z.string(),
});
export type SuggestedWeights = z.infer<typeof SuggestedWeights>;

/** How far a score foretold who left. */
export const ValidationFields = z.strictObject({
  n: z.number(),
  events: z.number(),
  without_score: z.number(),
  without_score_lost: z.number(),
  without_arr: z.number(),
  standing: z.enum(["one_class_only", "ordering_only", "short_of_a_backtest", "backtest"]),
  reading: z.enum(["undefined", "ordering_only", "better_than_chance", "not_told_from_chance", "upside_down"]),
  verdict: z.string(),
  auc: Rate.nullable(),
  auc_low: Rate.nullable(),
  auc_high: Rate.nullable(),
  precision_recall_area: Rate.nullable(),
  base_rate: Rate,
  lift: z.array(LiftRow),
  bands: z.array(OutcomeBand),
  bands_in_order: z.boolean().nullable(),
  bands_out_of_order: z.array(z.strictObject({ worse: z.string(), better: z.string() })),
  green_share: Rate,
  red_to_green_churn: z.number().nullable(),
  red_to_base_churn: z.number().nullable(),
  lost_below_green_share: Rate.nullable(),
  false_green_arr: z.number().nullable(),
  false_green_share: Rate.nullable(),
  at_capacity: AtCapacity.nullable(),
  by_segment: z.array(SegmentOrder),
  brier: z.number().nullable(),
  brier_of_base_rate: z.number().nullable(),
  brier_skill: z.number().nullable(),
  gates: z.array(GateResult),
  suggested: SuggestedWeights.nullable(),
});
export type Validation = z.infer<typeof ValidationFields>;
