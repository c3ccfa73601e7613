import { largest } from "../order/largest.ts";
import { smallest } from "../order/smallest.ts";

/** Something nobody told, what it would move, and by how much. */
export interface PlanUnknown {
  kind: "account_table" | "hours" | "gross_margin" | "new_accounts" | "team";
  /** Money a year between the two ends, for ranking; null when it cannot be bounded. */
  effect: number | null;
  low: number | null;
  high: number | null;
}

export interface UnknownFacts {
  arr_by_tier_known: boolean;
  retention_known: boolean;
  /** ARR lost a year in each churn scenario; empty when losses are unknown. */
  arr_lost: readonly number[];
  customer_time_known: boolean;
  hours_known: boolean;
  csm_range: { low: number; high: number };
  csm_cost: number;
  gross_margin_known: boolean;
  /** ARR the recommended plan must win back at the two ends of the margin; null when it adds nothing. */
  needed: { low: number; high: number } | null;
  new_accounts_known: boolean;
  team_known: boolean;
}

/**
 * What is unknown, the one that moves most money first, so that a reader asks for few things. Units: money a year, CSMs.
 * @example planUnknowns(facts)[0].kind // "account_table"
 */
export function planUnknowns(facts: UnknownFacts): PlanUnknown[] {
  const unknowns: PlanUnknown[] = [];
  if (!facts.team_known) unknowns.push({ kind: "team", effect: null, low: null, high: null });
  if (!facts.arr_by_tier_known || !facts.retention_known) {
    const [low, high] = facts.arr_lost.length ? [smallest(facts.arr_lost), largest(facts.arr_lost)] : [null, null];
    unknowns.push({ kind: "account_table", effect: low === null ? null : high - low, low, high });
  }
  if (!facts.customer_time_known || !facts.hours_known) {
    const { low, high } = facts.csm_range;
    unknowns.push({ kind: "hours", effect: (high - low) * facts.csm_cost, low, high });
  }
  if (!facts.gross_margin_known && facts.needed)
    unknowns.push({ kind: "gross_margin", effect: facts.needed.high - facts.needed.low, ...facts.needed });
  if (!facts.new_accounts_known) unknowns.push({ kind: "new_accounts", effect: null, low: null, high: null });
  const rank = (unknown: PlanUnknown) => (unknown.kind === "team" ? Number.POSITIVE_INFINITY : (unknown.effect ?? -1));
  return unknowns.sort((a, b) => rank(b) - rank(a));
}
