import * as z from "zod";
import { shown } from "../../core/kinds.ts";

/** What moved after `from`, up to and with `month`, a month later: the book as it stands on that day. The closing is the next opening. */
export const MonthSchema = z.strictObject({
  month: z.string(),
  from: z.string(),
  opening: shown.money(),
  new: shown.money(),
  expansion: shown.money(),
  reactivation: shown.money(),
  contraction: shown.money(),
  churn: shown.money(),
  fx: shown.money().optional(),
  closing: shown.money(),
});

/** All months added up. */
export const MovementsSchema = z.strictObject({
  new: shown.money(),
  expansion: shown.money(),
  reactivation: shown.money(),
  contraction: shown.money(),
  churn: shown.money(),
  note: z.string(),
});

/** Whether large or small accounts leave; the median change is a fraction of the account's own opening. */
export const AdverseSelectionSchema = z.strictObject({
  index: z.number().nullable(),
  churned_average: shown.money().nullable(),
  opening_average: shown.money().nullable(),
  median_change_rate: shown.rate().nullable(),
});

/** A change of rates in three parts that add up to it, each in points of the whole book's rate. */
const effects = {
  nrr_performance: shown.rate().nullable(),
  nrr_mix: shown.rate().nullable(),
  nrr_interaction: shown.rate().nullable(),
  grr_performance: shown.rate().nullable(),
  grr_mix: shown.rate().nullable(),
  grr_interaction: shown.rate().nullable(),
};

/** This window against the one before it. */
export const ComparisonSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  nrr_before: shown.rate().nullable(),
  nrr_change: shown.rate().nullable(),
  grr_before: shown.rate().nullable(),
  grr_change: shown.rate().nullable(),
  ...effects,
  segments: z.array(
    z.strictObject({
      segment: z.string(),
      before_share: shown.rate(),
      now_share: shown.rate(),
      nrr_before: shown.rate().nullable(),
      grr_before: shown.rate().nullable(),
      ...effects,
    }),
  ),
  segments_total: z.number(),
});

/** A stated figure against the computed one; the difference is stated less computed. */
export const TieSchema = z.strictObject({
  stated: shown.money(),
  computed: shown.money(),
  difference: shown.money(),
  located: z.array(z.strictObject({ what: z.string(), amount: shown.money() })),
});

export type Month = z.infer<typeof MonthSchema>;
export type AdverseSelection = z.infer<typeof AdverseSelectionSchema>;
export type Comparison = z.infer<typeof ComparisonSchema>;
export type Tie = z.infer<typeof TieSchema>;
