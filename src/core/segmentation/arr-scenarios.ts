import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { arrBounds, type CountedTier, orderCountedTiers } from "./arr-bounds.ts";
import type { ArrScenarioFigures } from "./figures.ts";
import { type ArrTarget, placeArr } from "./place-arr.ts";

export interface ArrScenario {
  scenario: string;
  /** True when the scenario's averages did not fit the total and were moved toward the tiers' bounds. */
  fitted: boolean;
  /** From the top down; the average of a tier without accounts is null. */
  tiers: { tier: string; arr: number; average_arr: number | null }[];
}

export interface ArrScenarios {
  /** Between which amounts each tier's ARR must lie, from the top down; both ends are the given amount where one is given. */
  feasible: { tier: string; low: number; high: number }[];
  /** One when the amounts are known or follow, else one for each figure. */
  scenarios: ArrScenario[];
  /** The total less the tiers' ARR when all of it is given; 0 when they tie or when some is unknown. */
  gap: number;
  /** Given amounts that their own floors do not allow, in words. */
  notes: string[];
}

const inWords = (amount: number) => amount.toLocaleString("en-US");

function describe(
  scenario: string,
  tiers: readonly CountedTier[],
  arr: ReadonlyMap<string, number>,
  fitted: boolean,
): ArrScenario {
  const parts = tiers.map(({ tier, accounts }) => {
    const own = arr.get(tier)!;
    return { tier, arr: own, average_arr: accounts > 0 ? own / accounts : null };
  });
  return { scenario, fitted, tiers: parts };
}

function outOfBounds(tiers: readonly CountedTier[]): string[] {
  return arrBounds(tiers).flatMap(({ tier, low, high }, index) => {
    const { arr, accounts } = tiers[index]!;
    if (typeof arr !== "number" || (arr >= low && (high === null || arr <= high))) return [];
    return [
      `${tier}: ${accounts} accounts cannot hold ${inWords(arr)} by the floors, only ${inWords(low)} ${high === null ? "or more" : `to ${inWords(high)}`}`,
    ];
  });
}

function refuseImpossible(unknown: readonly (ArrTarget & { text: string })[], remainder: number): void {
  const [least, most] = [unknown.reduce((sum, { low }) => sum + low, 0), unknown.reduce((sum, { high }) => sum + high, 0)];
  if (remainder >= least && remainder <= most) return;
  throw new Problem({
    what: `The accounts and floors do not fit the ARR: ${inWords(remainder)} is ${remainder < least ? `less than the ${inWords(least)} that the floors need` : `more than the ${inWords(most)} that the floors allow`}.`,
    places: unknown.map(({ text }) => text),
    remedy: "Check the numbers of accounts, the floors and the total; they must be of the same day and currency.",
  });
}

/**
 * What the ARR of each tier can be, and a few ways it may really be, when the tiers' accounts and floors are known and their ARR is not.
 * In a scenario an account of the last tier (floor 0) stands at a share of its ceiling, one of a middle tier between floor and ceiling on
 * a log scale, and the top tier takes what is left. Given amounts stay; unknown tiers share the remainder. ARR in major units; every
 * scenario adds up to the total. Throws Problem, with the arithmetic, when accounts and floors cannot fit the total.
 * @example arrScenarios(tiers, 18000000, [{ scenario: "central", bottom: 0.5, middle: 0.5 }]).scenarios[0].tiers[2].arr // 180 x 15,000 = 2,700,000
 */
export function arrScenarios(
  given: readonly CountedTier[],
  totalArr: number,
  figures: z.infer<typeof ArrScenarioFigures>,
): ArrScenarios {
  const tiers = orderCountedTiers(given);
  const bounds = arrBounds(tiers);
  const notes = outOfBounds(tiers);
  const known = new Map(
    tiers.flatMap(({ tier, accounts, arr }) =>
      typeof arr === "number" ? [[tier, arr] as const] : accounts === 0 ? [[tier, 0] as const] : [],
    ),
  );
  const remainder = sumMoney([totalArr, ...[...known.values()].map((arr) => -arr)]);
  const open = tiers.flatMap((tier, index) => {
    if (known.has(tier.tier)) return [];
    const { low, high } = bounds[index]!;
    const ceiling = tiers[index - 1]?.min_arr ?? null;
    const text = `${tier.tier}: ${inWords(tier.accounts)} accounts from ${inWords(tier.min_arr)}${ceiling === null ? "" : ` to ${inWords(ceiling)}`}, so ${inWords(low)}${high === null ? " or more" : ` to ${inWords(high)}`}`;
    return [{ ...tier, ceiling, low, high: high ?? Number.POSITIVE_INFINITY, text, target: null }];
  });
  if (open.length === 0) {
    const feasible = tiers.map(({ tier }) => ({ tier, low: known.get(tier)!, high: known.get(tier)! }));
    return { feasible, scenarios: [describe("given", tiers, known, false)], gap: remainder, notes };
  }
  refuseImpossible(open, remainder);
  const feasible = tiers.map(({ tier }) => {
    const own = open.find((one) => one.tier === tier);
    if (!own) return { tier, low: known.get(tier)!, high: known.get(tier)! };
    const rest = open.filter((one) => one !== own);
    const [restLow, restHigh] = [rest.reduce((sum, { low }) => sum + low, 0), rest.reduce((sum, { high }) => sum + high, 0)];
    return { tier, low: Math.max(own.low, remainder - restHigh), high: Math.min(own.high, remainder - restLow) };
  });
  const names = open.length === 1 ? [{ scenario: "remainder", bottom: 0, middle: 0 }] : figures;
  const scenarios = names.map(({ scenario, bottom, middle }) => {
    const targets = open.map((one, index): ArrTarget => {
      if (index === 0 || one.ceiling === null) return { ...one, target: null };
      const average = one.min_arr === 0 ? bottom * one.ceiling : one.min_arr ** (1 - middle) * one.ceiling ** middle;
      return { ...one, target: one.accounts * average };
    });
    const { fitted, arr } = placeArr(targets, remainder);
    return describe(scenario, tiers, new Map([...known, ...arr]), fitted);
  });
  return { feasible, scenarios, gap: 0, notes };
}
