import { Problem } from "../../contract/problem.ts";
import { Touch } from "../../contract/vocabulary.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { isExactMoney, isTooLarge } from "../exact-money.ts";
import type { ScorecardFacts, ScorecardQuestion, ScorecardTier } from "./scorecard-question.ts";
import type { ScorecardFigures } from "./scorecard-reads.ts";
import { settleValues } from "./settle-values.ts";

/** A name as the lists write it. @example listName("Product-led") // "product_led" */
export function listName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}

function known(what: string, given: string, names: readonly string[]): string {
  const name = listName(given);
  if (names.includes(name)) return name;
  throw new Problem({ what: `There is no ${what} "${given}".`, remedy: `Take one of ${names.join(", ")}.` });
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

/**
 * The question with stage, motion and measures under the names of the rules, and the totals of its tiers. Money in major units.
 * Throws Problem for unknown names, values outside their bounds, and tiers that do not add up to the ARR given.
 * @example settleQuestion({ stage: "Growth", motion: "enterprise" }, figures).stage // "growth"
 */
export function settleQuestion(question: ScorecardQuestion, figures: ScorecardFigures): ScorecardFacts {
  const { tiers = [], counts = {} } = question;
  const stage = known(
    "stage",
    question.stage,
    figures.stages.value.map((one) => one.stage),
  );
  const motion = known(
    "motion",
    question.motion,
    figures.motions.value.map((one) => one.motion),
  );
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
    stage,
    motion,
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
