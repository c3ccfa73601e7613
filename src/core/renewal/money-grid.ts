import { Problem } from "../contract/problem.ts";
import type { Rounding, Stake } from "./distribution.ts";

/**
 * Points of the longest list of totals. A choice between time and sharpness: with as many, thousands of renewals take about a second and
 * rounding moves a quantile by a small part of the spread.
 */
export const MOST_POINTS = 131_072;

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
