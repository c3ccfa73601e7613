import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Role, Touch } from "../../core/vocabulary.ts";

const Maybe = z.number().nullable();

/** What a client sees of a plan; the document has all of it. */
export const PlanDigest = z.strictObject({
  /** At most fifteen lines, the ask first. */
  verdict: z.array(z.string()),
  /** The plan to take, by its name; null where nothing can be recommended. */
  recommended: z.string().nullable(),
  reason: z.string(),
  tiers: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      min_arr: shown.money(),
      accounts: shown.count(),
      arr: shown.money(),
      arr_share: shown.rate(),
      arr_low: shown.money(),
      arr_high: shown.money(),
    }),
  ),
  team: z.strictObject({
    hours_per_csm: shown.hours(),
    csm_fte: z.number(),
    csm_fte_with_attrition: z.number(),
    csm_low: z.number(),
    csm_high: z.number(),
    /** With every unknown at its worst at once, leavers counted. */
    csm_joint_high: z.number(),
    csms_today: Maybe,
    heads_today: Maybe,
    cost_today: shown.money().nullable(),
    served_less: shown.count(),
    arr_served_less: shown.money().nullable(),
    org_chart: z.array(z.strictObject({ role: Role, heads: shown.count(), reports_to: z.string() })),
  }),
  /** CSMs by level of service, leavers counted. */
  service_levels: z.array(z.strictObject({ level: z.string(), csms: z.number() })),
  /** One CSM more, and from which logged work on one is due. */
  next_hire: z
    .strictObject({
      cost: shown.money(),
      arr_needed: shown.money(),
      from_work: z.number(),
      accounts: z.array(z.strictObject({ tier: z.string(), count: shown.count().nullable() })),
    })
    .nullable(),
  scorecard: z.array(z.strictObject({ measure: z.string(), name: z.string(), today: Maybe, target: Maybe, owner: z.string() })),
  pay: z.strictObject({
    ote: shown.money().nullable(),
    /** What the person costs; charges, tools and place of work are the rest. */
    loaded_cost: shown.money().nullable(),
    base_share: shown.rate(),
    variable: shown.money().nullable(),
    variable_of_team: shown.money().nullable(),
    components: z.array(z.strictObject({ metric: z.string(), weight: shown.rate() })),
  }),
  technology: z.strictObject({
    platform: z.string().nullable(),
    budget_low: shown.money().nullable(),
    budget_high: shown.money().nullable(),
    buy_now: z.array(z.string()),
  }),
  /** The answer of map_stakeholders for the contacts of the company. */
  stakeholders: z
    .strictObject({
      accounts: shown.count(),
      single_threaded: shown.count(),
      exposed: shown.count(),
      exposed_arr: shown.money().nullable(),
    })
    .nullable(),
  /** The answer of assess_organization for the marks of the company. */
  maturity: z.strictObject({ stage: z.string(), low: z.string(), high: z.string(), weakest: z.array(z.string()) }).nullable(),
  /** The program for accounts of tech touch and the most it may cost a year. */
  digital: z
    .strictObject({ accounts: shown.count(), arr: shown.money(), most: shown.money(), csm_hours: shown.hours() })
    .nullable(),
  playbooks: z.array(z.strictObject({ kind: z.string(), hours_per_run: z.partialRecord(Touch, shown.hours()) })),
  economics: z.strictObject({
    gross_margin: shown.rate(),
    gross_margin_known: z.boolean(),
    nrr: shown.rate().nullable(),
    grr: shown.rate().nullable(),
    arr_lost_low: shown.money().nullable(),
    arr_lost_high: shown.money().nullable(),
    grr_change: shown.rate().nullable(),
    largest_account: z.string().nullable(),
    largest_share: shown.rate(),
    grr_without_largest: shown.rate(),
    losses_may_be: z.array(z.strictObject({ who: z.string(), arr_lost: shown.money(), grr: shown.rate() })),
  }),
  /** Of the twelve months from as_of; due and outside are the book's ARR. */
  renewals: z
    .strictObject({
      due: shown.money(),
      expected: shown.money(),
      low: shown.money(),
      high: shown.money(),
      outside: shown.money(),
    })
    .nullable(),
  /** Of a table that shows part of the stated book; its numbers are of the listed accounts only. */
  sample: z
    .strictObject({
      accounts: shown.count(),
      of_accounts: shown.count(),
      arr: shown.money(),
      of_arr: shown.money(),
      owners: shown.count(),
      tiers: z.array(
        z.strictObject({
          tier: z.string(),
          accounts: shown.count(),
          arr: shown.money(),
          listed: shown.count(),
          listed_arr: shown.money(),
          rest_average: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  options: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      recommended: z.boolean(),
      heads: shown.count(),
      cost: shown.money().nullable(),
      added_cost: shown.money().nullable(),
      one_off_low: shown.money().nullable(),
      one_off_high: shown.money().nullable(),
      break_even: z
        .strictObject({
          share_of_arr: shown.rate(),
          retained_arr_needed: shown.money(),
          accounts: z.array(z.strictObject({ tier: z.string(), count: shown.count().nullable() })),
        })
        .nullable(),
      breaks: z.array(z.string()),
      condition: z.string(),
    }),
  ),
  at_risk: z.array(
    z.strictObject({
      account: z.string(),
      arr: shown.money(),
      /** The last day to object, else the renewal date. */
      decides: z.string().nullable(),
      state: z.string(),
      owner: z.string().nullable(),
    }),
  ),
  at_risk_total: shown.count(),
  moves: z.array(z.strictObject({ account: z.string(), from: z.string(), to: z.string() })),
  roadmap: z.array(z.strictObject({ when: z.string(), action: z.string() })),
  unknowns: z.array(z.strictObject({ what: z.string(), moves: z.string(), how_to_find: z.string() })),
  disagreements: z.array(z.strictObject({ what: z.string(), stated: shown.money(), counted: shown.money() })),
  /** Those that fail first. */
  ties: z.array(
    z.strictObject({ check: z.string(), left: z.number(), right: z.number(), ok: z.boolean(), finding: z.boolean().optional() }),
  ),
  /** What changed, or beside compare_with; causes add up to the difference. */
  changes: z.array(
    z.strictObject({
      what: z.string(),
      before: z.number(),
      now: Maybe,
      because: z.array(z.strictObject({ what: z.string(), moved: z.number() })),
    }),
  ),
  files: z.array(z.string()),
});
export type PlanDigest = z.infer<typeof PlanDigest>;
