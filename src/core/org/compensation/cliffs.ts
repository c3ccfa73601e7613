import { sumMoney } from "../../money/sum-money.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import type { PayFields } from "./pay-fields.ts";
import type { PayPlan } from "./pay-question.ts";
import { payoutAt } from "./payout-at.ts";

interface Edge {
  metric: string;
  kind: string;
  /** The attainment at which the step ends. */
  at: number;
  /** Place of the component in the plan. */
  place: number;
}

/** Where the curve can jump: at each threshold and gate, and in the first step above target. */
function edgesOf(plan: PayPlan, step: number): Edge[] {
  return plan.components.flatMap(({ metric, threshold, gate, accelerator }, place) => [
    ...(threshold > 0 ? [{ metric, kind: "threshold", at: threshold, place }] : []),
    ...(gate !== null && gate > 0 ? [{ metric, kind: "gate", at: gate, place }] : []),
    ...(accelerator > 1 ? [{ metric, kind: "accelerator", at: 1 + step, place }] : []),
  ]);
}

/**
 * Places where one small step of attainment moves yearly pay by more than a share of variable pay; each names the component, the attainment
 * reached and the money its own step moves. Steps of several components at one place count together. Source: rule org-pay-checks.
 * @example payCliffs(plan, figures) // [{ metric: "grr", kind: "threshold", at: 0.9, jump: 15120 }]
 */
export function payCliffs(plan: PayPlan, { cliff }: Pick<CompensationFigures, "cliff">): PayFields["cliffs"] {
  const { step_share: step, jump_share: most } = cliff.value;
  const moved = (at: number, place?: number) => {
    const [after, before] = [payoutAt(plan, at), payoutAt(plan, Math.max(0, at - step))];
    return place === undefined
      ? sumMoney([after.payout, -before.payout])
      : sumMoney([after.parts[place]!, -before.parts[place]!]);
  };
  return edgesOf(plan, step)
    .map(({ metric, kind, at, place }) => ({
      metric,
      kind,
      at,
      jump: moved(at, kind === "gate" ? undefined : place),
      together: moved(at),
    }))
    .filter(({ jump, together }) => jump > 0 && together > most * plan.variable)
    .sort((a, b) => b.jump - a.jump || a.at - b.at || (a.metric < b.metric ? -1 : 1))
    .map(({ metric, kind, at, jump }) => ({ metric, kind, at, jump }));
}
