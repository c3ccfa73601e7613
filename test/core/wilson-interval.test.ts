import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/core/statistics.ts";

const z = 1.959963984540054;

describe("wilsonInterval", () => {
  it("gives the known intervals", () => {
    const ten = wilsonInterval(0.8, 10, z);
    expect(ten.low).toBeCloseTo(0.4901625, 7);
    expect(ten.high).toBeCloseTo(0.9433178, 7);
    const hundred = wilsonInterval(0.8, 100, z);
    expect(hundred.low).toBeCloseTo(0.7111708, 7);
    expect(hundred.high).toBeCloseTo(0.8666331, 7);
  });

  it("at none of n ends at 0 and z^2 / (n + z^2)", () => {
    const { low, high } = wilsonInterval(0, 10, z);
    expect(low).toBe(0);
    expect(high).toBeCloseTo((z * z) / (10 + z * z), 12);
  });

  it("is the set of true shares from which the answer lies within z standard errors: the score test turned round", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (trials, seed) => {
        const share = (seed % (trials + 1)) / trials;
        const { low, high } = wilsonInterval(share, trials, z);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        for (const end of [low, high])
          if (end > 1e-9 && end < 1 - 1e-9)
            expect(Math.abs(share - end) / Math.sqrt((end * (1 - end)) / trials)).toBeCloseTo(z, 5);
      }),
    );
  });

  it("leaves nothing to chance when everybody answered", () => {
    expect(wilsonInterval(0.8, Number.POSITIVE_INFINITY, z)).toEqual({ low: 0.8, high: 0.8 });
  });
});
