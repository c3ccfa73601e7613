import * as z from "zod";

const Amount = z.number().nullable();
const Rate = z.number().nullable();

/** What moved after `from`, up to and with `month`, a month later: the book as it stands on that day. The closing is the next opening. */
export const MonthSchema = z.strictObject({
  month: z.string(),
  from: z.string(),
  opening: z.number(),
  new: z.number(),
  expansion: z.number(),
  reactivation: z.number(),
  contraction: z.number(),
  churn: z.number(),
  fx: z.number().optional(),
  closing: z.number(),
});

/** All months added up. */
export const MovementsSchema = z.strictObject({
  new: z.number(),
  expansion: z.number(),
  reactivation: z.number(),
  contraction: z.number(),
  churn: z.number(),
  note: z.string(),
});

/** Whether large or small accounts leave; the median change is a fraction of the account's own opening. */
export const AdverseSelectionSchema = z.strictObject({
  index: z.number().nullable(),
  churned_average: Amount,
  opening_average: Amount,
  median_change_rate: Rate,
});

/** A change of rates in three parts that add up to it, each in points of the whole book's rate. */
const effects = {
  nrr_performance: Rate,
  nrr_mix: Rate,
  nrr_interaction: Rate,
  grr_performance: Rate,
  grr_mix: Rate,
  grr_interaction: Rate,
};

/** This window against the one before it. */
export const ComparisonSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  nrr_before: Rate,
  nrr_change: Rate,
  grr_before: Rate,
  grr_change: Rate,
  ...effects,
  segments: z.array(
    z.strictObject({
      segment: z.string(),
      before_share: z.number(),
      now_share: z.number(),
      nrr_before: Rate,
      grr_before: Rate,
      ...effects,
    }),
  ),
  segments_total: z.number(),
});

/** A stated figure against the computed one; the difference is stated less computed. */
export const TieSchema = z.strictObject({
  stated: z.number(),
  computed: z.number(),
  difference: z.number(),
  located: z.array(z.strictObject({ what: z.string(), amount: z.number() })),
});

export type Month = z.infer<typeof MonthSchema>;
export type AdverseSelection = z.infer<typeof AdverseSelectionSchema>;
export type Comparison = z.infer<typeof ComparisonSchema>;
export type Tie = z.infer<typeof TieSchema>;
