import type { Chart } from "../../contract/chart.ts";
import type { Findings } from "../../contract/envelope.ts";
import { largest } from "../../order/largest.ts";
import { smallest } from "../../order/smallest.ts";
import { attainmentCost } from "./attainment-cost.ts";
import { attainmentSpread, csmsPaid } from "./attainment-spread.ts";
import { bookEvents } from "./book-events.ts";
import { checkPayQuestion } from "./check-pay-question.ts";
import { payCliffs } from "./cliffs.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import { marketPay } from "./market-pay.ts";
import { payOverlaps } from "./overlaps.ts";
import type { PayFields } from "./pay-fields.ts";
import { payGaps } from "./pay-gaps.ts";
import { costAssumptions, payWarnings } from "./pay-notices.ts";
import type { PayPlan, PayQuestion } from "./pay-question.ts";
import { payoutCurve } from "./payout-curve.ts";
import { payProfiles } from "./profiles.ts";
import { rampGuarantee } from "./ramp-guarantee.ts";
import { settlePlan } from "./settle-plan.ts";

const charts: Chart[] = [
  { kind: "bars", title: "Variable pay by attainment", list: "payout_curve", label: "attainment", values: ["payout"] },
];

/** Each gate with the variable pay at target that it holds back while it is closed. */
function gatesOf(plan: PayPlan): PayFields["gates"] {
  return plan.components.flatMap(({ metric, gate }) =>
    gate === null ? [] : [{ metric, gate, withheld: gate === 0 ? 0 : plan.variable, always_open: gate === 0 }],
  );
}

/** The attainments the range of cost runs between: those given, else the assumed ones. */
function endsOf({ attainment }: PayQuestion, { bracket }: CompensationFigures): { low: number; high: number } {
  const reached = attainmentSpread(attainment)?.flatMap((one) => (one.share > 0 ? [one.attainment] : []));
  if (reached === undefined) return { low: bracket.value.low, high: bracket.value.high };
  return { low: smallest(reached), high: largest(reached) };
}

/**
 * A whole pay plan: split, components, curve, overlaps, cliffs, gates, cost, ramp guarantee, events, and the sources' plans beside it.
 * Money a year in major units, shares as fractions. Throws Problem for pay, weights or events that cannot be. Source: definitions of
 * org-compensation and org-pay-checks.
 * @example designPay({ ote: 140_000, base_share: 0.8, components }, "USD", figures).fields.base // 112000
 */
export function designPay(
  question: PayQuestion,
  currency: string,
  figures: CompensationFigures,
): Findings & { fields: PayFields } {
  checkPayQuestion(question, figures);
  const { plan, base_share, assumptions } = settlePlan(question, figures);
  const { rows, effect } = bookEvents(question.book, plan, figures);
  const { base, variable, components } = plan;
  const whole = { ote: question.ote, base };
  const fields: PayFields = {
    ote: question.ote,
    base_share,
    base,
    variable,
    components,
    payout_curve: payoutCurve(plan, figures.curve.value),
    overlaps: payOverlaps(components, figures),
    cliffs: payCliffs(plan, figures),
    gates: gatesOf(plan),
    cost: attainmentCost(plan, csmsPaid(question), attainmentSpread(question.attainment), endsOf(question, figures)),
    ramp_guarantee: rampGuarantee(plan, question.ramp, {
      guarantee: figures.guarantee.value,
      delivery: figures.ramp.value.ramp_delivery,
    }),
    events_policy: figures.events.value.map(({ event, policy }) => ({ event, policy })),
    events: rows,
    events_total: rows.length,
    events_effect: effect,
    profiles: payProfiles(whole, figures),
    market: marketPay(whole, currency, figures),
    charts,
  };
  return {
    fields,
    warnings: payWarnings(plan, question, figures),
    assumptions: [...assumptions, ...costAssumptions(question, figures)],
    undefined: payGaps(fields, question),
  };
}
