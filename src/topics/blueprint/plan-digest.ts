import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Touch } from "../../core/vocabulary.ts";

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
      min_arr: shown.money(),
      accounts: shown.count(),
      arr: shown.money(),
      arr_share: shown.rate(),
      arr_low: shown.money(),
      arr_high: shown.money(),
    }),
  ),
  team: z.strictObject({
    hours_per_csm: shown.hours(),
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
  playbooks: z.array(z.strictObject({ kind: z.string(), touch: Touch, hours_per_run: shown.hours() })),
  economics: z.strictObject({
    gross_margin: shown.rate(),
    gross_margin_known: z.boolean(),
    nrr: shown.rate().nullable(),
    grr: shown.rate().nullable(),
    arr_lost_low: shown.money().nullable(),
    arr_lost_high: shown.money().nullable(),
    grr_change: shown.rate().nullable(),
    retention_pays: z.string().nullable(),
  }),
  /** Of the twelve months from as_of; due and outside are the book's ARR. */
  renewals: z.strictObject({ due: shown.money(), expected: shown.money(), low: Money, high: Money, outside: Money }).nullable(),
  options: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      heads: shown.count(),
      cost: shown.money(),
      added_cost: shown.money().nullable(),
      break_even: z
        .strictObject({
          share_of_arr: shown.rate(),
          retained_arr_needed: shown.money(),
          accounts: z.array(z.strictObject({ tier: z.string(), count: shown.count().nullable() })),
        })
        .nullable(),
      condition: z.string(),
    }),
  ),
  roadmap: z.array(z.strictObject({ when: z.string(), action: z.string() })),
  unknowns: z.array(z.strictObject({ what: z.string(), moves: z.string(), how_to_find: z.string() })),
  disagreements: z.array(z.strictObject({ what: z.string(), stated: shown.money(), counted: shown.money() })),
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
