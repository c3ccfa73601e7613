import * as z from "zod";
import { shown } from "../../core/kinds.ts";

/** Customers of one period of starts; who left or is on hold stands apart. */
const Period = z.strictObject({
  period: z.string(),
  customers: shown.count(),
  live: shown.count(),
  waiting: shown.count(),
  apart: shown.count(),
  /** Of those who are live alone: what a dashboard shows. */
  mean_of_live: shown.days().nullable(),
  mean_written: shown.days().nullable(),
  /** With those who wait counted. */
  median: shown.days().nullable(),
  /** Live within so many days, of those who began at least so long ago. */
  within: z.array(z.strictObject({ days: shown.days(), live: shown.count(), of: shown.count() })),
});

/** Customers by the period of their start, in all and by group. */
export const Split = z.strictObject({
  /** The last period against the first by that share, and how often chance alone makes such a difference. */
  verdict: z.enum(["faster", "slower", "only_looks_faster", "no_difference_seen"]),
  chance: shown.rate(),
  /** Days by which the periods are compared. */
  yardstick: shown.days(),
  periods: z.array(Period),
  /** In the order of the periods; in_time of those old enough, by the yardstick. */
  groups: z.array(
    z.strictObject({
      kind: z.enum(["segment", "csm"]),
      group: z.string(),
      periods: z.array(
        z.strictObject({
          customers: shown.count(),
          live: shown.count(),
          mean_of_live: shown.days().nullable(),
          median: shown.days().nullable(),
          in_time: shown.count(),
          of: shown.count(),
        }),
      ),
    }),
  ),
  /** Every segment moves against the total: the mix moves it. */
  mix_turns: z.boolean(),
});

/** Who waits for whom at which stage, each with all its customers. */
export const Blocked = z.strictObject({
  waiting_on: z.string().nullable(),
  stage: z.string(),
  customers: shown.count(),
  arr: shown.money(),
  /** Days since its start by customer, the longest first. */
  names: z.record(z.string(), shown.days()),
  longest: shown.days(),
});

/** One who waits with something written beside it. */
export const Attention = z.strictObject({
  account: z.string(),
  days: shown.days(),
  remark: z.string().optional(),
  planned: z.string().optional(),
  csm: z.string().optional(),
  waiting_on: z.string().optional(),
  stage: z.string().optional(),
});
