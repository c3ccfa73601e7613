import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";
import { Attention, Blocked, Split } from "./answer-periods.ts";

const Speed = {
  customers: shown.count(),
  reached: shown.count(),
  waiting: shown.count(),
  left: shown.count(),
  median: shown.days().nullable(),
  median_low: shown.days().nullable(),
  median_high: shown.days().nullable(),
  mean_of_reached: shown.days().nullable(),
};

const CohortGroup = z.strictObject({
  group: z.string(),
  customers: shown.count(),
  reached: shown.count(),
  waiting: shown.count(),
  left: shown.count(),
  mean_of_reached: shown.days().nullable(),
});

const Arrived = z.strictObject({
  customers: shown.count(),
  reached: shown.count(),
  mean: shown.days().nullable(),
});

/** The mean of those who arrived, by segment in both halves, and whether the mix of segments explains how the total moves. */
export const Mix = z.strictObject({
  from: z.string(),
  earlier: Arrived,
  later: Arrived,
  segments: z.array(z.strictObject({ segment: z.string(), earlier: Arrived, later: Arrived })),
  /** The later mean if each segment had the share of the arrivals that it had before. */
  later_at_earlier_mix: shown.days().nullable(),
  verdict: z.enum(["hides_slower", "hides_faster", "explains", "no_turn", "not_comparable"]),
});

/** Written days beside the dates: how many count from the start, from the first stage, from neither, and from when the base changed. */
export const Written = z.strictObject({
  checked: shown.count(),
  from_start: shown.count(),
  from_stage: shown.count(),
  neither: shown.count(),
  stage: z.string().nullable(),
  since: z.string().nullable(),
  since_by: z.enum(["began", "arrived"]).nullable(),
  mean_written_since: shown.days().nullable(),
  mean_from_start_since: shown.days().nullable(),
  others: z.array(z.string()),
});

const Stretch = z.strictObject({
  from: z.string(),
  to: z.string(),
  entered: shown.count(),
  passed: shown.count(),
  /** In it today: the one before is reached, this one not, and the customer still waits. */
  waiting: shown.count(),
  median: shown.days().nullable(),
  /** Its share of the medians of all stretches; unknown where one of them is. */
  share: shown.rate().nullable(),
  longest_waiting_days: shown.days().nullable(),
  /** The mean and the slowest of those who passed it: a middle of the finished alone. */
  mean_of_passed: shown.days().nullable(),
  slowest: shown.days().nullable(),
  /** The number of days that so many of those who passed took exactly, where it is suspiciously many. */
  even_days: shown.days().nullable(),
  even_count: shown.count(),
});

const Group = z.strictObject({
  kind: z.enum(["segment", "csm", "half"]),
  group: z.string(),
  ...Speed,
  mean_at_least: shown.days(),
  expected: shown.number(),
  followed: shown.count(),
  within: shown.count(),
  by_count: z.boolean(),
  chance: shown.rate().nullable(),
  verdict: z.enum(["faster", "slower", "no_difference_seen", "too_few"]),
  stretches: z.array(Stretch.omit({ entered: true, share: true, longest_waiting_days: true, slowest: true })),
});

/** What measure_onboarding answers with. Days from the start. */
export const OnboardingFields = z.strictObject({
  ...Speed,
  stuck_after: shown.days().nullable(),
  reached_by: z.array(
    z.strictObject({
      day: shown.days(),
      at_risk: shown.count(),
      reached: shown.rate().nullable(),
      low: shown.rate().nullable(),
      high: shown.rate().nullable(),
      /** Of those who started at least so many days ago, how many had arrived by then. */
      started: shown.count(),
      arrived: shown.count(),
    }),
  ),
  trend: z.strictObject({
    verdict: z.enum(["faster", "slower", "only_looks_faster", "no_difference_seen", "too_few"]),
    yardstick: shown.days(),
    mean_at_least: shown.days(),
    /** The mean of those who reached value falls from the earlier half to the later one. */
    looks_faster: z.boolean().nullable(),
    mix: Mix.nullable(),
    written: Written.nullable(),
    earlier_half: Group.nullable(),
    later_half: Group.nullable(),
    cohorts: z.array(
      z.strictObject({
        cohort: z.string(),
        customers: shown.count(),
        reached: shown.count(),
        waiting: shown.count(),
        median: shown.days().nullable(),
        mean_of_reached: shown.days().nullable(),
        /** The share that reached value within the yardstick's days, of those followed for so long. */
        within: shown.rate().nullable(),
        followed: shown.count(),
        /** The same quarter by CSM, or by segment where no CSM is known. */
        by_group: z.array(CohortGroup),
      }),
    ),
  }),
  groups: z.array(Group),
  stretches: z.array(Stretch),
  still_waiting: z.array(
    z.strictObject({
      account: z.string(),
      days: shown.days(),
      stuck: z.boolean().nullable(),
      after: z.string(),
      stage: z.string(),
      stage_days: shown.days(),
      slowest: shown.days().nullable(),
      csm: z.string().nullable(),
      segment: z.string().nullable(),
      arr: shown.money().nullable(),
      remark: z.string().nullable(),
      on_hold: z.boolean(),
    }),
  ),
  still_waiting_total: shown.count(),
  stuck_total: shown.count().nullable(),
  /** Customers by the period of their start (by.since: days that part them), in all and by group. */
  split: Split.nullable(),
  /** Who waits for whom, at which stage. */
  blocked: z.array(Blocked),
  /** Those who wait with a remark, or with a day that has not come. */
  attention: z.array(Attention),
  /** Called live without a user: counted as waiting in every number here; how many would be live with them. */
  without_users: z.strictObject({ accounts: z.array(z.string()), live_with_them: shown.count() }),
  /** Live on the day of their start, a move rather than a project: in no number here; live and their average days with them. */
  at_once: z.strictObject({
    accounts: z.array(z.string()),
    live_with_them: shown.count(),
    mean_with_them: shown.days().nullable(),
  }),
  charts: z.array(ChartSchema),
});
export type OnboardingFields = z.infer<typeof OnboardingFields>;
export type OnboardingAnswer = Answered<OnboardingFields>;
