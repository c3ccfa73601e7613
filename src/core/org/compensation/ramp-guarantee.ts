import { sumMoney } from "../../money/sum-money.ts";
import type { PayFields } from "./pay-fields.ts";
import type { PayPlan, PayQuestion } from "./pay-question.ts";
import { payoutAt } from "./payout-at.ts";

/**
 * What it costs to pay newcomers a share of their variable pay while they learn, and how much of it they would not have earned; a guarantee
 * is a floor, so the extra is never below 0. Months, money in major units. Null when nobody is guaranteed anything.
 * @example rampGuarantee(plan, { months: 6, new_csms: 2 }, { guarantee: 1, delivery: 0.45 })?.cost // 28000 when variable is 28000
 */
export function rampGuarantee(
  plan: PayPlan,
  ramp: PayQuestion["ramp"],
  { guarantee, delivery }: { guarantee: number; delivery: number },
): PayFields["ramp_guarantee"] {
  if (ramp === undefined) return null;
  const { months, new_csms } = ramp;
  const per_hire = sumMoney([(plan.variable * guarantee * months) / 12]);
  const earned_per_hire = sumMoney([(payoutAt(plan, delivery).payout * months) / 12]);
  const extra_per_hire = Math.max(0, sumMoney([per_hire, -earned_per_hire]));
  const forAll = (amount: number) => (new_csms === undefined ? null : sumMoney([amount * new_csms]));
  return {
    months,
    per_hire,
    earned_per_hire,
    extra_per_hire,
    new_csms: new_csms ?? null,
    cost: forAll(per_hire),
    extra_cost: forAll(extra_per_hire),
  };
}
