import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { leftOutReasons, readingNames } from "./counted-line.ts";
import { audiences, lineKinds } from "./question.ts";

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

const Numbers = z.array(z.number());

const Phase = z.strictObject({ measured: shown.count(), mean: z.number(), median: z.number(), mean_of_all: z.number() });

/** What stands behind the lines: totals as rate and volume, surveys, overlaps, months, and the contract. */
const Outlook = z.strictObject({
  splits: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string().nullable(),
      change: shown.money(),
      rate_before: z.number(),
      rate_after: z.number(),
      rate_change: shown.rate(),
      rate_part: shown.money(),
      volume_part: shown.money(),
      volume_change: shown.rate(),
      /** The volume that went with a base that changed part-way, and what each of those left did less of; low and high. */
      base: z
        .strictObject({
          average: Numbers,
          per_before: z.number(),
          per_after: Numbers,
          with_base: z.array(shown.money()),
          beyond_base: z.array(shown.money()),
        })
        .nullable(),
    }),
  ),
  surveys: z.array(
    z.strictObject({ name: z.string(), said: shown.count(), of: shown.count(), all: shown.money(), only_said: shown.money() }),
  ),
  overlaps: z.array(
    z.strictObject({
      name: z.string(),
      same_as: z.string(),
      amount: shown.money(),
      taken_out: shown.money(),
      left: shown.money(),
      left_share: Share,
    }),
  ),
  months: z.array(
    z.strictObject({
      line: z.string(),
      month: z.string(),
      volume: z.number(),
      share: Share,
      units: z.number(),
      money: shown.money(),
      whole: z.boolean(),
    }),
  ),
  by_months: z.array(
    z.strictObject({
      line: z.string(),
      unit: z.string().nullable(),
      volume: z.number(),
      share: Share,
      units: z.number(),
      money: shown.money(),
      /** A year at the last whole month. */
      last_whole: z.string().nullable(),
      units_a_year: z.number().nullable(),
      money_a_year: shown.money().nullable(),
      /** A year if all of the units went the new way, at the last whole month. */
      rest_a_year: shown.money().nullable(),
    }),
  ),
  /** Samples of a table by phase: without rows that have a remark, and of the people who were measured both times. */
  samples: z.array(
    z.strictObject({
      name: z.string(),
      flagged: shown.count(),
      unmeasured: shown.count(),
      before: Phase,
      after: Phase,
      same_people: z.strictObject({ names: z.array(z.string()), before: z.number(), after: z.number() }).nullable(),
      once: z.array(z.string()),
    }),
  ),
  /** The hours a line says its people spend on it before, a year and for each in a month. */
  loads: z.array(
    z.strictObject({
      name: z.string(),
      people: z.number(),
      hours_a_year: shown.hours(),
      hours_a_month_each: shown.hours(),
      share_of_their_hours: z.number().nullable(),
    }),
  ),
  /** Gains a month: what counts at most, open hours so far and at their last whole month, and the part of a volume. */
  pace: z
    .strictObject({ counted: shown.money(), hours: shown.money(), hours_ahead: shown.money(), volume: shown.money() })
    .nullable(),
  contract: z.strictObject({
    as_of: z.string().nullable(),
    months_so_far: shown.months().nullable(),
    paid_so_far: shown.money().nullable(),
    used_so_far: shown.money().nullable(),
    months_before_live: shown.months().nullable(),
    fee_before_live: shown.money().nullable(),
    months_live: shown.months().nullable(),
    ends: z.string().nullable(),
    term_cost: shown.money().nullable(),
    months_of_gain_in_term: shown.months().nullable(),
  }),
  needs_of_volume: z.array(
    z.strictObject({
      span: z.enum(["so_far", "term", "a_year"]),
      cost: shown.money(),
      months: shown.months(),
      with_hours: z.boolean(),
      value: shown.money(),
      missing: shown.money(),
      share_of_volume: Share,
      share_of_hours: Share,
    }),
  ),
  payback: z.array(
    z.strictObject({
      counts: z.enum(["counted", "with_hours", "with_volume"]),
      a_month: shown.money(),
      months: shown.months().nullable(),
      on: z.string().nullable(),
    }),
  ),
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
  outlook: Outlook,
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
