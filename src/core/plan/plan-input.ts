import type { AccountCounts, Bridge } from "../metrics/retention.ts";
import type { TeamAccount } from "../org/team-question.ts";
import type { Company, CompanyTier } from "./company.ts";
import type { RenewalReconciliation } from "./renewal-reconciliation.ts";

/** One account of the book with the tier it has now and the one it gets. */
export interface PlanAccount extends TeamAccount {
  previous_tier: string | null;
  /** Why it has the tier it gets. */
  reason: string;
}

/** Retention measured from a table, over a window. */
export interface MeasuredRetention {
  from: string | null;
  to: string | null;
  nrr: number | null;
  grr: number | null;
  logo_retention: number | null;
  bridge: { [Part in keyof Bridge]: number };
  accounts: { [Count in keyof AccountCounts]: number };
  top_account: number | null;
  /** Beside it, the rate on what came up for decision; null where nothing dates a decision. */
  renewals: RenewalReconciliation | null;
}

/** The book as the account table has it, tiered. */
export interface PlanBook {
  table: string;
  tiers: (CompanyTier & { arr: number })[];
  accounts: PlanAccount[];
}

/** All a plan is made from; what is not known is null or left out. */
export interface PlanInput {
  company: Company;
  book: PlanBook | null;
  retention: MeasuredRetention | null;
  as_of: string | null;
}
