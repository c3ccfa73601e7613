import * as z from "zod";
import { ChartSchema, type Findings } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";
import { Role, Touch } from "../../core/vocabulary.ts";
import { BookConcentration } from "../tiers/tier-book.ts";

const Ends = z.strictObject({ low: z.number(), high: z.number() });
const Service = z.enum(["high", "low", "tech", "none"]);

/** One owner's book; renewals are those near, unknown without a day; load is hours over what its owner has, unknown for accounts without one. */
const Book = z.strictObject({
  owner: z.string(),
  accounts: shown.count(),
  arr: shown.money(),
  hours: shown.hours(),
  renewals: shown.count().nullable(),
  load: shown.rate().nullable(),
});
export type Book = z.infer<typeof Book>;

/** One account that changes hands. */
const Move = z.strictObject({ account: z.string(), from: z.string(), to: z.string(), why: z.string() });
export type Move = z.infer<typeof Move>;

/** One input nobody measured: the CSMs needed at its two ends, all else equal. */
const Driver = z.strictObject({ input: z.string(), ...Ends.shape, swing: z.number() });
export type Driver = z.infer<typeof Driver>;

/** An input nobody gave and that the range leaves out, with what it would do. */
const OpenQuestion = z.strictObject({ question: z.string(), effect: z.string(), ...Ends.shape });
export type OpenQuestion = z.infer<typeof OpenQuestion>;

/** The people the work needs, leavers counted: in the middle, with one unknown at its worst or best, and with all of them there at once. */
const TeamNeed = z.strictObject({ middle: z.number(), ...Ends.shape, joint_low: z.number(), joint_high: z.number() });
export type TeamNeed = z.infer<typeof TeamNeed>;

/**
 * One tier's work, people and cost: `served_as` is the touch its ARR pays for, `csms` whole people with remainders shared, `csms_alone` if it
 * stood alone, `cost` its own work at the price of a CSM's hour.
 */
const Pool = z.strictObject({
  tier: z.string(),
  touch: Touch,
  served_as: Touch,
  covered_by: z.enum(["csm", "pool", "partner", "none"]),
  accounts: shown.count(),
  arr: shown.money().nullable(),
  hours_per_account: shown.hours(),
  fte: z.number(),
  csms: shown.count(),
  csms_alone: shown.count(),
  accounts_per_csm: z.number().nullable(),
  arr_per_csm: shown.money().nullable(),
  cost: shown.money().nullable(),
  cost_to_serve: shown.rate().nullable(),
});
export type Pool = z.infer<typeof Pool>;

/** New accounts' work, beside the pools. */
const NewAccountsLine = z.strictObject({
  ...{ accounts: shown.count(), hours: shown.hours(), fte: z.number(), csms: shown.count(), cost: shown.money().nullable() },
});
export type NewAccountsLine = z.infer<typeof NewAccountsLine>;

/** Accounts that get less; by name, or from tier totals as a number of a tier's accounts. */
const ServedLess = z.strictObject({
  account: z.string().nullable(),
  tier: z.string(),
  accounts: shown.count(),
  arr: shown.money().nullable(),
  from: Service,
  to: Service,
  hours_freed: shown.hours(),
  why: z.string(),
});
export type ServedLess = z.infer<typeof ServedLess>;

/** What the planned CSMs can do against what the work asks, in hours a year; `hours_short` stays undone after all that. */
const Capacity = z.strictObject({
  csms: shown.count(),
  hours_available: shown.hours(),
  hours_needed: shown.hours(),
  hours_freed: shown.hours(),
  hours_lost_to_attrition: shown.hours(),
  hours_short: shown.hours(),
});

/** One person of the chart; `reports_to` is another person's id, or "ceo", the root outside the team. */
const ChartNode = z.strictObject({ id: z.string(), role: Role, reports_to: z.string() });
export type ChartNode = z.infer<typeof ChartNode>;

/** A leader's direct reports against the band for that role. */
const SpanCheck = z.strictObject({ leader: z.string(), reports: shown.count(), ...Ends.shape, ok: z.boolean() });
export type SpanCheck = z.infer<typeof SpanCheck>;

/** CSMs one standard's accounts-per-CSM ratios would ask for. */
const RatioCheck = z.strictObject({ standard: z.string(), ...Ends.shape });
export type RatioCheck = z.infer<typeof RatioCheck>;

/** One step of hiring: how many of a role, how many weeks before the first day to begin, and in which order. */
const HiringStep = z.strictObject({
  ...{ role: Role, heads: shown.count(), weeks_before: z.number().nullable(), order: z.number(), why: z.string() },
});
export type HiringStep = z.infer<typeof HiringStep>;

/** A step with its times, in months from today, and what finding the people costs; `full_in_months` is the month of the full book. */
const ScheduledHire = z.strictObject({
  ...HiringStep.shape,
  opens_in_months: shown.months(),
  full_in_months: shown.months().nullable(),
  opens_on: z.string().nullable(),
  recruiting_low: shown.money().nullable(),
  recruiting_high: shown.money().nullable(),
});
export type ScheduledHire = z.infer<typeof ScheduledHire>;

/** The shape of a team plan in a tool's result. */
export const TeamPlanFields = z.strictObject({
  range: Ends,
  need: TeamNeed,
  drivers: z.array(Driver),
  questions: z.array(OpenQuestion),
  headcount: shown.count(),
  cost: shown.money().nullable(),
  cost_range: Ends.nullable(),
  cost_share_of_arr: shown.rate().nullable(),
  budget_left: z.number().nullable(),
  today: z.strictObject({ heads: shown.count(), cost: shown.money().nullable() }).nullable(),
  arr: shown.money().nullable(),
  hours_per_csm: shown.hours(),
  year: z.strictObject({ contract_hours: shown.hours(), leave_hours: shown.hours(), customer_time: shown.rate() }),
  csm_fte: z.number(),
  csm_fte_with_attrition: z.number(),
  pools: z.array(Pool),
  new_accounts: NewAccountsLine.nullable(),
  rounding: z.strictObject({ pools_separately: z.number(), remainders_shared: z.number() }),
  capacity: Capacity,
  books: z.array(Book),
  leaving: z.array(z.string()),
  served_less: z.array(ServedLess),
  arr_at_risk: shown.money().nullable(),
  rebalanced: z.array(Move),
  books_after: z.array(Book).nullable(),
  roles: z.array(
    z.strictObject({ role: Role, heads: shown.count(), today: z.number().nullable(), why: z.string(), rule: z.string() }),
  ),
  org_chart: z.array(ChartNode),
  span_checks: z.array(SpanCheck),
  ratio_checks: z.array(RatioCheck),
  arr_check: z.strictObject({ arr_per_csm: shown.money().nullable(), ...Ends.shape }).nullable(),
  hiring_plan: z.array(HiringStep),
});

/** Why a role stands in a plan, or does not. */
export interface RoleReason {
  code:
    | "work"
    | "fixed"
    | "budget"
    | "today"
    | "named"
    | "own_hours"
    | "hours_back"
    | "span"
    | "few_hours"
    | "left_out"
    | "other";
  /** People's work of its own, where that decides. */
  fte?: number;
  /** What a source says of its size. */
  source?: string;
  /** What else the CSMs' number rests on. */
  moved?: boolean;
  coached?: boolean;
}

/** One role of the plan: heads planned, heads today (null when the team is unknown), and the reason. */
export interface PlannedRole {
  role: Role;
  heads: number;
  today: number | null;
  because: RoleReason;
  rule: string;
}

/** A team plan before it is worded: the roles with the codes of their reasons. */
export type TeamPlan = Omit<z.infer<typeof TeamPlanFields>, "roles"> & { roles: PlannedRole[] } & Findings;

/** Accounts of a tier whose service differs between two plans. */
const CoverageChange = z.strictObject({
  tier: z.string(),
  from: Service,
  to: Service,
  accounts: shown.count(),
  arr: shown.money(),
});
export type CoverageChange = z.infer<typeof CoverageChange>;

/** The best use of a yearly budget, and what one step of money less or more would change. */
const BudgetCoverage = z.strictObject({
  hours_bought: shown.hours(),
  hours_used: shown.hours(),
  arr_covered: shown.money(),
  arr_covered_share: shown.rate().nullable(),
  lines: z.array(
    z.strictObject({
      ...{
        tier: z.string(),
        touch: Touch,
        served_as: Service,
        accounts: shown.count(),
        arr: shown.money(),
        hours: shown.hours(),
      },
    }),
  ),
  marginal: z.strictObject({
    budget_step: shown.money(),
    budget_less: shown.money(),
    budget_more: shown.money(),
    arr_covered_lost: shown.money().nullable(),
    loses: z.array(CoverageChange),
    arr_covered_gained: shown.money(),
    gains: z.array(CoverageChange),
  }),
});
export type BudgetCoverage = Answered<z.infer<typeof BudgetCoverage>>;

/** The part of a book that goes if these people leave together, and what falls due before they do. */
const LeavingSet = z.strictObject({
  leaving: z.array(z.string()),
  accounts: shown.count(),
  arr: shown.money(),
  deadlines_before: shown.count().nullable(),
  /** Renewals and last days to object in the time after they are gone, which somebody new has to win. */
  renewals_after: shown.count().nullable(),
  arr_after: shown.money().nullable(),
});
export type LeavingSet = Answered<z.infer<typeof LeavingSet>>;

/** A last day to object around the day people leave: past and still open, before it or after it. */
const Deadline = z.strictObject({
  account: z.string(),
  owner: z.string(),
  arr: shown.money(),
  renewal_date: z.string(),
  /** Null where nobody gave the notice; `when` then goes by the renewal date. */
  last_day: z.string().nullable(),
  /** Its health is low, or its light red. */
  at_risk: z.boolean(),
  when: z.enum(["past", "before", "after"]),
});
export type Deadline = Answered<z.infer<typeof Deadline>>;

/** Accounts of one tier that get less, by name, the largest first. */
const LessOfTier = z.strictObject({
  tier: z.string(),
  accounts: shown.count(),
  arr: shown.money(),
  names: z.array(z.string()),
});

/** The reading in which today's people have no hour to spare: from which share of their year on more accounts get less, and how many then. */
const FullTeam = z.strictObject({
  busy_from: shown.rate(),
  /** The share of their year that the plan's hours take. */
  modelled: shown.rate(),
  /** People whose work then stays undone, though these accounts get less. */
  people_short: z.number(),
  accounts: shown.count(),
  arr: shown.money(),
  tiers: z.array(LessOfTier),
});
export type FullTeam = z.infer<typeof FullTeam>;

/** A month's work: accounts at its end, hours of CSM work in it, and the full-time CSMs that asks for. */
const GrowthMonth = z.strictObject({
  month: z.number(),
  accounts: shown.count(),
  hours: shown.hours(),
  csms_needed: shown.count(),
});
export type GrowthMonth = z.infer<typeof GrowthMonth>;

/** Somebody who is part of a CSM: the part, and the hours for customers a year it gives. */
const PersonInPart = z.strictObject({ who: z.string(), heads: shown.count(), hours: shown.hours() });
export type PersonInPart = z.infer<typeof PersonInPart>;

/** The shape of a team's answer in a tool's result: the plan and what a leader asks next. */
export const TeamAnswerFields = z.strictObject({
  ...TeamPlanFields.shape,
  /** The team to take, chosen as build_blueprint chooses: without known losses no hire. */
  advice: z
    .strictObject({
      reason: z.string(),
      heads: shown.count(),
      cost: shown.money().nullable(),
      roles: z.array(z.strictObject({ role: Role, heads: shown.count() })),
    })
    .nullable(),
  hiring_plan: z.array(ScheduledHire),
  recruiting: Ends.nullable(),
  months: z.array(GrowthMonth.extend({ csms_there: shown.count().nullable() })),
  shortage: z
    .strictObject({
      first_month: z.number().nullable(),
      early_month: z.number().nullable(),
      late_month: z.number().nullable(),
      months_still_short: shown.count(),
    })
    .nullable(),
  best_coverage: BudgetCoverage.extend({ lines_total: z.number() }).nullable(),
  leaving_on: z.string().nullable(),
  pairs: z.array(LeavingSet),
  deadlines: z.array(Deadline),
  /** By tier, those for which the plan has no CSM hours. */
  without_hours: z.array(LessOfTier),
  if_full: FullTeam.nullable(),
  concentration: BookConcentration.nullable(),
  keeps_person: z.strictObject({ accounts: shown.count(), arr: shown.money() }).nullable(),
  parts: z.array(PersonInPart),
  org_chart_text: z.string(),
  org_chart_mermaid: z.string().nullable(),
  message: z.string().nullable(),
  messages: z.array(
    z.strictObject({ account: z.string(), owner: z.string(), new_contact: z.string().nullable(), text: z.string() }),
  ),
  charts: z.array(ChartSchema),
  pairs_total: z.number(),
  deadlines_total: z.number(),
  months_total: z.number(),
  pools_total: z.number(),
  hiring_plan_total: z.number(),
  books_total: z.number(),
  served_less_total: z.number(),
  rebalanced_total: z.number(),
  leaving_total: z.number(),
  org_chart_total: z.number(),
  span_checks_total: z.number(),
  messages_total: z.number(),
});
