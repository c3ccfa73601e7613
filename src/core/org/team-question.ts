import type { Role, Touch } from "../contract/vocabulary.ts";

/** Who looks after a tier; hours are counted for the first two only. */
export type CoveredBy = "csm" | "pool" | "partner" | "none";

/** One tier of accounts to be served. Unknown is undefined; ARR in major units, hours a year. */
export interface TeamTier {
  tier: string;
  touch: Touch;
  accounts: number;
  arr?: number;
  hours_per_account?: number;
  min_arr?: number;
  covered_by?: CoveredBy;
  /** Multiplies the hours of its accounts; 1 is as usual. */
  complexity?: number;
  /** Share of its accounts in their first year. */
  first_year?: number;
}

/** One account of a book, with what decides who serves it and how. */
export interface TeamAccount {
  account: string;
  arr: number;
  owner: string | null;
  tier: string;
  touch: Touch;
  covered_by: CoveredBy;
  renewal_date: string | null;
  notice_days: number | null;
  health: number | null;
}

/** How many people each role has; a role left out has none. */
export type Heads = Partial<Record<Role, number>>;

/** What a team plan is asked; everything undefined is unknown and becomes a bracket or an assumption. */
export interface TeamQuestion {
  tiers: TeamTier[];
  /** Total ARR, used where a tier's is unknown. */
  arr?: number;
  /** The team today. */
  team?: Heads;
  /** Roles to add beside today's; given, they replace the roles that size alone would call for. */
  planned?: Heads;
  /** Yearly loaded cost of one person, by role. */
  costs?: Partial<Record<Role, number>>;
  contract_hours?: number;
  leave_hours?: number;
  /** Beside leave. */
  sick_hours?: number;
  customer_time?: number;
  expansion_mandate?: boolean;
  new_accounts_a_year?: number;
  attrition?: number;
  /** CSMs, fixed. */
  heads?: number;
  /** Yearly budget of the whole team, fixed. */
  budget?: number;
  /** The accounts behind the tiers, where known. */
  accounts?: TeamAccount[];
  as_of?: string;
  /** Owners who leave. */
  leaving?: string[];
  /** Leaders who carry a part of a book beside their people, by name. */
  player_coaches?: string[];
  /** The team's heads may be parts of a person, such as 5.8 CSMs. */
  part_time?: boolean;
}
