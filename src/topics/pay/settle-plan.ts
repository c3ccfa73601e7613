import * as z from "zod";
import { type Assumption, ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { shareMoney, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import {
  addsToOne,
  type CompensationFigures,
  type Overlaps,
  type PayComponent,
  type PayPlan,
  type PayQuestion,
  type Weights,
} from "./question.ts";

/** Twelve significant digits hide the last bits of a double and nothing a person wrote. */
const plain = (value: number) => String(Number(value.toPrecision(12)));

function faultsOf(one: PayComponent, most: number, start: number): string[] {
  const threshold = one.threshold ?? start;
  const place = `components "${one.metric}"`;
  const parts = [
    ["threshold", one.threshold],
    ["cap", one.cap],
    ["gate", one.gate],
  ] as const;
  return [
    ...(one.weight < 0 || one.weight > 1 ? [`${place}: weight ${one.weight} is not between 0 and 1.`] : []),
    ...parts.flatMap(([name, value]) =>
      value !== undefined && (value < 0 || value > most)
        ? [`${place}: ${name} ${value} is not a share of target between 0 and ${most}; 80 percent of target is 0.8.`]
        : [],
    ),
    ...(one.accelerator !== undefined && one.accelerator < 0
      ? [`${place}: accelerator ${one.accelerator} is below 0, so that more would pay less.`]
      : []),
    ...(one.target !== undefined && one.target <= 0 ? [`${place}: target ${one.target} is not above 0.`] : []),
    ...(one.cap !== undefined && one.cap < threshold
      ? [`${place}: cap ${one.cap} lies below threshold ${threshold}, so nothing could be earned between them.`]
      : []),
  ];
}

/**
 * Refuses components that cannot be paid: weights that are no whole, one metric twice, parts above `most` of target, a cap below the threshold,
 * which is `start` where none is given.
 * Throws Problem that names every fault and by how much the weights miss.
 * @example checkComponents([{ metric: "grr", weight: 0.9 }], 3, 0) // throws: the weights add up to 0.9, 0.1 short of 1
 */
export function checkComponents(components: readonly PayComponent[], most: number, start: number): void {
  const faults = components.flatMap((one) => faultsOf(one, most, start));
  const metrics = components.map(({ metric }) => metric);
  const twice = [...new Set(metrics.filter((metric, place) => metrics.indexOf(metric) !== place))];
  if (twice.length) faults.push(`components: ${twice.join(", ")} stands there more than once.`);
  if (faults.length)
    throw new Problem({
      what: "These components cannot be paid:",
      places: faults,
      remedy: "Correct them; thresholds, caps and gates are shares of the component's target.",
    });
  const weights = components.map(({ weight }) => weight);
  if (addsToOne(weights)) return;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  throw new Problem({
    what: `The weights of components add up to ${plain(sum)}, ${plain(Math.abs(sum - 1))} ${sum < 1 ? "short of" : "above"} 1.`,
    remedy: "Change them until they add up to 1, as fractions of variable pay: 60 percent is 0.6.",
  });
}

const Maybe = z.number().nullable();

export const PayOverlap = z.strictObject({ metrics: z.array(z.string()), why: z.string(), paid_twice: shown.money() });

/** A plan of variable pay with what it pays and costs; money a year in major units, shares as fractions. */
export const PayFields = z.strictObject({
  ote: shown.money(),
  base_share: shown.rate(),
  base: shown.money(),
  variable: shown.money(),
  components: z.array(
    z.strictObject({
      metric: z.string(),
      weight: shown.rate(),
      at_target: shown.money(),
      target: Maybe,
      threshold: shown.rate(),
      accelerator: z.number(),
      cap: shown.rate().nullable(),
      gate: shown.rate().nullable(),
    }),
  ),
  payout_curve: z.array(
    z.strictObject({ attainment: shown.rate(), payout: shown.money(), share: shown.rate().nullable(), total_pay: shown.money() }),
  ),
  overlaps: z.array(PayOverlap),
  cliffs: z.array(z.strictObject({ metric: z.string(), kind: z.string(), at: shown.rate(), jump: shown.money() })),
  gates: z.array(z.strictObject({ metric: z.string(), gate: shown.rate(), withheld: shown.money(), always_open: z.boolean() })),
  cost: z.strictObject({
    csms: shown.count(),
    at_target: shown.money(),
    at_distribution: shown.money().nullable(),
    low: z.number(),
    high: z.number(),
    low_attainment: shown.rate(),
    high_attainment: shown.rate(),
  }),
  ramp_guarantee: z
    .strictObject({
      months: z.number(),
      per_hire: shown.money(),
      earned_per_hire: shown.money(),
      extra_per_hire: shown.money(),
      new_csms: shown.count().nullable(),
      cost: shown.money().nullable(),
      extra_cost: shown.money().nullable(),
    })
    .nullable(),
  events_policy: z.array(z.strictObject({ event: z.string(), policy: z.string() })),
  events: z.array(
    z.strictObject({
      account: z.string(),
      kind: z.string(),
      arr: shown.money(),
      counts: z.boolean().nullable(),
      why: z.string(),
    }),
  ),
  events_total: z.number(),
  events_effect: z
    .strictObject({
      left_out_arr: shown.money(),
      grr_counted: shown.rate(),
      grr_left_out: shown.rate().nullable(),
      pays_counted: shown.money(),
      pays_left_out: shown.money().nullable(),
      difference: shown.money().nullable(),
    })
    .nullable(),
  profiles: z.array(
    z.strictObject({
      standard: z.string(),
      note: z.string(),
      base_share_low: Maybe,
      base_share_high: Maybe,
      base: shown.money(),
      variable: shown.money(),
      components: z.array(z.strictObject({ metric: z.string(), weight: shown.rate(), at_target: shown.money() })),
      paid_twice: shown.money().nullable(),
    }),
  ),
  market: z.array(
    z.strictObject({
      source: z.string(),
      pay: z.string(),
      published: shown.money(),
      your_pay: shown.money().nullable(),
      difference: shown.money().nullable(),
    }),
  ),
  charts: z.array(ChartSchema),
});
export type PayFields = z.infer<typeof PayFields>;

type Paid = { metric: string; at_target: number };

/** Everything an outcome holds, and what holds it in turn, with the effect of the first step; bounded by the rows. */
function heldBy(outcome: string, rows: Overlaps): Map<string, string> {
  const held = new Map<string, string>();
  const queue = [{ name: outcome, effect: "" }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const row of rows.filter(({ component }) => component === next.name)) {
      if (held.has(row.contains) || row.contains === outcome) continue;
      held.set(row.contains, next.effect || row.effect);
      queue.push({ name: row.contains, effect: next.effect || row.effect });
    }
  }
  return held;
}

/**
 * Outcomes a plan pays under more than one component: a component beside others it contains, or one outcome under two names. What is paid
 * twice is the smaller side's pay at target, in major units. Components that pay nothing overlap with nothing. Source: rule org-compensation.
 * @example payOverlaps([{ metric: "nrr", at_target: 60 }, { metric: "grr", at_target: 40 }], figures)[0].paid_twice // 40
 */
export function payOverlaps(
  components: readonly Paid[],
  { overlaps, names }: Pick<CompensationFigures, "overlaps" | "names">,
): PayFields["overlaps"] {
  const outcomeOf = (metric: string) => names.value.find(({ name }) => name === metric)?.read_as ?? metric;
  const paid = components
    .filter(({ at_target }) => at_target > 0)
    .sort((a, b) => b.at_target - a.at_target || (a.metric < b.metric ? -1 : 1));
  const outcomes = [...new Set(paid.map(({ metric }) => outcomeOf(metric)))];
  const under = (outcome: string) => paid.filter(({ metric }) => outcomeOf(metric) === outcome);
  const found = outcomes.flatMap((outcome): PayFields["overlaps"] => {
    const own = under(outcome);
    const held = heldBy(outcome, overlaps.value);
    const inside = [...held.keys()].flatMap(under);
    const twins = own.length < 2 ? [] : [sameOutcome(own)];
    if (inside.length === 0) return twins;
    const effects = [...held].filter(([name]) => under(name).length > 0).map(([, effect]) => effect);
    return [
      ...twins,
      {
        metrics: [...own, ...inside].map(({ metric }) => metric),
        why: [...new Set(effects)].join("; "),
        paid_twice: Math.min(sumMoney(own.map(({ at_target }) => at_target)), sumMoney(inside.map(({ at_target }) => at_target))),
      },
    ];
  });
  return found.sort((a, b) => b.paid_twice - a.paid_twice || (a.metrics.join() < b.metrics.join() ? -1 : 1));
}

/** One outcome under several names: all but the largest part are paid again. */
function sameOutcome(own: readonly Paid[]): PayFields["overlaps"][number] {
  const amounts = own.map(({ at_target }) => at_target);
  return {
    metrics: own.map(({ metric }) => metric),
    why: "One outcome stands under two names",
    paid_twice: sumMoney([...amounts, -largest(amounts)]),
  };
}

/**
 * Each component's part of variable pay at target, exact to the hundredth and adding up to it; the odd hundredth falls by weight and name, so
 * that the order of the components never matters. Major units.
 * @example shareVariable(0.05, [{ metric: "a", weight: 0.5 }, { metric: "b", weight: 0.5 }]) // [0.03, 0.02]
 */
export function shareVariable(variable: number, components: readonly { metric: string; weight: number }[]): number[] {
  const order = [...components].sort((a, b) => b.weight - a.weight || (a.metric < b.metric ? -1 : 1));
  const amounts = shareMoney(
    variable,
    order.map(({ weight }) => weight),
  );
  return components.map((one) => amounts[order.indexOf(one)]!);
}

/** The middle of a published split. @example middleSplit([0.6, 0.7]) // 0.65 */
export function middleSplit(split: number | number[]): number {
  return typeof split === "number" ? split : (split[0]! + split[1]!) / 2;
}

/** One weight for each component of a source: the middle of its band, divided by the sum of all so that they make a whole. */
export function middleWeights(rows: Weights): { metric: string; weight: number }[] {
  const middles = rows.map(({ low_share, high_share }) => (low_share + high_share) / 2);
  const total = middles.reduce((sum, middle) => sum + middle, 0);
  return rows.map(({ component }, place) => ({ metric: component, weight: middles[place]! / total }));
}

/**
 * The plan of every source for the same pay at target, side by side: split, weights at the middle of their bands, and what each pays twice.
 * Where a source gives no split, yours is used for the money. Major units. Sources in order of name. Source: rule org-compensation.
 * @example payProfiles({ ote: 140_000, base: 112_000 }, figures)[0].standard // "compounding"
 */
export function payProfiles({ ote, base }: { ote: number; base: number }, figures: CompensationFigures): PayFields["profiles"] {
  const [splits, weights] = [figures.baseShare.standards, figures.weights.standards];
  const standards = [...new Set([...Object.keys(splits), ...Object.keys(weights)])].filter((name) => name !== "yours").sort();
  return standards.map((standard) => {
    const split = splits[standard];
    const ends = typeof split === "number" ? [split, split] : split;
    const own = split === undefined ? base : sumMoney([ote * middleSplit(split)]);
    const variable = sumMoney([ote, -own]);
    const rows = middleWeights(weights[standard] ?? []);
    const amounts = shareVariable(variable, rows);
    const components = rows.map((row, place) => ({ ...row, at_target: amounts[place]! }));
    const twice = payOverlaps(components, figures).map(({ paid_twice }) => paid_twice);
    return {
      standard,
      note: figures.profileNotes.value.find(({ profile }) => profile === standard)?.note ?? "",
      base_share_low: ends?.[0] ?? null,
      base_share_high: ends?.[1] ?? null,
      base: own,
      variable,
      components,
      paid_twice: components.length === 0 ? null : Math.min(variable, sumMoney(twice)),
    };
  });
}

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
