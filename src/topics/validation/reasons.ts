import * as z from "zod";
import { because, type UndefinedField } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";

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
  accounts: shown.count(),
  lost: shown.count(),
  lost_share: shown.rate().min(0).max(1).nullable(),
  lift: z.number().nullable(),
  arr_lost: shown.money().nullable(),
});

/** One band of the score, the worst first. */
export const OutcomeBand = z.strictObject({
  band: z.string(),
  accounts: shown.count(),
  lost: shown.count(),
  lost_rate: shown.rate().min(0).max(1).nullable(),
  arr: shown.money().nullable(),
  arr_lost: shown.money().nullable(),
});

export const AtCapacity = z.strictObject({
  capacity: shown.count(),
  precision: shown.rate().min(0).max(1).nullable(),
  recall: shown.rate().min(0).max(1).nullable(),
  arr_reached: shown.money().nullable(),
});

export const SegmentOrder = z.strictObject({
  segment: z.string().nullable(),
  n: shown.count(),
  events: shown.count(),
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
  n: shown.count(),
  events: shown.count(),
  components: z.array(
    z.strictObject({
      component: z.string(),
      standard_share: shown.rate().min(0).max(1).nullable(),
      suggested_share: shown.rate().min(0).max(1),
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
  n: shown.count(),
  events: shown.count(),
  without_score: shown.count(),
  without_score_lost: shown.count(),
  without_arr: shown.count(),
  standing: z.enum(["one_class_only", "ordering_only", "short_of_a_backtest", "backtest"]),
  reading: z.enum(["undefined", "ordering_only", "better_than_chance", "not_told_from_chance", "upside_down"]),
  verdict: z.string(),
  auc: Rate.nullable(),
  auc_low: Rate.nullable(),
  auc_high: Rate.nullable(),
  precision_recall_area: Rate.nullable(),
  base_rate: shown.rate().min(0).max(1),
  lift: z.array(LiftRow),
  bands: z.array(OutcomeBand),
  bands_in_order: z.boolean().nullable(),
  bands_out_of_order: z.array(z.strictObject({ worse: z.string(), better: z.string() })),
  green_share: shown.rate().min(0).max(1),
  red_to_green_churn: z.number().nullable(),
  red_to_base_churn: z.number().nullable(),
  lost_below_green_share: shown.rate().min(0).max(1).nullable(),
  false_green_arr: shown.money().nullable(),
  false_green_share: shown.rate().min(0).max(1).nullable(),
  at_capacity: AtCapacity.nullable(),
  by_segment: z.array(SegmentOrder),
  brier: z.number().nullable(),
  brier_of_base_rate: shown.rate().nullable(),
  brier_skill: z.number().nullable(),
  gates: z.array(GateResult),
  suggested: SuggestedWeights.nullable(),
});
export type Validation = z.infer<typeof ValidationFields>;

const place = "validation";

/** Why the fields about order are null. */
function orderReasons({ n, events, auc, auc_low, by_segment }: Validation): UndefinedField[] {
  const oneClass = events === 0 ? "No account was lost." : "Every account was lost, so there is nobody to compare with.";
  const fewer = Math.min(events, n - events);
  const noLimits =
    fewer < 2
      ? "Limits need at least two lost and two kept accounts."
      : "Every lost account stands the same way to every kept one, which would claim that nothing is left to chance.";
  return [
    ...(auc === null ? because(oneClass, `${place}.auc`) : []),
    ...(auc_low === null ? because(auc === null ? oneClass : noLimits, `${place}.auc_low`, `${place}.auc_high`) : []),
    ...(events === 0
      ? because(
          oneClass,
          ["precision_recall_area", "lift[].lost_share", "lift[].lift"].map((name) => `${place}.${name}`),
        )
      : []),
    ...(by_segment.some(({ auc: inside }) => inside === null)
      ? because("In this segment nobody was lost, or everybody.", `${place}.by_segment[].auc`)
      : []),
    ...(by_segment.some(({ segment }) => segment === null)
      ? because("These accounts name no segment.", `${place}.by_segment[].segment`)
      : []),
  ];
}

/** Why the fields about bands and colours are null. */
function bandReasons(validation: Validation): UndefinedField[] {
  const { events, bands, bands_in_order, red_to_green_churn, red_to_base_churn } = validation;
  return [
    ...(bands.some(({ lost_rate }) => lost_rate === null) ? because("The band is empty.", `${place}.bands[].lost_rate`) : []),
    ...(bands_in_order === null ? because("An order needs a loss, and accounts in two bands.", `${place}.bands_in_order`) : []),
    ...(red_to_green_churn === null
      ? because("Green or red is empty, or no green account was lost.", `${place}.red_to_green_churn`)
      : []),
    ...(red_to_base_churn === null ? because("No account is red, or no account was lost.", `${place}.red_to_base_churn`) : []),
    ...(events === 0 ? because("No account was lost.", `${place}.lost_below_green_share`) : []),
  ];
}

/** Why sums of ARR are null: one of their accounts has none, or nothing was lost to take a share of. */
function moneyReasons({
  lift,
  bands,
  false_green_arr,
  false_green_share,
  at_capacity,
  without_arr,
}: Validation): UndefinedField[] {
  const unknown = `${without_arr} accounts have no ARR, and a sum that would hold one of them is not known.`;
  const fields = [
    ...(lift.some(({ arr_lost }) => arr_lost === null) ? ["lift[].arr_lost"] : []),
    ...(bands.some(({ arr }) => arr === null) ? ["bands[].arr"] : []),
    ...(bands.some(({ arr_lost }) => arr_lost === null) ? ["bands[].arr_lost"] : []),
    ...(false_green_arr === null ? ["false_green_arr"] : []),
    ...(at_capacity?.arr_reached === null ? ["at_capacity.arr_reached"] : []),
  ];
  const lostKnown = lift.every(({ arr_lost }) => arr_lost !== null);
  return [
    ...because(
      unknown,
      fields.map((name) => `${place}.${name}`),
    ),
    ...(false_green_share === null ? because(lostKnown ? "No ARR was lost." : unknown, `${place}.false_green_share`) : []),
  ];
}

/**
 * A reason for every null of a validation, under the path `validation`.
 * @example reasonsOf(validation, "No components were given, only the score.")
 */
export function reasonsOf(validation: Validation, whyNoSuggestion: string | null): UndefinedField[] {
  const { events, at_capacity, brier, brier_skill, gates, suggested } = validation;
  const open = "What it tests has no value here, or so many were lost that no score could reach the floor.";
  return [
    ...orderReasons(validation),
    ...bandReasons(validation),
    ...moneyReasons(validation),
    ...(at_capacity === null
      ? because("No capacity was given: how many accounts the team can call.", `${place}.at_capacity`)
      : []),
    ...(at_capacity?.precision === null
      ? because("A team that calls nobody finds nobody.", `${place}.at_capacity.precision`)
      : []),
    ...(at_capacity && events === 0 ? because("No account was lost.", `${place}.at_capacity.recall`) : []),
    ...(brier === null
      ? because("No chances of renewing were given; a score is not a chance.", `${place}.brier`, `${place}.brier_of_base_rate`)
      : []),
    ...(brier_skill === null
      ? because(
          brier === null ? "No chances of renewing were given; a score is not a chance." : "All of them came out the same.",
          `${place}.brier_skill`,
        )
      : []),
    ...(gates.some(({ found }) => found === null) ? because(open, `${place}.gates[].found`) : []),
    ...(gates.some(({ passed }) => passed === null) ? because(open, `${place}.gates[].passed`) : []),
    ...(suggested === null ? because(whyNoSuggestion ?? "", `${place}.suggested`) : []),
    ...(suggested?.components.some(({ standard_share }) => standard_share === null)
      ? because("The standard weights do not know all of these components.", `${place}.suggested.components[].standard_share`)
      : []),
  ];
}
