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

/** Losses beyond a tier's own accounts spill into the next larger tier. */
function lostFromTheBottom(tiers: readonly TierArr[], lost: number): number {
  const average = averages(tiers);
  let left = lost;
  const amounts = [...tiers].reverse().map((tier, index) => {
    const taken = Math.min(left, tier.accounts);
    left -= taken;
    return taken * average[tiers.length - 1 - index]!;
  });
  return sumMoney(amounts);
}

/** Spreads the mix over the tiers there are: a touch's share is split by accounts, a missing touch's share goes to the others in proportion. */
function lostByMix(tiers: readonly TierArr[], lost: number, mix: Record<TierArr["touch"], number>): number {
  const average = averages(tiers);
  const ofTouch = (touch: TierArr["touch"]) =>
    tiers.filter((tier) => tier.touch === touch).reduce((sum, tier) => sum + tier.accounts, 0);
  const present = (["high", "low", "tech"] as const).filter((touch) => ofTouch(touch) > 0);
  const total = present.reduce((sum, touch) => sum + mix[touch], 0);
  return sumMoney(
    tiers.map((tier, index) =>
      tier.accounts === 0 ? 0 : lost * (mix[tier.touch] / total) * (tier.accounts / ofTouch(tier.touch)) * average[index]!,
    ),
  );
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
    scenario("all in the smallest tier", lostFromTheBottom(tiers, lost)),
    scenario("leaning to small accounts", lostByMix(tiers, lost, mix)),
    scenario("in proportion", sumMoney([arr * logoChurn])),
  ];
}

/** ARR lost in a year: what was counted, what a given GRR says, or between which ends logo churn leaves it. */
export interface ArrLost {
  low: number;
  high: number;
  from: "table" | "given GRR" | "logo churn";
}

/**
 * The ARR a year's losses took, downgrades included where they are known; null when nothing tells. Major units.
 * A given GRR is applied to today's ARR, since the opening one is not known.
 * @example arrLost(null, { arr: 6_000_000, grr: 0.88, ... }, []) // { low: 720_000, high: 720_000, from: "given GRR" }
 */
export function arrLost(
  retention: { bridge: { churn: number; contraction: number } } | null,
  facts: { arr: number; grr: number | null },
  churn: readonly ChurnScenario[],
): ArrLost | null {
  const exactly = (amount: number, from: ArrLost["from"]): ArrLost => ({ low: amount, high: amount, from });
  if (retention) return exactly(sumMoney([retention.bridge.churn, retention.bridge.contraction]), "table");
  if (facts.grr !== null) return exactly(sumMoney([facts.arr * (1 - facts.grr)]), "given GRR");
  const lost = churn.map((scenario) => scenario.arr_lost);
  return lost.length ? { low: smallest(lost), high: largest(lost), from: "logo churn" } : null;
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
