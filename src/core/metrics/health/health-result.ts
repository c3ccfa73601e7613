import * as z from "zod";
import { ChartSchema } from "../../contract/chart.ts";
import { Touch } from "../../contract/vocabulary.ts";
import { ValidationFields } from "../validation/validation.ts";

const score = z.number().min(0).max(100);
const share = z.number().min(0).max(1);
const arrOfAccounts = { accounts: z.number(), arr: z.number().nullable(), accounts_without_arr: z.number() };

/** One account, and what follows from its band. */
export const AccountLine = z.strictObject({
  account: z.string(),
  arr: z.number().nullable(),
  score: score.nullable(),
  change: z.number().nullable(),
  coverage: share.nullable(),
  possible_low: score.nullable(),
  possible_high: score.nullable(),
  band: z.string().nullable(),
  floor_by: z.array(z.enum(["notice_served", "auto_renew_off", "sponsor_left"])),
  missing: z.array(z.string()),
  stale: z.array(z.string()),
  /** Somebody's decision in force, with what the score and the facts say without it. */
  override: z
    .strictObject({
      computed_score: score.nullable(),
      computed_band: z.string().nullable(),
      owner: z.string(),
      reason: z.string(),
      expires: z.string(),
    })
    .nullable(),
  action: z.string(),
  owner: z.string(),
  within_days: z.number(),
});
export type AccountLine = z.infer<typeof AccountLine>;

/** Everything `score_health` answers with. */
export const HealthFields = z.strictObject({
  /** One page, in the order to work on them. */
  accounts: z.array(AccountLine),
  accounts_total: z.number(),
  next_offset: z.number().nullable(),
  distribution: z.array(
    z.strictObject({ band: z.string(), status: z.enum(["red", "yellow", "green", "unknown"]), ...arrOfAccounts }),
  ),
  /** Accounts that the outcomes say are lost: tested on, and not in the distribution. */
  already_lost: z.strictObject(arrOfAccounts),
  /** One set for all accounts, or one for each touch; a component and its weight stand at the same place. */
  weights_used: z.array(
    z.strictObject({ touch: z.enum(["all", ...Touch.options]), components: z.array(z.string()), weight_shares: z.array(share) }),
  ),
  validation: ValidationFields.nullable(),
  charts: z.array(ChartSchema),
});
export type HealthFields = z.infer<typeof HealthFields>;
