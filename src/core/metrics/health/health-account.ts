import type { Touch } from "../../contract/vocabulary.ts";

/** One account as its score is computed: what is not known is null, and 0 is a value. */
export interface HealthAccount {
  account: string;
  /** Row of the table, null when written inline. */
  row: number | null;
  touch: Touch | null;
  /** Yearly, in major units. */
  arr: number | null;
  segment: string | null;
  /** 0 to 100 by component; null where scores come ready-made, also where this one is missing. */
  scores: Readonly<Record<string, number | null>> | null;
  /** A ready-made score, 0 to 100. */
  score: number | null;
  /** When the signals were taken: one day for all, or a day for each component. */
  signal_date: string | null;
  signal_dates: Readonly<Record<string, string>>;
  notice_served: boolean | null;
  /** False when automatic renewal was switched off. */
  auto_renew: boolean | null;
  sponsor_left: boolean | null;
  previous_score: number | null;
  /** The decision that followed the score, null while it is open. */
  outcome: "kept" | "lost" | null;
  /** The stated chance of renewing, 0 to 1. */
  probability: number | null;
  scored_on: string | null;
  decided_on: string | null;
}

/** An account as a caller writes it: null and left out both mean not known. */
export type AccountRow = { account: string } & {
  [Field in Exclude<keyof HealthAccount, "account" | "row" | "outcome">]?: HealthAccount[Field] | undefined;
};

/**
 * An account with everything that is not said set to not known; one with a ready-made score has no components.
 * @example healthAccount({ account: "Acme", arr: 0 }).arr // 0
 */
export function healthAccount(row: AccountRow, outcome: HealthAccount["outcome"] = null): HealthAccount {
  const score = row.score ?? null;
  // Written out field by field: accounts of one form are read several times faster than merged records.
  return {
    account: row.account,
    row: null,
    touch: row.touch ?? null,
    arr: row.arr ?? null,
    segment: row.segment ?? null,
    scores: row.scores ?? (score === null ? noScores : null),
    score,
    signal_date: row.signal_date ?? null,
    signal_dates: row.signal_dates ?? noDates,
    notice_served: row.notice_served ?? null,
    auto_renew: row.auto_renew ?? null,
    sponsor_left: row.sponsor_left ?? null,
    previous_score: row.previous_score ?? null,
    outcome,
    probability: row.probability ?? null,
    scored_on: row.scored_on ?? null,
    decided_on: row.decided_on ?? null,
  };
}

const noScores: Readonly<Record<string, number | null>> = {};
const noDates: Readonly<Record<string, string>> = {};
