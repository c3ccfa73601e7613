import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import { arrScenarios, completeTotals, tiersOfTotals } from "../../../src/topics/tiers/totals.ts";

const figures = [
  { scenario: "central", bottom: 0.5, middle: 0.5 },
  { scenario: "top-heavy", bottom: 0.27, middle: 0.25 },
  { scenario: "flat", bottom: 0.73, middle: 0.48 },
];
const enterprise = { tier: "Enterprise", touch: "high" as const, min_arr: 150_000, accounts: 40 };
const midMarket = { tier: "Mid-market", touch: "low" as const, min_arr: 30_000, accounts: 120 };
const smb = { tier: "SMB", touch: "tech" as const, min_arr: 0, accounts: 180 };
const reference = [smb, enterprise, midMarket];
const arrOf = (tiers: { arr: number }[]) => tiers.map(({ arr }) => arr);

describe("the reference company: 18M over 40, 120 and 180 accounts", () => {
  const { feasible, scenarios } = arrScenarios(reference, 18_000_000, figures);

  it("brackets each tier by floors, ceilings and the total", () => {
    // Enterprise from 40 x 150k to 18M - 3.6M; mid-market from 120 x 30k to 18M - 6M; SMB from 0 to 180 x 30k.
    expect(feasible).toEqual([
      { tier: "Enterprise", low: 6_000_000, high: 14_400_000 },
      { tier: "Mid-market", low: 3_600_000, high: 12_000_000 },
      { tier: "SMB", low: 0, high: 5_400_000 },
    ]);
    const shares = feasible.map(({ low, high }) => [Math.round((low / 18_000_000) * 100), Math.round((high / 18_000_000) * 100)]);
    expect(shares).toEqual([
      [33, 80],
      [20, 67],
      [0, 30],
    ]);
  });

  it("gives the central split: SMB 180 x 15,000; mid-market 120 x the mean root(30,000 x 150,000) = 67,082.04", () => {
    const [central] = scenarios;
    expect(central!.tiers.map(({ tier }) => tier)).toEqual(["Enterprise", "Mid-market", "SMB"]);
    expect(arrOf(central!.tiers)[1]).toBeCloseTo(120 * Math.sqrt(30_000 * 150_000), 2);
    expect(arrOf(central!.tiers).map((arr) => Math.round(arr / 10_000) / 100)).toEqual([7.25, 8.05, 2.7]);
    expect(central!.tiers[2]!.average_arr).toBe(15_000);
  });

  it("gives top-heavy 62, 30, 8 and flat 35, 43, 22 per cent", () => {
    const percents = scenarios.slice(1).map(({ tiers }) => arrOf(tiers).map((arr) => Math.round((arr / 18_000_000) * 100)));
    expect(percents).toEqual([
      [62, 30, 8],
      [35, 43, 22],
    ]);
    expect(scenarios.map(({ fitted }) => fitted)).toEqual([false, false, false]);
  });
});

describe("totals that hardly fit", () => {
  it("refuses floors that need more than there is, with the arithmetic", () => {
    // 40 x 150,000 + 120 x 30,000 = 9.6M.
    expect(() => arrScenarios(reference, 9_000_000, figures)).toThrow(
      /9,000,000 is less than the 9,600,000 that the floors need[\s\S]*Enterprise: 40 accounts from 150,000, so 6,000,000 or more/,
    );
  });

  it("refuses a total that the ceilings cannot hold when nobody is in the top tier", () => {
    const empty = [
      { ...enterprise, accounts: 0 },
      { ...midMarket, accounts: 10 },
    ];
    expect(() => arrScenarios(empty, 2_000_000, figures)).toThrow(/2,000,000 is more than the 1,500,000 that the floors allow/);
  });

  it("moves lower tiers toward their floors until the top tier has its minimum, and says so", () => {
    const { scenarios } = arrScenarios(reference, 12_000_000, figures);
    // Left above all minima: 12M - 9.6M = 2.4M. Central wants 2.7M + (8.049845M - 3.6M) = 7.149845M above them, so each gets 33.57% of it.
    const share = 2_400_000 / (2_700_000 + 120 * Math.sqrt(30_000 * 150_000) - 3_600_000);
    expect(scenarios[0]!.fitted).toBe(true);
    expect(arrOf(scenarios[0]!.tiers)[0]).toBeCloseTo(6_000_000, 1);
    expect(arrOf(scenarios[0]!.tiers)[2]).toBeCloseTo(2_700_000 * share, 1);
  });

  it("moves them toward their ceilings when the highest tier with accounts is full", () => {
    const two = [
      { ...enterprise, accounts: 0 },
      { ...midMarket, accounts: 10 },
      { ...smb, accounts: 10 },
    ];
    // Mid-market holds at most 1.5M and SMB at most 0.3M; of 1.7M SMB must take 0.2M, more than its half.
    const { scenarios } = arrScenarios(two, 1_700_000, figures);
    expect(arrOf(scenarios[0]!.tiers)).toEqual([0, 1_500_000, 200_000]);
    expect(scenarios[0]!.fitted).toBe(true);
    expect(scenarios[0]!.tiers[0]!.average_arr).toBeNull();
  });
});

describe("tiers whose ARR is given", () => {
  it("reports by how much all given amounts miss the total", () => {
    const all = [
      { ...enterprise, arr: 7_000_000 },
      { ...midMarket, arr: 8_000_000 },
      { ...smb, arr: 2_000_000 },
    ];
    const answer = arrScenarios(all, 18_000_000, figures);
    expect(answer.gap).toBe(1_000_000);
    expect(answer.scenarios.map(({ scenario }) => scenario)).toEqual(["given"]);
  });

  it("brackets the unknown ones within the remainder", () => {
    const { feasible } = arrScenarios([{ ...enterprise, arr: 10_000_000 }, midMarket, smb], 18_000_000, figures);
    // 8M left: mid-market from max(3.6M, 8M - 5.4M) to 8M, SMB from 0 to min(5.4M, 8M - 3.6M).
    expect(feasible).toEqual([
      { tier: "Enterprise", low: 10_000_000, high: 10_000_000 },
      { tier: "Mid-market", low: 3_600_000, high: 8_000_000 },
      { tier: "SMB", low: 0, high: 4_400_000 },
    ]);
  });

  it("gives the one unknown tier the remainder", () => {
    const some = [{ ...enterprise, arr: 7_000_000 }, midMarket, { ...smb, arr: 3_000_000 }];
    const { feasible, scenarios } = arrScenarios(some, 18_000_000, figures);
    expect(feasible[1]).toEqual({ tier: "Mid-market", low: 8_000_000, high: 8_000_000 });
    expect(scenarios).toHaveLength(1);
  });

  it("says when an amount cannot be by its own floors", () => {
    const { notes } = arrScenarios([{ ...enterprise, arr: 5_000_000 }, midMarket, smb], 12_000_000, figures);
    expect(notes).toEqual(["Enterprise: 40 accounts cannot hold 5,000,000 by the floors, only 6,000,000 or more"]);
  });

  it("refuses counts that are no counts", () => {
    expect(() => arrScenarios([{ ...smb, accounts: 2.5 }], 5, figures)).toThrow(/SMB: 2.5 accounts/);
    expect(() => arrScenarios([{ ...smb, accounts: -1 }], 5, figures)).toThrow(/SMB: -1 accounts/);
    expect(() => arrScenarios([{ ...smb, arr: -5 }], 5, figures)).toThrow(/SMB: ARR -5/);
  });
});

describe("tiersOfTotals", () => {
  it("leaves unknown ARR null between its ends", () => {
    const { tiers, total } = tiersOfTotals(reference, 18_000_000, figures);
    expect(total).toBe(18_000_000);
    expect(tiers[1]).toEqual({ ...midMarket, arr: null, arr_share: null, arr_low: 3_600_000, arr_high: 12_000_000 });
  });

  it("knows the floors' own ends without a total, and no upper end for the top tier", () => {
    const { tiers, split } = tiersOfTotals(reference, null, figures);
    expect(split).toBeNull();
    expect(tiers.map(({ arr_low, arr_high }) => [arr_low, arr_high])).toEqual([
      [6_000_000, null],
      [3_600_000, 18_000_000],
      [0, 5_400_000],
    ]);
  });

  it("adds up given amounts to the total", () => {
    const { tiers, total } = tiersOfTotals(
      [
        { ...enterprise, arr: 7_000_000 },
        { ...smb, arr: 3_000_000 },
      ],
      null,
      figures,
    );
    expect(total).toBe(10_000_000);
    expect(tiers.map(({ arr_share }) => arr_share)).toEqual([0.7, 0.3]);
  });
});

describe("properties", () => {
  const tiers = fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }))
    .map(([a, b, c]) => [
      { ...enterprise, accounts: a },
      { ...midMarket, accounts: b },
      { ...smb, accounts: c },
    ]);

  it("every scenario adds up to the total and stays inside the bracket of each tier", () => {
    fc.assert(
      fc.property(tiers, fc.integer({ min: 0, max: 100_000_000 }), (given, total) => {
        const least = given.reduce((sum, one) => sum + one.accounts * one.min_arr, 0);
        const highest = given.findIndex(({ accounts }) => accounts > 0);
        const most =
          highest === 0
            ? Number.POSITIVE_INFINITY
            : given.reduce((sum, one, index) => sum + (index === 0 ? 0 : one.accounts * given[index - 1]!.min_arr), 0);
        fc.pre(total >= least && total <= most && highest >= 0);
        const { feasible, scenarios } = arrScenarios(given, total, figures);
        for (const scenario of scenarios) {
          expect(sumMoney(arrOf(scenario.tiers))).toBe(total);
          scenario.tiers.forEach(({ arr }, index) => {
            expect(arr).toBeGreaterThanOrEqual(feasible[index]!.low - 0.02);
            expect(arr).toBeLessThanOrEqual(feasible[index]!.high + 0.02);
          });
        }
      }),
    );
  });
});

describe("two tiers whose lower one begins above 0", () => {
  it("hold less on top in the flat case and more in the top-heavy one", () => {
    const tiers = [
      { tier: "Big", touch: "high" as const, min_arr: 150_000, accounts: 12 },
      { tier: "Core", touch: "low" as const, min_arr: 50_000, accounts: 28 },
    ];
    const figures = [
      { scenario: "central", bottom: 0.5, middle: 0.5 },
      { scenario: "top-heavy", bottom: 0.27, middle: 0.25 },
      { scenario: "flat", bottom: 0.73, middle: 0.48 },
    ];
    const top = arrScenarios(tiers, 6_400_000, figures).scenarios.map((one) => one.tiers[0]!.arr);
    // Core on average at 50,000 x 3 ^ 0.5, 0.27 and 0.73: 86,603, 67,267 and 111,497; Big takes what 28 of them leave of 6.4M.
    expect(top.map((arr) => Math.round(arr / 1000))).toEqual([3975, 4517, 3278]);
  });
});

describe("totals without floors", () => {
  const standard = [
    { tier: "High touch", touch: "high" as const, min_arr: 100_000 },
    { tier: "Low touch", touch: "low" as const, min_arr: 15_000 },
    { tier: "Tech touch", touch: "tech" as const, min_arr: 0 },
  ];

  it("get the standard's where they fit the averages, by place, and 0 for the last", () => {
    const { tiers, suggested } = completeTotals(
      [
        { tier: "Top", accounts: 40, arr_share: 0.4 },
        { tier: "Middle", accounts: 120, arr: 8_000_000 },
        { tier: "Rest", accounts: 180 },
      ],
      18_000_000,
      standard,
    );
    // 0.4 x 18M = 7.2M, 180,000 on average; 66,667 in the middle: 100,000 lies between, 15,000 under the middle one.
    expect(tiers.map(({ touch, min_arr, arr }) => [touch, min_arr, arr])).toEqual([
      ["high", 100_000, 7_200_000],
      ["low", 15_000, 8_000_000],
      ["tech", 0, undefined],
    ]);
    expect(suggested).toEqual(["Top", "Middle", "Rest"]);
  });

  it("lie between two averages where the standard's do not", () => {
    // 30,000 and 10,000 on average: 100,000 is above the first, so 20,000.
    const small = [
      { tier: "A", accounts: 10, arr: 300_000 },
      { tier: "B", accounts: 10, arr: 100_000 },
    ];
    expect(completeTotals(small, null, standard).tiers.map(({ min_arr }) => min_arr)).toEqual([20_000, 0]);
    expect(() => completeTotals([{ tier: "A", accounts: 1, arr_share: 0.5 }], null, standard)).toThrow(/nobody gave/);
  });
});
