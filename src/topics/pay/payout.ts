import { isKnown, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { byText, largest, smallest } from "../../core/order.ts";
import type { PayFields } from "./answer.ts";
import type { PayPlan, SettledComponent } from "./plan.ts";
import {
  type AttainmentShare,
  attainmentSpread,
  type CompensationFigures,
  outcomeOf,
  type PayQuestion,
  type Reached,
} from "./question.ts";

/**
 * What a component pays at an attainment, as a share of its pay at target: nothing below the threshold, in proportion up to target or, where it
 * starts from zero, from nothing at the threshold to all of it at target; above it
 * faster or slower by the accelerator, nothing more past the cap. All are fractions of the target.
 * @example componentShare({ threshold: 0.8, accelerator: 2, cap: 1.2 }, 1.1) // 1.2
 */
export function componentShare(
  {
    threshold,
    from_zero = false,
    accelerator,
    cap,
  }: Pick<SettledComponent, "threshold" | "accelerator" | "cap"> & { from_zero?: boolean },
  attainment: number,
): number {
  if (attainment < threshold) return 0;
  const counted = cap === null ? attainment : Math.min(attainment, cap);
  if (counted < 1 && from_zero) return threshold >= 1 ? 0 : (counted - threshold) / (1 - threshold);
  return counted <= 1 ? counted : 1 + accelerator * (counted - 1);
}

/** A year's variable pay, whole and by component in the plan's order. */
interface Payout {
  payout: number;
  parts: number[];
}

/** Variable pay where each component reached its own share of target; nothing while a gate is closed. */
function payoutOf(plan: PayPlan, reached: readonly number[]): Payout {
  const closed = plan.components.some(({ gate }, place) => gate !== null && reached[place]! < gate);
  const parts = plan.components.map((one, place) =>
    closed ? 0 : sumMoney([one.at_target * componentShare(one, reached[place]!)]),
  );
  return { payout: sumMoney(parts), parts };
}

/**
 * Variable pay when every component reaches the same share of its target, by component in the plan's order; nothing while a gate is closed.
 * Attainment is a fraction; money a year in major units, exact to the hundredth, parts adding up to the whole.
 * @example payoutAt(plan, 1).payout // 28000
 */
export const payoutAt = (plan: PayPlan, attainment: number): Payout =>
  payoutOf(
    plan,
    plan.components.map(() => attainment),
  );

/**
 * Variable pay at what a person or a team reached: one share for all, or one for each component under any of its names. Not known while a
 * component that pays or gates has none.
 * @example payoutReached(plan, { grr: 0.95, expansion: 1.8 }, figures).payout
 */
export function payoutReached(plan: PayPlan, reached: Reached, figures: Pick<CompensationFigures, "names">): Known<Payout> {
  if (typeof reached === "number") return payoutAt(plan, reached);
  const byOutcome = new Map(Object.entries(reached).map(([metric, value]) => [outcomeOf(metric, figures), value]));
  const values = plan.components.map(({ metric }) => byOutcome.get(outcomeOf(metric, figures)));
  const open = plan.components.filter(
    ({ at_target, gate }, place) => values[place] === undefined && (at_target > 0 || (gate !== null && gate > 0)),
  );
  if (open.length > 0) return unknown(`No attainment was given for ${open.map(({ metric }) => metric).join(", ")}.`);
  return payoutOf(
    plan,
    values.map((value) => value ?? 0),
  );
}

/** The metrics that were reached and are none of the plan's. @example foreignMetrics(plan, [{ nps: 1 }], figures) // ["nps"] */
export function foreignMetrics(
  plan: PayPlan,
  reached: readonly Reached[],
  figures: Pick<CompensationFigures, "names">,
): string[] {
  const known = new Set(plan.components.map(({ metric }) => outcomeOf(metric, figures)));
  const given = reached.flatMap((one) => (typeof one === "number" ? [] : Object.keys(one)));
  return [...new Set(given)].filter((metric) => !known.has(outcomeOf(metric, figures)));
}

/**
 * Variable pay at each attainment, from the lowest up, as money, as a share of variable pay at target, and with base on top.
 * @example payoutCurve(plan, [0.5, 1]) // [{ attainment: 0.5, payout: 14000, share: 0.5, total_pay: 126000 }, ...]
 */
export function payoutCurve(plan: PayPlan, attainments: readonly number[]) {
  return [...attainments]
    .sort((a, b) => a - b)
    .map((attainment) => {
      const { payout } = payoutAt(plan, attainment);
      return { attainment, payout, share: shareOfVariable(plan, payout), total_pay: sumMoney([plan.base, payout]) };
    });
}

/** Pay as a share of variable pay at target. */
export const shareOfVariable = ({ variable }: PayPlan, payout: number): Known<number> =>
  variable === 0 ? unknown("There is no variable pay.") : payout / variable;

/** What a team costs, each value known or with its reason. */
type TeamCost = Omit<PayFields["cost"], "at_distribution" | "low_attainment" | "high_attainment"> & {
  at_distribution: Known<number>;
  low_attainment: Known<number>;
  high_attainment: Known<number>;
};

/**
 * A year's base and variable pay of so many CSMs: at target, over the spread of attainments, and between two ends: where the spread covers
 * everybody, if all stood at its lowest or highest; where a rest is unknown, with that rest at the ends of our working range. Major units.
 * The same pay counts whatever the order of the spread.
 * @example attainmentCost(plan, 10, [{ attainment: 1, share: 1 }], { low: 1, high: 1 }, figures).at_distribution // 10 times base and variable
 */
export function attainmentCost(
  plan: PayPlan,
  csms: number,
  spread: readonly AttainmentShare[] | null,
  ends: { low: number; high: number },
  figures: Pick<CompensationFigures, "names">,
): TeamCost {
  const teamAt = (payout: number) => sumMoney([csms * (plan.base + payout)]);
  const rows = (spread ?? [])
    .map(({ attainment, share }) => ({ attainment, share, paid: payoutReached(plan, attainment, figures) }))
    .sort((a, b) => amountOf(a.paid) - amountOf(b.paid) || a.share - b.share);
  const open = rows.find(({ paid }) => !isKnown(paid))?.paid;
  const known_share = Math.min(
    1,
    rows.reduce((sum, { share, paid }) => sum + (isKnown(paid) ? share : 0), 0),
  );
  const rest = 1 - known_share;
  const whole = rest <= Number.EPSILON * rows.length;
  const mean = rows.reduce((sum, { share, paid }) => sum + share * amountOf(paid), 0);
  const paidRows = rows.filter(({ share }) => share > 0);
  const numbers = paidRows.flatMap(({ attainment }) => (typeof attainment === "number" ? [attainment] : []));
  const plain = whole && numbers.length === paidRows.length && numbers.length > 0;
  const end = (side: "low" | "high") => {
    if (rows.length === 0 || !whole) return mean + rest * payoutAt(plan, ends[side]).payout;
    const payouts = paidRows.map(({ paid }) => amountOf(paid));
    return side === "low" ? smallest(payouts) : largest(payouts);
  };
  const at = (side: "low" | "high"): Known<number> => {
    if (!whole || rows.length === 0) return ends[side];
    return plain ? (side === "low" ? smallest(numbers) : largest(numbers)) : unknown("Components reached different shares.");
  };
  return {
    csms,
    at_target: teamAt(payoutAt(plan, 1).payout),
    at_distribution:
      spread === null
        ? unknown("No attainments were given.")
        : open !== undefined && !isKnown(open)
          ? open
          : known(whole ? teamAt(mean) : null, "What the rest of the team reached is not known."),
    low: teamAt(end("low")),
    high: teamAt(end("high")),
    low_attainment: at("low"),
    high_attainment: at("high"),
    known_share: whole ? 1 : known_share,
  };
}

const amountOf = (paid: Known<Payout>): number => (isKnown(paid) ? paid.payout : 0);

/** How many CSMs the cost is for: as said, else the people named, else one a value of a plain list, else one. */
export function csmsPaid({ csms, attainment, people }: Pick<PayQuestion, "csms" | "attainment" | "people">): number {
  if (csms !== undefined) return csms;
  if (people !== undefined) return people.length;
  return Array.isArray(attainment) && attainment.every((one) => typeof one === "number") ? attainment.length : 1;
}

/** The attainments the range of cost runs between: those given, else the assumed ones. */
export const costOf = (plan: PayPlan, question: PayQuestion, figures: CompensationFigures): TeamCost =>
  attainmentCost(plan, csmsPaid(question), attainmentSpread(question), figures.bracket.value, figures);

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
  return plan.components.flatMap(({ metric, threshold, gate, accelerator, from_zero }, place) => [
    ...(threshold > 0 && !from_zero ? [{ metric, kind: "threshold", at: threshold, place }] : []),
    ...(gate !== null && gate > 0 ? [{ metric, kind: "gate", at: gate, place }] : []),
    // What rises from zero at its threshold is a slope on purpose, below target and above it.
    ...(accelerator > 1 && !from_zero ? [{ metric, kind: "accelerator", at: 1 + step, place }] : []),
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
      all: moved(at),
    }))
    .filter(({ jump, all }) => jump > 0 && all > most * plan.variable)
    .sort((a, b) => b.jump - a.jump || a.at - b.at || byText(a.metric, b.metric))
    .map(({ metric, kind, at, jump }) => ({ metric, kind, at, jump }));
}

/** Each gate with the variable pay at target that it holds back while it is closed. */
export function gatesOf(plan: PayPlan): PayFields["gates"] {
  return plan.components.flatMap(({ metric, gate }) =>
    gate === null ? [] : [{ metric, gate, withheld: gate === 0 ? 0 : plan.variable, always_open: gate === 0 }],
  );
}
