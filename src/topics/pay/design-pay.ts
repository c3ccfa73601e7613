import type { Chart } from "../../core/answer.ts";
import { isKnown, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { type Books, bookEvents, payAgainstBooks, rampGuarantee } from "./books.ts";
import { examplesOf, payFaults, type RepairedComponent, repaired } from "./faults.ts";
import { componentShare, costOf, csmsPaid, foreignMetrics, gatesOf, payCliffs, payoutCurve } from "./payout.ts";
import { marketPay, type PayPlan, payOverlaps, payProfiles, settlePlan } from "./plan.ts";
import { attainmentSpread, type CompensationFigures, checkPayQuestion, outcomeOf, type PayQuestion } from "./question.ts";

/** What a reader should know before announcing the plan, as codes with the metrics they are about. */
export type PayWarning =
  | { code: "target_not_paid" | "gate_always_open" | "target_out_of_reach" | "beyond_the_possible"; metrics: string[] }
  | { code: "people_and_attainments"; people: number; csms: number };

function warningsOf(plan: PayPlan, question: PayQuestion, figures: CompensationFigures): PayWarning[] {
  const top = largest(figures.curve.value);
  const paid = plan.components.filter(({ weight }) => weight > 0);
  const names = (rows: readonly { metric: string }[]) => rows.map(({ metric }) => metric);
  const bounded = paid.flatMap((one) =>
    one.target !== null && figures.bounded.value.includes(outcomeOf(one.metric, figures)) ? [{ ...one, target: one.target }] : [],
  );
  const short = names(paid.filter((one) => componentShare(one, 1) < 1));
  const closed = names(plan.components.filter(({ gate }) => gate !== null && gate > 1));
  const above = names(bounded.filter(({ target }) => target > 1));
  const beyond = names(bounded.filter(({ target, cap }) => Math.min(cap ?? top, top) * target > 1));
  const open = names(plan.components.filter(({ gate }) => gate === 0));
  const { attainment, csms } = question;
  const people = Array.isArray(attainment) && attainment.every((one) => typeof one === "number") ? attainment.length : null;
  const all: PayWarning[] = [
    { code: "target_not_paid", metrics: [...short, ...closed] },
    { code: "gate_always_open", metrics: open },
    { code: "target_out_of_reach", metrics: above },
    { code: "beyond_the_possible", metrics: above.length ? [] : beyond },
  ];
  return [
    ...all.filter((one) => "metrics" in one && one.metrics.length > 0),
    ...(people !== null && csms !== undefined && csms !== people
      ? [{ code: "people_and_attainments" as const, people, csms }]
      : []),
  ];
}

/** The same pay at target without the faults, and what it costs; not known where nothing has to change. */
function repairedPlan(plan: PayPlan, question: PayQuestion, figures: CompensationFigures) {
  const components = repaired(plan, figures);
  if (components === null) return unknown("Nothing in this plan has to change.");
  const asked: PayQuestion = { ...question, ote: sumMoney([plan.base, plan.variable]), components: components.map(asComponent) };
  const settled = settlePlan({ ...asked, base_share: plan.base / asked.ote! }, figures).plan;
  const { csms, at_target, low, high } = costOf(settled, { csms: csmsPaid(question) }, figures);
  const rows = components.map((one) => ({
    ...one,
    target: known(one.target, "Not given."),
    cap: known(one.cap, "None is needed."),
    gate: known(one.gate, "None is needed."),
  }));
  return { components: rows, csms, at_target, low, high };
}

const asComponent = ({ metric, weight, threshold, cap, gate, target }: RepairedComponent) => ({
  metric,
  weight,
  threshold,
  ...(target === null ? {} : { target }),
  ...(cap === null ? {} : { cap }),
  ...(gate === null ? {} : { gate }),
});

const charts: Chart[] = [
  { kind: "bars", title: "Variable pay by attainment", list: "payout_curve", label: "attainment", values: ["payout"] },
];

/**
 * A whole pay plan: what is wrong with it, split, components, curve, overlaps, cliffs, gates, cost, pay against books, ramp guarantee, events,
 * and the sources' plans beside it. Money a year in major units, shares as fractions. Throws Problem for pay, weights or events that cannot
 * be, and for attainments of metrics the plan does not have. Source: rules org-compensation and org-pay-checks.
 * @example designPay({ ote: 140_000, base_share: 0.8, components }, "USD", figures).fields.base // 112000
 */
export function designPay(question: PayQuestion, currency: string, figures: CompensationFigures) {
  checkPayQuestion(question, figures);
  const { plan, ote, base_share, filled } = settlePlan(question, figures);
  const { base, variable, components } = plan;
  const people = question.people ?? [];
  const spread = attainmentSpread(question);
  const foreign = foreignMetrics(
    plan,
    [...(spread ?? []), ...people].map(({ attainment }) => attainment),
    figures,
  );
  if (foreign.length)
    throw new Problem({
      what: `attainment names ${foreign.join(", ")}, which the plan does not pay for.`,
      remedy: `It pays for ${components.map(({ metric }) => metric).join(", ")}.`,
    });
  const [overlaps, cliffs] = [payOverlaps(components, figures), payCliffs(plan, figures)];
  const { rows, books } = payAgainstBooks(plan, people, figures);
  const faults = payFaults(plan, { overlaps, cliffs }, spread, isKnown(books) ? (books as Books) : null, figures);
  const { rows: events, effect } = bookEvents(question.book, plan, figures);
  return {
    plan,
    faults,
    filled,
    warnings: warningsOf(plan, question, figures),
    fields: {
      examples: examplesOf(faults),
      repaired: repairedPlan(plan, question, figures),
      ote,
      base_share,
      base,
      variable,
      components: components.map((one) => ({
        ...one,
        target: known(one.target, "Not given."),
        cap: known(one.cap, "Not given."),
        gate: known(one.gate, "Not given."),
      })),
      payout_curve: payoutCurve(plan, figures.curve.value),
      overlaps,
      cliffs,
      gates: gatesOf(plan),
      cost: costOf(plan, question, figures),
      people: rows,
      people_total: rows.length,
      books,
      ramp_guarantee: rampGuarantee(plan, question.ramp, {
        guarantee: figures.guarantee.value,
        delivery: figures.ramp.value.ramp_delivery,
      }),
      events_policy: figures.events.value.map(({ event, policy }) => ({ event, policy })),
      events,
      events_total: events.length,
      events_effect: effect,
      profiles: payProfiles({ ote, base }, figures),
      market: marketPay({ ote, base }, currency, figures),
      charts,
    },
  };
}
export type DesignedPay = ReturnType<typeof designPay>;
