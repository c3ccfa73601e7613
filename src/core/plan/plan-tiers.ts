import { arrScenarios } from "../segmentation/arr-scenarios.ts";
import type { TierArr } from "./churn-bounds.ts";
import type { PlanTier } from "./plan.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { PlanFigures } from "./plan-reads.ts";

export interface TierPicture {
  tiers: PlanTier[];
  scenarios: { scenario: string; tiers: TierArr[] }[];
  /** Total less the tiers' ARR when all of it is given. */
  gap: number;
  notes: string[];
}

/**
 * The tiers with their ARR: as given, or the central scenario between the ends that accounts and floors allow. From the top down.
 * Throws Problem, with the arithmetic, when accounts and floors cannot hold the ARR.
 */
export function planTiers(facts: PlanFacts, figures: PlanFigures): TierPicture {
  const laid = arrScenarios(facts.tiers, facts.arr, figures.arrScenarios.value);
  const ordered = laid.feasible.map(({ tier }) => facts.tiers.find((one) => one.tier === tier)!);
  const scenarios = laid.scenarios.map(({ scenario, tiers }) => ({
    scenario,
    tiers: tiers.map(({ arr }, index) => {
      const { tier, touch, accounts } = ordered[index]!;
      return { tier, touch, accounts, arr };
    }),
  }));
  const central = scenarios[0]!.tiers;
  return {
    tiers: ordered.map(({ tier, touch, min_arr, accounts }, index) => ({
      tier,
      touch,
      min_arr,
      accounts,
      arr: central[index]!.arr,
      arr_share: central[index]!.arr / facts.arr,
      arr_low: laid.feasible[index]!.low,
      arr_high: laid.feasible[index]!.high,
    })),
    scenarios,
    gap: laid.gap,
    notes: laid.notes,
  };
}
