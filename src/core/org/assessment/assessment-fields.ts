import * as z from "zod";
import { ChartSchema } from "../../contract/chart.ts";
import { lossCauses } from "./assessment-question.ts";

const OrNull = z.number().nullable();

const Cause = z.strictObject({
  cause: z.enum(lossCauses),
  accounts: z.number(),
  arr: OrNull,
  /** Of the losses somebody could have changed or whose cause is unknown; null for those outside. */
  accounts_share: OrNull,
  arr_share: OrNull,
});

/** Upstream's share of the losses, with every unknown loss on the one side or the other. */
const Upstream = z.strictObject({
  known: z.number(),
  fewest_losses: z.number(),
  leading_share: z.number(),
  /** Unknown losses counted as execution, then as upstream. */
  low_share: OrNull,
  high_share: OrNull,
  /** The same with the band of chance around it. */
  band_low_share: OrNull,
  band_high_share: OrNull,
  arr_low_share: OrNull,
  arr_high_share: OrNull,
  /** What perfect execution would have kept. */
  execution_arr_low: OrNull,
  execution_arr_high: OrNull,
});

const Flag = z.strictObject({
  flag: z.string(),
  raised: z.boolean(),
  /** How many of what, and the number from, above or below which the flag is raised; absent where the answer is yes or no. */
  number: z.number().optional(),
  limit: z.number().optional(),
  /** What the number counts, and on which side of the limit the flag is raised. */
  measure: z.string(),
  /** One of the signs that together make an emergency. */
  counts_for_emergency: z.boolean(),
  rule: z.string(),
});

const Gap = z.strictObject({
  rank: z.number(),
  gap: z.string(),
  stage: z.string().optional(),
  accounts: z.number().optional(),
  arr: z.number().optional(),
  severity: z.number(),
  /** Accounts or ARR touched, times severity. */
  weight: z.number(),
  weight_share: OrNull,
  ruinous: z.boolean(),
});

const Attention = z.strictObject({
  name: z.string(),
  hours: OrNull,
  hours_share: OrNull,
  arr: OrNull,
  arr_share: OrNull,
  /** Share of hours less share of ARR; above 0 it gets more than its revenue would. */
  points: OrNull,
  hours_over: OrNull,
});

/** What the tool answers; parts that do not belong to the question are absent. */
export const AssessmentFields = z.strictObject({
  ask: z.string(),
  recommendation: z.string().nullable(),
  levels: z
    .array(
      z.strictObject({
        name: z.string(),
        level: z.string().nullable(),
        low: z.string().optional(),
        high: z.string().optional(),
        evidence: z.string(),
      }),
    )
    .optional(),
  findings: z.array(z.strictObject({ finding: z.string(), evidence: z.string(), rule: z.string() })),
  disagreement: z
    .strictObject({ signals: z.array(z.strictObject({ signal: z.string(), says: z.string() })), meaning: z.string() })
    .optional(),
  next_steps: z.array(
    z.strictObject({ step: z.string(), owner: z.string().optional(), by: z.string().optional(), rule: z.string() }),
  ),
  /** At most three questions that would move the answer most. */
  missing: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  causes: z.array(Cause).optional(),
  upstream: Upstream.optional(),
  flags: z.array(Flag).optional(),
  gaps: z.array(Gap).optional(),
  gaps_total: z.number().optional(),
  ranked_by: z.enum(["accounts", "arr"]).optional(),
  attention: z.array(Attention).optional(),
  attention_total: z.number().optional(),
  /** Hours that would have to move for both shares to agree, and their share of all hours. */
  hours_to_move: OrNull.optional(),
  hours_to_move_share: OrNull.optional(),
  charter: z.string().optional(),
  blanks: z.number().optional(),
  charts: z.array(ChartSchema),
});
export type AssessmentFields = z.infer<typeof AssessmentFields>;
export type LossesByCause = z.infer<typeof Cause>;
export type UpstreamShare = z.infer<typeof Upstream>;
export type RedFlag = z.infer<typeof Flag>;
export type RankedGap = z.infer<typeof Gap>;
export type AttentionRow = z.infer<typeof Attention>;
