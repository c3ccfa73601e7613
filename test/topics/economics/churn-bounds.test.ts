import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { churnBounds, lossCases } from "../../../src/topics/economics/churn.ts";
import { reference } from "../../core/reference-tiers.ts";

const mix = { high: 0.05, low: 0.25, tech: 0.7 };

describe("churnBounds", () => {
  it("brackets what 8% logo churn means for the reference company", () => {
    const [small, leaning, proportional] = churnBounds(reference, 0.08, mix);
    // 340 x 8% = 27.2 logos. All SMB: 27.2 x 15,000 = 408,000 of 18M = 2.27 points.
    expect(small!.arr_lost).toBeCloseTo(408_000, 2);
    expect(small!.grr_before_contraction).toBeCloseTo(0.97733, 5);
    // 27.2 x (0.7 x 15,000 + 0.25 x 67,082.04 + 0.05 x 181,253.88) = 988,260: 5.5 points.
    expect(leaning!.arr_lost / 18_000_000).toBeCloseTo(0.0549, 4);
    // In proportion: 8 points.
    expect(proportional!.arr_lost).toBe(1_440_000);
    expect(proportional!.grr_before_contraction).toBeCloseTo(0.92, 10);
  });

  it("spills over into the next tier when more leave than the smallest tier holds", () => {
    const tiers = [
      { tier: "Large", touch: "high" as const, accounts: 90, arr: 90_000 },
      { tier: "Small", touch: "tech" as const, accounts: 10, arr: 1_000 },
    ];
    // 20 of 100 leave: 10 small at 100 and 10 large at 1,000.
    expect(churnBounds(tiers, 0.2, mix)[0]!.arr_lost).toBe(11_000);
  });

  it("gives a missing touch's share to the others", () => {
    const tiers = [{ tier: "All", touch: "low" as const, accounts: 100, arr: 100_000 }];
    expect(churnBounds(tiers, 0.1, mix).map((scenario) => scenario.arr_lost)).toEqual([10_000, 10_000, 10_000]);
  });

  it("loses no more of a tier than it has, nor more ARR by leaning to small accounts than in proportion", () => {
    // conc40: one account of 4M and fifty of 120,000; 3.06 are lost. The one is 2% of accounts, so it cannot be a sixth of the losses.
    const whale = [
      { tier: "Key", touch: "high" as const, accounts: 1, arr: 4_000_000 },
      { tier: "Rest", touch: "low" as const, accounts: 50, arr: 6_000_000 },
    ];
    const [small, leaning, proportional] = churnBounds(whale, 0.06, mix);
    expect(small!.arr_lost).toBe(367_200);
    expect(leaning!.arr_lost).toBeCloseTo(600_000, 2);
    expect(proportional!.arr_lost).toBe(600_000);
    // smb25k: 7,000 of 25,000; 300 Plus at 18,000 and 24,700 at 996. Before, 38.3M of 30M were lost.
    const selfServe = [
      { tier: "Plus", touch: "low" as const, accounts: 300, arr: 5_400_000 },
      { tier: "Self-serve", touch: "tech" as const, accounts: 24_700, arr: 24_600_000 },
    ];
    const rates = churnBounds(selfServe, 0.28, mix).map((one) => one.grr_before_contraction);
    // 7,000 x 995.95 = 6.97M, 76.8%; in proportion 72%.
    expect(rates[0]).toBeCloseTo(0.7676, 4);
    expect(rates[2]).toBeCloseTo(0.72, 10);
  });

  it("keeps every GRR between 0 and 1 and the cases in their order", () => {
    const tier = fc.record({
      tier: fc.constant("T"),
      touch: fc.constantFrom("high" as const, "low" as const, "tech" as const),
      accounts: fc.integer({ min: 0, max: 5000 }),
      average: fc.integer({ min: 1, max: 1_000_000 }),
    });
    const place = { high: 0, low: 1, tech: 2 };
    fc.assert(
      fc.property(fc.array(tier, { minLength: 1, maxLength: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, churn) => {
        const touches = rows.map((one) => one.touch).sort((a, b) => place[a] - place[b]);
        const tiers = [...rows]
          .sort((a, b) => b.average - a.average)
          .map(({ average, ...one }, index) => ({ ...one, touch: touches[index]!, arr: one.accounts * average }));
        fc.pre(tiers.some((one) => one.accounts > 0));
        const [small, leaning, proportional] = churnBounds(tiers, churn, mix).map((one) => one.grr_before_contraction);
        for (const rate of [small!, leaning!, proportional!]) {
          expect(rate).toBeGreaterThanOrEqual(-1e-9);
          expect(rate).toBeLessThanOrEqual(1);
        }
        expect(small!).toBeGreaterThanOrEqual(leaning! - 1e-9);
        expect(leaning!).toBeGreaterThanOrEqual(proportional! - 1e-9);
      }),
    );
  });
});

describe("lossCases", () => {
  it("says what 200 lost of 1,000 may have been", () => {
    const tiers = [
      { tier: "Big", touch: "high" as const, accounts: 10, arr: 6_000_000 },
      { tier: "Small", touch: "tech" as const, accounts: 990, arr: 4_000_000 },
    ];
    // All small: 200 x 4,040.40 = 808,081, 91.9%. One Big and 199 small: 600,000 + 804,040 = 1,404,040, 86.0%.
    const cases = lossCases(tiers, 0.2, mix);
    // Evenly: a fifth of 10M. Mixed: Big loses at most its own share of all accounts, 2 of 200, so 1.2M and 198 x 4,040.40 = 800,000: 80.0%.
    expect(cases.map(({ who }) => who)).toEqual(["all small", "one large", "mixed", "spread evenly"]);
    expect(cases.map(({ arr_lost }) => arr_lost)).toEqual(cases.map(({ arr_lost }) => arr_lost).sort((a, b) => a - b));
    expect(cases[0]!.grr).toBeCloseTo(0.9192, 4);
    expect(cases[1]!.grr).toBeCloseTo(0.8596, 4);
    expect(cases[3]!.grr).toBeCloseTo(0.8, 4);
  });

  it("does not lose the one account that is still here", () => {
    const whale = [
      { tier: "Key", touch: "high" as const, accounts: 1, arr: 4_000_000 },
      { tier: "Rest", touch: "low" as const, accounts: 50, arr: 6_000_000 },
    ];
    expect(lossCases(whale, 0.06, mix).map(({ who }) => who)).toEqual(["all small", "mixed"]);
  });
});
