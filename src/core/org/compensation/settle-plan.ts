import type { Assumption } from "../../contract/envelope.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { checkComponents } from "./check-components.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import type { PayComponent, PayPlan, PayQuestion } from "./pay-question.ts";
import { middleSplit, middleWeights } from "./profiles.ts";
import { shareVariable } from "./share-variable.ts";

/** A metric's name as every list writes it. @example metricName("Health score") // "health_score" */
export function metricName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}

/** The components of the standard in force. */
function ofStandard({ weights }: CompensationFigures): PayComponent[] {
  return middleWeights(weights.value);
}

/**
 * The plan to compute with: what the question leaves out is taken from the standard in force, and said. Base and variable add up to pay at
 * target, the components to variable pay. Major units a year. Throws Problem for components that cannot be paid.
 * @example settlePlan({ ote: 140_000, base_share: 0.8, components }, figures).plan.variable // 28000
 */
export function settlePlan(
  question: PayQuestion,
  figures: CompensationFigures,
): { plan: PayPlan; base_share: number; assumptions: Assumption[] } {
  const { ote, base_share: given } = question;
  const base_share = given ?? middleSplit(figures.baseShare.value);
  const listed = question.components?.map((one) => ({ ...one, metric: metricName(one.metric) }));
  const components: PayComponent[] = listed ?? ofStandard(figures);
  const line = figures.payLine.value;
  checkComponents(components, figures.plausible.value, line.threshold);
  const base = sumMoney([ote * base_share]);
  const variable = sumMoney([ote, -base]);
  const amounts = shareVariable(variable, components);
  const settled = components.map((one, place) => ({
    metric: one.metric,
    weight: one.weight,
    at_target: amounts[place]!,
    target: one.target ?? null,
    threshold: one.threshold ?? line.threshold,
    accelerator: one.accelerator ?? line.accelerator,
    cap: one.cap ?? null,
    gate: one.gate ?? null,
  }));
  return {
    plan: { base, variable, components: settled },
    base_share,
    assumptions: taken(question, components, base_share, figures),
  };
}

function taken(
  { base_share, components }: PayQuestion,
  used: readonly PayComponent[],
  split: number,
  { baseShare, weights, payLine }: CompensationFigures,
): Assumption[] {
  const without = (name: "threshold" | "accelerator") => {
    const open = used.filter((one) => one[name] === undefined).map(({ metric }) => metric);
    return open.length > 1 && open.length === used.length ? ["every component"] : open;
  };
  const { threshold, accelerator } = payLine.value;
  return [
    ...(base_share === undefined
      ? [
          {
            what: "base_share",
            value: String(split),
            why: `Not given; ${baseShare.standard} has ${[baseShare.value].flat().join(" to ")}.`,
            if_wrong: "Base and variable pay move, their sum does not.",
          },
        ]
      : []),
    ...(components === undefined
      ? [
          {
            what: "components",
            value: used.map(({ metric, weight }) => `${metric} ${weight}`).join(", "),
            why: `Not given; the weights of ${weights.standard}.`,
            if_wrong: "Another outcome is paid for.",
          },
        ]
      : []),
    ...(without("threshold").length
      ? [
          {
            what: `threshold of ${without("threshold").join(", ")}`,
            value: String(threshold),
            why: "Not given; pay starts with the first part of the target.",
            if_wrong: "A threshold pays less below it and makes a cliff.",
          },
        ]
      : []),
    ...(without("accelerator").length
      ? [
          {
            what: `accelerator of ${without("accelerator").join(", ")}`,
            value: String(accelerator),
            why: "Not given; above target pay rises as fast as below, up to the cap.",
            if_wrong: "Cost above target moves with it; 0 pays nothing more.",
          },
        ]
      : []),
  ];
}
