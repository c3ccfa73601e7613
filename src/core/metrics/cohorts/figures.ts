import * as z from "zod";
import { figure } from "../../contract/figure.ts";

const TenureBuckets = z
  .array(z.strictObject({ phase: z.enum(["onboarding", "between", "renewal", "later"]), to_month: z.number().nullable() }))
  .min(1)
  .refine(
    (buckets) =>
      buckets.every(({ to_month }, index) =>
        index === buckets.length - 1
          ? to_month === null
          : to_month !== null && to_month > (index === 0 ? 0 : (buckets[index - 1]!.to_month ?? Number.POSITIVE_INFINITY)),
      ),
    "months must rise, and the last bucket must be open (null)",
  );
export type TenureBucket = z.infer<typeof TenureBuckets>[number];

/** Stretches of tenure, and which of them stand for onboarding and for renewals. */
export const tenureBucketsFigure = figure("metrics-cohorts", "tenure_buckets", TenureBuckets);
/** Losses below which nothing is said about when customers leave. */
export const leavingLossesFigure = figure("metrics-cohorts", "leaving_losses", z.number().positive());

const ProjectionNeeds = z.strictObject({
  least_losses: z.number().positive(),
  least_intervals: z.number().positive(),
  /** How far it goes, as a multiple of what was observed. */
  reach: z.number().min(1),
});
export type ProjectionNeeds = z.infer<typeof ProjectionNeeds>;
/** What a projection must rest on, and how far it goes. */
export const projectionFigure = figure("metrics-cohorts", "projection", ProjectionNeeds);
/** A table's first day holds old customers when it has over so many times the starts of any other day. */
export const openingPileFigure = figure("metrics-cohorts", "opening_pile", z.number().positive());
