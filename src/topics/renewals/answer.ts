import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, unknown } from "../../core/known.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { CalibrationFields } from "./calibration.ts";

/** One expansion opportunity. Money in major units; `whitespace` is what the account could still buy. */
export const PipelineRow = z.strictObject({
  account: z.string().min(1),
  amount: shown.money().min(0),
  stage: z.string().min(1),
  whitespace: z.number().min(0).optional(),
  close_date: IsoDate.optional(),
  opportunity: z.string().min(1).optional(),
  /** Opportunities of one account that exclude each other share a group. */
  option_group: z.string().min(1).optional(),
});
export type PipelineRow = z.infer<typeof PipelineRow>;

export const ExpansionLine = z.strictObject({
  account: z.string(),
  opportunity: z.string().nullable(),
  amount: shown.money(),
  stage: z.string(),
  /** Quarter of the order, such as 2026-Q1; null without a date that can still be met. */
  quarter: z.string().nullable(),
  /** The amount after the account's room. */
  capped: shown.money(),
  probability_rate: shown.rate(),
  /** Null when not known, and then not multiplied; 1 for a signed order, which keeps its value. */
  renewal_probability: shown.rate().nullable(),
  weighted: shown.money(),
  expected: shown.money(),
});
export type ExpansionLine = z.infer<typeof ExpansionLine>;

const ExpansionLeftOut = z.strictObject({
  account: z.string(),
  opportunity: z.string().nullable(),
  amount: shown.money(),
  stage: z.string(),
  code: z.enum(["duplicate", "other_option", "outside_period", "undated"]),
  reason: z.string(),
});

const Sums = {
  opportunities: shown.count().multipleOf(1),
  pipeline: shown.money(),
  capped: shown.money(),
  weighted: shown.money(),
  expected: shown.money(),
};

export const ExpansionFields = z.strictObject({
  /** Each opportunity once, at its full amount. */
  pipeline: shown.money(),
  /** What of it fits the accounts' room; amounts without a known room stay whole. */
  capped: shown.money(),
  /** Capped, times the stage's probability. */
  weighted: shown.money(),
  /** Weighted, times the account's renewal probability where known: the forecast. */
  expected: shown.money(),
  /** Capped amounts that are promised in writing or signed, unweighted. */
  committed: shown.money(),
  /** Of `capped`, in accounts whose room nobody stated. */
  uncapped: shown.money(),
  opportunities: shown.count().multipleOf(1),
  by_stage: z.array(z.strictObject({ stage: z.string(), probability_rate: shown.rate(), ...Sums })),
  by_quarter: z.array(z.strictObject({ quarter: z.string().nullable(), ...Sums, committed: shown.money() })),
  left_out: z.array(ExpansionLeftOut),
});
export type ExpansionFields = z.infer<typeof ExpansionFields>;

const Rate = z.number().min(0).max(1);

/** Half-open bands of health from 0 to 100, each with its chance of renewal. */
export const HealthProbabilities = z
  .array(z.strictObject({ band: z.string(), from_health: z.number(), probability_rate: shown.rate().min(0).max(1) }))
  .min(1);
export type HealthProbabilities = z.infer<typeof HealthProbabilities>;
export const CategoryProbabilities = z
  .array(z.strictObject({ category: z.string(), probability_rate: shown.rate().min(0).max(1) }))
  .min(1);
export type CategoryProbabilities = z.infer<typeof CategoryProbabilities>;
const Contradictions = z.array(z.strictObject({ category: z.string(), below_health: z.number() }));
export const LightChances = z.array(z.strictObject({ light: z.enum(["green", "yellow", "red"]), probability_rate: Rate })).min(1);
export type LightChances = z.infer<typeof LightChances>;

/** What a forecast of renewals reads; spread into a tool's `reads`. */
export const renewalReads = {
  healthProbabilities: figure("renewal-forecast", "health_probabilities", HealthProbabilities),
  categoryProbabilities: figure("renewal-forecast", "category_probabilities", CategoryProbabilities),
  /** The calls of a CRM and the lights of a health column, each with a placeholder for a chance. */
  callChances: figure("renewal-calls", "category_chances", CategoryProbabilities),
  lightChances: figure("renewal-calls", "light_chances", LightChances),
  contradictions: figure("renewal-forecast", "contradictions", Contradictions),
  /** Chance above which a renewal whose customer gave notice is a contradiction. */
  noticeServed: figure("renewal-stress", "notice_served_rate", Rate),
  /** The placeholder for renewals without a call, and the share of the money from which on none is taken for granted. */
  noCall: figure("renewal-calls", "no_call", z.strictObject({ probability_rate: Rate, most_share: Rate })),
  /** By how much every log-odds falls in the common shock. */
  commonShock: figure("renewal-stress", "common_shock", z.number().positive()),
  /** Share of the spread from which on one account decides the total, and is told apart. */
  decidingShare: figure("renewal-stress", "deciding_share", Rate),
};
export type RenewalFigures = Figures<typeof renewalReads>;

const ForecastFieldsCount = z.number().multipleOf(1);
const Source = z.enum(["probability", "category", "light", "health", "assumed"]);

export const BandLine = z.strictObject({
  band: z.string(),
  source: Source,
  /** As assumed; null for stated chances, which differ. */
  prior_rate: shown.rate().nullable(),
  /** What the caller's own record makes of it; null without a record. */
  posterior_rate: shown.rate().nullable(),
  renewals: shown.count().multipleOf(1),
  arr: shown.money(),
  expected: shown.money(),
  share: shown.rate(),
});
export type BandLine = z.infer<typeof BandLine>;

export const MonthLine = z.strictObject({
  /** Of the opt-out deadline. */
  month: z.string(),
  renewals: shown.count().multipleOf(1),
  arr: shown.money(),
  expected: shown.money(),
  /** Dated by the renewal date for want of a notice period. */
  unknown_notice_arr: shown.money(),
  confidence: z.enum(["full", "capped"]),
});
export type MonthLine = z.infer<typeof MonthLine>;

export const LeftOutLine = z.strictObject({
  why: z.string(),
  renewals: shown.count().multipleOf(1),
  accounts: shown.count().multipleOf(1),
  arr: shown.money(),
  /** Names of the largest. */
  largest: z.array(z.string()),
});
export type LeftOutLine = z.infer<typeof LeftOutLine>;

export const ContradictionLine = z.strictObject({
  account: z.string(),
  arr: shown.money(),
  why: z.array(z.enum(["low_health", "notice_served"])),
  health: z.number().nullable(),
  category: z.string().nullable(),
  probability_rate: shown.rate(),
  /** What it adds to the forecast. */
  expected: shown.money(),
});
export type ContradictionLine = z.infer<typeof ContradictionLine>;

const Case = { expected: shown.money(), expected_change: shown.money(), p10: shown.money() };
export const StressCases = z.strictObject({
  common_shock: z.strictObject({ log_odds: z.number(), ...Case }),
  largest_lost: z.strictObject({ account: z.string(), arr: shown.money(), ...Case }),
});
export type StressCases = z.infer<typeof StressCases>;

export const RenewalRate = z.strictObject({
  gross: shown.rate().nullable(),
  net: shown.rate().nullable(),
  logo: shown.rate().nullable(),
  /** ARR up for decision that is decided. */
  arr: shown.money(),
  retained_arr: shown.money(),
  uplift: shown.money(),
  renewed: shown.count().multipleOf(1),
  lost: shown.count().multipleOf(1),
});
export type RenewalRate = z.infer<typeof RenewalRate>;

export const Sway = z.strictObject({
  account: z.string(),
  arr: shown.money(),
  share: shown.rate(),
  moves_most: z.string().nullable(),
  moves_most_arr: shown.money().nullable(),
  standard_deviation_without: shown.money().nullable(),
});
export type Sway = z.infer<typeof Sway>;

export const Reading = z.strictObject({
  reading: Source,
  renewals: shown.count().multipleOf(1),
  arr: shown.money(),
  expected: shown.money(),
  expected_used: shown.money(),
});
export type Reading = z.infer<typeof Reading>;

export const CalledLine = z.strictObject({
  renewals: shown.count().multipleOf(1),
  arr: shown.money(),
  called: shown.money(),
  expected: shown.money(),
});
export type CalledLine = z.infer<typeof CalledLine>;

export const TargetLine = z.strictObject({
  amount: shown.money(),
  already_kept: shown.money(),
  still_needed: shown.money(),
  below_rate: shown.rate(),
  below_low_rate: shown.rate(),
  below_high_rate: shown.rate(),
});
export type TargetLine = z.infer<typeof TargetLine>;

/** Where the renewals of a window stand: each in one line, so that the lines add up to them. */
export const StateLine = z.strictObject({
  state: z.enum(["decided", "open", "past_deadline", "notice_given", "no_call"]),
  renewals: shown.count(),
  arr: shown.money(),
  /** Kept for certain of what is decided, expected of the others; null where most of the list has no call. */
  expected: shown.money().nullable(),
  largest: z.array(z.string()),
});
export type StateLine = z.infer<typeof StateLine>;

const Range = { expected: shown.money(), p10: shown.money(), p90: shown.money() };

/** One number for the whole list: decided, open, past their deadline and without a call together. */
export const WholeList = z.strictObject({
  renewals: shown.count(),
  arr: shown.money(),
  ...Range,
  no_call_arr: shown.money(),
  /** The placeholder at which renewals without a call count; null where none counts. */
  no_call_rate: shown.rate().nullable(),
  /** With nothing of what nobody has called. */
  called_only: shown.money(),
  /** With everything kept that is past its deadline. */
  if_no_notice_came: shown.money().nullable(),
  without_largest: z
    .strictObject({
      account: z.string(),
      arr: shown.money(),
      probability_rate: shown.rate(),
      /** The last day on which it can say no. */
      deadline: z.string().nullable(),
      /** Whether that day has passed without an outcome. */
      passed: z.boolean(),
      ...Range,
      /** Of the spread of the total, the part that hangs on this account. */
      share_of_spread: shown.rate(),
      decides: z.boolean(),
    })
    .nullable(),
});
export type WholeList = z.infer<typeof WholeList>;

/** A last day to say no. */
export const NoticeLine = z.strictObject({
  account: z.string(),
  owner: z.string().nullable(),
  arr: shown.money(),
  notice_by: z.string(),
  /** From the day of the forecast on; below 0 where it has passed. */
  days: shown.days().nullable(),
  call: z.string().nullable(),
});
export type NoticeLine = z.infer<typeof NoticeLine>;

export const OwnerLine = z.strictObject({
  owner: z.string(),
  renewals: shown.count(),
  arr: shown.money(),
  expected: shown.money(),
  past_deadline_arr: shown.money(),
});
export type OwnerLine = z.infer<typeof OwnerLine>;

/** One renewal of the forecast. */
export const RenewalLine = z.strictObject({
  account: z.string(),
  owner: z.string().nullable(),
  arr: shown.money(),
  state: z.enum(["open", "past_deadline", "no_call"]),
  deadline: z.string().nullable(),
  deadline_known: z.boolean(),
  source: Source,
  probability_rate: shown.rate(),
  expected: shown.money(),
});
export type RenewalLine = z.infer<typeof RenewalLine>;

export const ForecastFields = z.strictObject({
  whole: WholeList.nullable(),
  lines: z.array(StateLine),
  /** Last days to say no that are known: ahead in order of date, and passed without an outcome, the largest first. */
  notices: z.strictObject({ open: z.array(NoticeLine), passed: z.array(NoticeLine) }),
  owners: z.array(OwnerLine),
  /** ARR up for decision that the forecast covers; null when no renewals were given. */
  due: shown.money().nullable(),
  expected: shown.money().nullable(),
  share: shown.rate().nullable(),
  standard_deviation: shown.money().nullable(),
  quantiles: z.strictObject({ p10: shown.money(), p50: shown.money(), p90: shown.money() }).nullable(),
  probability_below_target: shown.rate().nullable(),
  target: TargetLine.nullable(),
  /** Distance of the points of money the totals stand on; null where every total is exact and on no grid. */
  grid: shown.money().nullable(),
  /** Furthest that rounding to the grid can have moved a quantile. */
  error_bound: shown.money().nullable(),
  /** All renewals given: the forecast and what is left out add up to it. */
  book: z.strictObject({ renewals: shown.count().multipleOf(1), arr: shown.money() }),
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
      deadline_known_share: shown.rate(),
      unknown_notice_accounts: ForecastFieldsCount,
      unknown_notice_arr: shown.money(),
      unknown_notice: z.array(z.string()),
    })
    .nullable(),
  /** Accounts whose names say one group, and the range of the whole list where each group decides as one. */
  groups: z
    .strictObject({
      arr: shown.money(),
      p10: shown.money(),
      p90: shown.money(),
      rows: z.array(z.strictObject({ accounts: z.array(z.string()), arr: shown.money() })),
    })
    .nullable(),
  renewal_rate: RenewalRate.nullable(),
  other_readings: z.array(Reading),
  called: CalledLine.nullable(),
  renewals: z.array(RenewalLine),
});
export type ForecastFields = z.infer<typeof ForecastFields>;

/** The whole answer about renewals: the forecast with what the record and the pipeline add to it, its long lists by page. */
export const ForecastAnswer = z.strictObject({
  ...ForecastFields.shape,
  /** The dates the window is cut by. */
  window: z.strictObject({ from: z.string(), to: z.string(), by: z.enum(["deadline", "renewal_date"]) }).nullable(),
  calibration: CalibrationFields.nullable(),
  /** Whether the forecast uses the corrected chances. */
  history_used: z.boolean(),
  expansion: ExpansionFields.nullable(),
  offset: z.number(),
  next_offset: z.number().nullable(),
  renewals_total: z.number(),
  by_month_total: z.number(),
  contradictions_total: z.number(),
  calibration_bands_total: z.number(),
  expansion_left_out_total: z.number(),
  charts: z.array(ChartSchema),
});
export type ForecastAnswer = z.infer<typeof ForecastAnswer>;

const none = unknown("No renewals were given.");

/** The fields of a forecast where no renewals were given, since nothing is not the same as 0. */
export const noForecast: Answered<ForecastFields> = {
  due: none,
  expected: none,
  share: none,
  standard_deviation: none,
  quantiles: none,
  probability_below_target: none,
  target: none,
  grid: none,
  error_bound: none,
  stress: none,
  concentration: none,
  confidence: none,
  groups: none,
  renewal_rate: none,
  called: none,
  whole: none,
  book: { renewals: 0, arr: 0 },
  lines: [],
  notices: { open: [], passed: [] },
  owners: [],
  by_band: [],
  by_month: [],
  left_out: [],
  contradictions: [],
  other_readings: [],
  renewals: [],
};
