import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";

const apartKinds = ["double", "test", "cannot_be", "came_back", "moved", "not_own_choice", "named"] as const;

const Group = z.strictObject({ accounts: shown.count(), arr: shown.money() });

/** What a table of losses holds beside its losses, and what decides how they are read. */
export const LossesBlock = z.strictObject({
  /** From the rows of the file to the losses that count. */
  bridge: z.array(
    z.strictObject({ step: z.enum(["rows", ...apartKinds, "counted"]), accounts: shown.number(), arr: shown.money() }),
  ),
  /** Rows that are no loss of a customer's own choice, each with why; exclude and include by name change it. */
  apart: z.array(
    z.strictObject({ account: z.string(), arr: shown.money().nullable(), kind: z.enum(apartKinds), why: z.string() }),
  ),
  period: z.strictObject({ from: z.string(), to: z.string(), quarters: shown.number() }).nullable(),
  /** Of all who could leave, lost and kept, the share that left: what a sign without any worth is right for. */
  base_rate: shown.rate().nullable(),
  lead_days: shown.days(),
  largest: z
    .strictObject({
      account: z.string(),
      arr: shown.money(),
      share: shown.rate(),
      arr_without: shown.money(),
      reason: z.string().nullable(),
      note: z.string().nullable(),
      signs: z.array(z.strictObject({ sign: z.string(), on: z.string(), days_before: shown.number() })),
    })
    .nullable(),
  no_early_sign: z.strictObject({ signs: z.array(z.string()), ...Group.shape, names: z.array(z.string()) }).nullable(),
  reasons_and_signs: z.array(
    z.strictObject({
      reason: z.string(),
      ...Group.shape,
      with_note: shown.count(),
      before_notice: z.array(z.strictObject({ sign: z.string(), ...Group.shape })),
      none: Group,
    }),
  ),
  notes: z.array(z.strictObject({ note: z.string(), ...Group.shape })),
  still_customers: z.array(z.strictObject({ account: z.string(), arr: shown.money().nullable(), until: z.string() })),
});

export type LossesAnswer = Answered<z.infer<typeof LossesBlock>>;
/** A row that stands apart from the losses. */
export type Apart = LossesAnswer["apart"][number];

/** When a sign was seen at the lost, against their notice. */
export const SignTiming = z.strictObject({
  before: shown.count(),
  on: shown.count(),
  after: shown.count(),
  /** Median days before the notice, of those seen before it; and how many of them since the first month of the losses. */
  median_lead: shown.days().nullable(),
  in_period: shown.count(),
  leads: z.array(z.strictObject({ days: shown.days(), lost: shown.count(), arr: shown.money() })),
});

/** What is left of a sign whatever stands behind the blanks. */
export const SignBounds = z.strictObject({
  lost_blank: shown.count(),
  kept_blank: shown.count(),
  lost_if_no: shown.rate(),
  lost_if_yes: shown.rate(),
  kept_if_no: shown.rate(),
  kept_if_yes: shown.rate(),
  holds_at_worst: z.boolean(),
});

/** A sign as an alert in this book. */
export const SignBook = z.strictObject({
  alerts: shown.number(),
  real: shown.number(),
  a_quarter: shown.number(),
  right: shown.rate().nullable(),
  /** Where those given may be a sample: alerts a quarter of so many customers, and one in how many is real. */
  of_a_hundred: z
    .strictObject({ customers: shown.count(), alerts: shown.number(), one_in: shown.number().nullable() })
    .nullable(),
});
