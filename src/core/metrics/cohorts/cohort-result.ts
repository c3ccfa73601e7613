import * as z from "zod";
import { ChartSchema } from "../../contract/chart.ts";
import { CohortInterval } from "./cohort-interval.ts";

const Share = z.number().nullable();
const Phase = z.enum(["onboarding", "between", "renewal", "later"]);

const CohortRow = z.strictObject({
  cohort: z.string(),
  size: z.number(),
  /** What the cohort paid on its members' first days. */
  opening: z.number().nullable(),
  /** The share still paying at age 0, 1, 2 ... intervals after each member's own start. */
  values: z.array(Share),
});

const DriftRow = z.strictObject({
  age: z.number(),
  older_cohorts: z.string(),
  newest_cohorts: z.string(),
  older_customers: z.number(),
  newest_customers: z.number(),
  older_share: z.number(),
  newest_share: z.number(),
  change_in_share: z.number(),
  /** How far chance alone would move it, at the confidence in force. */
  chance_share: Share,
  beyond_chance: z.boolean(),
});

const SurvivalRow = z.strictObject({
  month: z.number(),
  at_risk: z.number(),
  churned: z.number(),
  survival: z.number(),
  low: Share,
  high: Share,
});

const GroupRow = z.strictObject({
  group: z.string(),
  customers: z.number(),
  churned: z.number(),
  median_survival: z.number().nullable(),
  /** After onboarding and after each renewal, as far as the group was followed. */
  survival: z.array(z.strictObject({ month: z.number(), survival: z.number(), low: Share, high: Share })),
});

const HazardRow = z.strictObject({
  phase: Phase,
  from_month: z.number(),
  to_month: z.number().nullable(),
  at_risk_months: z.number(),
  churned: z.number(),
  hazard_rate: z.number().nullable(),
});

const ProjectionFields = z.strictObject({
  alpha: z.number(),
  beta: z.number(),
  period_months: z.number(),
  periods_fitted: z.number(),
  largest_gap: z.number(),
  survival: z.array(z.strictObject({ month: z.number(), survival: z.number(), observed: Share })),
});

/** The fields of a cohort answer; lists are whole here and shortened by the tool. */
export const CohortFields = z.strictObject({
  measure: z.enum(["logos", "money"]),
  interval: CohortInterval,
  /** The last day everything is known; null where nothing is dated. */
  known_to: z.string().nullable(),
  customers: z.number(),
  /** Left so far. */
  churned: z.number(),
  /** Of customers, or of their money. Not survival: recent customers have had little time to leave. */
  churned_share: Share,
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
  median_survival: z.number().nullable(),
  groups: z.array(GroupRow),
  hazard: z.array(HazardRow),
  leaving: z.enum(["onboarding", "renewal", "both", "neither", "too_few"]),
  projection: ProjectionFields.nullable(),
  left_out: z.array(z.strictObject({ reason: z.string(), customers: z.number() })),
  charts: z.array(ChartSchema),
});
export type CohortFields = z.infer<typeof CohortFields>;
export type CohortRow = z.infer<typeof CohortRow>;
export type SurvivalGroup = z.infer<typeof GroupRow>;
