import type { Chart } from "../../core/answer.ts";
import { isKnown, known, mapKnown, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { type Books, bookEvents, payAgainstBooks, rampGuarantee } from "./books.ts";
import { examplesOf, missOf, type PayFault, payFaults, type RepairedComponent, repaired } from "./faults.ts";
import {
  componentShare,
  costOf,
  csmsPaid,
  foreignMetrics,
  gatesOf,
  payCliffs,
  payoutAt,
  payoutCurve,
  payoutReached,
} from "./payout.ts";
import { marketPay, type PayPlan, payOverlaps, payProfiles, type SettledComponent, settlePlan } from "./plan.ts";
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
  const csms = csmsPaid(question);
  const team = (payout: number) => sumMoney([csms * (settled.base + payout)]);
  const best = settled.components.map(({ cap }) => cap ?? 1);
  const most = sumMoney(settled.components.map((one, place) => one.at_target * componentShare(one, best[place]!)));
  const retention = settled.components.find(
    ({ metric, from_zero }) => from_zero && figures.retention.value.includes(outcomeOf(metric, figures)),
  );
  const rows = components.map((one) => ({
    ...one,
    target: known(one.target, "Not given."),
    cap: known(one.cap, "None is needed."),
    gate: known(one.gate, "None is needed."),
  }));
  return {
    plan: settled,
    fields: {
      components: rows,
      payout_table: retention === undefined ? [] : payoutTable(retention, figures),
      csms,
      at_target: team(payoutAt(settled, 1).payout),
      least: team(0),
      most: team(most),
    },
  };
}

/** What retention pays at the levels that matter: the miss, half of it, target and cap. */
function payoutTable(one: SettledComponent, figures: CompensationFigures) {
  const { target, kept } = missOf(one, figures);
  const levels = [kept, (kept + target) / 2, target, (one.cap ?? 1) * target];
  return [...new Set(levels.map(withoutNoise))].map((level) => {
    const share = withoutNoise(componentShare(one, level / target));
    return { metric: one.metric, level, share, pays: sumMoney([one.at_target * share]) };
  });
}

type CaseName = "at_target" | "missed" | "below_gate" | "made_up";

/**
 * The first step below a gate on retention, of the repaired plan where there is one, else of the plan itself: what comes out exactly at a gate
 * flatters it. Null where no gate holds anything back.
 */
function belowGate(plan: PayPlan, step: number, figures: CompensationFigures): Record<string, number> | null {
  const gated = plan.components.find(
    ({ metric, gate }) => gate !== null && gate > 0 && figures.retention.value.includes(outcomeOf(metric, figures)),
  );
  return gated === undefined ? null : { [outcomeOf(gated.metric, figures)]: withoutNoise(Math.max(0, gated.gate! - step)) };
}

/** What both plans pay where it matters: at target, for the miss alone, just below the gate, and where growth makes up for the miss. */
function casesOf(plan: PayPlan, repaired: PayPlan | null, faults: readonly PayFault[], figures: CompensationFigures) {
  const miss = faults.flatMap((one) => (one.code === "pays_for_failure" ? [{ [one.metrics[0]!]: one.miss.reached }] : []))[0];
  const made = examplesOf(faults)[0]?.attainment;
  const at = (missed: Record<string, number>) =>
    Object.fromEntries(plan.components.map(({ metric }) => [metric, missed[metric] ?? missed[outcomeOf(metric, figures)] ?? 1]));
  // A gate that only the repair has belongs to no component of the plan.
  const within = (missed: Record<string, number>) =>
    plan.components.some(({ metric }) => Object.hasOwn(missed, outcomeOf(metric, figures)))
      ? at(missed)
      : { ...missed, ...at({}) };
  const below = belowGate(repaired ?? plan, figures.cliff.value.step_share, figures);
  const all: { name: CaseName; attainment: Record<string, number> }[] = [
    { name: "at_target", attainment: at({}) },
    ...(miss === undefined ? [] : [{ name: "missed" as const, attainment: at(miss) }]),
    ...(below === null ? [] : [{ name: "below_gate" as const, attainment: within(below) }]),
    ...(made === undefined ? [] : [{ name: "made_up" as const, attainment: made }]),
  ];
  return all.map(({ name, attainment }) => ({
    name,
    attainment,
    now: mapKnown(payoutReached(plan, attainment, figures), ({ payout }) => payout),
    repaired:
      repaired === null
        ? unknown("Nothing in this plan has to change.")
        : mapKnown(payoutReached(repaired, { grr: 1, ...attainment }, figures), ({ payout }) => payout),
  }));
}

const asComponent = ({ cap, gate, target, ...rest }: RepairedComponent) => ({
  ...rest,
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
  const mended = repairedPlan(plan, question, figures);
  const { rows: events, effect } = bookEvents(question.book, plan, figures);
  return {
    plan,
    faults,
    filled,
    warnings: warningsOf(plan, question, figures),
    fields: {
      examples: examplesOf(faults),
      cases: casesOf(plan, isKnown(mended) ? mended.plan : null, faults, figures),
      repaired: mapKnown(mended, ({ fields }) => fields),
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
