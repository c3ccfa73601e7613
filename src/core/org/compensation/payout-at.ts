import { sumMoney } from "../../money/sum-money.ts";
import { componentShare } from "./component-share.ts";
import type { PayPlan } from "./pay-question.ts";

/**
 * Variable pay when every component reaches the same share of its target, by component in the plan's order; nothing while a gate is closed.
 * Attainment is a fraction; money a year in major units, exact to the hundredth, parts adding up to the whole.
 * @example payoutAt(plan, 1).payout // 28000
 */
export function payoutAt(plan: PayPlan, attainment: number): { payout: number; parts: number[] } {
  const closed = plan.components.some(({ gate }) => gate !== null && attainment < gate);
  const parts = plan.components.map((one) => (closed ? 0 : sumMoney([one.at_target * componentShare(one, attainment)])));
  return { payout: sumMoney(parts), parts };
}
