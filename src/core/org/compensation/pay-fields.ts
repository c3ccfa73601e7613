import * as z from "zod";
import { ChartSchema } from "../../contract/chart.ts";

const Maybe = z.number().nullable();

export const PayOverlap = z.strictObject({ metrics: z.array(z.string()), why: z.string(), paid_twice: z.number() });

/** A plan of variable pay with what it pays and costs; money a year in major units, shares as fractions. */
export const PayFields = z.strictObject({
  ote: z.number(),
  base_share: z.number(),
  base: z.number(),
  variable: z.number(),
  components: z.array(
    z.strictObject({
      metric: z.string(),
      weight: z.number(),
      at_target: z.number(),
      target: Maybe,
      threshold: z.number(),
      accelerator: z.number(),
      cap: Maybe,
      gate: Maybe,
    }),
  ),
  payout_curve: z.array(z.strictObject({ attainment: z.number(), payout: z.number(), share: Maybe, total_pay: z.number() })),
  overlaps: z.array(PayOverlap),
  cliffs: z.array(z.strictObject({ metric: z.string(), kind: z.string(), at: z.number(), jump: z.number() })),
  gates: z.array(z.strictObject({ metric: z.string(), gate: z.number(), withheld: z.number(), always_open: z.boolean() })),
  cost: z.strictObject({
    csms: z.number(),
    at_target: z.number(),
    at_distribution: Maybe,
    low: z.number(),
    high: z.number(),
    low_attainment: z.number(),
    high_attainment: z.number(),
  }),
  ramp_guarantee: z
    .strictObject({
      months: z.number(),
      per_hire: z.number(),
      earned_per_hire: z.number(),
      extra_per_hire: z.number(),
      new_csms: Maybe,
      cost: Maybe,
      extra_cost: Maybe,
    })
    .nullable(),
  events_policy: z.array(z.strictObject({ event: z.string(), policy: z.string() })),
  events: z.array(
    z.strictObject({ account: z.string(), kind: z.string(), arr: z.number(), counts: z.boolean().nullable(), why: z.string() }),
  ),
  events_total: z.number(),
  events_effect: z
    .strictObject({
      left_out_arr: z.number(),
      grr_counted: z.number(),
      grr_left_out: Maybe,
      pays_counted: z.number(),
      pays_left_out: Maybe,
      difference: Maybe,
    })
    .nullable(),
  profiles: z.array(
    z.strictObject({
      standard: z.string(),
      note: z.string(),
      base_share_low: Maybe,
      base_share_high: Maybe,
      base: z.number(),
      variable: z.number(),
      components: z.array(z.strictObject({ metric: z.string(), weight: z.number(), at_target: z.number() })),
      paid_twice: Maybe,
    }),
  ),
  market: z.array(
    z.strictObject({ source: z.string(), pay: z.string(), published: z.number(), your_pay: Maybe, difference: Maybe }),
  ),
  charts: z.array(ChartSchema),
});
export type PayFields = z.infer<typeof PayFields>;
