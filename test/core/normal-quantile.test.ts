import { describe, expect, it } from "vitest";
import { normalQuantile, normalShareBelow, standardErrorsOf } from "../../src/core/statistics.ts";

describe("the normal distribution", () => {
  it("has the published quantiles", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 12);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489, 11);
    expect(normalQuantile(0.025)).toBeCloseTo(-1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(standardErrorsOf(0.95)).toBeCloseTo(1.959963984540054, 12);
  });

  it("has the share below that the trapezium rule finds", () => {
    for (const value of [0, 0.3, 1, 1.96, 3, 5]) {
      const steps = 20_000;
      const width = value / steps;
      let area = 0;
      for (let step = 0; step <= steps; step++)
        area += Math.exp(-((step * width) ** 2) / 2) * (step === 0 || step === steps ? width / 2 : width);
      expect(normalShareBelow(value)).toBeCloseTo(0.5 + area / Math.sqrt(2 * Math.PI), 8);
    }
    expect(normalShareBelow(12)).toBeCloseTo(1, 12);
  });

  it("has no quantile of 0, of 1 or of no number", () => {
    for (const share of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(share)).toThrow(RangeError);
  });
});
