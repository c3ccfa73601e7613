import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paybackMonth } from "../../../src/topics/economics/business-case.ts";

const six = [0.06, 0.06, 0.06, 0.06, 0.06, 0.06];
const page = { arr: 3_000_000, margin: 0.8, cost: 300_000, one_off: 50_000, ramp_months: 6, renewed: 1 };

describe("paybackMonth", () => {
  it("answers the page's example", () => {
    // Margin so far 500 (m - 6)(m - 5) against 50,000 + 25,000 m: 1,653,000 >= 1,625,000 at 63, 1,596,000 < 1,600,000 at 62.
    expect(paybackMonth(six, page)).toBe(63);
    expect(paybackMonth(six.slice(0, 5), page)).toBeNull();
  });

  it("takes the month in which both are equal to the cent", () => {
    // 12,000 up for renewal a year, all of it kept, at a margin of 1: month m has earned 1,000 / 12 x m (m + 1) / 2. A yearly cost of 1,000
    // makes 1,000 / 12 x m: both are 83.33 in month 1.
    const even = { arr: 12_000, margin: 1, cost: 1000, one_off: 0, ramp_months: 0, renewed: 1 };
    expect(paybackMonth([1], even)).toBe(1);
    // With a one-off of 83.33 more: 250 earned in month 2 against 250.
    expect(paybackMonth([1], { ...even, one_off: 83.33 })).toBe(2);
  });

  it("counts nothing as paid back without a lift, and a free plan at once", () => {
    expect(paybackMonth([0, 0, 0], page)).toBeNull();
    expect(paybackMonth([0], { ...page, cost: 0, one_off: 0 })).toBe(1);
  });

  it("equals a slow sum over every month's renewals", () => {
    const lift = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(lift, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 18 }),
        (lifts, cost, ramp) => {
          const question = { ...page, cost, ramp_months: ramp, renewed: 0.9 };
          const earnedUntil = (month: number) => {
            let earned = 0;
            for (let won = ramp + 1; won <= month; won += 1)
              for (let paid = won; paid <= month; paid += 1) {
                const anniversaries = Math.floor((paid - won) / 12);
                earned += ((page.arr / 12) * lifts[Math.ceil(won / 12) - 1]! * 0.9 ** anniversaries * 0.8) / 12;
              }
            return earned;
          };
          const months = Array.from({ length: lifts.length * 12 }, (_, index) => index + 1);
          const first = months.find((month) => earnedUntil(month) >= 50_000 + (cost / 12) * month - 0.005) ?? null;
          const answer = paybackMonth(lifts, question);
          // A tie within half a cent may fall either way.
          if (answer !== first)
            expect(Math.abs(earnedUntil(answer ?? first!) - 50_000 - (cost / 12) * (answer ?? first!))).toBeLessThan(0.02);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("never comes later with a larger lift", () => {
    const lift = fc.double({ min: 0, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(lift, lift, (one, other) => {
        const at = (value: number) => paybackMonth(Array(5).fill(value), page) ?? Number.POSITIVE_INFINITY;
        expect(at(Math.max(one, other))).toBeLessThanOrEqual(at(Math.min(one, other)));
      }),
      { numRuns: 50 },
    );
  });
});
