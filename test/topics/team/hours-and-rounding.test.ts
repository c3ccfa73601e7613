import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundUp, shareMoney, shareRemainders } from "../../../src/core/money.ts";
import { attritionLoss } from "../../../src/topics/team/need.ts";
import { hoursPerCsm } from "../../../src/topics/workload/hours.ts";

describe("hours of one CSM", () => {
  it("is contract less leave, times customer time", () => {
    // (2,080 - 200) x 0.6 = 1,128
    expect(hoursPerCsm({ contract_hours: 2080, leave_hours: 200, customer_time: 0.6 })).toBeCloseTo(1128, 9);
    // 35 x 52 = 1,820; 36 days off and 5 sick days of 7 hours are 287; (1,820 - 287) x 0.6 = 919.8
    expect(hoursPerCsm({ contract_hours: 1820, leave_hours: 287, customer_time: 0.6 })).toBeCloseTo(919.8, 9);
  });
});

describe("rounding up", () => {
  it("takes the noise of binary fractions off first", () => {
    expect((0.1 + 0.2) * 10).toBeGreaterThan(3);
    expect(roundUp((0.1 + 0.2) * 10)).toBe(3);
    expect(roundUp(5.76)).toBe(6);
    expect(roundUp(0)).toBe(0);
  });

  it("shares remainders from the highest touch down", () => {
    // Running sums 2.89, 5.28, 5.76; ceilings 3, 6, 6; differences 3, 3, 0. Alone they would be 3 + 3 + 1 = 7.
    expect(shareRemainders([2.89, 2.39, 0.48])).toEqual([3, 3, 0]);
  });

  it("adds up to the ceiling of the whole, whatever the pools", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 50, noNaN: true })), (pools) => {
        const whole = shareRemainders(pools);
        expect(whole.reduce((sum, people) => sum + people, 0)).toBe(roundUp(pools.reduce((sum, people) => sum + people, 0)));
        expect(whole.every((people) => people >= 0)).toBe(true);
      }),
    );
  });
});

describe("sharing money", () => {
  it("gives parts exact to the hundredth that add up", () => {
    expect(shareMoney(100, [1, 2])).toEqual([33.33, 66.67]);
    expect(shareMoney(100, [0, 0])).toEqual([0, 0]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }),
        (cents, weights) => {
          const parts = shareMoney(cents / 100, weights);
          const total = weights.some((weight) => weight > 0) ? cents : 0;
          expect(parts.reduce((sum, part) => sum + Math.round(part * 100), 0)).toBe(total);
        },
      ),
    );
  });
});

describe("attrition", () => {
  it("costs the vacancy and what the ramp does not deliver", () => {
    // 6 x 0.15 = 0.9 leavers; 2/12 + 6/12 x (1 - 0.45) = 0.44167 years each; 0.9 x 0.44167 = 0.3975
    const ramp = { yearly_attrition: 0.15, ramp_months: 6, ramp_delivery: 0.45, vacancy_months: 2 };
    expect(attritionLoss(6, ramp)).toBeCloseTo(0.3975, 9);
    expect(attritionLoss(6, { ...ramp, yearly_attrition: 0 })).toBe(0);
  });
});
