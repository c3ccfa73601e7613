import { sumMoney } from "../../money/sum-money.ts";
import type { PayFields } from "./pay-fields.ts";
import type { PayPlan } from "./pay-question.ts";
import { payoutAt } from "./payout-at.ts";

/**
 * Variable pay at each attainment, from the lowest up, as money, as a share of variable pay at target, and with base on top.
 * Share is null where there is no variable pay.
 * @example payoutCurve(plan, [0.5, 1]) // [{ attainment: 0.5, payout: 14000, share: 0.5, total_pay: 126000 }, ...]
 */
export function payoutCurve(plan: PayPlan, attainments: readonly number[]): PayFields["payout_curve"] {
  return [...attainments]
    .sort((a, b) => a - b)
    .map((attainment) => {
      const { payout } = payoutAt(plan, attainment);
      return {
        attainment,
        payout,
        share: plan.variable === 0 ? null : payout / plan.variable,
        total_pay: sumMoney([plan.base, payout]),
      };
    });
}
