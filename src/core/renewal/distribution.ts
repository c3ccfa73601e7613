import { exactTotals } from "./exact-totals.ts";
import { gridTotals } from "./grid-totals.ts";
import { chooseGrid } from "./money-grid.ts";

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
