import { sumMoney } from "../money/sum-money.ts";

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
