import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";

/** What can be wrong with a pay plan, the worst first. */
export const faultCodes = [
  "no_gate",
  "pays_for_failure",
  "no_cap",
  "paid_twice",
  "paid_for_noise",
  "own_score",
  "targets_loose",
  "nothing_on_nrr",
  "cliff",
] as const;

/** What a component pays for, and how. */
const Terms = {
  metric: z.string(),
  weight: shown.rate(),
  target: z.number().nullable(),
  threshold: shown.rate(),
  from_zero: z.boolean(),
  accelerator: z.number(),
  cap: shown.rate().nullable(),
  gate: shown.rate().nullable(),
};

/** A plan of variable pay with what is wrong with it, what it pays and costs; money a year in major units, shares as fractions. */
export const PayFields = z.strictObject({
  faults: z.array(
    z.strictObject({ code: z.enum(faultCodes), metrics: z.array(z.string()), pays: shown.money().nullable(), what: z.string() }),
  ),
  /** What several components pay together where they differ: one column for each, and the whole. */
  examples: z.array(
    z.strictObject({
      attainment: z.record(z.string(), shown.rate()),
      payout: shown.money(),
      share: shown.rate().nullable(),
      parts: z.record(z.string(), shown.money()),
    }),
  ),
  /** What one CSM's variable pay is now and in the repaired plan: at target, for a miss of retention alone, one step below the gate, and where growth makes up for it. */
  cases: z.array(
    z.strictObject({
      name: z.enum(["at_target", "missed", "below_gate", "made_up"]),
      attainment: z.record(z.string(), shown.rate()),
      now: shown.money().nullable(),
      repaired: shown.money().nullable(),
    }),
  ),
  /** What finance compares in a day, and what each result says. */
  diagnosis: z.array(z.strictObject({ compare: z.string(), if_so: z.string() })),
  /** The same pay at target without the faults. */
  repaired: z
    .strictObject({
      components: z.array(z.strictObject(Terms)),
      payout_table: z.array(
        z.strictObject({ metric: z.string(), level: shown.rate(), share: shown.rate(), pays: shown.money() }),
      ),
      csms: shown.count(),
      at_target: shown.money(),
      least: shown.money(),
      most: shown.money(),
    })
    .nullable(),
  ote: shown.money(),
  base_share: shown.rate(),
  base: shown.money(),
  variable: shown.money(),
  components: z.array(z.strictObject({ ...Terms, at_target: shown.money() })),
  payout_curve: z.array(
    z.strictObject({ attainment: shown.rate(), payout: shown.money(), share: shown.rate().nullable(), total_pay: shown.money() }),
  ),
  overlaps: z.array(z.strictObject({ metrics: z.array(z.string()), why: z.string(), paid_twice: shown.money() })),
  cliffs: z.array(z.strictObject({ metric: z.string(), kind: z.string(), at: shown.rate(), jump: shown.money() })),
  gates: z.array(z.strictObject({ metric: z.string(), gate: shown.rate(), withheld: shown.money(), always_open: z.boolean() })),
  cost: z.strictObject({
    csms: shown.count(),
    at_target: shown.money(),
    at_distribution: shown.money().nullable(),
    low: shown.money(),
    high: shown.money(),
    low_attainment: shown.rate().nullable(),
    high_attainment: shown.rate().nullable(),
    /** Share of the people whose attainment is known. */
    known_share: shown.rate(),
  }),
  /** Pay against what each book did; books weigh people equally, NRR does not. */
  people: z.array(
    z.strictObject({
      name: z.string(),
      attainment: shown.rate().nullable(),
      payout: shown.money().nullable(),
      payout_share: shown.rate().nullable(),
      opening_arr: shown.money().nullable(),
      closing_arr: shown.money().nullable(),
      nrr: shown.rate().nullable(),
      paid_above_shrank: z.boolean().nullable(),
    }),
  ),
  people_total: shown.count(),
  books: z
    .strictObject({
      people: shown.count(),
      paid_above_target: shown.count(),
      of_them_shrank: shown.count(),
      paid_on_shrinking: shown.money(),
      mean_payout_share: shown.rate().nullable(),
      payout_share_by_arr: shown.rate().nullable(),
      opening_arr: shown.money(),
      closing_arr: shown.money(),
      nrr: shown.rate().nullable(),
    })
    .nullable(),
  ramp_guarantee: z
    .strictObject({
      months: shown.months(),
      per_hire: shown.money(),
      earned_per_hire: shown.money(),
      extra_per_hire: shown.money(),
      new_csms: shown.count().nullable(),
      cost: shown.money().nullable(),
      extra_cost: shown.money().nullable(),
    })
    .nullable(),
  events_policy: z.array(z.strictObject({ event: z.string(), policy: z.string() })),
  events: z.array(
    z.strictObject({
      account: z.string(),
      kind: z.string(),
      arr: shown.money(),
      counts: z.boolean().nullable(),
      why: z.string(),
    }),
  ),
  events_total: shown.count(),
  events_effect: z
    .strictObject({
      left_out_arr: shown.money(),
      grr_counted: shown.rate(),
      grr_left_out: shown.rate().nullable(),
      pays_counted: shown.money(),
      pays_left_out: shown.money().nullable(),
      difference: shown.money().nullable(),
    })
    .nullable(),
  profiles: z.array(
    z.strictObject({
      standard: z.string(),
      note: z.string(),
      base_share_low: shown.rate().nullable(),
      base_share_high: shown.rate().nullable(),
      base: shown.money(),
      variable: shown.money(),
      components: z.array(z.strictObject({ metric: z.string(), weight: shown.rate(), at_target: shown.money() })),
      paid_twice: shown.money().nullable(),
    }),
  ),
  market: z.array(
    z.strictObject({
      source: z.string(),
      pay: z.string(),
      published: shown.money(),
      your_pay: shown.money().nullable(),
      difference: shown.money().nullable(),
    }),
  ),
  charts: z.array(ChartSchema),
});
export type PayFields = z.infer<typeof PayFields>;
