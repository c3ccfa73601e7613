import * as z from "zod";
import { Touch } from "../core/contract/vocabulary.ts";
import { AsOfParam, ByRoleParam, inWords, LimitParam, OffsetParam, StandardParam, tableParams } from "./params.ts";

const Tier = z.strictObject({
  tier: z.string(),
  touch: Touch,
  accounts: z.number().optional(),
  arr: z.number().optional(),
  hours_per_account: z.number().optional(),
  min_arr: z.number().optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
  complexity: z.number().optional(),
  first_year: z.number().optional(),
});
const Growth = z.strictObject({
  share: z.number().optional(),
  a_month: z.array(z.strictObject({ tier: z.string(), accounts: z.number() })).optional(),
});
const Lists = z.enum(["books", "served_less", "rebalanced", "org_chart", "messages", "months", "pools"]);

/** What size_team takes: tiers, a table, or a table with what tiers says about it. */
export const TeamInput = z.strictObject({
  tiers: inWords(
    z.array(Tier),
    "tier, touch (high, low, tech), accounts, arr, hours_per_account, covered_by (csm, pool, partner, none), complexity (times hours), first_year (share); with a table min_arr, no accounts",
  ).optional(),
  ...tableParams,
  as_of: AsOfParam.optional(),
  arr: z.number().describe("Total, if tiers lack it").optional(),
  team: ByRoleParam.describe("Heads today by role: {csm: 5.8}").optional(),
  costs: ByRoleParam.describe("Yearly cost of one by role").optional(),
  contract_hours: z.number().describe("A year").optional(),
  leave_hours: z.number().describe("A year").optional(),
  sick_hours: z.number().describe("A year, if not in leave").optional(),
  customer_time: z.number().describe("Measured share, 0 to 1").optional(),
  expansion_mandate: z.boolean().describe("CSMs carry a quota").optional(),
  player_coaches: z.array(z.string()).describe("Names of leaders with half a book").optional(),
  new_accounts_a_year: z.number().describe("0 or more").optional(),
  growth: inWords(Growth, "share a year, or a_month [{tier, accounts}]").optional(),
  attrition: z.number().describe("CSMs leaving a year, share").optional(),
  heads: z.number().describe("CSMs, fixed").optional(),
  budget: z.number().describe("Team's, a year, fixed").optional(),
  leaving: z.array(z.string()).describe("Owners not replaced").optional(),
  show: inWords(Lists, "One list: books, served_less, rebalanced, org_chart, messages, months, pools").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
export type TeamInput = z.infer<typeof TeamInput>;
