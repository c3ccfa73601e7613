import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yearsToSee } from "../../../src/topics/economics/business-case.ts";
import { trialChurn } from "../../../src/topics/economics/detectable.ts";

describe("trialChurn", () => {
  it("finds that half of 340 accounts shows a fall from 8% to about 1.5%", () => {
    // At 1.5% the condition asks for 6.44 points and the fall is 6.5, so the answer lies just above.
    expect(trialChurn(340, 0.08, 1.96, 0.8416)).toBeGreaterThan(0.015);
    expect(trialChurn(340, 0.08, 1.96, 0.8416)).toBeLessThan(0.016);
  });

  it("meets the two-sample condition exactly", () => {
    const [errors, power] = [1.96, 0.8416];
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 1e6 }), fc.double({ min: 0.01, max: 0.9, noNaN: true }), (accounts, churn) => {
        const other = trialChurn(accounts, churn, errors, power);
        const half = accounts / 2;
        const middle = (x: number) => (churn + x) / 2;
        const need = (x: number) =>
          errors * Math.sqrt((2 * middle(x) * (1 - middle(x))) / half) +
          power * Math.sqrt((churn * (1 - churn) + x * (1 - x)) / half);
        if (other === null) expect(churn).toBeLessThan(need(0));
        else expect(churn - other).toBeCloseTo(need(other), 9);
      }),
    );
  });

  it("is null when even no loss at all could be chance, and without accounts or churn", () => {
    expect(trialChurn(40, 0.08, 1.96, 0.8416)).toBeNull();
    expect(trialChurn(0, 0.08, 1.96, 0.8416)).toBeNull();
    expect(trialChurn(340, 0, 1.96, 0.8416)).toBeNull();
  });
});

describe("yearsToSee", () => {
  it("waits until the change is as large as its noise at the given power", () => {
    // Spread of one year 1.47 points; (2.8016 x 1.4142 x 1.47 / 2)^2 = 5.829^2 / 4 = 8.49, so nine.
    const spread = Math.sqrt((0.08 * 0.92) / 340);
    expect(yearsToSee(0.02, spread, 2.8016)).toBe(9);
    expect(yearsToSee(0.06, spread, 2.8016)).toBe(1);
  });

  it("has no answer for no change or one past all counting", () => {
    expect(yearsToSee(0, 0.01, 2.8)).toBeNull();
    expect(yearsToSee(-0.01, 0.01, 2.8)).toBeNull();
    expect(yearsToSee(1e-200, 0.01, 2.8)).toBeNull();
  });
});
