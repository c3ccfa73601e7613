import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { type KnownLosses, knownLosses, type TierArr } from "../economics/churn.ts";
import { grrNoise, logoNoise } from "../retention/chance.ts";
import type { PlanAccount } from "./book.ts";
import type { PlanFigures } from "./figures.ts";
import type { MeasuredRetention } from "./history.ts";
import type { PlanFacts } from "./question.ts";

/** How much of the ARR hangs on few accounts. Shares as fractions. */
export interface Concentration {
  /** By name where accounts are known; else the one account of a tier, or a tier's average account. */
  largest: { account: string | null; tier: string; arr: number; share: number; single: boolean };
  /** Null where only tiers are known. */
  top_five: number | null;
  top_twenty: number | null;
  /** Gross retention if nothing but the largest account were lost. */
  grr_without: number;
}

/** How far chance alone moves a year's rate, as a fraction on each side of a 95% interval; null when nothing can be said. */
export interface PlanNoise {
  logo_half_width: number | null;
  grr_half_width: number | null;
  /** A change between two years has to be larger than this to be told from chance. */
  grr_change: number | null;
}

export interface Losses extends KnownLosses {
  logos_lost: number | null;
  concentration: Concentration;
  noise: PlanNoise;
}

const FIVE = 5; // not a figure: the five and twenty largest, as boards ask for them
const TWENTY = 20; // not a figure: the five and twenty largest, as boards ask for them

function concentrationOf(accounts: readonly PlanAccount[], tiers: readonly TierArr[], arr: number): Concentration {
  const sorted = [...accounts].sort((a, b) => b.arr - a.arr);
  const share = (count: number) => (sorted.length === 0 ? null : sumMoney(sorted.slice(0, count).map((one) => one.arr)) / arr);
  const average = (tier: TierArr) => (tier.accounts === 0 ? 0 : tier.arr / tier.accounts);
  const [top] = [...tiers].sort((a, b) => average(b) - average(a));
  const [first] = sorted;
  const found = first
    ? { account: first.account, tier: first.tier, arr: first.arr, single: true }
    : { account: null, tier: top!.tier, arr: average(top!), single: top!.accounts === 1 };
  return {
    largest: { ...found, share: found.arr / arr },
    top_five: share(FIVE),
    top_twenty: share(TWENTY),
    grr_without: Math.max(0, 1 - found.arr / arr),
  };
}

/**
 * How far chance moves next year's retention: from the accounts where they are known, else from tiers of average accounts. Each account is lost
 * or kept alone with the same chance. Rates as fractions.
 * @example planNoise([], [{ tier: "All", touch: "tech", accounts: 340, arr: 340 }], 0.92, 1.96).logo_half_width // 0.0288
 */
export function planNoise(
  amounts: readonly number[],
  tiers: readonly TierArr[],
  logoRetention: number | null,
  standardErrors: number,
): PlanNoise {
  if (logoRetention === null) return { logo_half_width: null, grr_half_width: null, grr_change: null };
  const starts = amounts.length
    ? amounts
    : tiers.flatMap(({ accounts, arr }) => Array.from({ length: accounts }, () => arr / accounts));
  const grr = grrNoise(starts, logoRetention, standardErrors);
  return {
    logo_half_width: logoNoise(starts.length, logoRetention, standardErrors)?.half_width ?? null,
    grr_half_width: grr,
    grr_change: grr === null ? null : grr * Math.SQRT2,
  };
}

/** What a year loses, what one account could, and how much of it is chance. Money in major units, rates as fractions. */
export function planLosses(
  facts: PlanFacts,
  tiers: readonly TierArr[],
  retention: MeasuredRetention | null,
  accounts: readonly PlanAccount[],
  figures: Pick<PlanFigures, "churnMix" | "confidence">,
): Losses {
  const mix = figures.churnMix.value;
  const left = facts.logo_retention === null ? null : 1 - facts.logo_retention;
  return {
    ...knownLosses({ ...facts, logo_churn: left }, tiers, retention, mix),
    logos_lost: retention ? retention.accounts.churned : left === null ? null : left * facts.accounts,
    concentration: concentrationOf(accounts, tiers, facts.arr),
    noise: planNoise(
      accounts.map(({ arr }) => arr),
      tiers,
      facts.logo_retention,
      figures.confidence.value,
    ),
  };
}

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
  /** Null where no cost is known in the currency of the book. */
  csm_cost: number | null;
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
  const { low, high } = facts.csm_range;
  // Where no account takes hours, hours move nothing.
  if ((!facts.customer_time_known || !facts.hours_known) && high > 0) {
    unknowns.push({ kind: "hours", effect: facts.csm_cost === null ? null : (high - low) * facts.csm_cost, low, high });
  }
  if (!facts.gross_margin_known && facts.needed)
    unknowns.push({ kind: "gross_margin", effect: facts.needed.high - facts.needed.low, ...facts.needed });
  if (!facts.new_accounts_known) unknowns.push({ kind: "new_accounts", effect: null, low: null, high: null });
  const rank = (unknown: PlanUnknown) => (unknown.kind === "team" ? Number.POSITIVE_INFINITY : (unknown.effect ?? -1));
  return unknowns.sort((a, b) => rank(b) - rank(a));
}
