import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";
import { leftOutReasons } from "./count-line.ts";
import { audiences } from "./figures.ts";
import { readingNames } from "./readings.ts";
import { lineKinds } from "./value-question.ts";

const Rate = z.number().nullable();

/** What report_value answers with. */
export const ValueFields = z.strictObject({
  roi: Rate,
  value_multiple: Rate,
  roi_of: z.enum(readingNames).nullable(),
  investment: z.number(),
  hard_value: z.number(),
  unvalidated_value: z.number(),
  not_counted_value: z.number(),
  given_value: z.number(),
  readings: z.array(
    z.strictObject({ reading: z.enum(readingNames), counted_value: z.number(), roi: Rate, value_multiple: Rate }),
  ),
  unattributed_value: z.number(),
  breaks_even_at: Rate,
  payback_months: z.number().nullable(),
  annualised: z.strictObject({ counted_value: z.number(), from_months: z.number(), extrapolated: z.boolean() }).nullable(),
  weakest_halved: z.strictObject({ name: z.string(), counted_value: z.number(), roi: Rate, value_multiple: Rate }).nullable(),
  printed: z
    .strictObject({
      printed: z.string(),
      reads_as: z.enum(["value_multiple", "roi", "neither"]),
      given_value: z.number(),
      roi: Rate,
      value_multiple: Rate,
      why: z.string(),
    })
    .optional(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(lineKinds),
      amount: z.number().nullable(),
      counted: z.number(),
      unvalidated: z.number(),
      left_out: z.number(),
      change_share: Rate,
      direction: z.enum(["better", "worse", "same"]).nullable(),
      why: z.string(),
    }),
  ),
  lines_total: z.number(),
  not_counted: z.array(
    z.strictObject({ name: z.string(), amount: z.number().nullable(), reason: z.enum(leftOutReasons), why: z.string() }),
  ),
  not_counted_total: z.number(),
  texts: z.array(z.strictObject({ audience: z.enum(audiences), leave_out: z.string().nullable(), text: z.string() })),
  charts: z.array(ChartSchema),
});
export type ValueFields = z.infer<typeof ValueFields>;
