import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";

interface Totals {
  totals: Float64Array;
  chances: Float64Array;
}

/** The list and the same list moved up by one value, merged: kept totals, equal ones joined. */
function merged({ totals, chances }: Totals, { value, rate }: Stake): Totals {
  const length = totals.length;
  const next = { totals: new Float64Array(2 * length), chances: new Float64Array(2 * length) };
  let [lost, kept, place] = [0, 0, 0];
  while (kept < length) {
    const low = lost < length ? totals[lost]! : Number.POSITIVE_INFINITY;
    const high = totals[kept]! + value;
    next.totals[place] = Math.min(low, high);
    if (low <= high) next.chances[place]! += chances[lost++]! * (1 - rate);
    if (high <= low) next.chances[place]! += chances[kept++]! * rate;
    place += 1;
  }
  return { totals: next.totals.slice(0, place), chances: next.chances.slice(0, place) };
}

/**
 * Every total that some combination of the renewals gives, with its chance, ascending; nothing is rounded. The list can double with each
 * renewal, so it is for few of them. In hundredths.
 * @example exactTotals([{ value: 100, rate: 0.5 }]).chances // [0.5, 0.5]
 */
export function exactTotals(stakes: readonly Stake[]): Totals {
  const start = { totals: Float64Array.of(0), chances: Float64Array.of(1) };
  return stakes.reduce(merged, start);
}

/**
 * Points of the longest list of totals. A choice between time and sharpness: with as many, thousands of renewals take about a second and
 * rounding moves a quantile by a small part of the spread.
 */
export const MOST_POINTS = 131_072; // not a figure: points of the longest grid

/** Renewals that a grid can hold: half of its points stay free for the amounts, or rounding would swallow them. */
const MOST_STAKES = MOST_POINTS / 2;

function commonDivisor(values: readonly number[]): number {
  let divisor = 0;
  for (const value of values) {
    let [larger, smaller] = [value, divisor];
    while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
    divisor = larger;
  }
  return divisor;
}

/** Points of a value on a grid, the nearest one. */
export const pointsOf = (value: number, unit: number): number => Math.round(value / unit);

function roundingOn(unit: number, stakes: readonly Stake[]): Rounding {
  const rounding: Rounding = { mean: 0, squares: 0, low: 0, high: 0 };
  for (const { value, rate } of stakes) {
    const error = value - unit * pointsOf(value, unit);
    rounding.mean += error * rate;
    rounding.squares += error * error;
    if (error < 0) rounding.low += error;
    else rounding.high += error;
  }
  return rounding;
}

/**
 * The grid for renewals that may go either way: none where all their combinations can be listed, the greatest common divisor of the
 * amounts where few enough points reach their sum, else the finest unit that does, with what rounding to it can move. In hundredths.
 * Throws Problem for more renewals than a grid can hold.
 * @example chooseGrid([{ value: 100, rate: 0.5 }]) // null
 */
export function chooseGrid(stakes: readonly Stake[]): { unit: number; exact: boolean; rounding: Rounding } | null {
  if (2 ** stakes.length <= MOST_POINTS) return null;
  if (stakes.length > MOST_STAKES)
    throw new Problem({
      what: `${stakes.length} renewals may go either way; a forecast holds up to ${MOST_STAKES}.`,
      remedy: "Set from and to to a shorter window, such as one month, or forecast one part of the table at a time.",
    });
  const total = stakes.reduce((sum, { value }) => sum + value, 0);
  const divisor = commonDivisor(stakes.map(({ value }) => value));
  // One point for each renewal is kept free, since each may be rounded up.
  const unit = Math.max(divisor, Math.ceil(total / Math.max(1, MOST_POINTS - stakes.length)));
  const exact = unit === divisor;
  return { unit, exact, rounding: roundingOn(unit, stakes) };
}

/** Chances below this are less than what a double loses in a sum near one; the points that hold them are passed over. */
const NO_CHANCE = Number.EPSILON ** 2;

/**
 * The chance of every point of a grid that the sum of the renewals can reach, by convolution: one renewal after the other, each point
 * either keeps its chance or hands a share of it up. Ascending, in hundredths; the sum differs from one by rounding errors only.
 * @example gridTotals([{ value: 100, rate: 0.5 }, { value: 200, rate: 0.5 }], 100).totals // [0, 100, 200, 300]
 */
export function gridTotals(stakes: readonly Stake[], unit: number): { totals: Float64Array; chances: Float64Array } {
  const steps = stakes.map(({ value }) => pointsOf(value, unit));
  const chances = new Float64Array(steps.reduce((sum, step) => sum + step, 1));
  chances[0] = 1;
  let [first, last] = [0, 0];
  stakes.forEach(({ rate }, index) => {
    const step = steps[index]!;
    const lost = 1 - rate;
    // From the top down, so that a point is read before it is changed; below the first step nothing comes from further down.
    for (let point = last + step; point >= first + step; point--)
      chances[point] = chances[point]! * lost + chances[point - step]! * rate;
    for (let point = first; point < first + step; point++) chances[point] = chances[point]! * lost;
    last += step;
    while (first < last && chances[first]! < NO_CHANCE) chances[first++] = 0;
    while (last > first && chances[last]! < NO_CHANCE) chances[last--] = 0;
  });
  const totals = new Float64Array(last + 1 - first);
  for (let place = 0; place < totals.length; place++) totals[place] = (first + place) * unit;
  return { totals, chances: chances.slice(first, last + 1) };
}

/** One renewal as the distribution sees it: kept whole or lost, by itself. `value` in hundredths, a whole number. */
export interface Stake {
  value: number;
  rate: number;
}

/** What rounding onto a grid can move, in hundredths: the exact total less the one on the grid. All 0 where nothing was rounded. */
export interface Rounding {
  /** Mean of that difference. */
  mean: number;
  /** Sum of its squares, renewal by renewal. */
  squares: number;
  /** Furthest it can go down and up. */
  low: number;
  high: number;
}

/** Every total the renewals can come to, ascending, in hundredths, with its chance. */
export interface Distribution {
  totals: Float64Array;
  chances: Float64Array;
  /** Distance of the grid's points, in hundredths; 0 where the totals stand on no grid. */
  unit: number;
  exact: boolean;
  rounding: Rounding;
  /** The most the renewals can come to, in hundredths. */
  most: number;
}

/**
 * The distribution of the sum of independent renewals, each kept with its rate or lost: exact for few renewals and wherever a grid of
 * their greatest common divisor has few enough points, else on a grid whose rounding is measured. Chances sum to one.
 * @example distributionOf([{ value: 100, rate: 0.5 }]) // totals [0, 100], chances [0.5, 0.5]
 */
export function distributionOf(stakes: readonly Stake[]): Distribution {
  const certain = stakes.filter(({ rate }) => rate === 1).reduce((sum, { value }) => sum + value, 0);
  const open = stakes
    .filter(({ rate, value }) => rate > 0 && rate < 1 && value > 0)
    // Ascending, so that the list of totals stays short as long as it can, and the order of rows never matters.
    .sort((a, b) => a.value - b.value || a.rate - b.rate);
  const most = certain + open.reduce((sum, { value }) => sum + value, 0);
  const grid = chooseGrid(open);
  const found = grid === null ? exactTotals(open) : gridTotals(open, grid.unit);
  for (let place = 0; place < found.totals.length; place++) found.totals[place]! += certain;
  return {
    ...found,
    most,
    unit: grid?.unit ?? 0,
    exact: grid === null || grid.exact,
    rounding: grid?.rounding ?? { mean: 0, squares: 0, low: 0, high: 0 },
  };
}

/** Chances nearer than this are one chance to a double that was added up from thousands of parts. */
const SAME = Math.sqrt(Number.EPSILON) / 100;

/**
 * The smallest total, in hundredths, that the sum stays at or below with at least this chance.
 * @example quantile(distributionOf([{ value: 100, rate: 0.5 }]), 0.5) // 0
 */
export function quantile({ totals, chances }: Pick<Distribution, "totals" | "chances">, level: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length; place++) {
    sum += chances[place]!;
    if (sum >= level - SAME) return totals[place]!;
  }
  return totals[totals.length - 1]!;
}

/**
 * The chance that the sum stays strictly below an amount in hundredths, on the points of the distribution.
 * @example chanceBelow(distributionOf([{ value: 100, rate: 0.5 }]), 100) // 0.5
 */
export function chanceBelow({ totals, chances }: Pick<Distribution, "totals" | "chances">, amount: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length && totals[place]! < amount; place++) sum += chances[place]!;
  return Math.min(1, sum);
}

/** The chance that the sum is at or below an amount in hundredths. @example chanceAtMost(coin, 0) // 0.5 */
export function chanceAtMost({ totals, chances }: Pick<Distribution, "totals" | "chances">, amount: number): number {
  let sum = 0;
  for (let place = 0; place < totals.length && totals[place]! <= amount; place++) sum += chances[place]!;
  return Math.min(1, sum);
}

/** A chance too small to matter, on which the bound may fail. */
const NEGLIGIBLE = Math.sqrt(Number.EPSILON) / 100;

interface Reach {
  /** How far an exact total can lie below and above its point of the grid. */
  low: number;
  high: number;
  /** The chance that it lies further. */
  fails: number;
}

/**
 * How far rounding can move a total: the sum of all roundings at worst; with many renewals their errors offset one another, and
 * Hoeffding's inequality for independent bounded errors gives a nearer bound that fails with a negligible chance.
 */
function reachOf({ rounding: { mean, squares, low, high } }: Distribution): Reach {
  const width = Math.sqrt((squares * Math.log(1 / NEGLIGIBLE)) / 2);
  const near = { low: mean - width, high: mean + width };
  return near.high - near.low < high - low ? { ...near, fails: NEGLIGIBLE } : { low, high, fails: 0 };
}

/**
 * The furthest, in hundredths, that the exact quantile at a level can lie from the one on the grid. 0 where nothing was rounded.
 * Source: W. Hoeffding, Probability inequalities for sums of bounded random variables, 1963.
 * @example quantileBound(distributionOf([{ value: 100, rate: 0.5 }]), 0.5) // 0
 */
export function quantileBound(distribution: Distribution, level: number): number {
  if (distribution.exact) return 0;
  const { low, high, fails } = reachOf(distribution);
  const found = quantile(distribution, level);
  const up = quantile(distribution, level + fails) + high - found;
  const down = found - quantile(distribution, level - fails) - low;
  return Math.max(up, down, 0);
}

/**
 * The chance of a sum strictly below an amount in hundredths, and the ends between which rounding leaves it.
 * @example boundedChanceBelow(distributionOf([{ value: 100, rate: 0.5 }]), 100) // { chance: 0.5, low: 0.5, high: 0.5 }
 */
export function boundedChanceBelow(distribution: Distribution, amount: number): { chance: number; low: number; high: number } {
  const chance = chanceBelow(distribution, amount);
  if (distribution.exact) return { chance, low: chance, high: chance };
  const { low, high, fails } = reachOf(distribution);
  return {
    chance,
    low: Math.max(0, Math.min(chance, chanceBelow(distribution, amount - high) - fails)),
    high: Math.min(1, Math.max(chance, chanceBelow(distribution, amount - low) + fails)),
  };
}

/** The levels that the fields are named after. */
export const levels = { p10: 0.1, p50: 0.5, p90: 0.9 }; // not a figure: the levels p10, p50 and p90 are named after

/** A quantile in major units. Rounding onto the grid may carry it past all there is; no total can be more. */
export function atLevel(distribution: Distribution, level: number): number {
  return Math.min(distribution.most, quantile(distribution, level)) / 100;
}

/**
 * The quantiles that the forecast shows, in major units, and the most that rounding can have moved one of them.
 * @example forecastQuantiles(distributionOf([{ value: 100, rate: 0.5 }])) // { quantiles: { p10: 0, p50: 0, p90: 1 }, error_bound: 0 }
 */
export function forecastQuantiles(distribution: Distribution) {
  return {
    quantiles: {
      p10: atLevel(distribution, levels.p10),
      p50: atLevel(distribution, levels.p50),
      p90: atLevel(distribution, levels.p90),
    },
    error_bound: largest(Object.values(levels).map((level) => quantileBound(distribution, level))) / 100,
  };
}
