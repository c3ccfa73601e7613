import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { type Motion, readWord, Stage, Touch } from "../../core/vocabulary.ts";
import type { Definition, ScorecardFigures } from "./figures.ts";
import type { ScorecardFacts, ScorecardQuestion, ScorecardTier } from "./targets.ts";

type Values = Record<string, number>;

function valueFaults(place: string, given: Values, definitions: readonly Definition[]): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const one = definitions.find(({ measure, given_as }) => name === measure || name === given_as);
    if (one === undefined)
      return [`${place}.${name} is no measure; there are ${definitions.map(({ given_as }) => given_as).join(", ")}.`];
    const { least, most, unit } = one;
    if (value >= least && value <= most) return [];
    const hint = unit.startsWith("share") ? "; write 90 percent as 0.9" : "";
    return [`${place}.${name} is ${value}: give ${unit} from ${least} to ${most}${hint}.`];
  });
}

/** The values under the measures' own names; a measure under both of its names is a fault. */
function byMeasure(place: string, given: Values, definitions: readonly Definition[]): { values: Values; faults: string[] } {
  const values: Values = {};
  const faults: string[] = [];
  for (const { measure, given_as } of definitions) {
    const names = [...new Set([measure, given_as])].filter((name) => Object.hasOwn(given, name));
    if (names.length > 1) faults.push(`${place}: ${names.join(" and ")} are one measure.`);
    if (names.length > 0) values[measure] = given[names[0]!]!;
  }
  return { values, faults };
}

function crossFaults(place: string, { nrr, grr }: Values): string[] {
  return nrr !== undefined && grr !== undefined && grr > nrr
    ? [`${place}: grr ${grr} is above nrr ${nrr}; net retention is gross retention and expansion.`]
    : [];
}

/**
 * Today's values and own targets under the measures' names. Units are the measures' own, rates fractions.
 * Throws Problem for names there are not, values outside their bounds, gross above net, and more targets than a team can act on.
 * @example settleValues({ stage, motion, current: { time_to_value_days: 30 } }, figures).current // { time_to_value: 30 }
 */
export function settleValues(
  { current = {}, targets = {} }: Pick<ScorecardQuestion, "current" | "targets">,
  figures: ScorecardFigures,
): { current: Values; targets: Values } {
  const definitions = figures.definitions.value;
  const [today, wanted] = [byMeasure("current", current, definitions), byMeasure("targets", targets, definitions)];
  const most = figures.mostMeasures.value[1]!;
  const count = Object.keys(wanted.values).length;
  const faults = [
    ...valueFaults("current", current, definitions),
    ...valueFaults("targets", targets, definitions),
    ...today.faults,
    ...wanted.faults,
    ...crossFaults("current", today.values),
    ...crossFaults("targets", wanted.values),
    ...(count > most ? [`targets: ${count} measures have one, and a team can act on ${most}.`] : []),
  ];
  if (faults.length)
    throw new Problem({ what: "These values cannot be:", places: faults, remedy: "Correct them and ask again." });
  return { current: today.values, targets: wanted.values };
}

function tierFaults(tiers: readonly ScorecardTier[]): string[] {
  const names = tiers.map(({ tier }) => tier);
  const twice = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  return [
    ...tiers.flatMap(({ tier, accounts, arr }) => [
      ...(Number.isInteger(accounts) && accounts >= 0
        ? []
        : [`tiers "${tier}": accounts ${accounts} is no whole number from 0.`]),
      ...(arr !== undefined && (arr < 0 || isTooLarge(arr) || !isExactMoney(arr))
        ? [`tiers "${tier}": arr ${arr} is no amount from 0.`]
        : []),
    ]),
    ...(twice.length ? [`tiers: ${twice.join(", ")} stands there more than once.`] : []),
  ];
}

function numberFaults({ acv, arr, counts = {} }: ScorecardQuestion): string[] {
  const amounts = Object.entries({ acv, arr, ...counts });
  return amounts.flatMap(([name, value]) =>
    value === undefined || (value >= 0 && !isTooLarge(value)) ? [] : [`${name} is ${value}: give 0 or more.`],
  );
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
  const faults = [...tierFaults(tiers), ...numberFaults(question)];
  if (faults.length)
    throw new Problem({ what: "The scorecard cannot use this:", places: faults, remedy: "Correct it and ask again." });
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
  };
}
