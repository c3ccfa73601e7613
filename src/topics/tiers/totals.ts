import type * as z from "zod";
import { grouped } from "../../core/english.ts";
import { RULES_CURRENCY, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { ArrScenarioFigures } from "./crossover.ts";
import { orderFloors } from "./floors.ts";

/** A tier of which the number of paying accounts is known and the ARR perhaps not. */
export interface CountedTier {
  tier: string;
  touch: Touch;
  min_arr: number;
  accounts: number;
  arr?: number | null;
}

/** What a tier's ARR can be by its own floor and ceiling; without a ceiling `high` is null. */
export interface ArrBounds {
  tier: string;
  low: number;
  high: number | null;
}

/**
 * Counted tiers from the top down, checked as orderFloors checks floors, each with a whole number of accounts and no negative ARR.
 * Throws Problem that lists every tier in trouble.
 * @example orderCountedTiers([smb, enterprise])[0].tier // "Enterprise"
 */
export function orderCountedTiers<Tier extends CountedTier>(tiers: readonly Tier[]): Tier[] {
  orderFloors(tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr })));
  const places = tiers.flatMap(({ tier, accounts, arr }) => [
    ...(Number.isInteger(accounts) && accounts >= 0 ? [] : [`${tier}: ${accounts} accounts`]),
    ...(arr === undefined || arr === null || arr >= 0 ? [] : [`${tier}: ARR ${arr}`]),
    ...(accounts === 0 && typeof arr === "number" && arr > 0 ? [`${tier}: ARR ${arr} without an account`] : []),
  ]);
  if (places.length)
    throw new Problem({
      what: "These tiers cannot be:",
      places,
      remedy: "Give whole numbers of accounts and amounts of 0 or more.",
    });
  return [...tiers].sort((a, b) => b.min_arr - a.min_arr);
}

/**
 * What each tier's ARR can be by its floors alone: accounts x its floor up to accounts x the floor of the tier above. Takes tiers from the
 * top down; the top one has no ceiling, a tier without accounts holds nothing. ARR in major units.
 * @example arrBounds([enterprise, midMarket])[1] // 120 accounts between 30,000 and 150,000: { low: 3600000, high: 18000000 }
 */
export function arrBounds(tiers: readonly CountedTier[]): ArrBounds[] {
  return tiers.map(({ tier, min_arr, accounts }, index) => {
    const ceiling = tiers[index - 1]?.min_arr;
    return { tier, low: accounts * min_arr, high: accounts === 0 ? 0 : ceiling === undefined ? null : accounts * ceiling };
  });
}

/** A tier whose ARR is to be found: what it would hold on average, and between which amounts it must lie. */
export interface ArrTarget {
  tier: string;
  /** Null for the tier that takes what is left. */
  target: number | null;
  low: number;
  /** Infinity without a ceiling. */
  high: number;
}

/**
 * Spreads a total over tiers: each takes its target and the one without a target what is left. Where that would push it out of its bounds,
 * the others move toward their own bounds by the same share of the way, and `fitted` says so. The parts add up to the total exactly.
 * Amounts in major units. The caller makes sure that the bounds can hold the total.
 * @example placeArr([{ tier: "Top", target: null, low: 0, high: Infinity }, { tier: "SMB", target: 40, low: 0, high: 50 }], 100).arr // Top 60, SMB 40
 */
export function placeArr(targets: readonly ArrTarget[], total: number): { fitted: boolean; arr: Map<string, number> } {
  const rest = targets.find(({ target }) => target === null);
  const others = targets.filter((one): one is ArrTarget & { target: number } => one.target !== null);
  const wanted = others.reduce((sum, { target }) => sum + target, 0);
  const left = total - wanted;
  const bound = !rest || left < rest.low ? "low" : left > rest.high ? "high" : null;
  const room = bound === null ? 0 : others.reduce((sum, one) => sum + one[bound] - one.target, 0);
  const needed = bound === null ? 0 : left - (rest?.[bound] ?? 0);
  const way = room === 0 ? 0 : needed / room;
  const arr = new Map<string, number>();
  for (const one of others) {
    const placed = bound === null ? one.target : one.target + (one[bound] - one.target) * way;
    arr.set(one.tier, Math.round(placed * 100) / 100);
  }
  if (rest) arr.set(rest.tier, sumMoney([total, ...[...arr.values()].map((amount) => -amount)]));
  return { fitted: bound !== null, arr };
}

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

const inWords = (amount: number) => grouped(amount);

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
      // The lowest tier stands where the scenario puts small accounts, whether or not its floor is 0.
      const way = one.tier === tiers.at(-1)!.tier ? bottom : middle;
      const average = one.min_arr === 0 ? bottom * one.ceiling : one.min_arr ** (1 - way) * one.ceiling ** way;
      return { ...one, target: one.accounts * average };
    });
    const { fitted, arr } = placeArr(targets, remainder);
    return describe(scenario, tiers, new Map([...known, ...arr]), fitted);
  });
  return { feasible, scenarios, gap: 0, notes };
}

/** A tier with what is known of its ARR: the amount when given or when it follows, else the ends it must lie between. */
export interface TierLine {
  tier: string;
  touch: Touch;
  min_arr: number;
  accounts: number;
  arr: number | null;
  arr_share: number | null;
  arr_low: number | null;
  arr_high: number | null;
}

export interface TotalsAnswer {
  tiers: TierLine[];
  /** The stated total, else the sum of the tiers when every one is given, else null. */
  total: number | null;
  /** Null when there is no total to split. */
  split: ArrScenarios | null;
}

/**
 * Tiers of which only totals are known, from the top down. ARR that nobody gave is null and stands between arr_low and arr_high, by the
 * floors and by the total where there is one; nothing is guessed into it. ARR in major units. Throws Problem as arrScenarios does.
 * @example tiersOfTotals(referenceTiers, 18000000, figures).tiers[0].arr_low // 6000000
 */
export function tiersOfTotals(
  given: readonly CountedTier[],
  stated: number | null,
  figures: z.infer<typeof ArrScenarioFigures>,
): TotalsAnswer {
  const tiers = orderCountedTiers(given);
  const amounts = tiers.map(({ arr }) => arr ?? null);
  const known = amounts.filter((arr) => arr !== null);
  const total = stated ?? (known.length === tiers.length ? sumMoney(known) : null);
  const split = total === null ? null : arrScenarios(tiers, total, figures);
  const own = arrBounds(tiers);
  const lines = tiers.map(({ tier, touch, min_arr, accounts }, index): TierLine => {
    const feasible = split?.feasible[index];
    const low = feasible?.low ?? amounts[index] ?? own[index]!.low;
    const high = feasible?.high ?? amounts[index] ?? own[index]!.high;
    const arr = low === high ? low : null;
    const whole = split && split.gap !== 0 ? sumMoney(known) : total;
    return {
      tier,
      touch,
      min_arr,
      accounts,
      arr,
      arr_share: arr === null || whole === null || whole === 0 ? null : arr / whole,
      arr_low: low,
      arr_high: high,
    };
  });
  return { tiers: lines, total, split };
}

/** A tier as a caller counts it: from the top down where floors are left out; ARR as an amount or as a share of the total. */
export interface GivenTotal {
  tier: string;
  touch?: Touch;
  min_arr?: number;
  accounts: number;
  arr?: number;
  arr_share?: number;
}

/** An amount in two digits, as people set floors. */
const rounded = (amount: number) => Number(amount.toPrecision(2));

/**
 * Counted tiers with what was left out: the touch of the standard's tier of that name or place, the standard's floor of that touch where it
 * lies under the tier's average and above the next tier's, else the middle of the two averages; 0 for the last. Says whose floors are only
 * suggested. For totals `abroad`, in another currency, only their averages suggest one. Throws Problem for a share without a total, and for shares beside amounts.
 * @example completeTotals([{ tier: "A", accounts: 40, arr: 7e6 }, { tier: "B", accounts: 120, arr: 8e6 }], null, standard).suggested // ["A", "B"]
 */
export function completeTotals(
  given: readonly GivenTotal[],
  total: number | null,
  standard: readonly { tier: string; touch: Touch; min_arr: number }[],
  abroad = false,
): { tiers: CountedTier[]; suggested: string[] } {
  const shares = given.filter(({ arr_share }) => arr_share !== undefined);
  if (shares.length && total === null)
    throw new Problem({ what: "arr_share is a share of a total that nobody gave.", remedy: "Give arr, the total ARR." });
  const both = shares.find(({ arr }) => arr !== undefined);
  if (both) throw new Problem({ what: `${both.tier} has both arr and arr_share.`, remedy: "Give one of the two." });
  const arrOf = ({ arr, arr_share }: GivenTotal) => (arr_share === undefined ? arr : sumMoney([arr_share * total!]));
  const average = (one: GivenTotal | undefined) => {
    const arr = one && arrOf(one);
    return one === undefined || arr === undefined || one.accounts === 0 ? null : arr / one.accounts;
  };
  const suggested: string[] = [];
  let above = Number.POSITIVE_INFINITY;
  const tiers = given.map((one, index): CountedTier => {
    const { tier, accounts } = one;
    const named = standard.find((line) => line.tier.toLowerCase() === tier.trim().toLowerCase());
    const touch = one.touch ?? named?.touch ?? standard[Math.min(index, standard.length - 1)]!.touch;
    const [own, next] = [average(one), average(given[index + 1])];
    const usual = standard.find((line) => line.touch === touch)?.min_arr ?? 0;
    if (abroad && one.min_arr === undefined && index < given.length - 1 && !(own !== null && next !== null && next < own))
      throw new Problem({
        what: `${tier} has no floor, and the floors known for its touch are in ${RULES_CURRENCY}.`,
        remedy: "Give min_arr for each tier but the last, or arr for each, so that the averages suggest floors.",
      });
    const fits = !abroad && usual < above && (own === null || usual <= own) && (next === null || usual > next);
    const between = own !== null && next !== null && next < own ? rounded((own + next) / 2) : rounded(Math.min(above, usual) / 2);
    const last = index === given.length - 1;
    const min_arr = one.min_arr ?? (last ? 0 : fits ? usual : between);
    if (one.min_arr === undefined) suggested.push(tier);
    above = min_arr;
    return { tier, touch, min_arr, accounts, arr: arrOf(one) };
  });
  return { tiers, suggested };
}
