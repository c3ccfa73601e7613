import * as z from "zod";

const OrNull = z.number().nullable();

/** The lifts beside the base case, with what they are worth. */
export const CaseSchema = z.strictObject({
  case: z.enum(["low", "high"]),
  /** What each year's renewals keep, counted for twelve months. */
  npv: OrNull,
  /** The same when kept ARR renews at the baseline rate, or at all of it where that is unknown. */
  npv_recurring: OrNull,
  payback_month: OrNull,
});

/** A plan against what it must win back. Break-evens are points of ARR as fractions, of one full year's cost. */
export const OptionSchema = z.strictObject({
  name: z.string(),
  cost: z.number(),
  break_even: OrNull,
  /** At the high and the low end of a gross margin nobody gave. */
  break_even_low: OrNull.optional(),
  break_even_high: OrNull.optional(),
  /** With the one-off cost, in the first year. */
  break_even_first_year: OrNull.optional(),
  value_break_even: z.number(),
  budget_rule_break_even: z.number(),
  retained_arr_needed: OrNull,
  break_even_accounts: z.array(z.strictObject({ segment: z.string(), accounts: OrNull })).optional(),
  within_losses: z.enum(["yes", "not_if_the_smallest_left", "no"]).nullable(),
  /** The base case. */
  npv: OrNull,
  npv_recurring: OrNull,
  payback_month: OrNull,
  cases: z.array(CaseSchema).optional(),
  /** Years before and after that a change of this size needs to be told from chance. */
  years_to_see_break_even: OrNull,
  years_to_see_lift: OrNull,
  kill_criterion: z.strictObject({
    metric: z.string(),
    rise: OrNull,
    level: OrNull,
    month: z.number(),
    date: z.string().nullable(),
  }),
});
export type OptionAnswer = z.infer<typeof OptionSchema>;

export const DetectableSchema = z.strictObject({
  accounts: OrNull,
  annual_churn: OrNull,
  power_share: z.number(),
  /** Chance alone: one year, and a change from year to year. */
  logo_half_width: OrNull,
  logo_change: OrNull,
  /** The smallest true change from one year to the next that would probably be noticed. */
  noticeable_change: OrNull,
  grr_half_width: OrNull,
  grr_change: OrNull,
  noticeable_grr_change: OrNull,
  /** A trial on half the accounts, drawn by lot, for one year: the churn it must reach to be noticed. */
  trial_churn: OrNull,
  trial_change: OrNull,
  /** Until retention should be read at all. */
  years_to_read: z.number(),
});
export type Detectable = z.infer<typeof DetectableSchema>;

/** The gross retention an option would have to add, a fraction. */
export const MustBeTrueSchema = z.strictObject({
  option: z.string(),
  /** In one full year, to repay its cost from cash. */
  added_grr_cash: OrNull,
  /** In every year of the horizon, for a present value of zero: what is kept counted once, and renewing. */
  added_grr_once: OrNull,
  added_grr_renewing: OrNull,
  /** Whether the least of them has room above the baseline. */
  possible: z.boolean().nullable(),
});
export type MustBeTrue = z.infer<typeof MustBeTrueSchema>;

export const BusinessCaseFields = z.strictObject({
  horizon_years: z.number(),
  discount_rate: z.number(),
  gross_margin: z.number(),
  gross_margin_known: z.boolean(),
  options: z.array(OptionSchema),
  do_nothing: z.strictObject({
    cost: z.literal(0),
    npv: z.literal(0),
    arr_lost_low: OrNull,
    arr_lost_high: OrNull,
    /** Of today's customers, when the rate holds. */
    arr_at_horizon: OrNull,
  }),
  /** Between neighbors in cost: the retention the dearer one must add beyond the cheaper. */
  indifference: z.array(
    z.strictObject({ cheaper: z.string(), dearer: z.string(), extra_cost: z.number(), extra_grr: OrNull, extra_arr: OrNull }),
  ),
  must_be_true: z.array(MustBeTrueSchema),
  detectable_effect: DetectableSchema,
});
export type BusinessCase = z.infer<typeof BusinessCaseFields>;
