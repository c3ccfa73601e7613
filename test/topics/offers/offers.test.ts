import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestWithin } from "../../../src/core/choose.ts";
import { breakEvenRenewal, offerCash } from "../../../src/topics/offers/offer-cash.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

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

describe("a price for several renewals", () => {
  const run = async (input: Record<string, unknown>) => {
    const outcome = await callTool("weigh_offer", { currency: "USD", years: 1, discount: 0, ...input }, openTestPorts());
    if (outcome.kind !== "done") throw new Error(outcome.message);
    return outcome.run.result as unknown as Record<string, unknown> & { summary: string; offers: Record<string, unknown>[] };
  };

  it("says how many of them a rise may lose, and what the next one costs", async () => {
    // 10 x 10,000 at 80%: holding brings 80,000. 25% more: 125,000 - 20,000 = 105,000, 10,500 each. Two lost leave 84,000, three 73,500: 6,500 less.
    const rise = await run({ arr: 100_000, gross_margin: 0.8, offers: [{ name: "Rise", change: 0.25, accounts: 10 }] });
    expect(rise.offers[0]).toMatchObject({ accounts_may_lose: 2, accounts_must_save: null, one_more_lost: -6500 });
    expect(rise.summary).toMatch(
      /if all 10 renewals stay, and may lose 2 of usual size .* one more makes it \$6,?\.?5\d*K? worse than holding/,
    );
    // At no cost of serving 25% more on 10 is 12.5 each: after two are lost 100 of 100 are left, neither more nor less than holding.
    const even = await run({ arr: 100_000, gross_margin: 1, offers: [{ name: "Rise", change: 0.25, accounts: 10 }] });
    expect(even.offers[0]).toMatchObject({ accounts_may_lose: 2, one_more_lost: -12_500 });
  });

  it("says how many a cut must keep that would have left", async () => {
    // 10% off leaves 70,000 of 80,000: seven eighths, so holding must lose more than 1.25 of 10.
    const cut = await run({ arr: 100_000, gross_margin: 0.8, offers: [{ name: "Cut", change: -0.1, accounts: 10 }] });
    expect(cut.offers[0]).toMatchObject({ accounts_may_lose: null, accounts_must_save: 2, one_more_lost: null });
    expect(cut.summary).toContain("keeps at least 2 of 10 renewals that holding would lose");
  });

  it("refuses two numbers of renewals for one sum, and reads scope as what stays", async () => {
    const offers = [
      { name: "A", change: 0.1, accounts: 10 },
      { name: "B", change: 0.2, accounts: 12 },
    ];
    await expect(run({ arr: 100_000, offers })).rejects.toThrow(/accounts: 10 and 12; .*give each offer the same/);
    await expect(run({ arr: 100_000, offers: [{ name: "A", scope: -0.15 }] })).rejects.toThrow(/stays; 15% less is 0\.85/);
  });
});

describe("how far a save may go on price", () => {
  const save = async (more: Record<string, unknown>) => {
    const input = {
      as_of: "2026-11-30",
      hour_cost: 100,
      gross_margin: 0.8,
      discount: 0,
      years: 1,
      currency: "USD",
      saves: [{ account: "Fjord", arr: 100_000, deadline: "2026-12-18", hours: 20, days: 14, discount: 0.1, ...more }],
    };
    const outcome = await callTool("weigh_offer", input, openTestPorts());
    if (outcome.kind !== "done") throw new Error(outcome.message);
    return outcome.run.result as unknown as Record<string, unknown> & { because: string[]; saves: Record<string, unknown>[] };
  };

  it("names no ceiling without chances, but what each percent off asks for, and the last day to begin", async () => {
    const { saves, because } = await save({});
    // 1,000 of the 80,000 at stake is 1.25 points; 18 December less 14 days is the 4th.
    expect(saves[0]).toMatchObject({
      discount_ceiling: null,
      lift_a_percent: 0.0125,
      begin_by: "2026-12-04",
      stop_date: "2026-12-11",
    });
    expect(because[0]).toMatch(/each percent off asks for up to 1\.3 more points/);
  });

  it("names the discount at which the play adds nothing, by the caller's chances", async () => {
    // 0.7 x (80,000 - D) = 0.5 x 80,000 + 2,000 gives D = 80,000 - 60,000 = 20,000: 20% off.
    const { saves, because } = await save({ chance_without: 0.5, chance_with: 0.7 });
    expect(saves[0]!.discount_ceiling).toBeCloseTo(0.2, 9);
    expect(because[0]).toBe("Fjord: by your chances (50% without, 70% with) the save stops paying at 20% off.");
    // One point more is worth 800 and the hours cost 2,000.
    expect((await save({ chance_without: 0.5, chance_with: 0.51 })).saves[0]!.discount_ceiling).toBe(0);
  });
});
