import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";
import { Touch } from "../contract/vocabulary.ts";
import { BusinessCaseFields } from "./business-case-fields.ts";
import { conventions } from "./economics-question.ts";

const OrNull = z.number().nullable();
const CappedForms = z.strictObject({ simple: z.number(), by_churn: z.number(), discounted: z.number(), annuity_due: z.number() });

/** One customer's lifetime value; money in major units. */
export const CltvSchema = z.strictObject({
  margin_a_year: z.number(),
  churn_period: z.enum(["year", "month"]),
  yearly_churn: z.number(),
  lifespan_years: OrNull,
  discount_rate: z.number(),
  cap_years: z.number(),
  /** Revenue x lifespan x margin, the lifespan being one over churn. */
  simple: OrNull,
  by_churn: OrNull,
  /** Paid at the end of each period. */
  discounted: OrNull,
  /** Paid at its start. */
  annuity_due: OrNull,
  capped: CappedForms,
  with_expansion: z
    .strictObject({
      nrr: z.number(),
      years: z.number(),
      discounted: OrNull,
      annuity_due: OrNull,
      capped: z.strictObject({ discounted: z.number(), annuity_due: z.number() }),
    })
    .optional(),
});
export type Cltv = z.infer<typeof CltvSchema>;

export const AcquisitionSchema = z.strictObject({
  sales_and_marketing: z.number(),
  new_customers: z.number(),
  new_arr: OrNull,
  arpa: OrNull,
  cac: OrNull,
  /** The form that the headline ratio takes, and the same customer under the others. */
  ratio_form: z.literal("by_churn"),
  ratios: z.array(
    z.strictObject({
      form: z.enum(["by_churn", "discounted", "annuity_due"]),
      capped: z.boolean(),
      lifetime_value: OrNull,
      ltv_to_cac: OrNull,
      means: z.string().nullable(),
    }),
  ),
  payback_band: z.enum(["best quartile", "better than the median", "worse than the median", "worst quartile"]).nullable(),
  payback_population: z.string(),
  /** Spent to win one of new ARR. */
  cost_per_new_dollar: z.strictObject({ new_customer: OrNull, expansion: OrNull }),
  published: z.array(
    z.strictObject({
      standard: z.string(),
      new_low: z.number(),
      new_high: z.number(),
      expansion_low: z.number(),
      expansion_high: z.number(),
    }),
  ),
});

/** The same company with customer success booked in either place. */
export const ProfitAndLossSchema = z.strictObject({
  place: z.enum(["cost_of_revenue", "sales"]),
  as_given: z.boolean(),
  gross_margin: z.number(),
  sales_and_marketing: OrNull,
  cac: OrNull,
  payback_months: OrNull,
  lifetime_value: OrNull,
  ltv_to_cac: OrNull,
});
export type ProfitAndLoss = z.infer<typeof ProfitAndLossSchema>;

const AgainstBand = z.enum(["below", "within", "above", "too_narrow"]);
export const ServingSchema = z.strictObject({
  counted: z.array(z.string()),
  not_counted: z.array(z.string()),
  cost: z.number(),
  arr: z.number(),
  accounts: OrNull,
  cost_per_account: OrNull,
  share_of_arr: OrNull,
  /** Gross margin with the counted cost taken out of it, so that none of it is counted twice. */
  margin_before: OrNull,
  share_of_margin: OrNull,
  widths: z.array(
    z.strictObject({ numerator: z.string(), holds: z.string(), cost: OrNull, share_of_arr: OrNull, compare_with: z.string() }),
  ),
  segments: z.array(
    z.strictObject({
      segment: z.string(),
      touch: Touch.optional(),
      accounts: OrNull,
      arr: z.number(),
      cost: z.number(),
      cost_per_account: OrNull,
      share_of_arr: OrNull,
      ceiling_low: OrNull,
      ceiling_high: OrNull,
      /** too_narrow: under the ceiling, but not all is counted that the ceiling is for. */
      against_ceiling: AgainstBand.nullable(),
      /** Against the published cost of an account of a named CSM; only for high touch. */
      against_named_csm: AgainstBand.nullable().optional(),
    }),
  ),
});
export type Serving = z.infer<typeof ServingSchema>;

const Year = z.strictObject({ year: z.number(), a: z.number(), b: z.number(), difference: z.number() });
export const CompoundingSchema = z.strictObject({
  convention: z.enum(conventions),
  chosen: z.boolean(),
  grr_a: z.number(),
  grr_b: z.number(),
  difference: z.number(),
  difference_in_margin: z.number().optional(),
  /** The other convention, when none was chosen. */
  other: z.strictObject({ convention: z.enum(conventions), difference: z.number(), years: z.array(Year) }).optional(),
  /** A difference somebody printed, against both conventions. */
  printed: z
    .strictObject({
      difference: z.number(),
      matches: z.enum([...conventions, "both", "neither"]),
      checks: z.array(
        z.strictObject({
          convention: z.enum(conventions),
          difference: z.number(),
          off_by: z.number(),
          new_arr_needed: OrNull,
          years_needed: OrNull,
        }),
      ),
    })
    .optional(),
});
export type Compounding = z.infer<typeof CompoundingSchema>;

/** What the tool answers; parts that do not belong to the question are absent. */
export const EconomicsFields = z.strictObject({
  ask: z.string(),
  cltv: CltvSchema.optional(),
  ltv_to_cac: OrNull.optional(),
  payback_months: OrNull.optional(),
  acquisition: AcquisitionSchema.optional(),
  serving: ServingSchema.optional(),
  profit_and_loss: z.array(ProfitAndLossSchema).optional(),
  compounding: CompoundingSchema.optional(),
  years: z.array(Year).optional(),
  ...BusinessCaseFields.partial().shape,
  charts: z.array(ChartSchema),
});
export type EconomicsFields = z.infer<typeof EconomicsFields>;
export type CompoundingYear = z.infer<typeof Year>;
