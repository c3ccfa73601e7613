import { RULES_CURRENCY, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Touch } from "../../core/vocabulary.ts";
import type { CoverageCrossover } from "./crossover.ts";

/** Where a tier begins: `min` is ARR for floors in money and points for cut-offs of a score. An amount at `min` is inside. */
export interface Floor {
  tier: string;
  touch: Touch;
  min: number;
}

const key = (tier: string) => tier.trim().toLowerCase();

/**
 * Floors from the top down, checked, with a last tech-touch tier at 0 when none of them begins there, so that every amount has a tier.
 * Throws Problem for no floors, a negative floor, two tiers at one floor and two tiers of one name (capital letters make no difference).
 * @example orderFloors([{ tier: "SMB", touch: "tech", min: 0 }, { tier: "Enterprise", touch: "high", min: 100000 }])[0].tier // "Enterprise"
 */
export function orderFloors(given: readonly Floor[]): Floor[] {
  if (given.length === 0) throw new Problem({ what: "There are no tiers.", remedy: "Give at least one tier with its floor." });
  const places: string[] = [];
  const names = new Map<string, string>();
  const levels = new Map<number, string>();
  for (const { tier, min } of given) {
    if (key(tier) === "") places.push(`the tier that begins at ${min} has no name`);
    if (!(min >= 0) || min === Number.POSITIVE_INFINITY) places.push(`${tier}: ${min} is not a floor of 0 or more`);
    if (names.has(key(tier))) places.push(`${tier}: the name stands twice`);
    if (levels.has(min)) places.push(`${tier} and ${levels.get(min)}: both begin at a min_arr of ${min}`);
    names.set(key(tier), tier);
    levels.set(min, tier);
  }
  if (places.length)
    throw new Problem({
      what: "These floors do not make tiers:",
      places,
      remedy: "Give every tier its own name and its own floor, 0 or more.",
    });
  const ordered = given.map(({ tier, touch, min }) => ({ tier, touch, min })).sort((a, b) => b.min - a.min);
  const last = ordered.at(-1)!;
  return last.min === 0 ? ordered : [...ordered, { tier: `Below ${last.tier}`, touch: "tech", min: 0 }];
}

/**
 * Tiers whose floors are the crossovers at the top of each band: from there an account pays for a named, and for a shared, person; below
 * both it is served by a program. Not rounded. Throws Problem when a named person would pay from less than a shared one.
 * @example derivedFloors(crossovers, { high: "Enterprise", low: "Mid-market", tech: "SMB" })[1].min // 29,920
 */
export function derivedFloors(crossovers: readonly CoverageCrossover[], names: Readonly<Record<Touch, string>>): Floor[] {
  const from = (touch: Touch): number => {
    const own = crossovers.filter((row) => row.touch === touch).map(({ min_arr }) => min_arr);
    if (own.length === 0)
      throw new Problem({
        what: `The figure cost_to_serve of segmentation-coverage-economics allows nothing for ${touch} touch.`,
        remedy: "Give its band a share above 0, or set the floors yourself.",
      });
    return smallest(own);
  };
  const [high, low] = [from("high"), from("low")];
  if (high <= low)
    throw new Problem({
      what: `By these hours and costs a named CSM pays from ${Math.round(high)} of ARR and a shared one from ${Math.round(low)}, so no account needs a shared one.`,
      remedy: "Check the hours and the cost bands, or set the floors yourself with method arr.",
    });
  return orderFloors([
    { tier: names.high, touch: "high", min: high },
    { tier: names.low, touch: "low", min: low },
    { tier: names.tech, touch: "tech", min: 0 },
  ]);
}

/**
 * One tier may leave its floor out and begins at 0, if it can be the lowest. Throws Problem where several do, or where one does and another
 * tier has less touch: a high-touch tier would stand below a tech-touch one in silence.
 * @example refuseMissingFloors([{ tier: "Named", touch: "high" }, { tier: "Rest", touch: "tech", min_arr: 9 }], "min_arr") // throws
 */
export function refuseMissingFloors(
  floors: readonly { tier: string; touch: Touch; min_arr?: number; min_score?: number }[],
  name: "min_arr" | "min_score",
): void {
  const without = floors.filter((floor) => floor[name] === undefined);
  const depth = (touch: Touch) => Touch.options.indexOf(touch);
  const lowest = largest(floors.map(({ touch }) => depth(touch)));
  if (without.length === 0 || (without.length === 1 && depth(without[0]!.touch) === lowest)) return;
  throw new Problem({
    what: `These tiers have no ${name}: ${without.map(({ tier }) => tier).join(", ")}.`,
    remedy: `Give each its ${name}; only one tier, of the least touch, may leave it out and begins at 0.`,
  });
}

/**
 * Tiers that begin at a score from 0 to 100; one tier, of the least touch, may leave its cut-off out and is the last, from 0.
 * Throws Problem when cut-offs are missing: no source gives any, so they are asked for and not invented.
 * @example scoreCutOffs([{ tier: "High touch", touch: "high", min_score: 70 }, { tier: "Tech touch", touch: "tech" }])[1].min // 0
 */
export function scoreCutOffs(floors: readonly { tier: string; touch: Touch; min_score?: number }[]): Floor[] {
  const without = floors.filter(({ min_score }) => min_score === undefined);
  if (floors.length === 0 || without.length > 1 || (without.length === 1 && floors.length === 1))
    throw new Problem({
      what:
        floors.length === 0
          ? "A weighted score needs cut-offs, and no published source gives any."
          : `These tiers have no min_score: ${without.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Give floors with a min_score from 0 to 100 each; only the last tier may leave it out and begins at 0.",
    });
  refuseMissingFloors(floors, "min_score");
  const outside = floors.filter(({ min_score }) => min_score !== undefined && !(min_score >= 0 && min_score <= 100));
  if (outside.length)
    throw new Problem({
      what: `min_score lies outside 0 to 100: ${outside.map(({ tier, min_score }) => `${tier} ${min_score}`).join(", ")}.`,
      remedy: "Scores run from 0 to 100.",
    });
  return orderFloors(floors.map(({ tier, touch, min_score }) => ({ tier, touch, min: min_score ?? 0 })));
}

export type TierMethod = "arr" | "weighted" | "derived";

/** A tier as a caller gives it. */
export interface GivenFloor {
  tier: string;
  touch: Touch;
  min_arr?: number;
  min_score?: number;
}

const plainNames: Record<Touch, string> = { high: "High touch", low: "Low touch", tech: "Tech touch" };

function floorsOfArr(floors: readonly GivenFloor[]): Floor[] {
  const scored = floors.filter(({ min_score }) => min_score !== undefined);
  if (scored.length)
    throw new Problem({
      what: `min_score is a cut-off of a weighted score, and the method is not weighted: ${scored.map(({ tier }) => tier).join(", ")}.`,
      remedy: "Set method to weighted, or leave min_score out.",
    });
  refuseMissingFloors(floors, "min_arr");
  return orderFloors(floors.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr ?? 0 })));
}

/**
 * The tiers a method asks for, from the top down: the given floors, else the scheme in force; for a weighted score its cut-offs; derived from
 * the crossovers, under the names the given floors or the scheme have for each touch (the highest tier of a touch gives the name).
 * Throws Problem as orderFloors, scoreCutOffs and derivedFloors do.
 * @example chooseFloors("arr", undefined, scheme, crossovers)[0].tier // "High touch"
 */
export function chooseFloors(
  method: TierMethod,
  given: readonly GivenFloor[] | undefined,
  scheme: readonly { tier: string; touch: Touch; min_arr: number }[],
  crossovers: readonly CoverageCrossover[],
): Floor[] {
  if (method === "derived" && crossovers.length === 0)
    throw new Problem({
      what: `Floors derive from what coverage costs, and a CSM's cost is known in ${RULES_CURRENCY} only.`,
      remedy: "Give costs: {csm: yearly cost of one} in the book's currency, or floors of your own with method arr.",
    });
  if (method === "weighted") return scoreCutOffs(given ?? []);
  if (method === "arr") return floorsOfArr(given ?? scheme);
  const name = (touch: Touch) => {
    const own = (given ?? scheme).filter((floor) => floor.touch === touch);
    return own.sort((a, b) => (b.min_arr ?? 0) - (a.min_arr ?? 0))[0]?.tier ?? plainNames[touch];
  };
  return derivedFloors(crossovers, { high: name("high"), low: name("low"), tech: name("tech") });
}

/** An amount in two digits, as people set floors. */
function inTwoDigits(amount: number, round: (value: number) => number): number {
  const unit = 10 ** (Math.floor(Math.log10(amount)) - 1); // not a figure: two digits of ten
  return withoutNoise(round(withoutNoise(amount / unit)) * unit);
}

/**
 * Floors for a book whose currency the scheme's floors are not in, under the scheme's names: from where an account pays for its person if a cost
 * in that currency is known, else so that the largest accounts up to each share of ARR are served by that touch. In two digits; suggestions.
 * @example floorsOfBook([60, 25, 10, 5], scheme, [], { high: 0.5, low: 0.8 }).map(({ min }) => min) // [60, 25, 0]
 */
export function floorsOfBook(
  amounts: readonly number[],
  scheme: readonly { tier: string; touch: Touch }[],
  crossovers: readonly CoverageCrossover[],
  reached: Readonly<Record<"high" | "low", number>>,
): Floor[] {
  const name = (touch: Touch) => scheme.find((line) => line.touch === touch)?.tier ?? plainNames[touch];
  if (crossovers.length > 0)
    return derivedFloors(crossovers, { high: name("high"), low: name("low"), tech: name("tech") }).map((floor) =>
      floor.min === 0 ? floor : { ...floor, min: inTwoDigits(floor.min, Math.ceil) },
    );
  const paid = amounts.filter((amount) => amount > 0).sort((a, b) => b - a);
  const whole = sumMoney(paid);
  const floors: Floor[] = [];
  for (const touch of ["high", "low"] as const) {
    let sum = 0;
    const last = paid.find((amount) => {
      sum += amount;
      return withoutNoise(sum - reached[touch] * whole) >= 0;
    });
    const min = last === undefined ? 0 : inTwoDigits(last, Math.floor);
    if (min > 0 && floors.every((floor) => floor.min > min)) floors.push({ tier: name(touch), touch, min });
  }
  return orderFloors([...floors, { tier: name("tech"), touch: "tech", min: 0 }]);
}

/** A floor that stands outside what an account can carry: `below` promises more than it pays for, `above` holds back what it could pay. */
export interface FloorDifference {
  tier: string;
  touch: "high" | "low";
  floor: number;
  side: "below" | "above";
  /** The crossovers at the larger and at the smaller share of ARR. */
  pays_from: number;
  pays_at_lower_share: number;
  /** True when it stands outside whichever way the guesses fall. */
  certain: boolean;
}

/**
 * Where the lowest floor of named and of shared coverage differs from its crossover: below the one at the top of the cost band, or above
 * the one at its bottom. Floors in ARR. Between the two a floor is a choice and is not listed.
 * @example floorsAgainstCrossover(floors, crossovers) // [{ tier: "Low touch", floor: 15000, side: "below", pays_from: 29920, ... }]
 */
export function floorsAgainstCrossover(floors: readonly Floor[], crossovers: readonly CoverageCrossover[]): FloorDifference[] {
  return (["high", "low"] as const).flatMap((touch): FloorDifference[] => {
    const lowest = floors.filter((floor) => floor.touch === touch).at(-1);
    const own = crossovers.filter((row) => row.touch === touch).sort((a, b) => a.min_arr - b.min_arr);
    const [first, last] = [own[0], own.at(-1)];
    if (!lowest || !first || !last) return [];
    const { tier, min: floor } = lowest;
    const difference = { tier, touch, floor, pays_from: first.min_arr, pays_at_lower_share: last.min_arr };
    if (floor < first.min_arr) return [{ ...difference, side: "below", certain: floor < first.min_arr_low }];
    return floor > last.min_arr ? [{ ...difference, side: "above", certain: floor > last.min_arr_high }] : [];
  });
}

/**
 * The tier of an amount of ARR, or of a score: the highest one whose floor it reaches. Exactly at a floor belongs to the higher tier.
 * Takes floors in the order of orderFloors. Throws RangeError for an amount below 0, which no book holds.
 * @example tierOfAmount(100000, floors).tier // "Enterprise", when Enterprise begins at 100,000
 */
export function tierOfAmount(amount: number, floors: readonly Floor[]): Floor {
  const tier = floors.find(({ min }) => amount >= min);
  if (!tier) throw new RangeError(`${amount} lies below every floor`);
  return tier;
}
