import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { Role, Touch } from "../../core/vocabulary.ts";

const CoveredByField = z.enum(["csm", "pool", "partner", "none"]);
const ServiceField = z.enum(["high", "low", "tech", "none"]);
const Ends = z.strictObject({ low: z.number(), high: z.number() });
const BookField = z.strictObject({
  owner: z.string(),
  accounts: shown.count(),
  arr: shown.money(),
  hours: shown.hours(),
  renewals: shown.count().nullable(),
  load: shown.rate().nullable(),
});

/** The shape of a team plan in a tool's result; team-plan.ts says what each field means. */
export const TeamPlanFields = z.strictObject({
  range: Ends,
  drivers: z.array(z.strictObject({ input: z.string(), ...Ends.shape, swing: z.number() })),
  questions: z.array(z.strictObject({ question: z.string(), effect: z.string(), ...Ends.shape })),
  headcount: shown.count(),
  cost: shown.money(),
  cost_range: Ends,
  cost_share_of_arr: shown.rate().nullable(),
  budget_left: z.number().nullable(),
  today: z.strictObject({ heads: shown.count(), cost: shown.money() }).nullable(),
  arr: shown.money().nullable(),
  hours_per_csm: shown.hours(),
  year: z.strictObject({ contract_hours: shown.hours(), leave_hours: shown.hours(), customer_time: shown.rate() }),
  csm_fte: z.number(),
  csm_fte_with_attrition: z.number(),
  need: z.strictObject({ middle: z.number(), ...Ends.shape, joint_low: z.number(), joint_high: z.number() }),
  pools: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      served_as: Touch,
      covered_by: CoveredByField,
      accounts: shown.count(),
      arr: shown.money().nullable(),
      hours_per_account: shown.hours(),
      fte: z.number(),
      csms: shown.count(),
      csms_alone: shown.count(),
      accounts_per_csm: z.number().nullable(),
      arr_per_csm: shown.money().nullable(),
      cost: shown.money(),
      cost_to_serve: shown.rate().nullable(),
    }),
  ),
  new_accounts: z
    .strictObject({ accounts: shown.count(), hours: shown.hours(), fte: z.number(), csms: shown.count(), cost: shown.money() })
    .nullable(),
  rounding: z.strictObject({ pools_separately: z.number(), remainders_shared: z.number() }),
  capacity: z.strictObject({
    csms: shown.count(),
    hours_available: shown.hours(),
    hours_needed: shown.hours(),
    hours_freed: shown.hours(),
    hours_lost_to_attrition: shown.hours(),
    hours_short: shown.hours(),
  }),
  books: z.array(BookField),
  leaving: z.array(z.string()),
  served_less: z.array(
    z.strictObject({
      account: z.string().nullable(),
      tier: z.string(),
      accounts: shown.count(),
      arr: shown.money().nullable(),
      from: ServiceField,
      to: ServiceField,
      hours_freed: shown.hours(),
      why: z.string(),
    }),
  ),
  arr_at_risk: shown.money().nullable(),
  rebalanced: z.array(z.strictObject({ account: z.string(), from: z.string(), to: z.string(), why: z.string() })),
  books_after: z.array(BookField).nullable(),
  roles: z.array(
    z.strictObject({ role: Role, heads: shown.count(), today: z.number().nullable(), why: z.string(), rule: z.string() }),
  ),
  org_chart: z.array(z.strictObject({ id: z.string(), role: Role, reports_to: z.string() })),
  span_checks: z.array(
    z.strictObject({ leader: z.string(), reports: shown.count(), low: z.number(), high: z.number(), ok: z.boolean() }),
  ),
  ratio_checks: z.array(z.strictObject({ standard: z.string(), ...Ends.shape })),
  arr_check: z.strictObject({ arr_per_csm: shown.money().nullable(), ...Ends.shape }).nullable(),
  hiring_plan: z.array(
    z.strictObject({
      role: Role,
      heads: shown.count(),
      weeks_before: z.number().nullable(),
      order: z.number(),
      why: z.string(),
    }),
  ),
});

const Service = z.enum(["high", "low", "tech", "none"]);
const Change = z.strictObject({ tier: z.string(), from: Service, to: Service, accounts: shown.count(), arr: shown.money() });

/** The shape of a team's answer in a tool's result: the plan, and what growth-plan.ts, hiring-schedule.ts and budget-coverage.ts say. */
export const TeamAnswerFields = z.strictObject({
  ...TeamPlanFields.shape,
  hiring_plan: z.array(
    z.strictObject({
      role: Role,
      heads: shown.count(),
      weeks_before: z.number().nullable(),
      order: z.number(),
      why: z.string(),
      opens_in_months: shown.months(),
      full_in_months: shown.months().nullable(),
      opens_on: z.string().nullable(),
      recruiting_low: shown.money(),
      recruiting_high: shown.money(),
    }),
  ),
  recruiting: z.strictObject({ low: z.number(), high: z.number() }),
  months: z.array(
    z.strictObject({
      month: z.number(),
      accounts: shown.count(),
      hours: shown.hours(),
      csms_needed: shown.count(),
      csms_there: shown.count().nullable(),
    }),
  ),
  shortage: z
    .strictObject({
      first_month: z.number().nullable(),
      early_month: z.number().nullable(),
      late_month: z.number().nullable(),
      months_still_short: shown.count(),
    })
    .nullable(),
  best_coverage: z
    .strictObject({
      hours_bought: shown.hours(),
      hours_used: shown.hours(),
      arr_covered: shown.money(),
      arr_covered_share: shown.rate().nullable(),
      lines: z.array(
        z.strictObject({
          tier: z.string(),
          touch: Touch,
          served_as: Service,
          accounts: shown.count(),
          arr: shown.money(),
          hours: shown.hours(),
        }),
      ),
      lines_total: z.number(),
      marginal: z.strictObject({
        budget_step: shown.money(),
        budget_less: shown.money(),
        budget_more: shown.money(),
        arr_covered_lost: shown.money().nullable(),
        loses: z.array(Change),
        arr_covered_gained: shown.money(),
        gains: z.array(Change),
      }),
    })
    .nullable(),
  parts: z.array(z.strictObject({ who: z.string(), heads: shown.count(), hours: shown.hours() })),
  org_chart_text: z.string(),
  org_chart_mermaid: z.string().nullable(),
  message: z.string().nullable(),
  messages: z.array(
    z.strictObject({ account: z.string(), owner: z.string(), new_contact: z.string().nullable(), text: z.string() }),
  ),
  charts: z.array(ChartSchema),
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
