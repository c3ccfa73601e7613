import { type Known, orNull, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { byText, largest } from "../../core/order.ts";
import { faultCodes, type PayFields } from "./answer.ts";
import type { Books } from "./books.ts";
import { componentShare, payoutReached, shareOfVariable } from "./payout.ts";
import { type PayPlan, plainWeight, type SettledComponent } from "./plan.ts";
import { type AttainmentShare, type CompensationFigures, outcomeOf, type Reached } from "./question.ts";

/** Components at which growth makes up for lost revenue: what each reached, and what that pays. */
export interface Example {
  attainment: Record<string, number>;
  payout: number;
  share: Known<number>;
  /** What each component pays of it. */
  parts: Record<string, number>;
}

/** Retention that misses its target: the target, given or an example, what was kept, and the share of target that is. */
export interface Miss {
  target: number;
  assumed: boolean;
  kept: number;
  reached: number;
}

/** The miss a plan is tried at. @example missOf({ target: null }, figures) // { target: 0.92, assumed: true, kept: 0.88, reached: 0.9565 } */
export function missOf({ target: given }: Pick<SettledComponent, "target">, { tests }: Pick<CompensationFigures, "tests">): Miss {
  const { example_target, miss_points } = tests.value;
  const target = given ?? example_target;
  const kept = Math.max(0, withoutNoise(target - miss_points));
  return { target, assumed: given === null, kept, reached: kept / target };
}

/** One thing that is wrong with a plan, with what its sentence needs. */
export type PayFault = { metrics: string[]; pays: Known<number> } & (
  | { code: "no_gate"; retention: string | null; carrier: string | null; example: Example | null; miss: Miss | null }
  | { code: "pays_for_failure"; miss: Miss; share: number; whole: number }
  | { code: "no_cap" }
  | { code: "paid_twice"; why: string }
  | { code: "paid_for_noise"; points: number; answers: number }
  | { code: "own_score" }
  | { code: "targets_loose"; known_share: number; mean: number; rest: number | null; nrr: number | null }
  | { code: "nothing_on_nrr" }
  | { code: "cliff"; at: number; kind: string }
);

interface Sorted {
  paid: SettledComponent[];
  retention: SettledComponent[];
  /** Components that can pay far above their target. */
  open: SettledComponent[];
  satisfaction: SettledComponent[];
  gated: boolean;
}

/** The components by what they stand for, those that pay most first. */
function sorted(plan: PayPlan, figures: CompensationFigures): Sorted {
  const is = (list: { value: string[] }) => (one: SettledComponent) =>
    list.value.includes(outcomeOf(one.metric, figures)) || list.value.includes(one.metric);
  const paid = plan.components
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.at_target - a.at_target || byText(a.metric, b.metric));
  return {
    paid,
    retention: paid.filter(is(figures.retention)),
    open: paid.filter((one) => one.cap === null && !is(figures.bounded)(one) && !is(figures.satisfaction)(one)),
    satisfaction: paid.filter((one) => is(figures.satisfaction)(one) && one.gate === null),
    gated: plan.components.filter(is(figures.retention)).some(({ gate }) => gate !== null && gate > 0),
  };
}

/**
 * How far one component must pass its target to make up for a miss in another, all others standing at theirs: the first step at which the
 * plan pays the goal, a share of variable pay. Null where it never does within what is plausible.
 * @example carries(plan, { grr: 0.95 }, "expansion", 1.2, figures)?.attainment.expansion // 1.75
 */
export function carries(
  plan: PayPlan,
  missed: Record<string, number>,
  carrier: string,
  goal: number,
  figures: CompensationFigures,
): Example | null {
  const step = figures.cliff.value.step_share;
  const rest = Object.fromEntries(plan.components.map(({ metric }) => [metric, missed[metric] ?? 1]));
  const steps = Math.round((figures.plausible.value - 1) / step);
  for (let count = 0; count <= steps; count++) {
    const attainment = { ...rest, [carrier]: withoutNoise(1 + count * step) };
    const paid = orNull(payoutReached(plan, attainment, figures));
    if (paid === null || paid.payout < sumMoney([goal * plan.variable])) continue;
    const parts = Object.fromEntries(plan.components.map(({ metric }, place) => [metric, paid.parts[place]!]));
    return { attainment, payout: paid.payout, share: shareOfVariable(plan, paid.payout), parts };
  }
  return null;
}

/** The best pay somebody is said to have reached, where it is above target; else pay at target. */
function goalOf(spread: readonly AttainmentShare[] | null): number {
  return largest([1, ...(spread ?? []).flatMap(({ attainment }) => (typeof attainment === "number" ? [attainment] : []))]);
}

function noGate(plan: PayPlan, parts: Sorted, goal: number, figures: CompensationFigures): PayFault[] {
  const { retention, open, gated, paid } = parts;
  const kept = retention.find(({ metric }) => outcomeOf(metric, figures) !== "nrr");
  if (gated || paid.every((one) => retention.includes(one))) return [];
  const carrier = open.find((one) => !retention.includes(one));
  const miss = kept === undefined ? null : missOf(kept, figures);
  const missed = kept === undefined || miss === null ? null : { [kept.metric]: miss.reached };
  const example =
    missed === null || carrier === undefined
      ? null
      : (carries(plan, missed, carrier.metric, goal, figures) ?? carries(plan, missed, carrier.metric, 1, figures));
  return [
    {
      code: "no_gate",
      metrics: [kept, carrier].flatMap((one) => one?.metric ?? []),
      pays: example?.payout ?? unknown("No component can make up for the miss alone."),
      retention: kept?.metric ?? null,
      carrier: carrier?.metric ?? null,
      example,
      miss,
    },
  ];
}

function forFailure({ retention }: Sorted, figures: CompensationFigures): PayFault[] {
  return retention
    .map((one) => ({ one, miss: missOf(one, figures) }))
    .map(({ one, miss }) => ({ one, miss, share: componentShare(one, miss.reached) }))
    .filter(({ share }) => share > figures.tests.value.failing_share)
    .map(({ one, miss, share }) => ({
      code: "pays_for_failure" as const,
      metrics: [one.metric],
      pays: sumMoney([one.at_target * share]),
      miss,
      share,
      whole: one.at_target,
    }));
}

/** Whether what the team reached says that targets were easy: its mean, or what the rest would have to have reached for a mean of target. */
function loose(
  plan: PayPlan,
  spread: readonly AttainmentShare[] | null,
  books: Books | null,
  figures: CompensationFigures,
): PayFault[] {
  const shareOf = (reached: Reached) => {
    if (typeof reached === "number") return reached;
    const paid = orNull(payoutReached(plan, reached, figures));
    return paid === null ? null : orNull(shareOfVariable(plan, paid.payout));
  };
  const rows = (spread ?? []).flatMap(({ attainment, share }) => {
    const value = shareOf(attainment);
    return value === null ? [] : [{ share, value }];
  });
  const known_share = withoutNoise(rows.reduce((sum, { share }) => sum + share, 0));
  if (known_share === 0) return [];
  const mean = withoutNoise(rows.reduce((sum, { share, value }) => sum + share * value, 0) / known_share);
  if (mean <= 1) return [];
  const rest = known_share < 1 ? Math.max(0, withoutNoise((1 - known_share * mean) / (1 - known_share))) : null;
  const nrr = books === null ? null : orNull(books.nrr);
  return [
    {
      code: "targets_loose",
      metrics: [],
      pays: unknown("What targets should have been is not known."),
      known_share,
      mean,
      rest,
      nrr,
    },
  ];
}

/**
 * What is wrong with a plan, the worst first. Money a year and CSM in major units. Source: rule org-pay-checks.
 * @example payFaults(plan, fields, null, null, figures).map(({ code }) => code) // ["no_gate", "no_cap", "paid_for_noise"]
 */
export function payFaults(
  plan: PayPlan,
  { overlaps, cliffs }: Pick<PayFields, "overlaps" | "cliffs">,
  spread: readonly AttainmentShare[] | null,
  books: Books | null,
  figures: CompensationFigures,
): PayFault[] {
  if (plan.variable === 0) return [];
  const parts = sorted(plan, figures);
  const { answers, answer_spread } = figures.noise.value;
  const total = (rows: readonly SettledComponent[]) => sumMoney(rows.map(({ at_target }) => at_target));
  const names = (rows: readonly SettledComponent[]) => rows.map(({ metric }) => metric);
  const scored = parts.paid.filter(({ metric, gate }) => gate === null && figures.ownScores.value.includes(metric));
  const onNrr = plan.components.some(({ metric }) => outcomeOf(metric, figures) === "nrr");
  const wanted = new Set(names(parts.retention));
  const [overlap, cliff] = [overlaps[0], cliffs.find(({ kind, metric }) => kind !== "gate" || !wanted.has(metric))];
  const faults: (PayFault | null)[] = [
    ...noGate(plan, parts, goalOf(spread), figures),
    ...forFailure(parts, figures),
    parts.open.length ? { code: "no_cap", metrics: names(parts.open), pays: unknown("Without a cap there is no most.") } : null,
    overlap ? { code: "paid_twice", metrics: overlap.metrics, pays: overlap.paid_twice, why: overlap.why } : null,
    parts.satisfaction.length
      ? {
          code: "paid_for_noise",
          metrics: names(parts.satisfaction),
          pays: total(parts.satisfaction),
          points: (answer_spread / Math.sqrt(answers)) * 100,
          answers,
        }
      : null,
    scored.length ? { code: "own_score", metrics: names(scored), pays: total(scored) } : null,
    ...loose(plan, spread, books, figures),
    onNrr || parts.gated ? null : { code: "nothing_on_nrr", metrics: [], pays: unknown("No part of pay moves with it.") },
    cliff ? { code: "cliff", metrics: [cliff.metric], pays: cliff.jump, at: cliff.at, kind: cliff.kind } : null,
  ];
  return faults.filter((one) => one !== null).sort((a, b) => faultCodes.indexOf(a.code) - faultCodes.indexOf(b.code));
}

/** A component of a plan without the faults. */
export type RepairedComponent = Omit<SettledComponent, "at_target">;

/** A part that pays nothing at the miss, all of it at target, and its cap a few points above: no pay for a book that is not kept. */
function steep(
  component: Pick<SettledComponent, "metric" | "target">,
  figures: CompensationFigures,
): Pick<SettledComponent, "threshold" | "from_zero" | "accelerator" | "cap"> {
  const { target, reached } = missOf(component, figures);
  const { points_above, retention_cap } = figures.repair.value;
  const top = withoutNoise(target + points_above);
  // Gross retention cannot be above all of it; net retention can.
  const bounded = figures.bounded.value.includes(outcomeOf(component.metric, figures));
  const cap = (bounded ? Math.min(1, top) : top) / target;
  const accelerator = cap > 1 ? (retention_cap - 1) / (cap - 1) : 1;
  return { threshold: reached, from_zero: true, accelerator, cap: Math.max(1, cap) };
}

/**
 * The components with what is wrong taken out: what is scored by those who are paid, paid by survey answers or paid twice goes to revenue kept,
 * which gets a threshold and a gate, and what can grow without end gets a cap. Null where nothing changes. Source: rule org-pay-checks.
 * @example repaired(plan, figures)?.map(({ metric }) => metric) // ["grr", "expansion"]
 */
export function repaired(plan: PayPlan, figures: CompensationFigures): RepairedComponent[] | null {
  const parts = sorted(plan, figures);
  const { growth_cap } = figures.repair.value;
  const outcome = (one: SettledComponent) => outcomeOf(one.metric, figures);
  const inNrr =
    parts.paid.some((one) => outcome(one) === "nrr") && parts.paid.some((one) => ["grr", "expansion"].includes(outcome(one)));
  const inGrr = parts.paid.some((one) => outcome(one) === "grr");
  const dropped = parts.paid.filter(
    (one) =>
      parts.satisfaction.includes(one) ||
      figures.ownScores.value.includes(one.metric) ||
      (inNrr && outcome(one) === "nrr") ||
      (inGrr && outcome(one) === "renewal_rate"),
  );
  const kept = plan.components.filter((one) => !dropped.includes(one));
  const freed = dropped.reduce((sum, { weight }) => sum + weight, 0);
  const base = kept.find((one) => parts.retention.includes(one));
  const rows = kept.map(({ at_target: _, ...one }): RepairedComponent => {
    const first = one.metric === base?.metric;
    const grows = parts.open.some(({ metric }) => metric === one.metric) && outcomeOf(one.metric, figures) !== "nrr";
    const flat = first && componentShare(one, missOf(one, figures).reached) > figures.tests.value.failing_share;
    return {
      ...one,
      weight: plainWeight(first ? one.weight + freed : one.weight),
      cap: grows && !flat ? growth_cap : one.cap,
      ...(flat ? steep(one, figures) : {}),
      gate: first && !parts.gated ? missOf(one, figures).reached : one.gate,
    };
  });
  const all =
    base === undefined && freed > 0
      ? [
          {
            metric: "grr",
            weight: plainWeight(freed),
            target: null,
            ...steep({ metric: "grr", target: null }, figures),
            gate: missOf({ target: null }, figures).reached,
          },
          ...rows,
        ]
      : rows;
  const same =
    all.length === plan.components.length &&
    all.every((row, place) => {
      const before = plan.components[place]!;
      return (
        row.metric === before.metric &&
        row.weight === plainWeight(before.weight) &&
        row.threshold === before.threshold &&
        row.from_zero === before.from_zero &&
        row.cap === before.cap &&
        row.gate === before.gate
      );
    });
  return same ? null : all;
}

/** The examples of the faults, once each. */
export const examplesOf = (faults: readonly PayFault[]): Example[] =>
  faults.flatMap((one) => (one.code === "no_gate" && one.example !== null ? [one.example] : []));
