import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boundedChanceBelow,
  chanceBelow,
  chooseGrid,
  type Distribution,
  distributionOf,
  exactTotals,
  gridFor,
  gridTotals,
  MOST_POINTS,
  quantile,
  quantileBound,
  type Stake,
} from "../../../src/topics/renewals/distribution.ts";

type Listed = Pick<Distribution, "totals" | "chances">;

/** Slow and obvious: every combination of yes and no, its total and its chance. */
function everyOutcome(stakes: readonly Stake[]): Map<number, number> {
  const chances = new Map<number, number>();
  for (let outcome = 0; outcome < 2 ** stakes.length; outcome++) {
    let [total, chance] = [0, 1];
    stakes.forEach(({ value, rate }, index) => {
      const kept = Math.floor(outcome / 2 ** index) % 2 === 1;
      if (kept) total += value;
      chance *= kept ? rate : 1 - rate;
    });
    chances.set(total, (chances.get(total) ?? 0) + chance);
  }
  return chances;
}
const sum = (list: Float64Array) => list.reduce((total, one) => total + one, 0);
const mean = ({ totals, chances }: Listed) => totals.reduce((total, one, place) => total + one * chances[place]!, 0);

function agrees(found: Listed, stakes: readonly Stake[]): void {
  const expected = everyOutcome(stakes);
  for (const [total, chance] of expected) {
    const place = found.totals.indexOf(total);
    expect(place < 0 ? 0 : found.chances[place]!, `the chance of ${total}`).toBeCloseTo(chance, 12);
  }
  expect([...found.totals].filter((total, place) => found.chances[place]! > 1e-15 && !expected.has(total))).toEqual([]);
}

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const stakesUpTo = (most: number, value: fc.Arbitrary<number>) => fc.array(fc.record({ value, rate }), { maxLength: most });
const money = fc.integer({ min: 0, max: 10_000_000 });

/** A repeatable list of odd amounts, since fast-check would make too many of this size. */
function oddStakes(count: number): Stake[] {
  let seed = 7;
  const next = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ({ value: 100_001 + Math.floor(next() * 9_000_000), rate: next() }));
}

/** The chance that the sum is at or below an amount in hundredths: what lies strictly below the next hundredth. */
const chanceAtMost = (distribution: Distribution, amount: number): number => chanceBelow(distribution, amount + 1);

describe("the distribution of the total", () => {
  it("of the published example: 100,000 or less has a chance of 0.307", () => {
    const found = distributionOf([
      { value: 10_000_000, rate: 0.95 },
      { value: 5_000_000, rate: 0.6 },
      { value: 7_500_000, rate: 0.3 },
    ]);
    // 0: 0.05 x 0.4 x 0.7; 50: 0.05 x 0.6 x 0.7; 75: 0.05 x 0.4 x 0.3; 100: 0.95 x 0.4 x 0.7. Together 0.014 + 0.021 + 0.006 + 0.266.
    expect(chanceAtMost(found, 10_000_000)).toBeCloseTo(0.307, 12);
    expect(chanceBelow(found, 10_000_000)).toBeCloseTo(0.041, 12);
    expect(mean(found)).toBeCloseTo(14_750_000, 4);
    // 0.041 lies below 100 and 0.307 up to it; 0.316 up to 125 and 0.715 up to 150; 0.829 up to 175, then all of it.
    expect([0.1, 0.5, 0.9].map((level) => quantile(found, level))).toEqual([10_000_000, 15_000_000, 22_500_000]);
  });

  it("agrees with every outcome listed one by one, for up to 12 renewals", () => {
    fc.assert(
      fc.property(stakesUpTo(12, money), (stakes) => agrees(distributionOf(stakes), stakes)),
      { numRuns: 60 },
    );
  });

  it("by convolution on a grid of the common divisor, too", () => {
    const thousands = fc.integer({ min: 1, max: 40 }).map((size) => size * 100_000);
    fc.assert(
      fc.property(stakesUpTo(12, thousands), (stakes) => agrees(gridTotals(stakes, 100_000), stakes)),
      { numRuns: 60 },
    );
  });

  it("of equal amounts is the binomial", () => {
    const [count, chance, value] = [60, 0.3, 500_000];
    const found = distributionOf(Array.from({ length: count }, () => ({ value, rate: chance })));
    expect(found).toMatchObject({ exact: true, unit: value });
    let binomial = (1 - chance) ** count;
    for (let kept = 0; kept <= count; kept++) {
      const place = found.totals.indexOf(kept * value);
      expect(place < 0 ? 0 : found.chances[place]!).toBeCloseTo(binomial, 12);
      // The next one: C(n, k + 1) / C(n, k) is (n - k) / (k + 1).
      binomial *= ((count - kept) / (kept + 1)) * (chance / (1 - chance));
    }
  });

  it("sums to one, has the mean of its parts, and does not hang on the order of rows", () => {
    fc.assert(
      fc.property(stakesUpTo(40, money), (stakes) => {
        const found = distributionOf(stakes);
        expect(sum(found.chances)).toBeCloseTo(1, 10);
        const parts = stakes.reduce((total, { value, rate: p }) => total + value * p, 0);
        const reach = Math.max(found.rounding.high, -found.rounding.low);
        expect(Math.abs(mean(found) - parts)).toBeLessThanOrEqual(reach + 1e-6 * Math.max(1, parts));
        expect(distributionOf([...stakes].reverse())).toEqual(found);
      }),
      { numRuns: 40 },
    );
  });

  it("takes chances of 0 and 1 as values, and nothing as certain nothing", () => {
    const certain = distributionOf([
      { value: 300, rate: 1 },
      { value: 500, rate: 0 },
    ]);
    expect([...certain.totals]).toEqual([300]);
    expect([...certain.chances]).toEqual([1]);
    expect(certain.most).toBe(300);
    expect([...distributionOf([]).totals]).toEqual([0]);
  });
});

describe("the grid", () => {
  it("is not needed for few, is the common divisor where that is coarse enough, and rounds otherwise", () => {
    const many = (value: (index: number) => number) =>
      Array.from({ length: 30 }, (_, index) => ({ value: value(index), rate: 0.5 }));
    expect(chooseGrid(many((index) => index + 1).slice(0, 17))).toBeNull();
    expect(chooseGrid(many((index) => (index + 1) * 2500))).toMatchObject({ unit: 2500, exact: true });
    const rounded = chooseGrid(many((index) => 1_000_003 * (index + 1)).concat(many((index) => 999_983 + index)))!;
    expect(rounded.exact).toBe(false);
    expect(rounded.unit).toBeGreaterThan(1);
  });

  it("states a bound that the exact quantiles of the same renewals keep", () => {
    // 18 renewals are too many to be listed by default, and few enough to be listed here.
    const stakes = oddStakes(18);
    const exact = exactTotals([...stakes].sort((a, b) => a.value - b.value));
    expect(exact.totals.length).toBeGreaterThan(MOST_POINTS);
    const rounded = distributionOf(stakes);
    expect(rounded.exact).toBe(false);
    for (const level of [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]) {
      const bound = quantileBound(rounded, level);
      expect(bound).toBeGreaterThan(0);
      expect(bound).toBeLessThan(rounded.most / 1000);
      expect(Math.abs(quantile(rounded, level) - quantile(exact, level))).toBeLessThanOrEqual(bound);
    }
    const amount = Math.round(rounded.most / 2);
    const { low, high, chance } = boundedChanceBelow(rounded, amount);
    const truth = chanceBelow(exact, amount);
    expect(low).toBeLessThanOrEqual(truth);
    expect(high).toBeGreaterThanOrEqual(truth);
    expect(low).toBeLessThanOrEqual(chance);
    expect(high).toBeGreaterThanOrEqual(chance);
  });

  it("keeps its bound small beside the spread for thousands of renewals", () => {
    const stakes = oddStakes(5000);
    const found = distributionOf(stakes);
    expect(sum(found.chances)).toBeCloseTo(1, 9);
    const spread = Math.sqrt(stakes.reduce((total, { value, rate: p }) => total + value * value * p * (1 - p), 0));
    for (const level of [0.1, 0.5, 0.9]) {
      expect(quantileBound(found, level)).toBeLessThan(spread / 4);
      // By the central limit the quantiles lie 1.2816 spreads beside the mean, and the median on it.
      const z = level === 0.5 ? 0 : level < 0.5 ? -1.2816 : 1.2816;
      const centre = stakes.reduce((total, { value, rate: p }) => total + value * p, 0);
      expect(Math.abs(quantile(found, level) - centre - z * spread)).toBeLessThan(spread / 20);
    }
  });
});

describe("the sum of many renewals", () => {
  const far = (found: Distribution, exact: Listed, whole: number) => {
    for (const level of [0.1, 0.5, 0.9]) {
      const off = Math.abs(quantile(found, level) - quantile(exact, level));
      expect(off).toBeLessThanOrEqual(quantileBound(found, level));
      expect(off).toBeLessThan(whole / 1000);
      expect(quantileBound(found, level)).toBeLessThan(whole / 1000);
    }
  };

  it("is that of the same renewals laid one by one on a fine grid, within a thousandth of all there is", () => {
    for (const count of [1001, 3000]) {
      // Amounts of whole thousands, so that the list of all totals is exact.
      const stakes = oddStakes(count).map(({ value, rate: chance }) => ({
        value: Math.ceil(value / 1_000_000) * 1_000_000,
        rate: 0.5 + chance / 2,
      }));
      const exact = gridTotals(stakes, 1_000_000);
      const found = distributionOf(stakes);
      expect(found.exact).toBe(false);
      expect(sum(found.chances)).toBeCloseTo(1, 10);
      far(found, exact, found.most);
      const amount = quantile(exact, 0.3);
      const { low, high } = boundedChanceBelow(found, amount);
      const truth = chanceBelow(exact, amount);
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
    }
  });

  it("may hold a few that are larger than all the others together, and one that hardly ever renews", () => {
    const stakes = [
      ...Array.from({ length: 1500 }, (_, index) => ({ value: 100 * (1 + (index % 7)), rate: 0.8 })),
      { value: 1_000_000, rate: 0.6 },
      { value: 700_000, rate: 0.3 },
      { value: 2_000_000, rate: 0.000001 },
    ];
    const found = distributionOf(stakes);
    far(found, gridTotals(stakes, 100), found.most);
  });

  it("is none of the totals below nothing, and never above all there is", () => {
    const rare = distributionOf(Array.from({ length: 2000 }, () => ({ value: 100_000, rate: 1e-6 })));
    expect(rare.totals[0]).toBe(0);
    // Nothing renews with 0.998: the tenth, the half and the nine tenths are 0 but for what smoothing moves.
    for (const level of [0.1, 0.5, 0.9]) expect(quantile(rare, level)).toBeLessThanOrEqual(quantileBound(rare, level));
    expect(quantileBound(rare, 0.5)).toBeLessThan(rare.most / 1000);
  });

  it("may be all renewals of one account, added to nothing", () => {
    const stakes = oddStakes(1200);
    const grid = gridFor(stakes);
    const parts = distributionOf(stakes, grid, distributionOf([], grid));
    const whole = distributionOf(stakes, grid);
    for (const level of [0.1, 0.5, 0.9]) {
      const bound = quantileBound(parts, level) + quantileBound(whole, level);
      expect(Math.abs(quantile(parts, level) - quantile(whole, level))).toBeLessThanOrEqual(bound);
    }
  });
});

describe("more renewals than a grid can hold", () => {
  it("are close to a normal, within the bound that is said", () => {
    // 70,000 coins of one unit: the sum is binomial, mean 35,000, spread sqrt(17,500) = 132.3. Its tenth lies 1.2816 spreads below: 34,830.5.
    const stakes = Array.from({ length: 70_000 }, () => ({ value: 100, rate: 0.5 }));
    const found = distributionOf(stakes);
    expect(found.exact).toBe(false);
    expect(found.chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    for (const [level, z] of [
      [0.1, -1.2816],
      [0.5, 0],
      [0.9, 1.2816],
    ] as const) {
      const truth = 100 * (35_000 + z * Math.sqrt(17_500));
      expect(Math.abs(quantile(found, level) - truth)).toBeLessThanOrEqual(quantileBound(found, level));
      expect(quantileBound(found, level)).toBeLessThan(100 * Math.sqrt(17_500) * 0.1);
    }
  });

  it("keeps one large renewal apart from the many", () => {
    const many = Array.from({ length: 70_000 }, () => ({ value: 100, rate: 0.5 }));
    const found = distributionOf([...many, { value: 5_000_000, rate: 0.5 }]);
    // Half the time all lies about 35,000 units higher by 50,000: nothing lies between.
    expect(chanceBelow(found, 100 * 60_000)).toBeCloseTo(0.5, 6);
  });
});

describe("a distribution made from another", () => {
  it("is that of all renewals at once, on the grid they share", () => {
    const stake = fc.record({ value: fc.integer({ min: 1, max: 5000 }), rate: fc.constantFrom(0, 0.2, 0.5, 0.95, 1) });
    fc.assert(
      fc.property(fc.array(stake, { maxLength: 40 }), fc.array(stake, { maxLength: 4 }), (some, more) => {
        const all = [...some, ...more];
        const grid = gridFor(all);
        const whole = distributionOf(all, grid);
        const parts = distributionOf(more, grid, distributionOf(some, grid));
        for (const level of [0.1, 0.5, 0.9]) expect(quantile(parts, level)).toBe(quantile(whole, level));
        expect(parts.most).toBe(whole.most);
      }),
      { numRuns: 60 },
    );
  });
});
