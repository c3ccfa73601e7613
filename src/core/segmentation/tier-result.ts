import * as z from "zod";
import { IsoDate, Touch } from "../contract/vocabulary.ts";

const Override = z.strictObject({
  account: z.string(),
  tier: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: IsoDate,
});

/** The lists that hold a line an account and are paged together. */
export const tierLists = {
  accounts: z.array(z.strictObject({ account: z.string(), tier: z.string(), rule: z.string(), distance: z.number() })),
  near_floor: z.array(
    z.strictObject({ account: z.string(), arr: z.number(), tier: z.string(), floor: z.number(), distance: z.number() }),
  ),
  moves: z.array(z.strictObject({ account: z.string(), from: z.string(), to: z.string(), arr: z.number(), why: z.string() })),
  held: z.array(z.strictObject({ account: z.string(), tier: z.string(), would_be: z.string(), why: z.string() })),
  not_paying: z.array(z.string()),
  overrides_applied: z.array(Override),
  overrides_expired: z.array(Override),
};
export type TierLists = { [Name in keyof typeof tierLists]: z.infer<(typeof tierLists)[Name]> };

/** The fields of a tiering. */
export const TierFields = z.strictObject({
  tiers: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      min_arr: z.number().nullable(),
      min_score: z.number().optional(),
      accounts: z.number(),
      arr: z.number().nullable(),
      arr_share: z.number().nullable(),
      arr_low: z.number().nullable(),
      arr_high: z.number().nullable(),
    }),
  ),
  ...tierLists,
  accounts_total: z.number(),
  near_floor_total: z.number(),
  moves_total: z.number(),
  held_total: z.number(),
  not_paying_total: z.number(),
  next_offset: z.number().nullable(),
  /** Hours of CSM work a year that the moves add, all of them; negative when they free hours. */
  hours_change: z.number().nullable(),
  crossover: z.array(
    z.strictObject({
      touch: Touch,
      hours_per_account: z.number(),
      cost_per_account: z.number(),
      share: z.number(),
      min_arr: z.number(),
      min_arr_low: z.number(),
      min_arr_high: z.number(),
    }),
  ),
  scenarios: z.array(
    z.strictObject({
      scenario: z.string(),
      tiers: z.array(z.strictObject({ tier: z.string(), arr: z.number(), average_arr: z.number().nullable() })),
    }),
  ),
});
