import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import { byText } from "../order/by-text.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { TechnologyFigures } from "./figures.ts";
import type { BudgetRow } from "./technology-fields.ts";

/** Cuts an amount into parts by their shares, to the hundredth, so that the parts sum to it: what is left over goes to the largest rests. */
function cut(amount: number, shares: readonly { part: string; share: number }[]): ReadonlyMap<string, number> {
  const whole = Math.round(amount * 100);
  const rows = shares.map(({ part, share }) => {
    const exact = withoutNoise(whole * share);
    return { part, units: Math.floor(exact), rest: withoutNoise(exact - Math.floor(exact)) };
  });
  const left = whole - rows.reduce((sum, { units }) => sum + units, 0);
  const order = [...rows].sort((one, other) => other.rest - one.rest || byText(one.part, other.part));
  order.slice(0, left).forEach((row) => {
    row.units += 1;
  });
  return new Map(rows.map(({ part, units }) => [part, units / 100]));
}

/**
 * The yearly budget by part. Each band is divided by the sum of all middles, so that the middles make one whole; its ends are then cut to
 * what leaves every other part inside its own band. Parts named in `setAside` get nothing and the others share the whole.
 * Amounts in major units, null without a budget; 0 is a budget. Throws Problem where every band is 0.
 * @example splitBudget(split, 200000, [])[0] // { part: "platform", share: 0.45, amount: 90000, low: 80000, high: 100000, ... }
 */
export function splitBudget(
  split: TechnologyFigures["split"]["value"],
  budget: number | undefined,
  setAside: readonly string[],
): BudgetRow[] {
  const bands = split.map(({ line, share }) => {
    const [low = 0, high = 0] = setAside.includes(line) ? [] : share;
    return { part: line, low, high, middle: (low + high) / 2 };
  });
  const total = (pick: (band: (typeof bands)[number]) => number) => bands.reduce((sum, band) => sum + pick(band), 0);
  const whole = total(({ middle }) => middle);
  if (whole === 0)
    throw new Problem({
      what: "The bands of technology-budget.split are all 0.",
      remedy: "Give at least one part a share of the budget in your own figures.",
    });
  const [lows, highs] = [total(({ low }) => low) / whole, total(({ high }) => high) / whole];
  const shares = bands.map(({ part, low, high, middle }) => {
    const [least, most] = [low / whole, high / whole];
    const low_share = Math.max(least, 1 - (highs - most));
    return { part, share: middle / whole, low_share, high_share: Math.min(most, 1 - (lows - least)) };
  });
  const amounts = budget === undefined ? null : cut(budget, shares);
  const money = (share: number) => (budget === undefined ? null : sumMoney([withoutNoise(budget * share)]));
  return shares.map(({ part, share, low_share, high_share }) => ({
    part,
    low: money(low_share),
    high: money(high_share),
    amount: amounts?.get(part) ?? null,
    share: withoutNoise(share),
    ...(amounts === null ? { low_share: withoutNoise(low_share), high_share: withoutNoise(high_share) } : {}),
  }));
}
