import { normalShareBelow } from "../../core/statistics.ts";

interface Part {
  value: number;
  rate: number;
}

/** A sum of so many renewals that it is taken as normal, laid on the points of a grid, and how far it may be from the true chances. */
export interface NormalPart {
  totals: Float64Array;
  chances: Float64Array;
  /** At no total do the chances up to it differ by more. */
  apart: number;
}

/** Berry and Esseen's constant for sums of unlike parts. Source: I. Shevtsova, 2010, Doklady Mathematics 82(3). */
const CONSTANT = 0.56; // not a figure: a constant of mathematics
const WIDTH = 8; // not a figure: spreads beyond which no double holds a chance

/** How much a renewal moves the total: its variance. */
export const sway = ({ value, rate }: Part): number => value * value * rate * (1 - rate);

/** How wide the points of a normal part lie, in the unit of the values. */
export const widthOf = (parts: readonly Part[]): number => 2 * WIDTH * Math.sqrt(parts.reduce((sum, one) => sum + sway(one), 0));

/**
 * The sum of many independent renewals as a normal of their mean and variance, by points `unit` apart in hundredths; the tails lie on the first
 * and the last. How far it can be from the truth is Berry and Esseen's bound: the third moments over the cube of the spread.
 * @example normalPart(renewals, 100).apart // 0.002 for a hundred thousand alike
 */
export function normalPart(parts: readonly Part[], unit: number): NormalPart {
  let [mean, variance, third] = [0, 0, 0];
  for (const { value, rate } of parts) {
    const own = sway({ value, rate });
    mean += value * rate;
    variance += own;
    third += own * value * (rate * rate + (1 - rate) * (1 - rate));
  }
  const spread = Math.sqrt(variance);
  const from = Math.max(0, Math.floor((mean - WIDTH * spread) / unit));
  const to = Math.max(from, Math.ceil((mean + WIDTH * spread) / unit));
  const length = to - from + 1;
  const totals = Float64Array.from({ length }, (_, place) => (from + place) * unit);
  const chances = new Float64Array(length);
  let before = 0;
  for (let place = 0; place < length; place++) {
    const up = place === length - 1 ? 1 : shareBelow((totals[place]! + unit / 2 - mean) / spread);
    chances[place] = Math.max(0, up - before);
    before = up;
  }
  return { totals, chances, apart: Math.min(1, (CONSTANT * third) / spread ** 3) }; // not a figure: the cube of the spread
}

const FAR = 6; // not a figure: spreads beyond which a share of a normal is 0 or 1 to what the bound says

/** The share of a normal below so many spreads from its mean, on either side. */
function shareBelow(spreads: number): number {
  if (Math.abs(spreads) >= FAR) return spreads < 0 ? 0 : 1;
  return spreads < 0 ? 1 - normalShareBelow(-spreads) : normalShareBelow(spreads);
}
