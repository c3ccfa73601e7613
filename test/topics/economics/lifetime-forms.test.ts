import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lifetimeWithin, lifetimeWithoutEnd } from "../../../src/topics/economics/lifetime-value.ts";

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const margin = fc.double({ min: 0, max: 1e9, noNaN: true });

/** The obvious way: a customer's expected margin, period by period. */
function slow(m: number, churn: number, discount: number, periods: number) {
  let [stay, by_churn, discounted, annuity_due] = [1, 0, 0, 0];
  for (let period = 1; period <= periods; period += 1) {
    by_churn += m * stay;
    discounted += (m * stay) / (1 + discount) ** period;
    annuity_due += (m * stay) / (1 + discount) ** (period - 1);
    stay *= 1 - churn;
  }
  return { by_churn, discounted, annuity_due };
}

describe("lifetimeWithoutEnd", () => {
  it("gives the published forms", () => {
    // 9,000 / 0.1; 9,000 / (0.1 + 0.1); 9,000 x 1.1 / (1.1 - 0.9).
    const forms = lifetimeWithoutEnd(9000, 0.1, 0.1);
    expect(forms.by_churn).toBeCloseTo(90_000, 6);
    expect(forms.discounted).toBeCloseTo(45_000, 6);
    expect(forms.annuity_due).toBeCloseTo(49_500, 6);
    // 9,000 / 0.07.
    expect(lifetimeWithoutEnd(9000, 0.07, 0).by_churn).toBeCloseTo(128_571.428571, 5);
  });

  it("has no plain sum when nobody leaves, and a discounted one only with a discount", () => {
    expect(lifetimeWithoutEnd(100, 0, 0)).toEqual({ by_churn: null, discounted: null, annuity_due: null });
    expect(lifetimeWithoutEnd(100, 0, 0.1).discounted).toBeCloseTo(1000, 9);
  });

  it("is what the slow sum comes to after a long time", () => {
    const far = slow(9000, 0.1, 0.1, 2000);
    const forms = lifetimeWithoutEnd(9000, 0.1, 0.1);
    expect(forms.discounted).toBeCloseTo(far.discounted, 4);
    expect(forms.annuity_due).toBeCloseTo(far.annuity_due, 4);
    expect(forms.by_churn).toBeCloseTo(far.by_churn, 4);
  });
});

describe("lifetimeWithin", () => {
  it("counts five years of 9,000 with a tenth leaving each", () => {
    // 1 + 0.9 + 0.81 + 0.729 + 0.6561 = 4.0951, times 9,000.
    expect(lifetimeWithin(9000, 0.1, 0, 5).by_churn).toBeCloseTo(36_855.9, 8);
  });

  it("equals the slow sum for every churn, discount and cap", () => {
    fc.assert(
      fc.property(margin, rate, rate, fc.integer({ min: 0, max: 60 }), (m, churn, discount, periods) => {
        const [fast, sum] = [lifetimeWithin(m, churn, discount, periods), slow(m, churn, discount, periods)];
        for (const form of ["by_churn", "discounted", "annuity_due"] as const)
          expect(Math.abs(fast[form] - sum[form])).toBeLessThanOrEqual(1e-9 * Math.max(1, sum[form]));
      }),
    );
  });

  it("falls with churn and with the discount, and never passes the value without an end", () => {
    fc.assert(
      fc.property(margin, rate, rate, rate, fc.integer({ min: 1, max: 40 }), (m, one, other, discount, periods) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const slack = 1e-9 * Math.max(1, m * periods);
        expect(lifetimeWithin(m, high, discount, periods).by_churn).toBeLessThanOrEqual(
          lifetimeWithin(m, low, discount, periods).by_churn + slack,
        );
        const whole = lifetimeWithoutEnd(m, high, discount);
        for (const form of ["by_churn", "discounted", "annuity_due"] as const)
          if (whole[form] !== null)
            expect(lifetimeWithin(m, high, discount, periods)[form]).toBeLessThanOrEqual(whole[form] + slack);
      }),
    );
  });
});
