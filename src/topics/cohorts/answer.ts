import * as z from "zod";
import { ChartSchema, type SharedNotice } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
/** The calendar interval that cohorts and ages are counted in. */
export const CohortInterval = z.enum(["month", "quarter", "year"]);

export type CohortInterval = z.infer<typeof CohortInterval>;

const Share = shown.rate().nullable();

const Phase = z.enum(["onboarding", "between", "renewal", "later"]);

const CohortRow = z.strictObject({
  cohort: z.string(),
  size: z.number(),
  /** What the cohort paid on its members' first days. */
  opening: shown.money().nullable(),
  /** The share still paying at age 0, 1, 2 ... intervals after each member's own start. */
  values: z.array(shown.rate().nullable()),
});

export const DriftRow = z.strictObject({
  age: z.number(),
  older_cohorts: z.string(),
  newest_cohorts: z.string(),
  older_customers: z.number(),
  newest_customers: z.number(),
  older_share: shown.rate(),
  newest_share: shown.rate(),
  change_in_share: shown.rate(),
  /** How far chance alone would move it, at the confidence in force. */
  chance_share: shown.rate().nullable(),
  beyond_chance: z.boolean(),
});

export const SurvivalRow = z.strictObject({
  month: z.number(),
  at_risk: z.number(),
  churned: shown.count(),
  survival: shown.rate(),
  low: Share,
  high: Share,
});

const median = {
  median_survival: shown.months().nullable(),
  /** The ages between which half may be gone. */
  median_low: shown.months().nullable(),
  median_high: shown.months().nullable(),
};

const GroupRow = z.strictObject({
  group: z.string(),
  customers: shown.count(),
  churned: shown.count(),
  /** Losses there would be if the group were like all others. */
  expected_losses: shown.count(),
  /** How often chance alone moves losses so far, corrected for the number of groups. */
  chance_rate: shown.rate(),
  stands_out: z.enum(["leaves_more", "leaves_less", "no"]),
  ...median,
  /** After onboarding and after each renewal, as far as the group was followed. */
  survival: z.array(z.strictObject({ month: z.number(), survival: shown.rate(), low: Share, high: Share })),
});

export const HazardRow = z.strictObject({
  phase: Phase,
  from_month: z.number(),
  to_month: z.number().nullable(),
  at_risk_months: z.number(),
  churned: shown.count(),
  hazard_rate: shown.rate().nullable(),
});

const ProjectionFields = z.strictObject({
  alpha: z.number(),
  beta: z.number(),
  period_months: z.number(),
  periods_fitted: z.number(),
  largest_gap: z.number(),
  survival: z.array(z.strictObject({ month: z.number(), survival: shown.rate(), observed: shown.rate().nullable() })),
});

/** The fields of a cohort answer; lists are whole here and shortened by the tool. */
export const CohortFields = z.strictObject({
  measure: z.enum(["logos", "money"]),
  interval: CohortInterval,
  /** The last day everything is known; null where nothing is dated. */
  known_to: z.string().nullable(),
  customers: shown.count(),
  /** Left so far. */
  churned: shown.count(),
  /** Of customers, or of their money. Not survival: recent customers have had little time to leave. */
  churned_share: shown.rate().nullable(),
  /** Customers followed only from a later age on. */
  entered_late: z.number(),
  /** The longest life seen, in months. */
  followed_months: z.number(),
  cohorts: z.array(CohortRow),
  drift: z.array(DriftRow),
  drift_verdict: z.enum(["newer_keep_less", "newer_keep_more", "no_difference_seen", "too_few", "not_dated"]),
  drift_age: z.number().nullable(),
  survival: z.array(SurvivalRow),
  /** How low and high are computed. */
  limits: z.literal("greenwood_log_log"),
  ...median,
  groups: z.array(GroupRow),
  groups_verdict: z.enum(["differ", "no_difference_seen", "too_few", "not_asked"]),
  hazard: z.array(HazardRow),
  leaving: z.enum(["onboarding", "renewal", "both", "neither", "too_few"]),
  projection: ProjectionFields.nullable(),
  left_out: z.array(z.strictObject({ reason: z.string(), customers: shown.count() })),
  charts: z.array(ChartSchema),
});

export type CohortFields = z.infer<typeof CohortFields>;

export type SurvivalGroup = z.infer<typeof GroupRow>;

/** What to know before trusting an answer; the sentences stand in words-notices.ts. */
export type CohortNotice =
  | SharedNotice
  | { code: "unknown_start" | "first_month_starts"; customers: number; first: string }
  | { code: "ended_at_once"; customers: number; of: number }
  | { code: "ended_without_amount"; rows: number }
  | { code: "months_missing"; after: string[] }
  | { code: "known_to"; last: string }
  | { code: "data_may_end"; left: number; before: number; to: string }
  | { code: "few_customers"; customers: number; fewest: number }
  | { code: "survival_stuck"; month: number; at_risk: number };

/** What an answer takes for granted. */
export type CohortAssumption = { code: "at_anniversaries" } | { code: "came_back" | "entered_late"; customers: number };

/** What is counted: customers, or the money they paid at their start. */
export type CohortMeasure = "logos" | "money";

export type DriftRow = z.infer<typeof DriftRow>;
export type SurvivalRow = z.infer<typeof SurvivalRow>;
export type HazardRow = z.infer<typeof HazardRow>;
export type ProjectionFields = z.infer<typeof ProjectionFields>;
