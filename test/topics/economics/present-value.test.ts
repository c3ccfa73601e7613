import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterRamp, neededLift, presentCost, presentKept } from "../../../src/topics/economics/business-case.ts";

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const money = fc.integer({ min: 0, max: 1e9 });

describe("afterRamp", () => {
  it("is the share of the year after the ramp", () => {
    expect([afterRamp(1, 0), afterRamp(1, 6), afterRamp(1, 12), afterRamp(2, 18), afterRamp(3, 18)]).toEqual([1, 0.5, 0, 0.5, 1]);
  });
});

describe("presentCost", () => {
  it("puts a year's cost in the middle of its year", () => {
    // 100 / 1.21^0.5 = 100 / 1.1.
    expect(presentCost(100, 0, 0.21, 1)).toBeCloseTo(90.909090909, 8);
    expect(presentCost(100, 50, 0, 3)).toBe(350);
  });
});

describe("presentKept", () => {
  it("answers the page's two years", () => {
    // 160,000 / 1.1 + 320,000 / 1.21 = 145,454.55 + 264,462.81.
    const question = { arr: 10_000_000, margin: 0.8, discount: 0.1, ramp_months: 0, carried: 0 };
    expect(presentKept([0.02, 0.04], question)).toBeCloseTo(409_917.36, 2);
    // What renews at 90%: the second year has 0.9 x 160,000 more, over 1.21.
    expect(presentKept([0.02, 0.04], { ...question, carried: 0.9 })).toBeCloseTo(409_917.355 + 144_000 / 1.21, 2);
  });

  it("equals a slow double loop over the years in which what was kept still pays", () => {
    const lifts = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        lifts,
        money,
        rate,
        rate,
        rate,
        fc.integer({ min: 0, max: 40 }),
        (list, arr, margin, discount, carried, ramp) => {
          let expected = 0;
          list.forEach((lift, won) => {
            for (let year = won; year < list.length; year += 1) {
              const share = Math.min(12, Math.max(0, 12 * (won + 1) - ramp)) / 12;
              expected +=
                (arr * lift * share * (year === won ? 1 : carried ** (year - won)) * margin) / (1 + discount) ** (year + 1);
            }
          });
          const actual = presentKept(list, { arr, margin, discount, ramp_months: ramp, carried });
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, arr * list.length ** 2));
        },
      ),
    );
  });

  it("is never less when more of what was kept renews", () => {
    const question = { arr: 1000, margin: 0.8, discount: 0.1, ramp_months: 3 };
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 6 }), rate, rate, (list, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(presentKept(list, { ...question, carried: high })).toBeGreaterThanOrEqual(
          presentKept(list, { ...question, carried: low }) - 1e-9,
        );
      }),
    );
  });
});

describe("neededLift", () => {
  it("brings the present value to zero", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e8 }),
        rate,
        fc.integer({ min: 1, max: 10 }),
        rate,
        (cost, discount, years, carried) => {
          const question = { arr: 18_000_000, margin: 0.81, discount, ramp_months: 6, carried };
          const paid = presentCost(cost, 0, discount, years);
          const lift = neededLift(paid, years, question)!;
          const won = presentKept(
            Array.from({ length: years }, () => lift),
            question,
          );
          expect(Math.abs(won - paid)).toBeLessThan(1e-6 * Math.max(1, paid));
        },
      ),
    );
  });

  it("is null when nothing kept would earn anything", () => {
    const question = { arr: 100, margin: 0.8, discount: 0.1, ramp_months: 0, carried: 0 };
    expect(neededLift(10, 3, { ...question, margin: 0 })).toBeNull();
    expect(neededLift(10, 3, { ...question, ramp_months: 36 })).toBeNull();
    expect(neededLift(0, 3, question)).toBe(0);
  });
});
