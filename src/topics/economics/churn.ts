import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";

/** A tier with the ARR it is taken to have. */
export interface TierArr {
  tier: string;
  touch: "high" | "low" | "tech";
  accounts: number;
  arr: number;
}

export interface ChurnScenario {
  scenario: "all in the smallest tier" | "leaning to small accounts" | "in proportion";
  arr_lost: number;
  /** GRR before downgrades: what is left of opening ARR when only whole customers leave. */
  grr_before_contraction: number;
}

const averages = (tiers: readonly TierArr[]) => tiers.map((tier) => (tier.accounts === 0 ? 0 : tier.arr / tier.accounts));

const spread = (tiers: readonly TierArr[], lost: readonly number[]): number => {
  const average = averages(tiers);
  return sumMoney(lost.map((accounts, index) => accounts * average[index]!));
};

/** Accounts lost when all of them are as small as can be: a tier loses no more than it has, and the rest comes from the next larger one. */
function fromTheBottom(tiers: readonly TierArr[], lost: number): number[] {
  let left = lost;
  return [...tiers]
    .reverse()
    .map((tier) => {
      const taken = Math.min(left, tier.accounts);
      left -= taken;
      return taken;
    })
    .reverse();
}

/**
 * Tiers each with its part of the mix: by its touch, or by its place from the top down where two share a touch, since who leaves does not
 * depend on how two tiers of unlike size are served.
 */
function byPlace(tiers: readonly TierArr[]): TierArr[] {
  const filled = tiers.filter(({ accounts }) => accounts > 0);
  if (new Set(filled.map(({ touch }) => touch)).size === filled.length) return [...tiers];
  const [first, last] = [filled[0], filled.at(-1)];
  return tiers.map((tier) => ({ ...tier, touch: tier === first ? "high" : tier === last ? "tech" : "low" }));
}

/**
 * Accounts lost when losses lean to the small ones: from the top down each tier loses the mix's share, but no larger a share than its own of all
 * accounts, and what that leaves goes to the tiers below; what those do not hold comes back up.
 */
function byMix(given: readonly TierArr[], lost: number, mix: Record<TierArr["touch"], number>): number[] {
  const tiers = byPlace(given);
  const all = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const ofTouch = (touch: TierArr["touch"]) =>
    tiers.filter((tier) => tier.touch === touch).reduce((sum, tier) => sum + tier.accounts, 0);
  const total = (["high", "low", "tech"] as const)
    .filter((touch) => ofTouch(touch) > 0)
    .reduce((sum, touch) => sum + mix[touch], 0);
  const wanted = tiers.map((tier) =>
    tier.accounts === 0 || all === 0
      ? 0
      : lost * Math.min((mix[tier.touch] / total) * (tier.accounts / ofTouch(tier.touch)), tier.accounts / all),
  );
  const rest = lost - wanted.reduce((sum, one) => sum + one, 0);
  const room = tiers.map((tier, index) => ({ ...tier, accounts: tier.accounts - wanted[index]! }));
  return fromTheBottom(room, rest).map((more, index) => wanted[index]! + more);
}

/**
 * What a share of lost logos can mean in ARR: all in the smallest tier, leaning to small accounts, and in proportion.
 * Units: ARR in major units, tiers from the top down, `logoChurn` a yearly fraction. Source: main-job arithmetic, rule economics-churn-mix.
 * @example churnBounds([{ tier: "All", touch: "tech", accounts: 100, arr: 1000 }], 0.08, mix)[0].arr_lost // 80
 */
export function churnBounds(
  tiers: readonly TierArr[],
  logoChurn: number,
  mix: Record<TierArr["touch"], number>,
): ChurnScenario[] {
  const arr = sumMoney(tiers.map((tier) => tier.arr));
  const lost = tiers.reduce((sum, tier) => sum + tier.accounts, 0) * logoChurn;
  const scenario = (name: ChurnScenario["scenario"], arrLost: number): ChurnScenario => ({
    scenario: name,
    arr_lost: arrLost,
    grr_before_contraction: 1 - arrLost / arr,
  });
  return [
    scenario("all in the smallest tier", spread(tiers, fromTheBottom(tiers, lost))),
    scenario("leaning to small accounts", spread(tiers, byMix(tiers, lost, mix))),
    scenario("in proportion", sumMoney([arr * logoChurn])),
  ];
}

/** What a number of lost customers may have been: all small, one large and the rest small, mixed, or of every size alike. */
interface LossCase {
  who: "all small" | "mixed" | "one large" | "spread evenly";
  arr_lost: number;
  grr: number;
}

/**
 * Readings of a count of lost customers that a leader can check by name, from the least ARR lost to the most. One large only where the largest
 * tier has accounts to lose beside the one that would stay and the count is of one or more; of every size alike unless the largest tier is a
 * single account, which is still here. Money in major units, tiers from the top down.
 * @example lossCases([{ tier: "Big", touch: "high", accounts: 10, arr: 6e6 }, { tier: "Small", touch: "tech", accounts: 990, arr: 4e6 }], 0.2, mix)[1].grr // 0.86, one large
 */
export function lossCases(tiers: readonly TierArr[], logoChurn: number, mix: Record<TierArr["touch"], number>): LossCase[] {
  const arr = sumMoney(tiers.map((tier) => tier.arr));
  const accounts = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const lost = accounts * logoChurn;
  const one = (who: LossCase["who"], amount: number): LossCase => ({
    who,
    arr_lost: amount,
    grr: arr === 0 ? 1 : 1 - amount / arr,
  });
  const [top, ...rest] = tiers;
  const several = top !== undefined && rest.length > 0 && top.accounts > 1;
  const large = several && lost >= 1;
  return [
    one("all small", spread(tiers, fromTheBottom(tiers, lost))),
    one("mixed", spread(tiers, byMix(tiers, lost, mix))),
    ...(large ? [one("one large", sumMoney([top.arr / top.accounts, spread(rest, fromTheBottom(rest, lost - 1))]))] : []),
    ...(several ? [one("spread evenly", sumMoney([arr * logoChurn]))] : []),
  ].sort((a, b) => a.arr_lost - b.arr_lost);
}

/** ARR lost in a year: what was counted, what a given GRR says, or between which ends logo churn leaves it. */
export interface ArrLost {
  low: number;
  /** Between them, where losses lean to small accounts. */
  central: number;
  high: number;
  from: "table" | "given GRR" | "logo churn";
}

/**
 * The ARR a year's losses took, downgrades included where they are known; null when nothing tells. Major units.
 * A given GRR is applied to today's ARR, since the opening one is not known.
 * @example arrLost(null, { arr: 6_000_000, grr: 0.88, ... }, []) // { low: 720_000, central: 720_000, high: 720_000, from: "given GRR" }
 */
export function arrLost(
  retention: { bridge: { churn: number; contraction: number } } | null,
  facts: { arr: number; grr: number | null },
  churn: readonly ChurnScenario[],
): ArrLost | null {
  const exactly = (amount: number, from: ArrLost["from"]): ArrLost => ({ low: amount, central: amount, high: amount, from });
  if (retention) return exactly(sumMoney([retention.bridge.churn, retention.bridge.contraction]), "table");
  if (facts.grr !== null) return exactly(sumMoney([facts.arr * (1 - facts.grr)]), "given GRR");
  const lost = churn.map((scenario) => scenario.arr_lost);
  const leaning = churn.find(({ scenario }) => scenario === "leaning to small accounts")?.arr_lost;
  return lost.length ? { low: smallest(lost), central: leaning ?? largest(lost), high: largest(lost), from: "logo churn" } : null;
}

/** The same ends for what is lost as the cases shown have. */
function withinCases(lost: ArrLost | null, cases: readonly LossCase[]): ArrLost | null {
  if (lost === null || lost.from !== "logo churn" || cases.length === 0) return lost;
  const amounts = cases.map((one) => one.arr_lost);
  const [low, high] = [smallest(amounts), largest(amounts)];
  return { ...lost, low, high, central: Math.min(high, Math.max(low, lost.central)) };
}

/** Last year's losses as far as anything tells, and gross retention between its ends; null where nothing does. */
export interface KnownLosses {
  churn: ChurnScenario[];
  cases: LossCase[];
  arr_lost: ArrLost | null;
  grr: { low: number; central: number; high: number; known: boolean } | null;
}

/**
 * What a year lost: from a table's bridge, from a given GRR, or between the ends that the share of customers lost allows. Money in major units.
 * @example knownLosses({ arr: 6_000_000, grr: 0.88, logo_churn: null }, [], null, mix).arr_lost // 720,000
 */
export function knownLosses(
  facts: { arr: number; grr: number | null; logo_churn: number | null },
  tiers: readonly TierArr[],
  retention: { bridge: { churn: number; contraction: number } } | null,
  mix: Record<TierArr["touch"], number>,
): KnownLosses {
  const churn = facts.logo_churn === null ? [] : churnBounds(tiers, facts.logo_churn, mix);
  const cases = facts.logo_churn === null || facts.grr !== null ? [] : lossCases(tiers, facts.logo_churn, mix);
  const rates = cases.length ? cases.map((one) => one.grr) : churn.map((one) => one.grr_before_contraction);
  const leaning = churn.find(({ scenario }) => scenario === "leaning to small accounts")?.grr_before_contraction;
  const grr =
    facts.grr !== null
      ? { low: facts.grr, central: facts.grr, high: facts.grr, known: true }
      : rates.length
        ? { low: smallest(rates), central: leaning ?? smallest(rates), high: largest(rates), known: false }
        : null;
  return { churn, cases, arr_lost: withinCases(arrLost(retention, facts, churn), cases), grr };
}

export interface BreakEven {
  /** Points of ARR, as a fraction, that must be kept or sold within the year to repay the added cost from cash. */
  share_of_arr: number;
  share_low: number;
  share_high: number;
  /** The same against what recurring revenue is worth, in one year. */
  share_by_value: number;
  retained_arr_needed: number;
  /** Accounts of average size that make up that ARR, tier by tier, one tier at a time. */
  accounts: { tier: string; count: number | null }[];
}

/**
 * What an added yearly cost must win back: points of ARR and accounts of each tier.
 * Units: money in major units a year, gross margin as fractions. Cash: cost / (ARR x margin). Value: cost / (ARR x multiple).
 * Throws nothing; a tier without ARR or accounts gets null. Source: rule economics-business-case.
 * @example breakEven(490_000, 18_000_000, tiers, { low: 0.81, central: 0.81, high: 0.81 }, 5).share_of_arr // 0.0336
 */
export function breakEven(
  addedCost: number,
  arr: number,
  tiers: readonly TierArr[],
  margin: { low: number; central: number; high: number },
  valueMultiple: number,
): BreakEven {
  const needed = addedCost / margin.central;
  return {
    share_of_arr: needed / arr,
    share_low: addedCost / margin.high / arr,
    share_high: addedCost / margin.low / arr,
    share_by_value: addedCost / (arr * valueMultiple),
    retained_arr_needed: needed,
    accounts: tiers.map((tier) => ({
      tier: tier.tier,
      count: tier.arr > 0 && tier.accounts > 0 ? needed / (tier.arr / tier.accounts) : null,
    })),
  };
}
