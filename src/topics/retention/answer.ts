import * as z from "zod";
import type { BookNotice } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";

const money = () => shown.money();
const rateOrNot = () => shown.rate().nullable();
const moneyOrNot = () => shown.money().nullable();
/** Net and gross, and with how many customers stayed. */
const twoRates = { nrr: rateOrNot(), grr: rateOrNot() };
const threeRates = { ...twoRates, logo_retention: rateOrNot() };
/** What moves revenue from an opening to a closing. */
const moves = { new: money(), expansion: money(), reactivation: money(), contraction: money(), churn: money() };

export const PolicySchema = z.strictObject({
  reactivation: z.enum(["excluded", "included"]).optional(),
  gap: z.enum(["retained", "churned"]).optional(),
  grr: z.enum(["standard", "churn_only"]).optional(),
  winback_days: z.number().multipleOf(1).min(0).optional(),
});

const BridgeSchema = z.strictObject({
  starting: moneyOrNot(),
  new: moneyOrNot(),
  expansion: moneyOrNot(),
  reactivation: moneyOrNot(),
  contraction: moneyOrNot(),
  churn: moneyOrNot(),
  /** What exchange rates did to the ending; only where rates of both dates are given. */
  fx: money().optional(),
  ending: moneyOrNot(),
});

const AccountCountsSchema = z.strictObject({
  starting: money().multipleOf(1).nullable(),
  churned: shown.count().multipleOf(1).nullable(),
  contracted: shown.count().multipleOf(1).nullable(),
  flat: shown.count().multipleOf(1).nullable(),
  expanded: shown.count().multipleOf(1).nullable(),
  new: money().multipleOf(1).nullable(),
  reactivated: shown.count().multipleOf(1).nullable(),
});

const SegmentSchema = z.strictObject({
  segment: z.string(),
  accounts: shown.count(),
  starting: money(),
  ...moves,
  fx: money().optional(),
  ending: money(),
  ...threeRates,
});

export const DefinitionSchema = z.strictObject({
  definition: z.enum([
    "point_to_point",
    "gap_as_churn",
    "movements_of_cohort",
    "months_multiplied",
    "churn_only",
    "reactivation_included",
  ]),
  ...twoRates,
});

export const RefusedSchema = z.strictObject({
  definition: z.enum(["movements_of_cohort", "losses_of_all_customers", "new_customers_leaked_in"]),
  ...twoRates,
});

const AssessmentSchema = z.strictObject({
  metric: z.enum(["nrr", "grr", "logo_retention"]),
  standard: z.string(),
  band: z.string(),
  /** Where the band begins; null when it has no lower end. */
  from: z.number().nullable(),
  /** Where the next band begins; null in the highest. */
  next: z.number().nullable(),
});

const NoiseSchema = z.strictObject({
  logo_low: rateOrNot(),
  logo_high: rateOrNot(),
  logo_half_width: rateOrNot(),
  grr_half_width: rateOrNot(),
});

const ConcentrationSchema = z.strictObject({
  top_account: rateOrNot(),
  top_five: rateOrNot(),
  top_account_share_of_expansion: rateOrNot(),
  top_five_share_of_expansion: rateOrNot(),
});

/** Rates compounded to twelve months, geometrically. */
const AnnualisedSchema = z.strictObject({
  months: z.number(),
  monthly_grr: shown.rate(),
  nrr: rateOrNot(),
  grr: shown.rate(),
});

/** What one account did in a month: the line of the bridge it stands in; `counted` where it pays at the start, so that the rates hold it. */
export interface Move {
  account: string;
  line: keyof typeof moves;
  amount: number;
  counted: boolean;
}

/** What moved after `from`, up to and with `month`, a month later: the book as it stands on that day. The closing is the next opening. */
export const MonthSchema = z.strictObject({
  month: z.string(),
  from: z.string(),
  opening: money(),
  ...moves,
  fx: money().optional(),
  closing: money(),
  /** Contraction and churn together, and as a share of the opening. */
  lost: money(),
  rate: rateOrNot(),
  /** Of what was lost, the part of customers who pay at the start: the rates of the whole window hold no other. */
  lost_counted: money(),
});

/** An account that left or shrank: what was lost, in the unit of the answer, and a year's where the unit is known. */
const LostAccount = z.strictObject({ account: z.string(), amount: money(), arr: money().optional() });

/** Customers won since the start, and those of them who are gone again: in no rate. */
const SinceStartSchema = z.strictObject({
  won: shown.count(),
  gone: z.array(z.strictObject({ account: z.string(), amount: money(), from: z.string(), left: z.string() })),
});

/** Who pays most at the end: its share of the closing, how many times the next one's, since when where it was won in the window. */
const LargestSchema = z.strictObject({
  account: z.string(),
  amount: money(),
  share: shown.rate(),
  times_next: z.number().nullable(),
  counted: z.boolean(),
  since: z.string().nullable(),
});

/** Customers won since the start who bear the name of one that pays at the start, and net retention if they are the same customers. */
const LookAlikesSchema = z.strictObject({
  /** By name, the largest first. */
  accounts: z.array(z.string()),
  /** The earlier customer whose name the first of them bears. */
  first_like: z.string(),
  amount: money(),
  nrr_if_same: shown.rate(),
  grr_if_same: shown.rate(),
  /** Each alone, the largest first. */
  pairs: z.array(
    z.strictObject({
      account: z.string(),
      like: z.string(),
      amount: money(),
      nrr_if_same: shown.rate(),
      grr_if_same: shown.rate(),
    }),
  ),
});

/** The account whose leaving out moves net retention most, and the rates without it. */
const DecidingAccountSchema = z.strictObject({
  account: z.string(),
  start: money(),
  end: money(),
  nrr: shown.rate(),
  grr: shown.rate(),
});

/** The same rates in another window of the same length. */
const TrendSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  ...threeRates,
});

/** All months added up. */
const MovementsSchema = z.strictObject({
  ...moves,
});

/** Whether large or small accounts leave; the median change is a fraction of the account's own opening. */
const AdverseSelectionSchema = z.strictObject({
  index: z.number().nullable(),
  churned_average: moneyOrNot(),
  opening_average: moneyOrNot(),
  median_change_rate: rateOrNot(),
});

/** A change of rates in three parts that add up to it, each in points of the whole book's rate. */
const effects = {
  nrr_performance: rateOrNot(),
  nrr_mix: rateOrNot(),
  nrr_interaction: rateOrNot(),
  grr_performance: rateOrNot(),
  grr_mix: rateOrNot(),
  grr_interaction: rateOrNot(),
};

/** This window against the one before it. */
const ComparisonSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  nrr_before: rateOrNot(),
  nrr_change: rateOrNot(),
  grr_before: rateOrNot(),
  grr_change: rateOrNot(),
  ...effects,
  segments: z.array(
    z.strictObject({
      segment: z.string(),
      before_share: shown.rate(),
      now_share: shown.rate(),
      nrr_before: rateOrNot(),
      grr_before: rateOrNot(),
      ...effects,
    }),
  ),
  segments_total: z.number(),
});

/** A stated figure against the computed one; the difference is stated less computed. */
const TieSchema = z.strictObject({
  stated: money(),
  computed: money(),
  difference: money(),
  located: z.array(z.strictObject({ what: z.string(), amount: money() })),
});

/** The fields of a retention answer; segments are whole here and paged by the tool. */
export const RetentionFields = z.strictObject({
  ...threeRates,
  quick_ratio: z.number().nullable(),
  bridge: BridgeSchema,
  accounts: AccountCountsSchema,
  segments: z.array(SegmentSchema),
  /** What a segment counts: accounts whole, or the rows of each where accounts hold several at once. */
  segments_count: z.enum(["accounts", "rows"]),
  definitions: z.array(DefinitionSchema),
  assessment: z.array(AssessmentSchema),
  noise: NoiseSchema,
  concentration: ConcentrationSchema,
  refused: z.array(RefusedSchema),
  months: z.array(MonthSchema),
  movements: MovementsSchema.nullable(),
  since_start: SinceStartSchema.nullable(),
  largest_now: LargestSchema.nullable(),
  look_alikes: LookAlikesSchema.nullable(),
  left: z.array(LostAccount),
  shrank: z.array(LostAccount),
  without_account: DecidingAccountSchema.nullable(),
  adverse_selection: AdverseSelectionSchema,
  annualised: AnnualisedSchema.nullable(),
  /** Only where a price increase is given: net without it, and the part of the expansion that it explains. */
  nrr_without_price: rateOrNot().optional(),
  price_expansion: money().optional(),
  /** Only where trend is given. */
  trend: z.array(TrendSchema).optional(),
  /** Only where ends look like last days paid for: the rates if they are. */
  ends_inclusive: z.strictObject(twoRates).optional(),
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

/** What moved the revenue between two dates; every part is zero or more, and the parts add up to the ending. */
export type Bridge = z.infer<typeof BridgeSchema>;

/** How many accounts of the cohort did what; new and reactivated stand outside the cohort. */
export type AccountCounts = z.infer<typeof AccountCountsSchema>;

export type Month = z.infer<typeof MonthSchema>;

export type AdverseSelection = z.infer<typeof AdverseSelectionSchema>;

export type Comparison = z.infer<typeof ComparisonSchema>;

export type LostAccount = z.infer<typeof LostAccount>;
export type Tie = z.infer<typeof TieSchema>;

/** Which figure is tied: the one of the first date or of the last. */
export type TieSide = "opening" | "closing";

/** What may make a stated figure differ: what it lacks, holds all the same, or holds otherwise; the sentences stand in words-asked.ts. */
export type TieCause =
  | (
      | "new_lacks"
      | "returned_lack"
      | "new_and_returned_lack"
      | "lost_still_in"
      | "downgrades_lack"
      | "expansion_lacks"
      | "price_lacks"
    )
  | ("opening_rates" | "unconverted" | "year_for_month" | "children_twice" | "children_lack")
  | ("all_rows" | "blank_rows" | "row" | "ends_still_in" | "starts_lack")
  | ("account_lacks" | "account_twice" | "already_in" | "still_in" | "at_opening" | "at_closing");

/**
 * Something that would explain a difference, with the account, row, day or number of rows it is about; `amount` is what it adds to the
 * stated figure, below zero where the stated figure lacks it.
 */
export interface TieCandidate {
  cause: TieCause;
  of?: string | number;
  amount: number;
}
export type LocatedTie = Omit<Tie, "located"> & { located: TieCandidate[] };

/** What to know before trusting an answer; the sentences stand in words-notices.ts. */
export type RetentionNotice =
  | BookNotice
  /** `counted` where the accounts were counted, and not given as a total. */
  | { code: "few_accounts"; accounts: number; fewest: number; counted: boolean }
  | { code: "not_a_year"; from: string; to: string }
  | { code: "winback_unknown"; accounts: number }
  | { code: "totals_may_mix" | "compounded_rate" }
  | { code: "totals_disagree"; how: "all_left" | "no_account_left" | "all_revenue_left" };

/** What an answer takes for granted. */
export type RetentionAssumption =
  | { code: "year" | "eleven_months" }
  | { code: "new_accounts"; accounts: number }
  | { code: "price"; increase: number }
  | { code: "rates"; reporting: string; rates_end: boolean };

/** A whole retention answer, what was noticed on the way to it, and what it takes for granted. */
export interface RetentionAnswer {
  fields: Answered<Omit<RetentionFields, "tie" | "opening_tie">>;
  /** Where somebody stated figures. */
  ties?: Partial<Record<TieSide, LocatedTie>>;
  notices: RetentionNotice[];
  assumptions: RetentionAssumption[];
  /** Who moved in each of the months, the largest first; for words, since a large book has more of them than any answer. */
  moves?: Move[][];
}
