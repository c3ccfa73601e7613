import { sumMoney } from "../../money/sum-money.ts";
import type { PayFields } from "./pay-fields.ts";
import type { AttainmentShare, PayPlan } from "./pay-question.ts";
import { payoutAt } from "./payout-at.ts";

/**
 * A year's base and variable pay of so many CSMs: at target, over the spread of attainments (null when none was given), and if all stood at
 * the lowest or the highest attainment. Major units. The same pay counts whatever the order of the spread.
 * @example attainmentCost(plan, 10, [{ attainment: 1, share: 1 }], { low: 1, high: 1 }).at_distribution // 10 times base and variable
 */
export function attainmentCost(
  plan: PayPlan,
  csms: number,
  spread: readonly AttainmentShare[] | null,
  ends: { low: number; high: number },
): PayFields["cost"] {
  const teamAt = (payout: number) => sumMoney([csms * (plan.base + payout)]);
  const rows = [...(spread ?? [])].sort((a, b) => a.attainment - b.attainment || a.share - b.share);
  const mean = rows.reduce((sum, { attainment, share }) => sum + share * payoutAt(plan, attainment).payout, 0);
  return {
    csms,
    at_target: teamAt(payoutAt(plan, 1).payout),
    at_distribution: spread === null ? null : teamAt(mean),
    low: teamAt(payoutAt(plan, ends.low).payout),
    high: teamAt(payoutAt(plan, ends.high).payout),
    low_attainment: ends.low,
    high_attainment: ends.high,
  };
}
