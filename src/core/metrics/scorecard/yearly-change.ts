import { sumMoney } from "../../money/sum-money.ts";
import { logoNoise } from "../noise.ts";
import type { ScorecardFacts } from "./scorecard-question.ts";

/**
 * The smallest change of a result from one year to the next that chance does not explain, when each account leaves alone with the same
 * chance and those of a tier are alike; a fraction. Null for results whose noise is not known: net retention, cost, or missing accounts.
 * @example yearlyChange("logo_retention", facts, 1.96) // 340 accounts, 0.92: 1.96 x sqrt(2 x 0.92 x 0.08 / 340) = 0.0408
 */
export function yearlyChange(
  measure: string,
  { tiers, accounts, current }: ScorecardFacts,
  standardErrors: number,
): number | null {
  const kept = current.logo_retention ?? (measure === "grr" ? current.grr : undefined);
  if (accounts === null || kept === undefined) return null;
  const noise = logoNoise(accounts, kept, standardErrors);
  if (noise === null) return null;
  if (measure === "logo_retention") return noise.half_width * Math.SQRT2;
  const amounts = tiers.flatMap(({ arr, accounts: count }) => (arr === undefined ? [] : [{ arr, count }]));
  if (measure !== "grr" || amounts.length < tiers.length) return null;
  const total = sumMoney(amounts.map(({ arr }) => arr));
  if (total === 0 || amounts.some(({ arr, count }) => count === 0 && arr > 0)) return null;
  const squares = amounts.map(({ arr, count }) => (count === 0 ? 0 : (arr * arr) / count)).sort((a, b) => a - b);
  const spread = Math.sqrt(kept * (1 - kept) * squares.reduce((sum, square) => sum + square, 0)) / total;
  return standardErrors * spread * Math.SQRT2;
}
