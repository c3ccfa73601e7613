import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import type { Answered, Known } from "../../core/known.ts";

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

const Rate = z.number();

/** One tenth of the accounts, the lowest scores first; accounts of one score are shared between tenths, so counts may have fractions. */
export const LiftRow = z.strictObject({
  decile: z.number(),
  accounts: shown.count(),
  lost: shown.count(),
  lost_share: shown.rate().nullable(),
  lift: z.number().nullable(),
  arr_lost: shown.money().nullable(),
});

/** One band of the score, the worst first. */
export const OutcomeBand = z.strictObject({
  band: z.string(),
  accounts: shown.count(),
  lost: shown.count(),
  lost_rate: shown.rate().nullable(),
  arr: shown.money().nullable(),
  arr_lost: shown.money().nullable(),
});

export const AtCapacity = z.strictObject({
  capacity: shown.count(),
  precision: shown.rate().nullable(),
  recall: shown.rate().nullable(),
  arr_reached: shown.money().nullable(),
});

/** What a cut-off of the score does: who is flagged below it, and who left above it. */
export const Cutoff = z.strictObject({
  below: z.number(),
  flagged: shown.count(),
  flagged_lost: shown.count(),
  /** Flagged and still there: false alarms. */
  flagged_kept: shown.count(),
  /** Lost and not flagged. */
  missed_lost: shown.count(),
  flagged_arr: shown.money().nullable(),
  caught_arr: shown.money().nullable(),
  missed_arr: shown.money().nullable(),
  lost_share: shown.rate(),
  caught_share: shown.rate().nullable(),
  /** Chance that as many accounts drawn blindly hold at least as many of the lost. */
  by_chance: shown.rate().nullable(),
});
export type Cutoff = z.infer<typeof Cutoff>;

/** A lost account and what it had scored. */
export const Leaver = z.strictObject({ account: z.string(), score: z.number(), arr: shown.money().nullable() });
export type Leaver = z.infer<typeof Leaver>;

/** What the next score has to reach, and what this one held. */
export const NextBar = z.strictObject({
  lowest_share: shown.rate(),
  caught_share: shown.rate(),
  days_ahead: shown.days(),
  held: shown.rate().nullable(),
  passed: z.boolean().nullable(),
});
export type NextBar = z.infer<typeof NextBar>;

export const SegmentOrder = z.strictObject({
  segment: z.string().nullable(),
  n: shown.count(),
  events: shown.count(),
  auc: Rate.nullable(),
});

/** One floor of the rule page; `found` and `needed` are in the floor's own unit. */
const GateResult = z.strictObject({
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
const SuggestedWeights = z.strictObject({
  n: shown.count(),
  events: shown.count(),
  components: z.array(
    z.strictObject({
      component: z.string(),
      standard_share: shown.rate().nullable(),
      suggested_share: shown.rate(),
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
/** The same without its verdict, which words give. */
export type Suggested = Omit<Answered<z.infer<typeof SuggestedWeights>>, "verdict">;

/** How far a score foretold who left. */
export const ValidationFields = z.strictObject({
  n: shown.count(),
  events: shown.count(),
  without_score: shown.count(),
  without_score_lost: shown.count(),
  without_arr: shown.count(),
  standing: z.enum(["one_class_only", "ordering_only", "short_of_a_backtest", "backtest"]),
  reading: z.enum(["not_defined", "ordering_only", "better_than_chance", "not_told_from_chance", "upside_down"]),
  verdict: z.string(),
  auc: Rate.nullable(),
  auc_low: Rate.nullable(),
  auc_high: Rate.nullable(),
  precision_recall_area: Rate.nullable(),
  base_rate: shown.rate(),
  cutoffs: z.array(Cutoff),
  /** Every lost account, the most ARR first. */
  leavers: z.array(Leaver),
  /** Of them, those that had looked safest. */
  safe_looking: z.array(Leaver),
  next_bar: NextBar,
  lift: z.array(LiftRow),
  bands: z.array(OutcomeBand),
  bands_in_order: z.boolean().nullable(),
  bands_out_of_order: z.array(z.strictObject({ worse: z.string(), better: z.string() })),
  green_share: shown.rate(),
  red_to_green_churn: z.number().nullable(),
  red_to_base_churn: z.number().nullable(),
  lost_below_green_share: shown.rate().nullable(),
  false_green_arr: shown.money().nullable(),
  false_green_share: shown.rate().nullable(),
  at_capacity: AtCapacity.nullable(),
  by_segment: z.array(SegmentOrder),
  brier: z.number().nullable(),
  brier_of_base_rate: shown.rate().nullable(),
  brier_skill: z.number().nullable(),
  gates: z.array(GateResult),
  suggested: SuggestedWeights.nullable(),
});
/** What a check gives: each value that cannot be known carries its reason; the verdict in words is not part of it. */
export type Validation = Omit<Answered<z.infer<typeof ValidationFields>>, "verdict" | "suggested"> & {
  suggested: Known<Suggested>;
};
