import { bySize } from "../order/by-size.ts";
import { byText } from "../order/by-text.ts";
import type { AccountLine } from "./account-lines.ts";
import { type ChampionRisk, riskLevels } from "./champion-risk.ts";

/**
 * The account whose champion is at the highest risk, and of these the one with the largest ARR.
 * @example worstChampion(lines).account // "Harbour"
 */
export function worstChampion(lines: readonly AccountLine[]): (ChampionRisk & { account: string }) | null {
  const worst = [...lines].sort(
    (a, b) =>
      riskLevels.indexOf(a.champion.level) - riskLevels.indexOf(b.champion.level) ||
      bySize(a.arr, b.arr) ||
      byText(a.account, b.account),
  )[0];
  return worst === undefined ? null : { account: worst.account, ...worst.champion };
}
