import { largest } from "../../core/order.ts";
import { APART, areMany, type Stake, smoothTotals, smoothUnit } from "./many-renewals.ts";

export type { Stake };

interface Totals {
  totals: Float64Array;
  chances: Float64Array;
}

/** The sum of no renewals: 0 for certain. */
const nothing: Totals = { totals: Float64Array.of(0), chances: Float64Array.of(1) };

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
export function exactTotals(stakes: readonly Stake[], start: Totals = nothing): Totals {
  return stakes.reduce(merged, start);
}

/**
 * Points of the longest list of totals. A choice between time and sharpness: with as many, thousands of renewals take about a second and
 * rounding moves a quantile by a small part of the spread.
 */
export const MOST_POINTS = 131_072; // not a figure: points of the longest grid

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
const pointsOf = (value: number, unit: number): number => Math.round(value / unit);

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

const sumOf = (stakes: readonly Stake[]): number => stakes.reduce((sum, { value }) => sum + value, 0);

/**
 * The grid for renewals that may go either way: none where all their combinations can be listed, the greatest common divisor of the
 * amounts where few enough points reach their sum, else the finest unit that does, with what rounding to it can move; for many renewals a
 * unit beside the spread of their sum. In hundredths.
 * @example chooseGrid([{ value: 100, rate: 0.5 }]) // null
 */
export function chooseGrid(
  stakes: readonly Stake[],
  points = MOST_POINTS,
): { unit: number; exact: boolean; smooth: boolean; rounding: Rounding } | null {
  if (2 ** stakes.length <= points) return null;
  if (areMany(stakes)) return { unit: smoothUnit(stakes), exact: false, smooth: true, rounding: noRounding };
  const divisor = commonDivisor(stakes.map(({ value }) => value));
  // One point for each renewal is kept free, since each may be rounded up.
  const unit = Math.max(divisor, Math.ceil(sumOf(stakes) / Math.max(points / 2, points - stakes.length, 1)));
  return { unit, exact: unit === divisor, smooth: false, rounding: roundingOn(unit, stakes) };
}

/** Chances below this are far less than what a double loses in a sum near one; the points that hold them are passed over. */
const NO_CHANCE = Number.EPSILON * Math.sqrt(Number.EPSILON);

/**
 * The chance of every point of a grid that the sum of the renewals can reach, by convolution, two renewals a pass: each point takes a share of its
 * own chance and of those the renewals hand up to it. Only points that hold a chance are walked, so that the cost grows with renewals times
 * spread. Ascending, in hundredths; the sum differs from one by rounding errors only. `start` is what the renewals are added to.
 * @example gridTotals([{ value: 100, rate: 0.5 }, { value: 200, rate: 0.5 }], 100).totals // [0, 100, 200, 300]
 */
export function gridTotals(stakes: readonly Stake[], unit: number, start: Totals = nothing): Totals {
  const steps = stakes.map(({ value }) => pointsOf(value, unit));
  const held = start.chances.length;
  let from = new Float64Array(steps.reduce((sum, step) => sum + step, held));
  let to = new Float64Array(from.length);
  from.set(start.chances);
  let [first, last] = [0, held - 1];
  for (let index = 0; index < stakes.length; index += 2) {
    const [one, step] = [stakes[index]!.rate, steps[index]!];
    const [other, next] = index + 1 < stakes.length ? [stakes[index + 1]!.rate, steps[index + 1]!] : [0, 0];
    const [none, both] = [(1 - one) * (1 - other), one * other];
    const [low, high] = [one * (1 - other), (1 - one) * other];
    const sum = step + next;
    from.fill(0, last + 1, last + sum + 1);
    // Up to here a source may lie below the first point, where there is no chance.
    const whole = Math.min(first + sum, last + sum + 1);
    for (let point = first; point < whole; point++) {
      let chance = from[point]! * none;
      if (point - step >= first) chance += from[point - step]! * low;
      if (point - next >= first) chance += from[point - next]! * high;
      to[point] = chance;
    }
    // The sources move up beside the point: that is a fourth faster than taking the steps off at each, in the loop most of a forecast is spent in.
    const end = last + sum;
    let [below, under, lowest] = [whole - step, whole - next, whole - sum];
    for (let point = whole; point <= end; point++) {
      to[point] = from[point]! * none + from[below]! * low + from[under]! * high + from[lowest]! * both;
      below = (below + 1) | 0;
      under = (under + 1) | 0;
      lowest = (lowest + 1) | 0;
    }
    last += sum;
    while (first < last && to[first]! < NO_CHANCE) first += 1;
    while (last > first && to[last]! < NO_CHANCE) last -= 1;
    [from, to] = [to, from];
  }
  const totals = new Float64Array(last + 1 - first);
  for (let place = 0; place < totals.length; place++) totals[place] = start.totals[0]! + (first + place) * unit;
  return { totals, chances: from.slice(first, last + 1) };
}

/** What rounding onto a grid can move, in hundredths: the exact total less the one on the grid. All 0 where nothing was rounded. */
interface Rounding {
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
  /** By how much the chances up to a total may be off, where the sum of many renewals was smoothed; 0 where each stands by itself. */
  apart: number;
  /** The most the renewals can come to, in hundredths. */
  most: number;
}

/** Whether a renewal may go either way and moves the sum when it does. */
const isOpen = ({ rate, value }: Stake): boolean => rate > 0 && rate < 1 && value > 0;

/** The grid that several distributions share, so that one can be made from another: null where all combinations can be listed. */
export type Grid = Pick<NonNullable<ReturnType<typeof chooseGrid>>, "unit" | "exact" | "smooth"> | null;

/** The grid for renewals, of so many points at most. Fewer cost less and round more, which the bound of a quantile says. */
export const gridFor = (stakes: readonly Stake[], points = MOST_POINTS): Grid => chooseGrid(stakes.filter(isOpen), points);

/**
 * The distribution of the sum of independent renewals, each kept with its rate or lost: exact for few renewals and wherever a grid of
 * their greatest common divisor has few enough points, else on a grid whose rounding is measured. The sum of many is smoothed by less than a
 * point's distance can tell, which is measured, too. Chances sum to one. On one grid, renewals may be added to a distribution there is.
 * @example distributionOf([{ value: 100, rate: 0.5 }]) // totals [0, 100], chances [0.5, 0.5]
 */
export function distributionOf(stakes: readonly Stake[], grid: Grid = gridFor(stakes), start?: Distribution): Distribution {
  const certain = stakes.filter(({ rate }) => rate === 1).reduce((sum, { value }) => sum + value, 0);
  const open = stakes
    .filter(isOpen)
    // Ascending, so that the list of totals stays short as long as it can, and the order of rows never matters.
    .sort((a, b) => a.value - b.value || a.rate - b.rate);
  const most = (start?.most ?? 0) + certain + open.reduce((sum, { value }) => sum + value, 0);
  const smooth = grid?.smooth === true && start === undefined && areMany(open);
  const { totals, chances, rounding: own } = smooth ? smoothed(open, grid.unit) : oneByOne(open, grid, start);
  const before = start?.rounding ?? noRounding;
  return {
    totals: certain === 0 ? totals : totals.map((total) => total + certain),
    chances,
    most,
    unit: grid?.unit ?? 0,
    apart: (smooth ? APART : 0) + (start?.apart ?? 0),
    exact: grid === null || grid.exact,
    rounding: {
      mean: own.mean + before.mean,
      squares: own.squares + before.squares,
      low: own.low + before.low,
      high: own.high + before.high,
    },
  };
}

/** Renewals added one by one to what there is. */
function oneByOne(open: readonly Stake[], grid: Grid, start: Distribution | undefined): Totals & { rounding: Rounding } {
  if (grid === null) return { ...exactTotals(open, start), rounding: noRounding };
  return { ...gridTotals(open, grid.unit, start), rounding: roundingOn(grid.unit, open) };
}

/** The sum of many renewals, smoothed, and what that moves: an error without ends, bounded as Hoeffding bounds one of the same spread. */
function smoothed(open: readonly Stake[], unit: number): Totals & { rounding: Rounding } {
  const squares = 4 * unit * unit; // not a figure: Hoeffding bounds an error of spread s as one of width 2 s
  const rounding = { mean: 0, squares, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { ...smoothTotals(open, unit), rounding };
}

const noRounding: Rounding = { mean: 0, squares: 0, low: 0, high: 0 };

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
function reachOf({ rounding: { mean, squares, low, high }, apart, unit }: Distribution): Reach {
  // A smoothed sum lies anywhere between its points.
  const half = apart > 0 ? unit / 2 : 0;
  const width = Math.sqrt((squares * Math.log(1 / NEGLIGIBLE)) / 2);
  const near = { low: mean - width, high: mean + width };
  const found = near.high - near.low < high - low ? { ...near, fails: NEGLIGIBLE } : { low, high, fails: 0 };
  return { low: found.low - half, high: found.high + half, fails: found.fails + apart };
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

/** A stretch of totals in major units, with the chance of a total in it when one renewal is kept, and when it is lost. */
export interface SpreadColumn {
  from: number;
  to: number;
  kept: number;
  lost: number;
}

/**
 * How likely each of so many equal stretches of totals is, one renewal standing apart: `rest` is the distribution of all others. What lies beyond
 * the stretches, one time in a thousand on each side, is counted in the outermost; the chances add up to one.
 * @example spreadOf(distributionOf([]), { value: 10000, rate: 0.9 }, 2) // [{ from: 0, to: 50, kept: 0, lost: 0.1 }, { from: 50, to: 100, kept: 0.9, lost: 0 }]
 */
export function spreadOf(rest: Distribution, { value, rate }: Stake, columns: number): SpreadColumn[] {
  const [low, high] = [quantile(rest, FAR), quantile(rest, 1 - FAR)];
  const from = rate < 1 ? low : low + value;
  const to = rate > 0 ? high + value : high;
  const width = (to - from) / columns || 1;
  const made = Array.from({ length: columns }, (_, place) => ({
    from: (from + place * width) / 100,
    to: (from + (place + 1) * width) / 100,
    kept: 0,
    lost: 0,
  }));
  const columnOf = (total: number) => made[Math.min(columns - 1, Math.max(0, Math.floor((total - from) / width)))]!;
  for (let place = 0; place < rest.totals.length; place++) {
    const [total, chance] = [rest.totals[place]!, rest.chances[place]!];
    columnOf(total + value).kept += chance * rate;
    columnOf(total).lost += chance * (1 - rate);
  }
  return made;
}

/** The part of a distribution at each end that a picture does not stretch for. */
const FAR = 0.001; // not a figure: one time in a thousand
