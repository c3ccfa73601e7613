import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";
import { Role, Touch } from "../contract/vocabulary.ts";
import { TeamPlanFields } from "./team-plan-fields.ts";

const Service = z.enum(["high", "low", "tech", "none"]);
const Change = z.strictObject({ tier: z.string(), from: Service, to: Service, accounts: z.number(), arr: z.number() });

/** The shape of a team's answer in a tool's result: the plan, and what growth-plan.ts, hiring-schedule.ts and budget-coverage.ts say. */
export const TeamAnswerFields = z.strictObject({
  ...TeamPlanFields.shape,
  hiring_plan: z.array(
    z.strictObject({
      role: Role,
      heads: z.number(),
      weeks_before: z.number().nullable(),
      order: z.number(),
      why: z.string(),
      opens_in_months: z.number(),
      full_in_months: z.number().nullable(),
      opens_on: z.string().nullable(),
      recruiting_low: z.number(),
      recruiting_high: z.number(),
    }),
  ),
  recruiting: z.strictObject({ low: z.number(), high: z.number() }),
  months: z.array(
    z.strictObject({
      month: z.number(),
      accounts: z.number(),
      hours: z.number(),
      csms_needed: z.number(),
      csms_there: z.number().nullable(),
    }),
  ),
  shortage: z
    .strictObject({
      first_month: z.number().nullable(),
      early_month: z.number().nullable(),
      late_month: z.number().nullable(),
      months_still_short: z.number(),
    })
    .nullable(),
  best_coverage: z
    .strictObject({
      hours_bought: z.number(),
      hours_used: z.number(),
      arr_covered: z.number(),
      arr_covered_share: z.number().nullable(),
      lines: z.array(
        z.strictObject({
          tier: z.string(),
          touch: Touch,
          served_as: Service,
          accounts: z.number(),
          arr: z.number(),
          hours: z.number(),
        }),
      ),
      lines_total: z.number(),
      marginal: z.strictObject({
        budget_step: z.number(),
        budget_less: z.number(),
        budget_more: z.number(),
        arr_covered_lost: z.number().nullable(),
        loses: z.array(Change),
        arr_covered_gained: z.number(),
        gains: z.array(Change),
      }),
    })
    .nullable(),
  parts: z.array(z.strictObject({ who: z.string(), heads: z.number(), hours: z.number() })),
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
