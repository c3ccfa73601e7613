import * as z from "zod";
import { IsoDate, Role, Touch } from "../contract/vocabulary.ts";

const Share = z.number().min(0).max(1);
const Money = z.number().min(0);
const Whole = z.number().multipleOf(1).min(0);

export const CompanyTier = z.strictObject({
  tier: z.string().min(1),
  touch: Touch,
  min_arr: Money,
  accounts: Whole,
  arr: Money.optional(),
  hours_per_account: z.number().min(0).optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
});

/** The company of a blueprint: everything optional that can be unknown; rates are fractions, money is a year's in major units. */
const CompanyToday = z.strictObject({
  name: z.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code like USD")
    .optional(),
  arr: z.number().positive().optional(),
  accounts: Whole.min(1).optional(),
  annual_logo_churn: Share.optional(),
  nrr: z.number().min(0).optional(),
  grr: Share.optional(),
  stage: z.string().optional(),
  motion: z.string().optional(),
  /** The month in which the fiscal year starts, 1 to 12. */
  fiscal_year_start: Whole.min(1).max(12).optional(),
  /** Above 0: with no margin no amount of revenue repays a cost. */
  gross_margin: z.number().gt(0).max(1).optional(),
  cs_in: z.enum(["cost_of_revenue", "sales"]).optional(),
  team: z.partialRecord(Role, z.number().min(0)).optional(),
  costs: z.partialRecord(Role, Money).optional(),
  customer_time: Share.optional(),
  contract_hours: z.number().positive().optional(),
  leave_hours: z.number().min(0).optional(),
  attrition: Share.optional(),
  new_accounts_a_year: z.number().min(0).optional(),
  contract_years: z.number().positive().optional(),
  notice_days: Whole.optional(),
  expansion_owner: z.enum(["cs", "sales", "shared"]).optional(),
  budget: Money.optional(),
  heads: Whole.optional(),
  targets: z.strictObject({ grr: Share.optional(), nrr: z.number().min(0).optional() }).optional(),
  proposed_plan: z
    .strictObject({
      roles: z.partialRecord(Role, z.number().min(0)),
      cost: Money.optional(),
      /** Promised points of NRR, low and high, as fractions. */
      lift: z.array(z.number()).length(2).optional(),
      /** The standard whose ratios the plan says it follows. */
      ratios: z.string().optional(),
    })
    .optional(),
  tiers: z.array(CompanyTier).min(1).optional(),
});

/** What an earlier run found and from what, kept in the company file so that the next run can be compared and the change explained. */
export const EarlierRun = z.strictObject({
  as_of: IsoDate.optional(),
  arr: Money,
  accounts: Whole,
  nrr: z.number().min(0).optional(),
  grr: Share.optional(),
  csm_fte: z.number().min(0),
  cost: Money,
  /** What it was computed from, tiers as counted then. */
  company: CompanyToday.optional(),
});

export const Company = z.strictObject({ ...CompanyToday.shape, last_run: EarlierRun.optional() });

export type Company = z.infer<typeof Company>;
export type CompanyTier = z.infer<typeof CompanyTier>;
