import * as z from "zod";
import { Touch } from "../contract/vocabulary.ts";

const Money = z.number();
const Maybe = z.number().nullable();

/** What a client sees of a plan; the document has all of it. */
export const PlanDigest = z.strictObject({
  /** At most fifteen lines. */
  verdict: z.array(z.string()),
  tiers: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      min_arr: Money,
      accounts: z.number(),
      arr: Money,
      arr_share: z.number(),
      arr_low: Money,
      arr_high: Money,
    }),
  ),
  team: z.strictObject({
    hours_per_csm: z.number(),
    csm_fte: z.number(),
    csm_fte_with_attrition: z.number(),
    csm_low: z.number(),
    csm_high: z.number(),
    csms_today: Maybe,
    heads_today: Maybe,
    cost_today: Maybe,
    served_less: z.number(),
    arr_served_less: Maybe,
  }),
  scorecard: z.array(z.strictObject({ measure: z.string(), today: Maybe, target: Maybe, owner: z.string() })),
  playbooks: z.array(z.strictObject({ kind: z.string(), touch: Touch, hours_per_run: z.number() })),
  economics: z.strictObject({
    gross_margin: z.number(),
    gross_margin_known: z.boolean(),
    nrr: Maybe,
    grr: Maybe,
    arr_lost_low: Maybe,
    arr_lost_high: Maybe,
    grr_change: Maybe,
    retention_pays: z.string().nullable(),
  }),
  /** Of the twelve months from as_of; due and outside are the book's ARR. */
  renewals: z.strictObject({ due: Money, expected: Money, low: Money, high: Money, outside: Money }).nullable(),
  options: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      heads: z.number(),
      cost: Money,
      added_cost: Maybe,
      break_even: z
        .strictObject({
          share_of_arr: z.number(),
          retained_arr_needed: Money,
          accounts: z.array(z.strictObject({ tier: z.string(), count: Maybe })),
        })
        .nullable(),
      condition: z.string(),
    }),
  ),
  roadmap: z.array(z.strictObject({ when: z.string(), action: z.string() })),
  unknowns: z.array(z.strictObject({ what: z.string(), moves: z.string(), how_to_find: z.string() })),
  disagreements: z.array(z.strictObject({ what: z.string(), stated: z.number(), counted: z.number() })),
  ties: z.array(z.strictObject({ check: z.string(), left: z.number(), right: z.number(), ok: z.boolean() })),
  /** What changed, or beside compare_with; causes add up to the difference. */
  changes: z.array(
    z.strictObject({
      what: z.string(),
      before: z.number(),
      now: Maybe,
      because: z.array(z.strictObject({ what: z.string(), moved: z.number() })),
    }),
  ),
  files: z.array(z.string()),
  /** Rows of long lists that only the document holds. */
  left_to_document: z.array(z.strictObject({ list: z.string(), rows: z.number() })),
});
export type PlanDigest = z.infer<typeof PlanDigest>;
