import * as z from "zod";
import { AdverseSelectionSchema, ComparisonSchema, MonthSchema, MovementsSchema, TieSchema } from "./retention-detail.ts";

const Amount = z.number().nullable();
const Rate = z.number().nullable();
const Count = z.number().multipleOf(1).nullable();

export const PolicySchema = z.strictObject({
  reactivation: z.enum(["excluded", "included"]).optional(),
  gap: z.enum(["retained", "churned"]).optional(),
  grr: z.enum(["standard", "churn_only"]).optional(),
  winback_days: z.number().multipleOf(1).min(0).optional(),
});

export const BridgeSchema = z.strictObject({
  starting: Amount,
  new: Amount,
  expansion: Amount,
  reactivation: Amount,
  contraction: Amount,
  churn: Amount,
  /** What exchange rates did to the ending; only where rates of both dates are given. */
  fx: z.number().optional(),
  ending: Amount,
});

export const AccountCountsSchema = z.strictObject({
  starting: Count,
  churned: Count,
  contracted: Count,
  flat: Count,
  expanded: Count,
  new: Count,
  reactivated: Count,
});

export const SegmentSchema = z.strictObject({
  segment: z.string(),
  accounts: z.number(),
  starting: z.number(),
  new: z.number(),
  expansion: z.number(),
  reactivation: z.number(),
  contraction: z.number(),
  churn: z.number(),
  fx: z.number().optional(),
  ending: z.number(),
  nrr: Rate,
  grr: Rate,
  logo_retention: Rate,
});

export const DefinitionSchema = z.strictObject({
  definition: z.enum(["point_to_point", "gap_as_churn", "movements_of_cohort", "churn_only", "reactivation_included"]),
  nrr: Rate,
  grr: Rate,
  note: z.string(),
});

export const RefusedSchema = z.strictObject({ definition: z.string(), nrr: Rate, grr: Rate, why: z.string() });

export const AssessmentSchema = z.strictObject({
  metric: z.enum(["nrr", "grr", "logo_retention"]),
  standard: z.string(),
  band: z.string(),
  /** Where the band begins; null when it has no lower end. */
  from: z.number().nullable(),
  /** Where the next band begins; null in the highest. */
  next: z.number().nullable(),
});

export const NoiseSchema = z.strictObject({ logo_low: Rate, logo_high: Rate, logo_half_width: Rate, grr_half_width: Rate });

export const ConcentrationSchema = z.strictObject({
  top_account: Rate,
  top_five: Rate,
  top_account_share_of_expansion: Rate,
  top_five_share_of_expansion: Rate,
});

/** Rates compounded to twelve months, geometrically. */
export const AnnualisedSchema = z.strictObject({ months: z.number(), monthly_grr: z.number(), nrr: Rate, grr: z.number() });

/** The fields of a retention answer; segments are whole here and paged by the tool. */
export const RetentionFields = z.strictObject({
  nrr: Rate,
  grr: Rate,
  logo_retention: Rate,
  quick_ratio: z.number().nullable(),
  bridge: BridgeSchema,
  accounts: AccountCountsSchema,
  segments: z.array(SegmentSchema),
  definitions: z.array(DefinitionSchema),
  assessment: z.array(AssessmentSchema),
  noise: NoiseSchema,
  concentration: ConcentrationSchema,
  refused: z.array(RefusedSchema),
  months: z.array(MonthSchema),
  movements: MovementsSchema.nullable(),
  adverse_selection: AdverseSelectionSchema,
  annualised: AnnualisedSchema.nullable(),
  /** Only where a price increase is given: net without it, and the part of the expansion that it explains. */
  nrr_without_price: Rate.optional(),
  price_expansion: z.number().optional(),
  /** Only where segment_by is given. */
  comparison: ComparisonSchema.nullable().optional(),
  /** Only where a figure is stated. */
  tie: TieSchema.optional(),
  opening_tie: TieSchema.optional(),
});
export type RetentionFields = z.infer<typeof RetentionFields>;
export type Segment = z.infer<typeof SegmentSchema>;
export type Definition = z.infer<typeof DefinitionSchema>;
export type RefusedFigure = z.infer<typeof RefusedSchema>;
export type BandVerdict = z.infer<typeof AssessmentSchema>;
export type Noise = z.infer<typeof NoiseSchema>;
export type Concentration = z.infer<typeof ConcentrationSchema>;
