import { type Known, known, unknown } from "../../core/known.ts";
import { shareMoney, sumMoney, withoutNoise } from "../../core/money.ts";
import { byText, largest } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { plainWord } from "../../core/vocabulary.ts";
import type { PayFields } from "./answer.ts";
import { addsToOne, type CompensationFigures, outcomeOf, type PayComponent, type PayQuestion } from "./question.ts";

/** A component with nothing left open; null where the plan has no cap, gate or target. */
export interface SettledComponent {
  metric: string;
  weight: number;
  at_target: number;
  target: number | null;
  threshold: number;
  from_zero: boolean;
  accelerator: number;
  cap: number | null;
  gate: number | null;
}

/** A pay plan ready to compute with. */
export interface PayPlan {
  base: number;
  variable: number;
  components: SettledComponent[];
}

/** What of a plan nobody gave and a rule or a source filled in. */
interface Filled {
  ote: { value: number; source: string } | null;
  base_share: { value: number; source: string; ends: number[] } | null;
  components: { source: string } | null;
  /** Metrics without a threshold or an accelerator of their own. */
  threshold: string[];
  accelerator: string[];
}

function faultsOf(one: PayComponent, most: number, start: number): string[] {
  const threshold = one.threshold ?? start;
  const place = `components "${one.metric}"`;
  const parts = Object.entries({ threshold: one.threshold, cap: one.cap, gate: one.gate });
  return [
    ...faultIf(one.weight < 0 || one.weight > 1, `${place}: weight ${one.weight} is not between 0 and 1.`),
    ...parts.flatMap(([name, value]) =>
      faultIf(
        value !== undefined && (value < 0 || value > most),
        `${place}: ${name} ${value} is not a share of target between 0 and ${most}; 80 percent of target is 0.8.`,
      ),
    ),
    ...faultIf(
      one.accelerator !== undefined && one.accelerator < 0,
      `${place}: accelerator ${one.accelerator} is below 0, so that more would pay less.`,
    ),
    ...faultIf(one.target !== undefined && one.target <= 0, `${place}: target ${one.target} is not above 0.`),
    ...faultIf(
      one.cap !== undefined && one.cap < threshold,
      `${place}: cap ${one.cap} lies below threshold ${threshold}, so nothing could be earned between them.`,
    ),
  ];
}

/**
 * Refuses components that cannot be paid: weights that are no whole, one metric twice, parts above `most` of target, a cap below the threshold,
 * which is `start` where none is given. Throws Problem that names every fault and by how much the weights miss.
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
  const sum = withoutNoise(weights.reduce((total, weight) => total + weight, 0));
  throw new Problem({
    what: `The weights of components add up to ${sum}, ${withoutNoise(Math.abs(sum - 1))} ${sum < 1 ? "short of" : "above"} 1.`,
    remedy: "Change them until they add up to 1, as fractions of variable pay: 60 percent is 0.6.",
  });
}

/** The middle of a published split. @example middleSplit([0.6, 0.7]) // 0.65 */
function middleSplit(split: number | number[]): number {
  return typeof split === "number" ? split : withoutNoise((split[0]! + split[1]!) / 2);
}

const DIGITS = 15; // not a figure: digits that a double holds for sure
/** A weight without the last bit of a double. @example plainWeight(0.6000000000000001) // 0.6 */
export const plainWeight = (weight: number): number => Number(weight.toPrecision(DIGITS));

/** One weight for each component of a source: the middle of its band, divided by the sum of all so that they make a whole. */
export function middleWeights(rows: CompensationFigures["weights"]["value"]): { metric: string; weight: number }[] {
  const middles = rows.map(({ low_share, high_share }) => (low_share + high_share) / 2);
  const total = middles.reduce((sum, middle) => sum + middle, 0);
  return rows.map(({ component }, place) => ({ metric: component, weight: plainWeight(middles[place]! / total) }));
}

/**
 * Each component's part of variable pay at target, exact to the hundredth and adding up to it; the odd hundredth falls by weight and name, so
 * that the order of the components never matters. Major units.
 * @example shareVariable(0.05, [{ metric: "a", weight: 0.5 }, { metric: "b", weight: 0.5 }]) // [0.03, 0.02]
 */
function shareVariable(variable: number, components: readonly { metric: string; weight: number }[]): number[] {
  const order = [...components].sort((a, b) => b.weight - a.weight || byText(a.metric, b.metric));
  const amounts = shareMoney(
    variable,
    order.map(({ weight }) => weight),
  );
  return components.map((one) => amounts[order.indexOf(one)]!);
}

/**
 * The plan to compute with: what the question leaves out is taken from the standard in force, and told. Base and variable add up to pay at
 * target, the components to variable pay. Major units a year. Throws Problem for components that cannot be paid.
 * @example settlePlan({ ote: 140_000, base_share: 0.8, components }, figures).plan.variable // 28000
 */
export function settlePlan(
  question: PayQuestion,
  figures: CompensationFigures,
): { plan: PayPlan; ote: number; base_share: number; filled: Filled } {
  const { baseShare, weights, published, payLine } = figures;
  const ote = question.ote ?? published.value.median_on_target;
  if (ote === undefined)
    throw new Problem({
      what: "ote is missing, and no published pay at target is in force.",
      remedy: "Give yearly pay at target.",
    });
  const base_share = question.base_share ?? middleSplit(baseShare.value);
  const listed = question.components?.map((one) => ({ ...one, metric: plainWord(one.metric) }));
  const components: PayComponent[] = listed ?? middleWeights(weights.value);
  const line = payLine.value;
  checkComponents(components, figures.plausible.value, line.threshold);
  const base = sumMoney([ote * base_share]);
  const variable = sumMoney([ote, -base]);
  const amounts = shareVariable(variable, components);
  const without = (name: "threshold" | "accelerator") =>
    components.filter((one) => one[name] === undefined).map(({ metric }) => metric);
  return {
    plan: {
      base,
      variable,
      components: components.map((one, place) => ({
        metric: one.metric,
        weight: one.weight,
        at_target: amounts[place]!,
        target: one.target ?? null,
        threshold: one.threshold ?? line.threshold,
        from_zero: one.from_zero ?? false,
        accelerator: one.accelerator ?? line.accelerator,
        cap: one.cap ?? null,
        gate: one.gate ?? null,
      })),
    },
    ote,
    base_share,
    filled: {
      ote: question.ote === undefined ? { value: ote, source: published.standard } : null,
      base_share:
        question.base_share === undefined
          ? { value: base_share, source: baseShare.standard, ends: [baseShare.value].flat() }
          : null,
      components: listed === undefined ? { source: weights.standard } : null,
      threshold: without("threshold"),
      accelerator: without("accelerator"),
    },
  };
}

/** What it does to pay where one outcome is paid under two names: the row of an outcome that contains itself. */
const sameUnderTwoNames = ({ overlaps }: Pick<CompensationFigures, "overlaps">): string =>
  overlaps.value.find(({ component, contains }) => component === contains)?.effect ?? "";

/** Everything an outcome holds, and what holds it in turn, with the effect of the first step; bounded by the rows. */
function insideOf(outcome: string, rows: CompensationFigures["overlaps"]["value"]): Map<string, string> {
  const inside = new Map<string, string>();
  const queue = [{ name: outcome, effect: "" }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const row of rows.filter(({ component }) => component === next.name)) {
      if (inside.has(row.contains) || row.contains === outcome) continue;
      inside.set(row.contains, next.effect || row.effect);
      queue.push({ name: row.contains, effect: next.effect || row.effect });
    }
  }
  return inside;
}

type Paid = { metric: string; at_target: number };

/**
 * Outcomes a plan pays under more than one component: a component beside others it contains, or one outcome under two names. What is paid
 * twice is the smaller side's pay at target, in major units. Components that pay nothing overlap with nothing. Source: rule org-compensation.
 * @example payOverlaps([{ metric: "nrr", at_target: 60 }, { metric: "grr", at_target: 40 }], figures)[0].paid_twice // 40
 */
export function payOverlaps(
  components: readonly Paid[],
  figures: Pick<CompensationFigures, "overlaps" | "names">,
): PayFields["overlaps"] {
  const paid = components
    .filter(({ at_target }) => at_target > 0)
    .sort((a, b) => b.at_target - a.at_target || byText(a.metric, b.metric));
  const outcomes = [...new Set(paid.map(({ metric }) => outcomeOf(metric, figures)))];
  const under = (outcome: string) => paid.filter(({ metric }) => outcomeOf(metric, figures) === outcome);
  const total = (rows: readonly Paid[]) => sumMoney(rows.map(({ at_target }) => at_target));
  const names = (rows: readonly Paid[]) => rows.map(({ metric }) => metric);
  const overlaps = outcomes.flatMap((outcome): PayFields["overlaps"] => {
    const same = under(outcome);
    const held = insideOf(outcome, figures.overlaps.value);
    const inside = [...held.keys()].flatMap(under);
    const again = sumMoney([total(same), -largest(same.map(({ at_target }) => at_target))]);
    const effects = [...held].filter(([name]) => under(name).length > 0).map(([, effect]) => effect);
    return [
      ...(same.length > 1 ? [{ metrics: names(same), why: sameUnderTwoNames(figures), paid_twice: again }] : []),
      ...(inside.length > 0
        ? [
            {
              metrics: names([...same, ...inside]),
              why: [...new Set(effects)].join("; "),
              paid_twice: Math.min(total(same), total(inside)),
            },
          ]
        : []),
    ];
  });
  return overlaps.sort((a, b) => b.paid_twice - a.paid_twice || byText(a.metrics.join(), b.metrics.join()));
}

/** A source's plan beside the one asked about. */
type Profile = Omit<PayFields["profiles"][number], "base_share_low" | "base_share_high" | "paid_twice"> & {
  base_share_low: Known<number>;
  base_share_high: Known<number>;
  paid_twice: Known<number>;
};

/**
 * The plan of every source for the same pay at target, side by side: split, weights at the middle of their bands, and what each pays twice.
 * Where a source gives no split, yours is used for the money. Major units. Sources in order of name. Source: rule org-compensation.
 * @example payProfiles({ ote: 140_000, base: 112_000 }, figures)[0].standard // "compounding"
 */
export function payProfiles({ ote, base }: { ote: number; base: number }, figures: CompensationFigures): Profile[] {
  const [splits, weights] = [figures.baseShare.standards, figures.weights.standards];
  const standards = [...new Set([...Object.keys(splits), ...Object.keys(weights)])].filter((name) => name !== "yours").sort();
  return standards.map((standard): Profile => {
    const split = splits[standard];
    const ends = split === undefined ? [] : [split].flat();
    const paidBase = split === undefined ? base : sumMoney([ote * middleSplit(split)]);
    const variable = sumMoney([ote, -paidBase]);
    const rows = middleWeights(weights[standard] ?? []);
    const amounts = shareVariable(variable, rows);
    const components = rows.map((row, place) => ({ ...row, at_target: amounts[place]! }));
    const twice = payOverlaps(components, figures).map(({ paid_twice }) => paid_twice);
    const noSplit = unknown("The source gives no split; the money takes yours.");
    return {
      standard,
      note: figures.profileNotes.value.find(({ profile }) => profile === standard)?.note ?? "",
      base_share_low: known(ends[0], noSplit),
      base_share_high: known(ends.at(-1), noSplit),
      base: paidBase,
      variable,
      components,
      paid_twice: known(components.length === 0 ? null : Math.min(variable, sumMoney(twice)), "The source gives no weights."),
    };
  });
}

/** Published pay beside the plan's. */
type Market = Omit<PayFields["market"][number], "your_pay" | "difference"> & {
  your_pay: Known<number>;
  difference: Known<number>;
};

/**
 * Published pay beside the plan's, like with like: base with base, pay at target with pay at target; what counts something else is left out, and
 * what is in another currency is shown and not compared. Published in USD a year. Source: rule org-pay-market.
 * @example marketPay({ ote: 140_000, base: 112_000 }, "USD", figures)[0].difference // base less the published median base
 */
export function marketPay(
  { ote, base }: { ote: number; base: number },
  currency: string,
  { published, compared }: Pick<CompensationFigures, "published" | "compared">,
): Market[] {
  const sources = Object.keys(published.standards)
    .filter((name) => name !== "yours")
    .sort();
  return sources.flatMap((source) =>
    Object.entries(published.standards[source]!).flatMap(([pay, amount]) => {
      const compare = compared.value.find((one) => one.pay === pay)?.compare ?? "neither";
      if (compare === "neither") return [];
      const yours = currency !== "USD" ? null : compare === "base" ? base : ote;
      const why = unknown("It is published in another currency.");
      return [
        {
          source,
          pay,
          published: amount,
          your_pay: known(yours, why),
          difference: known(yours === null ? null : sumMoney([yours, -amount]), why),
        },
      ];
    }),
  );
}
