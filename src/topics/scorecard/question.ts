import * as z from "zod";
import { count, money } from "../../core/kinds.ts";
import { sumMoney } from "../../core/money.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { Motion, readWord, Stage, Touch } from "../../core/vocabulary.ts";
import type { Measure, ScorecardFigures } from "./figures.ts";

const Values = z.record(z.string(), z.number());

/** One tier of the book; ARR in major units. */
const ScorecardTier = z.strictObject({
  tier: z.string().min(1),
  touch: Touch,
  accounts: count(),
  arr: money().optional(),
});
type ScorecardTier = z.infer<typeof ScorecardTier>;

/** What the design of a scorecard is asked; what is left out is unknown. Values in the unit of each measure, rates as fractions. */
export const ScorecardQuestion = z.strictObject({
  stage: Stage.optional(),
  motion: Motion.optional(),
  tiers: z.array(ScorecardTier).min(1).optional(),
  current: Values.optional(),
  targets: Values.optional(),
  acv: money().optional(),
  arr: money().optional(),
  counts: z.strictObject({ new_accounts_a_year: count().optional(), csms: count().optional() }).optional(),
});
/** The question with the currency of acv and arr; published sizes are in USD. */
export type ScorecardQuestion = z.infer<typeof ScorecardQuestion> & { currency?: string };

type Values = z.infer<typeof Values>;

/** The question with its names settled and what the tiers add up to. */
export interface ScorecardFacts {
  stage: Stage;
  motion: Motion;
  /** What the stage and the motion were taken from where nobody said them. */
  stage_from: "yours" | "accounts" | "assumed";
  motion_from: "yours" | "touches" | "assumed";
  touches: Touch[] | null;
  tiers: ScorecardTier[];
  current: Record<string, number>;
  targets: Record<string, number>;
  accounts: number | null;
  new_accounts: number | null;
  csms: number | null;
  arr: number | null;
  acv: number | null;
  /** Whether acv was worked out from ARR and accounts. */
  acv_derived: boolean;
  /** Whether acv and arr can stand beside published sizes, which are in USD. */
  in_usd: boolean;
  /** Whether nobody named their currency, so that they are taken as USD. */
  currency_assumed: boolean;
}

function valueFaults(place: string, given: Values, measures: readonly Measure[]): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const one = measures.find(({ measure, given_as }) => name === measure || name === given_as);
    if (one === undefined)
      return [`${place}.${name} is no measure; there are ${measures.map(({ given_as }) => given_as).join(", ")}.`];
    const { least, most, unit } = one;
    if (value >= least && value <= most) return [];
    const hint = unit.startsWith("share") ? "; write 90 percent as 0.9" : "";
    return [`${place}.${name} is ${value}: give ${unit} from ${least} to ${most}${hint}.`];
  });
}

/** The values under the measures' own names; a measure under both of its names is a fault. */
function byMeasure(place: string, given: Values, measures: readonly Measure[]): { values: Values; faults: string[] } {
  const values: Values = {};
  const faults: string[] = [];
  for (const { measure, given_as } of measures) {
    const names = [...new Set([measure, given_as])].filter((name) => Object.hasOwn(given, name));
    if (names.length > 1) faults.push(`${place}: ${names.join(" and ")} are one measure.`);
    if (names.length > 0) values[measure] = given[names[0]!]!;
  }
  return { values, faults };
}

function crossFaults(place: string, { nrr, grr }: Values): string[] {
  return faultIf(
    nrr !== undefined && grr !== undefined && grr > nrr,
    `${place}: grr ${grr} is above nrr ${nrr}; net retention is gross retention and expansion.`,
  );
}

/**
 * Today's values and own targets under the measures' names. Units are the measures' own, rates fractions.
 * Throws Problem for names there are not, values outside their bounds, gross above net, and more targets than a team can act on.
 * @example settleValues({ stage, motion, current: { time_to_value_days: 30 } }, figures).current // { time_to_value: 30 }
 */
function settleValues(
  { current = {}, targets = {} }: Pick<ScorecardQuestion, "current" | "targets">,
  figures: ScorecardFigures,
): { current: Values; targets: Values } {
  const measures = figures.measures.value;
  const [today, wanted] = [byMeasure("current", current, measures), byMeasure("targets", targets, measures)];
  const most = figures.mostMeasures.value[1]!;
  const count = Object.keys(wanted.values).length;
  const faults = [
    ...valueFaults("current", current, measures),
    ...valueFaults("targets", targets, measures),
    ...today.faults,
    ...wanted.faults,
    ...crossFaults("current", today.values),
    ...crossFaults("targets", wanted.values),
    ...faultIf(count > most, `targets: ${count} measures have one, and a team can act on ${most}.`),
  ];
  if (faults.length)
    throw new Problem({ what: "These values cannot be:", places: faults, remedy: "Correct them and ask again." });
  return { current: today.values, targets: wanted.values };
}

/** Throws Problem where two tiers have one name. */
function refuseSameTier(tiers: readonly ScorecardTier[]): void {
  const names = tiers.map(({ tier }) => tier);
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  if (twice.length)
    throw new Problem({
      what: `tiers: ${twice.join(", ")} stands there more than once.`,
      remedy: "Give each tier one row and call again.",
    });
}

/** What the tiers' ARR adds up to; null unless each tier has its own. */
function arrOf(tiers: readonly ScorecardTier[]): number | null {
  const amounts = tiers.flatMap(({ arr }) => (arr === undefined ? [] : [arr]));
  return tiers.length > 0 && amounts.length === tiers.length ? sumMoney(amounts) : null;
}

/** The stage as said; else that of a company with so many customers. */
function stageOf(
  said: Stage | undefined,
  accounts: number | null,
  figures: ScorecardFigures,
): Pick<ScorecardFacts, "stage" | "stage_from"> {
  if (said !== undefined) return { stage: said, stage_from: "yours" };
  const row = figures.byCustomers.value.find(
    ({ customers_from, customers_to }) =>
      accounts !== null && accounts >= customers_from && (customers_to === null || accounts < customers_to),
  );
  const named = row === undefined ? null : readWord(Stage, row.stage);
  return named === null
    ? { stage: figures.assumed.value.stage, stage_from: "assumed" }
    : { stage: named.name, stage_from: "accounts" };
}

/** The motion as said; else that which goes with the touch of most ARR, or of most accounts. */
function motionOf(
  said: Motion | undefined,
  tiers: readonly ScorecardTier[],
  figures: ScorecardFigures,
): Pick<ScorecardFacts, "motion" | "motion_from"> {
  if (said !== undefined) return { motion: said, motion_from: "yours" };
  const byArr = tiers.length > 0 && tiers.every(({ arr }) => arr !== undefined);
  const weight = (touch: Touch) =>
    tiers.filter((tier) => tier.touch === touch).reduce((sum, tier) => sum + (byArr ? (tier.arr ?? 0) : tier.accounts), 0);
  const most = [...figures.motionByTouch.value].sort((a, b) => weight(b.touch) - weight(a.touch))[0];
  return most === undefined || weight(most.touch) === 0
    ? { motion: figures.assumed.value.motion, motion_from: "assumed" }
    : { motion: most.motion, motion_from: "touches" };
}

/**
 * The question with stage, motion and measures under the names of the rules, and the totals of its tiers. Money in major units.
 * Throws Problem for unknown names, values outside their bounds, and tiers that do not add up to the ARR given.
 * @example settleQuestion({ stage: "Growth", motion: "enterprise" }, figures).stage // "growth"
 */
export function settleQuestion(question: ScorecardQuestion, figures: ScorecardFigures): ScorecardFacts {
  const { tiers = [], counts = {} } = question;
  refuseSameTier(tiers);
  const summed = arrOf(tiers);
  if (summed !== null && question.arr !== undefined && summed !== sumMoney([question.arr]))
    throw new Problem({
      what: `The tiers' arr adds up to ${summed}, and arr is ${question.arr}.`,
      remedy: "Correct one of them, or leave arr out.",
    });
  const { current, targets } = settleValues(question, figures);
  const accounts = tiers.length === 0 ? null : tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const arr = question.arr ?? summed;
  const derived = question.acv === undefined && arr !== null && accounts !== null && accounts > 0;
  const touches = Touch.options.filter((touch) => tiers.some((tier) => tier.touch === touch && tier.accounts > 0));
  return {
    ...stageOf(question.stage, accounts, figures),
    ...motionOf(question.motion, tiers, figures),
    touches: touches.length ? touches : null,
    tiers,
    current,
    targets,
    accounts,
    new_accounts: counts.new_accounts_a_year ?? null,
    csms: counts.csms ?? null,
    arr,
    acv: question.acv ?? (derived ? arr / accounts : null),
    acv_derived: derived,
    in_usd: (question.currency ?? "USD") === "USD",
    currency_assumed: question.currency === undefined && (arr !== null || question.acv !== undefined),
  };
}
