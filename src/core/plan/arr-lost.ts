import { sumMoney } from "../money/sum-money.ts";
import { largest } from "../order/largest.ts";
import { smallest } from "../order/smallest.ts";
import type { ChurnScenario } from "./churn-bounds.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { MeasuredRetention } from "./plan-input.ts";

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
  retention: MeasuredRetention | null,
  facts: Pick<PlanFacts, "arr" | "grr">,
  churn: readonly ChurnScenario[],
): ArrLost | null {
  const exactly = (amount: number, from: ArrLost["from"]): ArrLost => ({ low: amount, high: amount, from });
  if (retention) return exactly(sumMoney([retention.bridge.churn, retention.bridge.contraction]), "table");
  if (facts.grr !== null) return exactly(sumMoney([facts.arr * (1 - facts.grr)]), "given GRR");
  const lost = churn.map((scenario) => scenario.arr_lost);
  return lost.length ? { low: smallest(lost), high: largest(lost), from: "logo churn" } : null;
}
