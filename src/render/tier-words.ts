import type { Warning } from "../core/contract/envelope.ts";
import type { Coverage } from "../core/segmentation/coverage.ts";
import { floorsAgainstCrossover } from "../core/segmentation/floors-against-crossover.ts";
import type { Floor } from "../core/segmentation/order-floors.ts";
import type { TierReads } from "../core/segmentation/tier-reads.ts";
import type { CoverageWords } from "./tier-summary.ts";
import type { WarningLevels } from "./tier-warnings.ts";

/** What the words of a tiering need beside its numbers. */
export interface TierWords {
  own_cost: boolean;
  stated_arr: number | null;
  currency: string;
}

/** The figures that the size of a tier is compared with. */
export const sizesOf = (figures: TierReads): Pick<WarningLevels, "few_accounts" | "most_segments"> => ({
  few_accounts: figures.fewAccounts.value,
  most_segments: figures.mostSegments.value,
});

/** All figures that warnings about a book compare with. */
export const levelsOf = (figures: TierReads): WarningLevels => ({
  ...sizesOf(figures),
  override_share: figures.overrideShare.value,
  override_months: figures.transitions.value.override_months,
  at_risk_health: figures.atRiskHealth.value,
});

/** The words about coverage; a scheme by score has no floors in ARR to compare. */
export function coverageOf(floors: readonly Floor[], cost: Coverage, { own_cost, currency }: TierWords): CoverageWords {
  const { crossovers, drivers } = cost;
  return {
    crossovers,
    differences: floorsAgainstCrossover(floors, crossovers),
    own_cost,
    drivers,
    currency,
    compared: floors.length > 0,
  };
}

/** Figures in USD that stand beside a book in another currency. */
export function currencyWarnings({ currency, own_cost }: TierWords, ownFloors: boolean): Warning[] {
  const borrowed = [...(ownFloors ? [] : ["the floors"]), ...(own_cost ? [] : ["the cost of a CSM"])];
  if (currency === "USD" || borrowed.length === 0) return [];
  const message = `The book is in ${currency}; ${borrowed.join(" and ")} come from the rules in USD and are taken as ${currency}. Give your own.`;
  return [{ code: "currency", message }];
}
