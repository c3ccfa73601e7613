import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { audiences, lineKinds } from "./question.ts";
import { leftOutReasons, readingNames } from "./value-report.ts";

const Rate = z.number().nullable();

const Share = shown.rate().nullable();

/** What stands against the spending by how much of the open gains is accepted, in the first year; `later` leaves a one-off out. */
export const ValueCases = z.strictObject({
  grid: z.array(
    z.strictObject({
      hours_share: shown.rate(),
      others_share: shown.rate(),
      value: shown.money(),
      ahead: shown.money(),
      roi: Share,
    }),
  ),
  needs: z.array(
    z.strictObject({
      share: shown.rate(),
      others_needed: Share,
      hours_needed: Share,
      others_needed_later: Share,
      hours_needed_later: Share,
    }),
  ),
  delay: z.array(z.strictObject({ name: z.string(), a_month: shown.money(), months_until_all_fails: shown.months().nullable() })),
  terms: z.array(z.strictObject({ years: z.number(), spent: shown.money(), value_a_year_needed: shown.money() })),
});

/** What report_value answers with. */
export const ValueFields = z.strictObject({
  roi: shown.rate().nullable(),
  value_multiple: Rate,
  roi_of: z.enum(readingNames).nullable(),
  investment: shown.money(),
  hard_value: shown.money(),
  unvalidated_value: shown.money(),
  not_counted_value: shown.money(),
  given_value: shown.money(),
  readings: z.array(
    z.strictObject({
      reading: z.enum(readingNames),
      counted_value: shown.money(),
      roi: shown.rate().nullable(),
      value_multiple: Rate,
    }),
  ),
  unattributed_value: shown.money(),
  cases: ValueCases,
  breaks_even_at: shown.rate().nullable(),
  payback_months: shown.months().nullable(),
  annualised: z.strictObject({ counted_value: shown.money(), from_months: z.number(), extrapolated: z.boolean() }).nullable(),
  weakest_halved: z
    .strictObject({ name: z.string(), counted_value: shown.money(), roi: shown.rate().nullable(), value_multiple: Rate })
    .nullable(),
  printed: z
    .strictObject({
      printed: z.string(),
      reads_as: z.enum(["value_multiple", "roi", "neither"]),
      given_value: shown.money(),
      roi: shown.rate().nullable(),
      value_multiple: Rate,
      why: z.string(),
    })
    .optional(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(lineKinds),
      amount: shown.money().nullable(),
      counted: shown.money(),
      unvalidated: shown.money(),
      left_out: shown.money(),
      change_share: shown.rate().nullable(),
      direction: z.enum(["better", "worse", "same"]).nullable(),
      why: z.string(),
    }),
  ),
  lines_total: z.number(),
  not_counted: z.array(
    z.strictObject({ name: z.string(), amount: shown.money().nullable(), reason: z.enum(leftOutReasons), why: z.string() }),
  ),
  not_counted_total: z.number(),
  texts: z.array(z.strictObject({ audience: z.enum(audiences), leave_out: z.string().nullable(), text: z.string() })),
  charts: z.array(ChartSchema),
});
export type ValueFields = z.infer<typeof ValueFields>;
