import * as z from "zod";
import { type Chart, ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";
import { Touch } from "../../core/vocabulary.ts";
import { conventions } from "./question.ts";

const OrNull = z.number().nullable();

/** The lifts beside the base case, with what they are worth. */
const CaseSchema = z.strictObject({
  case: z.enum(["low", "high"]),
  /** What each year's renewals keep, counted for twelve months. */
  npv: shown.money().nullable(),
  /** The same when kept ARR renews at the baseline rate, or at all of it where that is unknown. */
  npv_recurring: shown.money().nullable(),
  payback_month: OrNull,
});

/** A plan against what it must win back. Break-evens are points of ARR as fractions, of one full year's cost. */
const OptionSchema = z.strictObject({
  name: z.string(),
  cost: shown.money(),
  break_even: shown.rate().nullable(),
  /** At the high and the low end of a gross margin nobody gave. */
  break_even_low: shown.rate().nullable().optional(),
  break_even_high: shown.rate().nullable().optional(),
  /** With the one-off cost, in the first year. */
  break_even_first_year: shown.rate().nullable().optional(),
  value_break_even: shown.rate(),
  budget_rule_break_even: shown.rate(),
  retained_arr_needed: shown.money().nullable(),
  break_even_accounts: z.array(z.strictObject({ segment: z.string(), accounts: shown.count().nullable() })).optional(),
  within_losses: z.enum(["yes", "not_if_the_smallest_left", "no"]).nullable(),
  /** The base case. */
  npv: shown.money().nullable(),
  npv_recurring: shown.money().nullable(),
  payback_month: OrNull,
  cases: z.array(CaseSchema).optional(),
  /** Years before and after that a change of this size needs to be told from chance. */
  years_to_see_break_even: OrNull,
  years_to_see_lift: OrNull,
  kill_criterion: z.strictObject({
    metric: z.string(),
    rise: shown.rate().nullable(),
    level: OrNull,
    month: z.number(),
    date: z.string().nullable(),
  }),
});
export type OptionAnswer = z.infer<typeof OptionSchema>;

const DetectableSchema = z.strictObject({
  accounts: shown.count().nullable(),
  annual_churn: shown.rate().nullable(),
  power_share: shown.rate(),
  /** Chance alone: one year, and a change from year to year. */
  logo_half_width: shown.rate().nullable(),
  logo_change: shown.rate().nullable(),
  /** The smallest true change from one year to the next that would probably be noticed. */
  noticeable_change: shown.rate().nullable(),
  grr_half_width: shown.rate().nullable(),
  grr_change: shown.rate().nullable(),
  noticeable_grr_change: shown.rate().nullable(),
  /** A trial on half the accounts, drawn by lot, for one year: the churn it must reach to be noticed. */
  trial_churn: shown.rate().nullable(),
  trial_change: shown.rate().nullable(),
  /** Until retention should be read at all. */
  years_to_read: z.number(),
});
export type Detectable = z.infer<typeof DetectableSchema>;

/** The gross retention an option would have to add, a fraction. */
const MustBeTrueSchema = z.strictObject({
  option: z.string(),
  /** In one full year, to repay its cost from cash. */
  added_grr_cash: shown.rate().nullable(),
  /** In every year of the horizon, for a present value of zero: what is kept counted once, and renewing. */
  added_grr_once: shown.rate().nullable(),
  added_grr_renewing: shown.rate().nullable(),
  /** Whether the least of them has room above the baseline. */
  possible: z.boolean().nullable(),
});
export type MustBeTrue = z.infer<typeof MustBeTrueSchema>;

const BusinessCaseFields = z.strictObject({
  horizon_years: z.number(),
  discount_rate: shown.rate(),
  gross_margin: shown.rate(),
  gross_margin_known: z.boolean(),
  options: z.array(OptionSchema),
  do_nothing: z.strictObject({
    cost: z.literal(0),
    npv: z.literal(0),
    arr_lost_low: shown.money().nullable(),
    arr_lost_high: shown.money().nullable(),
    /** Of today's customers, when the rate holds. */
    arr_at_horizon: shown.money().nullable(),
  }),
  /** Between neighbors in cost: the retention the dearer one must add beyond the cheaper. */
  indifference: z.array(
    z.strictObject({
      cheaper: z.string(),
      dearer: z.string(),
      extra_cost: shown.money(),
      extra_grr: shown.rate().nullable(),
      extra_arr: shown.money().nullable(),
    }),
  ),
  must_be_true: z.array(MustBeTrueSchema),
  detectable_effect: DetectableSchema,
});
export type BusinessCase = z.infer<typeof BusinessCaseFields>;

const CappedForms = z.strictObject({
  simple: shown.money(),
  by_churn: shown.money(),
  discounted: shown.money(),
  annuity_due: shown.money(),
});

/** One customer's lifetime value; money in major units. */
const CltvSchema = z.strictObject({
  margin_a_year: shown.money(),
  churn_period: z.enum(["year", "month"]),
  yearly_churn: shown.rate(),
  lifespan_years: OrNull,
  discount_rate: shown.rate(),
  cap_years: z.number(),
  /** Revenue x lifespan x margin, the lifespan being one over churn. */
  simple: shown.money().nullable(),
  by_churn: shown.money().nullable(),
  /** Paid at the end of each period. */
  discounted: shown.money().nullable(),
  /** Paid at its start. */
  annuity_due: shown.money().nullable(),
  capped: CappedForms,
  with_expansion: z
    .strictObject({
      nrr: shown.rate(),
      years: z.number(),
      discounted: shown.money().nullable(),
      annuity_due: shown.money().nullable(),
      capped: z.strictObject({ discounted: shown.money(), annuity_due: shown.money() }),
    })
    .optional(),
});
export type Cltv = z.infer<typeof CltvSchema>;

export const AcquisitionSchema = z.strictObject({
  sales_and_marketing: shown.money(),
  new_customers: z.number(),
  new_arr: shown.money().nullable(),
  arpa: shown.money().nullable(),
  cac: shown.money().nullable(),
  /** The form that the headline ratio takes, and the same customer under the others. */
  ratio_form: z.literal("by_churn"),
  ratios: z.array(
    z.strictObject({
      form: z.enum(["by_churn", "discounted", "annuity_due"]),
      capped: z.boolean(),
      lifetime_value: shown.money().nullable(),
      ltv_to_cac: OrNull,
      means: z.string().nullable(),
    }),
  ),
  payback_band: z.enum(["best quartile", "better than the median", "worse than the median", "worst quartile"]).nullable(),
  payback_population: z.string(),
  /** Spent to win one of new ARR. */
  cost_per_new_dollar: z.strictObject({ new_customer: shown.money().nullable(), expansion: shown.money().nullable() }),
  published: z.array(
    z.strictObject({
      standard: z.string(),
      new_low: shown.money(),
      new_high: shown.money(),
      expansion_low: shown.money(),
      expansion_high: shown.money(),
    }),
  ),
});

/** The same company with customer success booked in either place. */
const ProfitAndLossSchema = z.strictObject({
  place: z.enum(["cost_of_revenue", "sales"]),
  as_given: z.boolean(),
  gross_margin: shown.rate(),
  sales_and_marketing: shown.money().nullable(),
  cac: shown.money().nullable(),
  payback_months: shown.months().nullable(),
  lifetime_value: shown.money().nullable(),
  ltv_to_cac: OrNull,
});
export type ProfitAndLoss = z.infer<typeof ProfitAndLossSchema>;

const AgainstBand = z.enum(["below", "within", "above", "too_narrow"]);
const ServingSchema = z.strictObject({
  counted: z.array(z.string()),
  not_counted: z.array(z.string()),
  cost: shown.money(),
  arr: shown.money(),
  accounts: shown.count().nullable(),
  cost_per_account: shown.money().nullable(),
  share_of_arr: shown.rate().nullable(),
  /** Gross margin with the counted cost taken out of it, so that none of it is counted twice. */
  margin_before: shown.money().nullable(),
  share_of_margin: shown.rate().nullable(),
  widths: z.array(
    z.strictObject({
      numerator: z.string(),
      holds: z.string(),
      cost: shown.money().nullable(),
      share_of_arr: shown.rate().nullable(),
      compare_with: z.string(),
    }),
  ),
  segments: z.array(
    z.strictObject({
      segment: z.string(),
      touch: Touch.optional(),
      accounts: shown.count().nullable(),
      arr: shown.money(),
      cost: shown.money(),
      cost_per_account: shown.money().nullable(),
      share_of_arr: shown.rate().nullable(),
      ceiling_low: shown.rate().nullable(),
      ceiling_high: shown.rate().nullable(),
      /** too_narrow: under the ceiling, but not all is counted that the ceiling is for. */
      against_ceiling: AgainstBand.nullable(),
      /** Against the published cost of an account of a named CSM; only for high touch. */
      against_named_csm: AgainstBand.nullable().optional(),
    }),
  ),
});
export type Serving = z.infer<typeof ServingSchema>;

const Year = z.strictObject({
  year: z.number(),
  a: shown.money(),
  b: shown.money(),
  difference: shown.money(),
  /** What the difference earns: a year of it, and where a point of retention is asked for, within that year. */
  margin: shown.money().optional(),
});
/** What keeping more is worth. */
const PointSchema = z.strictObject({
  from: shown.rate(),
  to: shown.rate(),
  arr_a_year: shown.money(),
  margin_a_year: shown.money(),
  arr_of_one_point: shown.money(),
  margin_of_one_point: shown.money(),
  /** Earned within the years, each with half of its own gain, since customers are saved all through a year. */
  margin_over_horizon: shown.money(),
  discount_rate: shown.rate(),
  /** Of that margin, at the start. */
  present_value: shown.money(),
  /** In every year of the horizon, in today's money. */
  break_even_spend_a_year: shown.money(),
  /** The same without interest. */
  break_even_spend_undiscounted: shown.money(),
  arr_at_horizon: shown.money(),
  /** ARR lost in the first year at either rate, and by what part less. */
  lost_now: shown.money(),
  lost_then: shown.money(),
  less_lost_share: shown.rate(),
  /** At the average revenue of a customer, where it is given. */
  customers_to_keep: shown.count().optional(),
  customers_lost_now: shown.count().optional(),
  /** How far chance alone moves the share of customers kept from year to year, at the rate kept now. */
  chance: z
    .strictObject({ customers: shown.count(), change_by_chance: shown.rate(), noticeable_change: shown.rate() })
    .optional(),
});
const CompoundingSchema = z.strictObject({
  convention: z.enum(conventions),
  chosen: z.boolean(),
  grr_a: shown.rate(),
  grr_b: shown.rate(),
  difference: shown.money(),
  difference_in_margin: shown.money().optional(),
  /** The other convention, when none was chosen. */
  other: z.strictObject({ convention: z.enum(conventions), difference: shown.money(), years: z.array(Year) }).optional(),
  /** A difference somebody printed, against both conventions. */
  printed: z
    .strictObject({
      difference: shown.money(),
      matches: z.enum([...conventions, "both", "neither"]),
      checks: z.array(
        z.strictObject({
          convention: z.enum(conventions),
          difference: shown.money(),
          off_by: shown.money(),
          new_arr_needed: shown.money().nullable(),
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
  payback_months: shown.months().nullable().optional(),
  acquisition: AcquisitionSchema.optional(),
  serving: ServingSchema.optional(),
  profit_and_loss: z.array(ProfitAndLossSchema).optional(),
  compounding: CompoundingSchema.optional(),
  point: PointSchema.optional(),
  years: z.array(Year).optional(),
  ...BusinessCaseFields.partial().shape,
  charts: z.array(ChartSchema),
});
export type EconomicsFields = z.infer<typeof EconomicsFields>;
/** What one question's formula gives; a value that cannot be known carries its reason. */
export type PartAnswer = Answered<Omit<EconomicsFields, "ask" | "charts">>;
export type CompoundingYear = z.infer<typeof Year>;

/** Pictures of the lists an answer holds. */
export function economicsCharts(fields: Omit<EconomicsFields, "charts">): Chart[] {
  const bars = (title: string, list: string, label: string, values: string[]): Chart => ({
    kind: "bars",
    title,
    list,
    label,
    values,
  });
  return [
    ...(fields.ask === "lifetime_value"
      ? [bars("Lifetime value, capped", "cltv.capped", "", ["simple", "by_churn", "discounted", "annuity_due"])]
      : []),
    ...(fields.serving ? [bars("Cost to serve by width", "serving.widths", "numerator", ["cost"])] : []),
    ...(fields.profit_and_loss ? [bars("Gross margin by place", "profit_and_loss", "place", ["gross_margin"])] : []),
    ...(fields.years ? [bars("Difference in ARR by year", "years", "year", ["difference"])] : []),
    ...(fields.options ? [bars("Break-even in points of ARR", "options", "name", ["break_even"])] : []),
  ];
}
