import type { Touch } from "../../contract/vocabulary.ts";

/** One tier of the book; ARR in major units. */
export interface ScorecardTier {
  tier: string;
  touch: Touch;
  accounts: number;
  arr?: number;
}

/** What the design of a scorecard is asked; undefined is unknown. Values in the unit of each measure, rates as fractions. */
export interface ScorecardQuestion {
  stage: string;
  motion: string;
  tiers?: ScorecardTier[];
  current?: Record<string, number>;
  targets?: Record<string, number>;
  /** Average contract a year and total ARR, major units. */
  acv?: number;
  arr?: number;
  counts?: { new_accounts_a_year?: number; csms?: number };
  /** Currency of acv and arr; published sizes are in USD. */
  currency?: string;
}

/** The question with its names settled and what the tiers add up to. */
export interface ScorecardFacts {
  stage: string;
  motion: string;
  touches: Touch[] | null;
  tiers: ScorecardTier[];
  current: Record<string, number>;
  targets: Record<string, number>;
  accounts: number | null;
  new_accounts: number | null;
  csms: number | null;
  arr: number | null;
  acv: number | null;
  /** Whether acv was worked out from ARR and accounts. */
  acv_derived: boolean;
  /** Whether acv and arr can stand beside published sizes, which are in USD. */
  in_usd: boolean;
}
