import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestWithin } from "../../../src/core/choose.ts";
import { breakEvenRenewal, offerCash } from "../../../src/topics/offers/offer-cash.ts";

const basis = { arr: 100_000, gross_margin: 0.8, discount: 0.1, years: 3 };

describe("bestWithin", () => {
  const choice = fc.record({ worth: fc.integer({ min: 0, max: 50 }), takes: fc.integer({ min: 0, max: 30 }) });

  it("is worth as much as the best of all subsets", () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 11 }), fc.integer({ min: 0, max: 90 }), (choices, minutes) => {
        let best = 0;
        for (let set = 0; set < 2 ** choices.length; set += 1) {
          const of = choices.filter((_, place) => Math.floor(set / 2 ** place) % 2 === 1);
          const takes = of.reduce((sum, one) => sum + one.takes, 0);
          if (takes <= minutes)
            best = Math.max(
              best,
              of.reduce((sum, one) => sum + one.worth, 0),
            );
        }
        const chosen = bestWithin(choices, minutes).map((place) => choices[place]!);
        expect(chosen.reduce((sum, one) => sum + one.takes, 0)).toBeLessThanOrEqual(minutes);
        expect(chosen.reduce((sum, one) => sum + one.worth, 0)).toBe(best);
      }),
    );
  });

  it("takes fewer minutes where two sets are worth the same, and nothing within nothing", () => {
    expect(
      bestWithin(
        [
          { worth: 5, takes: 50 },
          { worth: 5, takes: 20 },
        ],
        50,
      ),
    ).toEqual([1]);
    expect(bestWithin([{ worth: 5, takes: 50 }], 0)).toEqual([]);
    expect(bestWithin([], 100)).toEqual([]);
  });
});

describe("offerCash", () => {
  it("discounts each payment from the day it is made", () => {
    // 100,000 now, after one and after two years: 100,000 x (1 + 1/1.1 + 1/1.21) = 273,553.72.
    expect(offerCash({ name: "Hold" }, basis).present_value).toBe(273_553.72);
    // Paid behind: each a year later, 90,909.09 + 82,644.63 + 75,131.48.
    expect(offerCash({ name: "Behind", payment: "yearly_behind" }, basis).present_value).toBe(248_685.2);
  });

  it("pays half a year's price at the start and half in the middle", () => {
    // 50,000 x (1 + 1 / 1.1^0.5) in one year = 50,000 + 47,673.13.
    expect(offerCash({ name: "Halves", payment: "half_yearly_ahead" }, { ...basis, years: 1 }).present_value).toBe(97_673.13);
  });

  it("takes free months off the first parts and off no later year", () => {
    // Nine of twelve months paid; monthly, the first three parts are free: 25,000 less.
    const free = offerCash({ name: "Free", free_months: 3, payment: "monthly_ahead" }, { ...basis, discount: 0 });
    expect(free.cash).toEqual([75_000, 100_000, 100_000]);
    expect(free.present_value).toBe(275_000);
  });

  it("lets a smaller scope cost less to serve, and a discount not", () => {
    const plain = { ...basis, discount: 0, years: 1 };
    // 50,000 - 20,000 = 30,000; with half the scope 50,000 - 10,000 = 40,000.
    expect(offerCash({ name: "Half price", change: -0.5 }, plain).margin).toBe(30_000);
    expect(offerCash({ name: "Half scope", change: -0.5, scope: 0.5 }, plain).margin).toBe(40_000);
  });

  it("counts a rise from the second year, a credit and a cost once", () => {
    const plain = { ...basis, discount: 0 };
    // 100,000 + 110,000 + 121,000 - 5,000 = 326,000; less 60,000 of serving and 1,000 once.
    const made = offerCash({ name: "Rise", escalator: 0.1, credit: 5_000, extra_cost: 1_000 }, plain);
    expect(made.cash).toEqual([95_000, 110_000, 121_000]);
    expect(made.margin).toBe(265_000);
  });
});

describe("breakEvenRenewal", () => {
  it("is the root of 1 + p + p squared = 2.64 for three years at 12% off", () => {
    expect(breakEvenRenewal([88_000, 88_000, 88_000], 100_000)).toBeCloseTo((Math.sqrt(7.56) - 1) / 2, 12);
  });

  it("is none where the term brings as much as certain renewals", () => {
    expect(breakEvenRenewal([100_000, 100_000], 100_000)).toBeNull();
    expect(breakEvenRenewal([100_000], 100_000)).toBeNull();
  });
});
