import * as z from "zod";

const Count = z.number().multipleOf(1);
const Rate = z.number().nullable();
const Money = z.number().nullable();
const Source = z.enum(["probability", "category", "health"]);

export const BandLine = z.strictObject({
  band: z.string(),
  source: Source,
  /** As assumed; null for stated chances, which differ. */
  prior_rate: Rate,
  /** What the caller's own record makes of it; null without a record. */
  posterior_rate: Rate,
  renewals: Count,
  arr: z.number(),
  expected: z.number(),
  share: z.number(),
});
export type BandLine = z.infer<typeof BandLine>;

export const MonthLine = z.strictObject({
  /** Of the opt-out deadline. */
  month: z.string(),
  renewals: Count,
  arr: z.number(),
  expected: z.number(),
  /** Dated by the renewal date for want of a notice period. */
  unknown_notice_arr: z.number(),
  confidence: z.enum(["full", "capped"]),
});
export type MonthLine = z.infer<typeof MonthLine>;

export const LeftOutLine = z.strictObject({
  why: z.string(),
  renewals: Count,
  accounts: Count,
  arr: z.number(),
  /** Names of the largest. */
  largest: z.array(z.string()),
});
export type LeftOutLine = z.infer<typeof LeftOutLine>;

export const ContradictionLine = z.strictObject({
  account: z.string(),
  arr: z.number(),
  why: z.array(z.enum(["low_health", "notice_served"])),
  health: z.number().nullable(),
  category: z.string().nullable(),
  probability_rate: z.number(),
  /** What it adds to the forecast. */
  expected: z.number(),
});
export type ContradictionLine = z.infer<typeof ContradictionLine>;

const Case = { expected: z.number(), expected_change: z.number(), p10: z.number() };
export const StressCases = z.strictObject({
  common_shock: z.strictObject({ log_odds: z.number(), ...Case }),
  largest_lost: z.strictObject({ account: z.string(), arr: z.number(), ...Case }),
});
export type StressCases = z.infer<typeof StressCases>;

export const RenewalRate = z.strictObject({
  gross: Rate,
  net: Rate,
  logo: Rate,
  /** ARR up for decision that is decided. */
  arr: z.number(),
  retained_arr: z.number(),
  uplift: z.number(),
  renewed: Count,
  lost: Count,
});
export type RenewalRate = z.infer<typeof RenewalRate>;

export const Sway = z.strictObject({
  account: z.string(),
  arr: z.number(),
  share: z.number(),
  moves_most: z.string().nullable(),
  moves_most_arr: Money,
  standard_deviation_without: Money,
});
export type Sway = z.infer<typeof Sway>;

export const Reading = z.strictObject({
  reading: Source,
  renewals: Count,
  arr: z.number(),
  expected: z.number(),
  expected_used: z.number(),
});
export type Reading = z.infer<typeof Reading>;

export const CalledLine = z.strictObject({ renewals: Count, arr: z.number(), called: z.number(), expected: z.number() });
export type CalledLine = z.infer<typeof CalledLine>;

export const TargetLine = z.strictObject({
  amount: z.number(),
  already_kept: z.number(),
  still_needed: z.number(),
  below_rate: z.number(),
  below_low_rate: z.number(),
  below_high_rate: z.number(),
});
export type TargetLine = z.infer<typeof TargetLine>;

/** One renewal of the forecast. */
export const RenewalLine = z.strictObject({
  account: z.string(),
  arr: z.number(),
  deadline: z.string().nullable(),
  deadline_known: z.boolean(),
  source: Source,
  probability_rate: z.number(),
  expected: z.number(),
});
export type RenewalLine = z.infer<typeof RenewalLine>;

export const ForecastFields = z.strictObject({
  /** ARR up for decision that the forecast covers; null when no renewals were given. */
  due: Money,
  expected: Money,
  share: Rate,
  standard_deviation: Money,
  quantiles: z.strictObject({ p10: z.number(), p50: z.number(), p90: z.number() }).nullable(),
  probability_below_target: Rate,
  target: TargetLine.nullable(),
  /** Distance of the points of money the totals stand on; null where every total is exact and on no grid. */
  grid: Money,
  /** Furthest that rounding to the grid can have moved a quantile. */
  error_bound: Money,
  /** All renewals given: the forecast and what is left out add up to it. */
  book: z.strictObject({ renewals: Count, arr: z.number() }),
  by_band: z.array(BandLine),
  by_month: z.array(MonthLine),
  left_out: z.array(LeftOutLine),
  contradictions: z.array(ContradictionLine),
  stress: StressCases.nullable(),
  concentration: Sway.nullable(),
  confidence: z
    .strictObject({
      level: z.enum(["full", "capped"]),
      /** Share of the ARR due whose opt-out deadline is known. */
      deadline_known_share: z.number(),
      unknown_notice_accounts: Count,
      unknown_notice_arr: z.number(),
      unknown_notice: z.array(z.string()),
    })
    .nullable(),
  renewal_rate: RenewalRate.nullable(),
  other_readings: z.array(Reading),
  called: CalledLine.nullable(),
  renewals: z.array(RenewalLine),
});
export type ForecastFields = z.infer<typeof ForecastFields>;
