import * as z from "zod";
import { Role, Touch } from "../contract/vocabulary.ts";

const CoveredByField = z.enum(["csm", "pool", "partner", "none"]);
const ServiceField = z.enum(["high", "low", "tech", "none"]);
const Ends = z.strictObject({ low: z.number(), high: z.number() });
const BookField = z.strictObject({
  owner: z.string(),
  accounts: z.number(),
  arr: z.number(),
  hours: z.number(),
  renewals: z.number().nullable(),
  load: z.number().nullable(),
});

/** The shape of a team plan in a tool's result; team-plan.ts says what each field means. */
export const TeamPlanFields = z.strictObject({
  range: Ends,
  drivers: z.array(z.strictObject({ input: z.string(), ...Ends.shape, swing: z.number() })),
  questions: z.array(z.strictObject({ question: z.string(), effect: z.string(), ...Ends.shape })),
  headcount: z.number(),
  cost: z.number(),
  cost_range: Ends,
  cost_share_of_arr: z.number().nullable(),
  budget_left: z.number().nullable(),
  today: z.strictObject({ heads: z.number(), cost: z.number() }).nullable(),
  arr: z.number().nullable(),
  hours_per_csm: z.number(),
  year: z.strictObject({ contract_hours: z.number(), leave_hours: z.number(), customer_time: z.number() }),
  csm_fte: z.number(),
  csm_fte_with_attrition: z.number(),
  pools: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      covered_by: CoveredByField,
      accounts: z.number(),
      arr: z.number().nullable(),
      hours_per_account: z.number(),
      fte: z.number(),
      csms: z.number(),
      csms_alone: z.number(),
      accounts_per_csm: z.number().nullable(),
      arr_per_csm: z.number().nullable(),
      cost: z.number(),
      cost_to_serve: z.number().nullable(),
    }),
  ),
  new_accounts: z
    .strictObject({ accounts: z.number(), hours: z.number(), fte: z.number(), csms: z.number(), cost: z.number() })
    .nullable(),
  rounding: z.strictObject({ pools_separately: z.number(), remainders_shared: z.number() }),
  capacity: z.strictObject({
    csms: z.number(),
    hours_available: z.number(),
    hours_needed: z.number(),
    hours_freed: z.number(),
    hours_lost_to_attrition: z.number(),
    hours_short: z.number(),
  }),
  books: z.array(BookField),
  leaving: z.array(z.string()),
  served_less: z.array(
    z.strictObject({
      account: z.string().nullable(),
      tier: z.string(),
      accounts: z.number(),
      arr: z.number().nullable(),
      from: ServiceField,
      to: ServiceField,
      hours_freed: z.number(),
      why: z.string(),
    }),
  ),
  arr_at_risk: z.number().nullable(),
  rebalanced: z.array(z.strictObject({ account: z.string(), from: z.string(), to: z.string(), why: z.string() })),
  books_after: z.array(BookField).nullable(),
  roles: z.array(
    z.strictObject({ role: Role, heads: z.number(), today: z.number().nullable(), why: z.string(), rule: z.string() }),
  ),
  org_chart: z.array(z.strictObject({ id: z.string(), role: Role, reports_to: z.string() })),
  span_checks: z.array(
    z.strictObject({ leader: z.string(), reports: z.number(), low: z.number(), high: z.number(), ok: z.boolean() }),
  ),
  ratio_checks: z.array(z.strictObject({ standard: z.string(), ...Ends.shape })),
  arr_check: z.strictObject({ arr_per_csm: z.number().nullable(), ...Ends.shape }).nullable(),
  hiring_plan: z.array(
    z.strictObject({
      role: Role,
      heads: z.number(),
      weeks_before: z.number().nullable(),
      order: z.number(),
      why: z.string(),
    }),
  ),
});
