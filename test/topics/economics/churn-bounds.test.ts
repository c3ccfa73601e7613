import { describe, expect, it } from "vitest";
import { churnBounds } from "../../../src/topics/economics/churn.ts";
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
});
