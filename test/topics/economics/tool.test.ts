import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelEconomics } from "../../../src/topics/economics/tool.ts";
import { callerOf, codesOf, type ResultOf, wordsOf } from "../../tool-caller.ts";

type Result = ResultOf<typeof modelEconomics>;
const caller = callerOf(modelEconomics);
const message = caller.refusal;
async function call(input: Record<string, unknown>): Promise<Result> {
  const result = await caller.call(input);
  expect(result.summary.split(" ").length).toBeLessThanOrEqual(60);
  return result;
}

const customer = { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75, annual_churn: 0.1 };

describe("lifetime_value", () => {
  it("gives the named forms side by side, with and without the cap", async () => {
    const result = await call({ ...customer, discount: 0.1 });
    // 9,000 / 0.1; 9,000 / 0.2; 9,000 x 1.1 / 0.2; 9,000 x 4.0951; by lifespan five of ten years.
    expect(result.cltv!.simple).toBeCloseTo(90_000, 6);
    expect(result.cltv!.by_churn).toBeCloseTo(90_000, 6);
    expect(result.cltv!.discounted).toBeCloseTo(45_000, 6);
    expect(result.cltv!.annuity_due).toBeCloseTo(49_500, 6);
    expect(result.cltv!.capped.by_churn).toBeCloseTo(36_855.9, 6);
    expect(result.cltv!.capped.simple).toBe(45_000);
    expect(result.cltv!.lifespan_years).toBe(10);
    expect(codesOf(result)).toEqual(["constant_churn"]);
    expect(wordsOf(result)).toContain("36,856");
    expect(result.ltv_to_cac).toBeUndefined();
  });

  it("gives the source's improved customer exactly", async () => {
    const result = await call({ ...customer, annual_churn: 0.07, discount: 0.1 });
    // 9,000 / 0.07; 9,000 x 1.1 / 0.17; 9,000 x (1 - 0.93^5) / 0.07 with 0.93^5 = 0.6956883693.
    expect(result.cltv!.by_churn).toBeCloseTo(128_571.42857142857, 6);
    expect(result.cltv!.annuity_due).toBeCloseTo(58_235.294, 3);
    expect(result.cltv!.capped.by_churn).toBeCloseTo(39_125.78, 1);
  });

  it("counts in months when the churn is a month's", async () => {
    const result = await call({
      ask: "lifetime_value",
      arpa: 12_000,
      gross_margin: 0.75,
      discount: 0,
      details: { monthly_churn: 0.01 },
    });
    // 750 of margin a month / 0.01; 1 - 0.99^12 leaves in a year; 100 months.
    expect(result.cltv!.by_churn).toBeCloseTo(75_000, 6);
    expect(result.cltv!.discounted).toBeCloseTo(75_000, 6);
    expect(result.cltv!.yearly_churn).toBeCloseTo(0.11362, 5);
    expect(result.cltv!.lifespan_years).toBeCloseTo(100 / 12, 9);
    // 750 x (1 - 0.99^60) / 0.01, with 0.99^60 = 0.547157.
    expect(result.cltv!.capped.by_churn).toBeCloseTo(33_963.2, 0);
    expect(result.assumptions.map(({ what }) => what)).toContain("Period");
  });

  it("has no value without an end when nobody leaves, and says so", async () => {
    const result = await call({ ...customer, annual_churn: 0, discount: 0 });
    expect(result.cltv).toMatchObject({
      simple: null,
      by_churn: null,
      discounted: null,
      annuity_due: null,
      lifespan_years: null,
    });
    expect(result.cltv!.capped).toEqual({ simple: 45_000, by_churn: 45_000, discounted: 45_000, annuity_due: 45_000 });
    expect(wordsOf(result)).toContain("nobody leaves");
    // 9,000 / 0.1 with a discount alone.
    expect((await call({ ...customer, annual_churn: 0, discount: 0.1 })).cltv!.discounted).toBeCloseTo(90_000, 6);
  });

  it("takes 0 as a value everywhere", async () => {
    const zero = await call({ ...customer, discount: 0, details: { cap_years: 1 } });
    // One year, not discounted: its whole margin.
    expect(zero.cltv).toMatchObject({ discount_rate: 0, capped: { simple: 9000, by_churn: 9000, discounted: 9000 } });
    expect(zero.assumptions).toEqual([]);
    expect(await message({ ...customer, details: { cap_years: 0 } })).toMatch(
      /details.cap_years: must be a whole number of years, 1 or more; leave it out/,
    );
    expect((await call({ ...customer, arpa: 0 })).cltv!.by_churn).toBe(0);
    expect((await call({ ...customer, gross_margin: 0 })).cltv!.by_churn).toBe(0);
    // An NRR of 0: all revenue is gone after the first year, so one year's margin, discounted by 10% or not.
    const gone = await call({ ...customer, discount: 0.1, details: { nrr: 0 } });
    expect(gone.cltv!.with_expansion!.annuity_due).toBeCloseTo(9000, 6);
    expect(gone.cltv!.with_expansion!.discounted).toBeCloseTo(9000 / 1.1, 6);
    const month = await call({ ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75, details: { monthly_churn: 0 } });
    expect(month.cltv!.by_churn).toBeNull();
  });

  it("needs a horizon and a higher discount for a customer that grows", async () => {
    const growing = { ...customer, details: { nrr: 1.1 } };
    expect(await message(growing)).toMatch(/Give years/);
    expect(await message({ ...growing, years: 4, discount: 0.1 })).toMatch(/never catches up/);
    const result = await call({ ...growing, years: 2, discount: 0.21 });
    // 9,000 + 9,000 x 1.1 / 1.21 at the start of two years; 9,000 x 1.21 / (1.21 - 1.1) without end.
    expect(result.cltv!.with_expansion!.capped.annuity_due).toBeCloseTo(9000 + 9900 / 1.21, 6);
    expect(result.cltv!.with_expansion!.annuity_due).toBeCloseTo(99_000, 5);
    expect(await message({ ...customer, years: 3 })).toMatch(/details.nrr is missing/);
  });

  it("asks which period a churn was counted in", async () => {
    expect(codesOf(await call({ ...customer, annual_churn: 0.02 }))).toContain("churn_period");
    const monthly = { ask: "lifetime_value", arpa: 12_000, gross_margin: 0.75 };
    expect(codesOf(await call({ ...monthly, details: { monthly_churn: 0.1 } }))).toContain("churn_period");
    expect(codesOf(await call({ ...monthly, details: { monthly_churn: 0.05 } }))).not.toContain("churn_period");
    expect(codesOf(await call({ ...customer, annual_churn: 0.03 }))).not.toContain("churn_period");
    expect(await message({ ...customer, annual_churn: 0.02, details: { monthly_churn: 0.02 } })).toMatch(
      /You gave monthly churn where annual is asked/,
    );
    expect(await message({ ...customer, details: { monthly_churn: 0.02 } })).toMatch(/Give one of them/);
    expect(await message(monthly)).toMatch(/needs the churn/);
  });

  it("refuses numbers that cannot be true, all at once and by name", async () => {
    const text = await message({ ask: "lifetime_value", arpa: -1, gross_margin: 1.2, annual_churn: 10, discount: -0.1 });
    expect(text).toMatch(/arpa: must be 0 or more/);
    expect(text).toMatch(/gross_margin: is a fraction from 0 to 1/);
    expect(text).toMatch(/annual_churn: is a fraction from 0 to 1/);
    expect(text).toMatch(/discount: is a fraction from 0 to 1/);
    expect(await message({ ...customer, details: { cap_years: 2.5 } })).toMatch(/details.cap_years: must be a whole number/);
    expect(await message({ ...customer, details: { nrr: 1.1 }, years: 1.5 })).toMatch(/years is 1.5/);
    expect(await message({ ...customer, details: { nrr: -1 } })).toMatch(/details.nrr: must be 0 or more/);
    expect(await message({ ask: "lifetime_value", gross_margin: 0.8, annual_churn: 0.1 })).toMatch(/needs arpa/);
    expect(await message({ ...customer, opening_arr: 5, details: { printed: 4 } })).toMatch(
      /no use for opening_arr, details.printed/,
    );
    expect(await message({ ...customer, churn: 0.1 })).toMatch(/there is no such parameter/);
  });

  it("never gives a number that is none", async () => {
    const rate = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e9 }), rate, rate, rate, async (arpa, gross_margin, annual_churn, discount) => {
        await call({ ask: "lifetime_value", arpa, gross_margin, annual_churn, discount });
      }),
      { numRuns: 60 },
    );
    // One over the smallest number there is cannot be held.
    expect((await call({ ...customer, annual_churn: 5e-324 })).cltv!.by_churn).toBeNull();
  });
});

const won = { sales_and_marketing: 1_500_000, new_customers: 100, cs_in: "cost_of_revenue" };
const bought = { ask: "acquisition", arpa: 12_000, gross_margin: 0.75, annual_churn: 0.1, discount: 0.1, details: won };

describe("acquisition", () => {
  it("gives the ratio in every form, and payback", async () => {
    const result = await call(bought);
    // 1.5M / 100; 15,000 / 9,000 x 12; 90,000, 49,500 and 36,855.9 over 15,000.
    expect(result.acquisition).toMatchObject({ cac: 15_000, new_arr: 1_200_000, payback_band: "worse than the median" });
    expect(result.payback_months).toBeCloseTo(20, 9);
    expect(result.ltv_to_cac).toBeCloseTo(6, 9);
    const ratio = (form: string, capped: boolean) =>
      result.acquisition!.ratios.find((row) => row.form === form && row.capped === capped)!;
    expect(ratio("by_churn", false)).toMatchObject({ means: "Healthy" });
    expect(ratio("annuity_due", false).ltv_to_cac).toBeCloseTo(3.3, 9);
    expect(ratio("by_churn", true).ltv_to_cac).toBeCloseTo(2.45706, 5);
    expect(ratio("by_churn", true).means).not.toBe("Healthy");
    expect(codesOf(result)).toContain("forms_disagree");
    expect(result.acquisition!.payback_population).toMatch(/198 companies/);
    expect(wordsOf(result)).toMatch(/6 times that by the plain formula/);
  });

  it("does not give the ratio while customer success is on neither side", async () => {
    const { cs_in: _, ...unsaid } = won;
    const asked = await call({ ...bought, details: unsaid });
    expect(asked.ltv_to_cac).toBeNull();
    expect(asked.payback_months).toBeCloseTo(20, 9);
    expect(asked.undefined.find(({ field }) => field === "ltv_to_cac")!.reason).toMatch(/details.cs_in/);
    expect(codesOf(asked)).toContain("cs_cost_left_out");
    const left = await call({ ...bought, details: { ...won, cs_in: "neither" } });
    expect(left.ltv_to_cac).toBeNull();
    expect(left.acquisition!.ratios.every((row) => row.ltv_to_cac === null)).toBe(true);
  });

  it("has no cost of a customer when none was won, and takes zeros as given", async () => {
    const none = await call({ ...bought, details: { ...won, new_customers: 0 } });
    expect([none.acquisition!.cac, none.ltv_to_cac, none.payback_months]).toEqual([null, null, null]);
    const free = await call({ ...bought, details: { ...won, sales_and_marketing: 0 } });
    expect([free.acquisition!.cac, free.ltv_to_cac, free.payback_months]).toEqual([0, null, 0]);
    const nothing = await call({ ...bought, new_arr: 0 });
    expect(nothing.payback_months).toBeNull();
    expect(nothing.acquisition!.cost_per_new_dollar.new_customer).toBeNull();
    const margin = await call({ ...bought, gross_margin: 0 });
    expect([margin.payback_months, margin.ltv_to_cac]).toEqual([null, 0]);
    const forever = await call({ ...bought, annual_churn: 0 });
    expect(forever.ltv_to_cac).toBeNull();
    // 9,000 x 5 / 15,000.
    expect(forever.acquisition!.ratios.find((row) => row.form === "by_churn" && row.capped)!.ltv_to_cac).toBeCloseTo(3, 9);
  });

  it("counts expansion by itself", async () => {
    const result = await call({ ...bought, details: { ...won, expansion_cost: 90_000, expansion_arr: 300_000 } });
    // 1.5M / 1.2M and 90,000 / 300,000.
    expect(result.acquisition!.cost_per_new_dollar.new_customer).toBeCloseTo(1.25, 9);
    expect(result.acquisition!.cost_per_new_dollar.expansion).toBeCloseTo(0.3, 9);
    expect(result.acquisition!.published.map(({ standard }) => standard).sort()).toEqual([
      "benchmarkit",
      "compounding",
      "pacific_crest",
    ]);
    const idle = await call({ ...bought, details: { ...won, expansion_cost: 0, expansion_arr: 300_000 } });
    expect(idle.acquisition!.cost_per_new_dollar.expansion).toBe(0);
  });

  it("works from new ARR alone, and without churn gives no lifetime value", async () => {
    const { arpa: _, annual_churn: __, ...rest } = bought;
    const result = await call({ ...rest, new_arr: 1_200_000 });
    expect(result.acquisition!.arpa).toBe(12_000);
    expect(result.cltv).toBeUndefined();
    expect(result.ltv_to_cac).toBeNull();
    const bare = await call(rest);
    expect([bare.payback_months, bare.acquisition!.new_arr, bare.acquisition!.arpa]).toEqual([null, null, null]);
  });

  it("never gives a number that is none", async () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    const amount = fc.integer({ min: 0, max: 1e9 });
    const place = fc.constantFrom("cost_of_revenue", "sales", "neither", undefined);
    await fc.assert(
      fc.asyncProperty(
        amount,
        fc.integer({ min: 0, max: 50 }),
        amount,
        rate,
        rate,
        place,
        async (spent, customers, new_arr, margin, churn, cs_in) => {
          const details = {
            sales_and_marketing: spent,
            new_customers: customers,
            expansion_cost: spent,
            expansion_arr: new_arr,
            ...(cs_in && { cs_in }),
          };
          const result = await call({ ask: "acquisition", new_arr, gross_margin: margin, annual_churn: churn, details });
          // The ratio stands only where customer success has a place.
          if (cs_in === undefined || cs_in === "neither") expect(result.ltv_to_cac).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the one reason that holds", async () => {
    const why = async (input: Record<string, unknown>, field: string) =>
      (await call(input)).undefined.filter((one) => one.field === field).map(({ reason }) => reason);
    const place = { ...bought, arr: 20_000_000, details: { ...won, costs: { csm: 100_000 } } };
    const life = "profit_and_loss[].lifetime_value";
    expect(await why({ ...place, annual_churn: 0 }, life)).toEqual(["Nobody leaves, so a lifetime has no end."]);
    const { annual_churn: _, ...unknown } = place;
    expect(await why(unknown, life)).toEqual(["Churn was not given."]);
    expect(await why({ ...place, details: { ...place.details, new_customers: 0 } }, "profit_and_loss[].cac")).toEqual([
      "No customer was won.",
    ]);
    const expansion = "acquisition.cost_per_new_dollar.expansion";
    const given = (more: Record<string, number>) => why({ ...bought, details: { ...won, ...more } }, expansion);
    expect(await given({ expansion_cost: 5, expansion_arr: 0 })).toEqual(["Expansion brought no ARR to divide by."]);
    expect(await given({ expansion_cost: 5 })).toEqual(["details.expansion_arr was not given."]);
    expect((await call({ ...bought, gross_margin: 0 })).summary).toContain("nothing it brings ever pays that back");
  });

  it("says which parts of the cost count as 0, and only those nobody gave", async () => {
    const costs = { csm: 100_000, tools: 0 };
    const result = await call({ ...bought, arr: 20_000_000, details: { ...won, costs } });
    expect(result.assumptions.find(({ what }) => what === "details.costs")!.value).toBe("0 for operations and leaders");
    const whole = { ...costs, ops: 0, management: 0 };
    const full = await call({ ...bought, arr: 20_000_000, details: { ...won, costs: whole } });
    expect(full.assumptions.map(({ what }) => what)).not.toContain("details.costs");
  });

  it("refuses a P&L switch that lacks a part", async () => {
    expect(await message({ ...bought, arr: 20_000_000 })).toMatch(/three things are needed/);
    expect(await message({ ...bought, details: { ...won, costs: { csm: 1 } } })).toMatch(
      /Give details.costs, arr and details.cs_in/,
    );
    expect(await message({ ...bought, details: { ...won, new_customers: 1.5 } })).toMatch(
      /details.new_customers: must be a whole number/,
    );
  });
});

const parts = { csm: 450_000, ops: 37_500, support: 114_000, tools: 24_000, management: 52_500 };

describe("cost_to_serve", () => {
  it("gives the page's five widths", async () => {
    const result = await call({
      ask: "cost_to_serve",
      arr: 3_000_000,
      gross_margin: 0.8,
      details: { accounts: 60, cs_in: "neither", costs: parts },
    });
    expect(result.serving!.widths.map((width) => width.cost)).toEqual([450_000, 487_500, 601_500, 625_500, 678_000]);
    // 678,000 / 3M; / (3M x 0.8); / 60.
    expect(result.serving).toMatchObject({
      share_of_arr: 0.226,
      share_of_margin: 0.2825,
      cost_per_account: 11_300,
      margin_before: 2_400_000,
    });
    expect(wordsOf(result)).toContain("22.6% of ARR");
  });

  it("never counts a cost twice: what the margin holds is added back", async () => {
    const at = async (cs_in: string, gross_margin: number) =>
      (await call({ ask: "cost_to_serve", arr: 3_000_000, gross_margin, details: { accounts: 60, cs_in, costs: parts } }))
        .serving!;
    // The same company: 2.4M before any of it; 2.286M with support inside; 1.722M with all of it inside.
    expect((await at("sales", 0.762)).margin_before).toBe(2_400_000);
    expect((await at("cost_of_revenue", 0.574)).margin_before).toBe(2_400_000);
    expect((await at("cost_of_revenue", 0.574)).share_of_margin).toBe(0.2825);
  });

  it("does not take a missing part for 0, and takes 0 for 0", async () => {
    const { support: _, ...without } = parts;
    const missing = (await call({ ask: "cost_to_serve", arr: 3_000_000, details: { costs: without } })).serving!;
    expect(missing.widths.map((width) => width.cost)).toEqual([450_000, 487_500, null, null, null]);
    expect(missing.not_counted).toEqual(["support"]);
    expect(missing.cost_per_account).toBeNull();
    const none = (await call({ ask: "cost_to_serve", arr: 3_000_000, details: { accounts: 0, costs: { ...parts, support: 0 } } }))
      .serving!;
    expect(none.widths.at(-1)!.cost).toBe(564_000);
    expect(none.accounts).toBe(0);
    const broke = await call({ ask: "cost_to_serve", arr: 0, gross_margin: 0, details: { cs_in: "neither", costs: { csm: 0 } } });
    expect(broke.serving).toMatchObject({ cost: 0, share_of_arr: null, share_of_margin: null });
  });

  it("measures segments against the ceilings of their touch", async () => {
    const segment = (name: string, touch: string, accounts: number, arr: number, csm: number) => ({
      segment: name,
      touch,
      accounts,
      arr,
      costs: { csm, ops: 0, support: 0, tools: 0 },
    });
    const segments = [
      // The sources' examples: 5% under 15 to 25%; 3% exactly at tech's end, so not under it; 10% at the end of low touch.
      segment("Large", "high", 15, 3_000_000, 150_000),
      segment("Tail", "tech", 500, 5_000_000, 150_000),
      segment("Middle", "low", 150, 1_500_000, 150_000),
      segment("Held", "high", 20, 750_000, 150_000),
    ];
    const { serving } = await call({ ask: "cost_to_serve", details: { segments } });
    expect(serving!.segments.map((row) => row.against_ceiling)).toEqual(["below", "above", "above", "within"]);
    // 10,000 an account lies in 7,500 to 12,500; so do 7,500 themselves.
    expect(serving!.segments.map((row) => row.against_named_csm)).toEqual(["within", undefined, undefined, "within"]);
    expect(serving).toMatchObject({ cost: 600_000, arr: 10_250_000, accounts: 685 });
    const shuffled = await call({ ask: "cost_to_serve", details: { segments: [...segments].reverse() } });
    expect(shuffled.serving!.widths).toEqual(serving!.widths);
    const narrow = await call({
      ask: "cost_to_serve",
      details: { segments: segments.map((one) => ({ ...one, costs: { csm: one.costs.csm } })) },
    });
    expect(narrow.serving!.segments.map((row) => row.against_ceiling)).toEqual(["too_narrow", "above", "above", "too_narrow"]);
    expect(codesOf(narrow)).toContain("ceiling_not_comparable");
  });

  it("shows both places of the accounts", async () => {
    const result = await call({
      ask: "cost_to_serve",
      arr: 20_000_000,
      gross_margin: 0.8,
      arpa: 25_000,
      annual_churn: 0.1,
      new_arr: 5_000_000,
      details: { cs_in: "sales", costs: { csm: 1_600_000 }, sales_and_marketing: 8_600_000, new_customers: 200 },
    });
    expect(result.profit_and_loss!.map((row) => [row.gross_margin, row.cac, row.lifetime_value])).toEqual([
      [0.72, 35_000, 180_000],
      [0.8, 43_000, 200_000],
    ]);
    expect(wordsOf(result)).toMatch(/80.0% to 72.0%/);
  });

  it("refuses what does not tie or says nothing", async () => {
    const segments = [{ segment: "A", accounts: 2, arr: 100, costs: { csm: 10 } }];
    expect(await message({ ask: "cost_to_serve", arr: 101, details: { segments } })).toMatch(
      /arr is 101, and the segments add up to 100/,
    );
    expect(
      await message({ ask: "cost_to_serve", details: { segments: [...segments, { segment: "B", arr: 5, costs: { ops: 1 } }] } }),
    ).toMatch(/Some segments state csm, ops/);
    expect(await message({ ask: "cost_to_serve", arr: 100 })).toMatch(/at least one part of the cost/);
    expect(await message({ ask: "cost_to_serve", details: { costs: { csm: 5 } } })).toMatch(/the ARR that is served/);
    expect(await message({ ask: "cost_to_serve", arr: 9, details: { cs_in: "sales", costs: { csm: 5 } } })).toMatch(
      /gross_margin is missing/,
    );
    expect(await message({ ask: "cost_to_serve", arr: 9, arpa: 5, details: { costs: { csm: 5 } } })).toMatch(
      /needs gross_margin and details.cs_in/,
    );
    expect(await message({ ask: "cost_to_serve", arr: 9, details: { costs: { csm: -5, tools: 0.001 } } })).toMatch(
      /details.costs.csm: must be 0 or more[\s\S]*finer than a hundredth/,
    );
  });
});

const two = { ask: "compounding", opening_arr: 10_000_000, new_arr: 3_000_000, grr: [0.85, 0.93], years: 5 };
const nearest = (amount: number) => Math.round(amount / 10_000) * 10_000;

describe("compounding", () => {
  it("shows both conventions when none is chosen", async () => {
    const result = await call(two);
    expect(result.years!.length).toBe(5);
    expect(nearest(result.years!.at(-1)!.difference)).toBe(4_440_000);
    expect(result.compounding).toMatchObject({ convention: "opening", chosen: false, other: { convention: "new_too" } });
    expect(nearest(result.compounding!.other!.difference)).toBe(5_190_000);
    expect(wordsOf(result)).toContain("4.44M more ARR");
    expect(wordsOf(result)).toContain("5.19M");
  });

  it("shows the chosen one alone", async () => {
    const result = await call({ ...two, gross_margin: 0.8, details: { convention: "new_too" } });
    expect(nearest(result.compounding!.difference)).toBe(5_190_000);
    expect(result.compounding!.other).toBeUndefined();
    expect(result.compounding!.difference_in_margin).toBeCloseTo(result.compounding!.difference * 0.8, 6);
  });

  it("answers a printed 6.5 million with the right figures and the reason", async () => {
    const result = await call({ ...two, details: { printed: 6_500_000 } });
    expect(result.compounding!.printed!.matches).toBe("neither");
    expect(result.compounding!.printed!.checks.map(({ difference }) => nearest(difference))).toEqual([4_440_000, 5_190_000]);
    expect(codesOf(result)).toContain("printed_matches_neither");
    expect(wordsOf(result)).toMatch(/6.5M follows from these inputs under neither convention[\s\S]*would take 7.2 years/);
  });

  it("takes 0 as a value and the other order as a loss", async () => {
    const empty = await call({ ...two, opening_arr: 0, new_arr: 0, grr: [0, 0], details: { printed: 0 } });
    expect(empty.years!.every((year) => year.a === 0 && year.b === 0 && year.difference === 0)).toBe(true);
    const turned = await call({ ...two, grr: [0.93, 0.85] });
    expect(nearest(turned.compounding!.difference)).toBe(-4_440_000);
    expect(wordsOf(turned)).toContain("less ARR");
    expect((await call({ ...two, gross_margin: 0 })).compounding!.difference_in_margin).toBe(0);
  });

  it("fits the longest table, and refuses what is no comparison", async () => {
    expect((await call({ ...two, years: 30, details: { convention: "opening" } })).years!.length).toBe(30);
    expect(await message({ ...two, years: 31 })).toMatch(/years is 31: it must be a whole number from 1 to 30/);
    expect(await message({ ...two, grr: [0.9] })).toMatch(/grr holds 1/);
    expect(await message({ ...two, grr: [0.9, 93] })).toMatch(/grr\[1\]: is a fraction/);
    expect(await message({ ...two, years: 0 })).toMatch(/years is 0/);
  });
});

describe("point_of_retention", () => {
  const nine = { ask: "point_of_retention", arr: 9_000_000, gross_margin: 0.78, from: 0.94, to: 0.96 };

  it("says in one call what 96% instead of 94% is worth", async () => {
    const result = await call(nine);
    // 9M x 0.02 = 180,000 of ARR, x 0.78 = 140,400 of margin. After five years 9M x (0.96^5 - 0.94^5).
    expect(result.point).toMatchObject({ arr_a_year: 180_000, margin_a_year: 140_400, margin_of_one_point: 70_200 });
    expect(result.point!.arr_at_horizon).toBeCloseTo(9e6 * (0.96 ** 5 - 0.94 ** 5), 4);
    // Within a year the mean of its two ends is earned: year ends of 180,000, 342,000, 486,936 ... at 78%.
    const gain = (year: number) => 9e6 * (0.96 ** year - 0.94 ** year);
    const within = [1, 2, 3, 4, 5].map((year) => ((gain(year - 1) + gain(year)) / 2) * 0.78);
    expect([within[0], within[1]]).toEqual([expect.closeTo(70_200, 4), expect.closeTo(203_580, 4)]);
    const sum = within.reduce((total, one) => total + one, 0);
    expect(result.point!.margin_over_horizon).toBeCloseTo(sum, 1);
    // 1.55M within five years, 311K a year without interest.
    expect(Math.round(sum / 10_000)).toBe(155);
    expect(result.point!.break_even_spend_undiscounted).toBeCloseTo(sum / 5, 1);
    // In today's money each from the end of its year, and the spend as their sum over the annuity of 5 years at 10%.
    const present = within.reduce((total, one, index) => total + one / 1.1 ** (index + 1), 0);
    const annuity = (1 - 1.1 ** -5) / 0.1;
    expect(result.point!.present_value).toBeCloseTo(present, 1);
    expect(result.point!.break_even_spend_a_year).toBeCloseTo(present / annuity, 1);
    expect(result.because![1]).toMatch(/is worth \$?1\.1M today/);
    expect(result.because![1]).toMatch(/is a spend of \$?311K every year back; with interest, \$?289K/);
    // 6% of 9M is lost now and 4% then: a third less.
    expect(result.point).toMatchObject({ lost_now: 540_000, lost_then: 360_000 });
    expect(result.point!.less_lost_share).toBeCloseTo(1 / 3, 12);
    expect(result.say!.cfo).toMatch(
      /^Keeping 2(\.0)? points more of ARR earns 140K of margin in a full year, half of it in the first/,
    );
    // One spend, one story: the larger one is named only with what it would take.
    expect([result.summary, ...Object.values(result.say!)].join(" ")).not.toMatch(/311K|289K/);
    expect(result.summary).toContain(
      "180K of ARR and 140K of gross margin in a full year; 1.55M of margin is earned within 5 years",
    );
  });

  it("takes the two rates as a list, too", async () => {
    const told = (await call(nine)).point;
    expect((await call({ ask: nine.ask, arr: nine.arr, gross_margin: nine.gross_margin, grr: [0.96, 0.94] })).point).toEqual(
      told,
    );
  });

  it("counts customers where their average is given: 180,000 of 6,000 each", async () => {
    const { point, do_next, because } = await call({ ...nine, arpa: 6000 });
    expect(point).toMatchObject({ customers_to_keep: 30, customers_lost_now: 90 });
    expect(do_next![0]).toContain("about 30 customers a year of the 90 who would leave");
    // 1,500 customers of whom 6% leave: square root of 2 x 0.06 x 0.94 / 1,500 is 0.867 points; x 1.96 and x 2.80.
    expect(point!.chance).toMatchObject({ customers: 1500 });
    expect(point!.chance!.change_by_chance).toBeCloseTo(0.017, 4);
    expect(point!.chance!.noticeable_change).toBeCloseTo(0.0243, 4);
    expect(because![2]).toMatch(
      /^With 1,500 customers .* 1\.7 points .* 2\.4 points on: 2(\.0)? points may or may not be seen in one year\.$/,
    );
    // The number of customers says the same as their average.
    expect((await call({ ...nine, details: { accounts: 1500 } })).point).toEqual(point);
  });

  it("speaks of one year in the singular, and gives what that year earns", async () => {
    const { point, because, summary } = await call({ ...nine, years: 1 });
    expect(point).toMatchObject({ margin_over_horizon: 70_200, break_even_spend_undiscounted: 70_200 });
    expect([summary, ...because!].join(" ")).not.toMatch(/1 years|1 year are|all 1 year/);
  });

  it("refuses what keeps no more, and rates that are none", async () => {
    expect(await message({ ...nine, to: 0.94 })).toMatch(/nothing more is kept/);
    expect(await message({ ...nine, from: 94 })).toMatch(/from: is a fraction from 0 to 1; 80% is 0.8/);
    expect(await message({ ...nine, arr: undefined })).toMatch(/needs arr/);
  });
});

describe("compounding from today's ARR alone", () => {
  it("shows one, three and five years with what each is worth", async () => {
    const result = await call({ ask: "compounding", arr: 10_000_000, grr: [0.85, 0.93], gross_margin: 0.8 });
    expect(result.years!.map(({ year }) => year)).toEqual([1, 3, 5]);
    // 10M x (0.93 - 0.85), and 80% of it.
    expect(result.years![0]!.difference).toBeCloseTo(800_000, 6);
    expect(result.years![0]!.margin).toBeCloseTo(640_000, 6);
    expect(await message({ ask: "compounding", grr: [0.85, 0.93] })).toMatch(/the ARR it starts from/);
  });
});

const lifts = { low: [0.005, 0.01, 0.01], lift: [0.01, 0.025, 0.03], high: [0.02, 0.05, 0.06] };
const planB = { name: "Plan B", cost: 490_000 };
const planC = { name: "Plan C", cost: 600_000 };
const book = { ask: "business_case", arr: 18_000_000, gross_margin: 0.81 };
const segments = [
  { segment: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { segment: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { segment: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];

/** Year by year, as one would in a spreadsheet: cost mid-year, a year's kept ARR at its end, what was kept renewing at `carried`. */
function slowValue(arr: number, margin: number, cost: number, list: number[], discount: number, carried: number): number {
  let [value, kept] = [0, 0];
  for (const [index, lift] of list.entries()) {
    kept = kept * carried + arr * lift;
    value -= cost * (1 + discount) ** -(index + 0.5);
    value += kept * margin * (1 + discount) ** -(index + 1);
  }
  return value;
}

describe("business_case", () => {
  it("answers the added cost of plan C in points", async () => {
    const { options } = await call({ ...book, options: [planC] });
    // 600,000 / (18M x 0.81) = 4.1; / (18M x 5) = 0.67; / 0.3 / 18M = 11.1 points.
    expect(options![0]!.break_even).toBeCloseTo(0.041152, 6);
    expect(options![0]!.value_break_even).toBeCloseTo(0.0066667, 6);
    expect(options![0]!.budget_rule_break_even).toBeCloseTo(0.111111, 6);
  });

  it("answers plan B in accounts, and says that the smallest could not repay it", async () => {
    const result = await call({ ...book, options: [planB], annual_churn: 0.08, details: { segments } });
    const [option] = result.options!;
    expect(option!.break_even).toBeCloseTo(0.0336, 4);
    expect(option!.retained_arr_needed).toBeCloseTo(604_938.27, 2);
    // 604,938 / 181,250; / 67,083; / 15,000.
    expect(option!.break_even_accounts!.map(({ accounts }) => Number(accounts!.toFixed(1)))).toEqual([3.3, 9, 40.3]);
    // 27.2 of the smallest at 15,000 are 408,000; 8% of the book are 1.44M.
    expect(result.do_nothing).toMatchObject({ arr_lost_low: 408_000, arr_lost_high: 1_440_000 });
    expect(option!.within_losses).toBe("not_if_the_smallest_left");
    expect(wordsOf(result)).toContain("had only the smallest left");
  });

  it("is negative, negative and positive for plan B, and equals the spreadsheet", async () => {
    for (const grr of [undefined, 0.9, 0]) {
      const result = await call({
        ...book,
        options: [{ ...planB, ...lifts }],
        discount: 0.1,
        ...(grr === undefined ? {} : { grr: [grr] }),
      });
      const [option] = result.options!;
      const [low, high] = option!.cases!;
      for (const [values, list] of [
        [low!, lifts.low],
        [option!, lifts.lift],
        [high!, lifts.high],
      ] as const) {
        expect(values.npv).toBeCloseTo(slowValue(18_000_000, 0.81, 490_000, list, 0.1, 0), 4);
        expect(values.npv_recurring).toBeCloseTo(slowValue(18_000_000, 0.81, 490_000, list, 0.1, grr ?? 1), 4);
      }
      expect([low!.npv! < 0, option!.npv! < 0, high!.npv! > 0]).toEqual([true, true, true]);
      expect([low!.npv_recurring! < 0, option!.npv_recurring! < 0, high!.npv_recurring! > 0]).toEqual([true, true, true]);
      expect(option!.payback_month).toBeNull();
      expect(wordsOf(result)).toContain("pays only in the high case");
    }
  });

  it("says payback on the same footing as the value beside it", async () => {
    // A point of 18M at 81% is 145,800 a year, below 150,000: kept once it never pays. Renewing, month m has earned 145,800 / 144 x m (m + 1) / 2
    // against 12,500 m, equal when m + 1 = 24.7: month 24.
    const option = { name: "A", cost: 150_000, lift: [0.01, 0.01, 0.01] };
    const { summary } = await call({ ask: "business_case", arr: 18_000_000, gross_margin: 0.81, options: [option] });
    expect(summary).toContain(
      "A at 150K a year does not pay with the lift you gave: -29K over 3 years in today's money, counting a year of what it keeps; if that renews, 311K and payback in month 24.",
    );
    const more = { name: "X", cost: 1_000_000 };
    // A million from 100,000 of ARR: no lift can bring it, and no criterion can wait for more than the whole book.
    const never = await call({ ask: "business_case", arr: 100_000, gross_margin: 0.81, options: [more] });
    expect(wordsOf(never)).toContain("no lift can repay it");
    expect(wordsOf(never)).not.toContain("Stop X");
  });

  it("refuses to invent a lift and says which one it would take", async () => {
    const result = await call({ ...book, options: [planB], years: 3, discount: 0.1 });
    const [option] = result.options!;
    expect([option!.npv, option!.npv_recurring, option!.payback_month, option!.cases]).toEqual([null, null, null, undefined]);
    expect(result.undefined.find(({ field }) => field === "options[].npv")!.reason).toMatch(/nobody gave a lift/);
    const [condition] = result.must_be_true!;
    const lift = condition!.added_grr_once!;
    // With that lift in every year the spreadsheet comes to nothing.
    expect(slowValue(18_000_000, 0.81, 490_000, [lift, lift, lift], 0.1, 0)).toBeCloseTo(0, 4);
    const renewing = condition!.added_grr_renewing!;
    expect(slowValue(18_000_000, 0.81, 490_000, [renewing, renewing, renewing], 0.1, 1)).toBeCloseTo(0, 4);
    expect(condition!.added_grr_cash).toBeCloseTo(0.0336, 4);
    expect(wordsOf(result)).toContain("none is invented");
    // A lift of 0 is a lift: the plan only costs.
    const zero = await call({ ...book, options: [{ ...planB, lift: [0, 0, 0] }], discount: 0 });
    expect(zero.options![0]!.npv).toBe(-3 * 490_000);
    expect(zero.options![0]!.years_to_see_lift).toBeNull();
  });

  it("says how small a change can be told from chance", async () => {
    const result = await call({ ...book, options: [{ ...planB, ...lifts }], annual_churn: 0.08, details: { segments } });
    const effect = result.detectable_effect!;
    // 1.96 x sqrt(0.08 x 0.92 / 340) = 2.9 points; x 1.41 = 4.1; 2.8016 x 1.41 x 1.471 = 5.8.
    expect(effect.logo_half_width).toBeCloseTo(0.0288, 4);
    expect(effect.logo_change).toBeCloseTo(0.0408, 4);
    expect(effect.noticeable_change).toBeCloseTo(0.0583, 4);
    // 0.0736 x (40 x 181,250^2 + 120 x 67,083^2 + 180 x 15,000^2) is 373,000 squared, 2.07 points of 18M: 4.1 and 5.7 or 5.8.
    expect(effect.grr_half_width).toBeCloseTo(0.0407, 4);
    expect(effect.grr_change).toBeCloseTo(0.0575, 4);
    expect(effect.trial_churn).toBeGreaterThan(0.014);
    expect(effect.trial_churn).toBeLessThan(0.016);
    // 2 x (2.8016 x 2.0745 / 3)^2 = 7.5, so eight years for the three points of the base case.
    expect(result.options![0]!.years_to_see_lift).toBe(8);
    expect(codesOf(result)).toContain("lift_hidden_by_chance");
    expect(result.options![0]!.kill_criterion).toMatchObject({ rise: null, level: null, month: 12, date: null });
  });

  it("stops at a level of retention where that can be read", async () => {
    const many = { accounts: 20_000, as_of: "2026-01-31" };
    const result = await call({ ...book, options: [planB], annual_churn: 0.08, grr: [0.9], details: many });
    // One spread is 0.19 points, so 3.4 points show within a year; read after two.
    expect(result.options![0]!.kill_criterion).toMatchObject({ metric: "gross retention", month: 24, date: "2028-01-31" });
    expect(result.options![0]!.kill_criterion.level).toBeCloseTo(0.9336, 4);
    // 18M x 0.1; 18M x 0.9^3.
    expect(result.do_nothing).toMatchObject({ arr_lost_low: 1_800_000, arr_lost_high: 1_800_000 });
    expect(result.do_nothing!.arr_at_horizon).toBeCloseTo(13_122_000, 4);
    expect(result.must_be_true![0]!.possible).toBe(true);
    expect(wordsOf(result)).toContain("has not reached 93.4% on 2028-01-31");
  });

  it("sees that a baseline leaves no room", async () => {
    const result = await call({ ...book, options: [planB], grr: [0.99] });
    // One point is lost, 180,000; 604,938 are needed.
    expect(result.options![0]!.within_losses).toBe("no");
    expect(result.must_be_true![0]!.possible).toBe(false);
    expect(codesOf(result)).toEqual(expect.arrayContaining(["more_than_is_lost", "no_room_above_baseline"]));
    expect(result.options![0]!.kill_criterion.level).toBeNull();
  });

  it("has no stop rule for a plan without cost, nor one past the whole book", async () => {
    const free = await call({ ...book, options: [{ name: "Free", cost: 0 }], grr: [0.9], details: { as_of: "2026-03-14" } });
    expect(free.options![0]!.kill_criterion.level).toBeNull();
    expect(wordsOf(free)).not.toContain("90.0%");
    // 700,000 over 9M x 0.99 are 7.9 points; on 94% that is more than all.
    const beyond = await call({
      ask: "business_case",
      arr: 9e6,
      gross_margin: 0.99,
      options: [{ name: "B", cost: 700_000 }],
      grr: [0.94],
    });
    expect(beyond.options![0]!.kill_criterion).toMatchObject({ rise: null, level: null });
    expect(beyond.must_be_true![0]!.possible).toBe(false);
  });

  it("brackets a gross margin nobody gave", async () => {
    const { gross_margin: _, ...unknown } = book;
    const result = await call({ ...unknown, options: [planB] });
    // 490,000 / 18M over 81%, 85% and 70%.
    expect(result.gross_margin_known).toBe(false);
    expect(result.options![0]!.break_even).toBeCloseTo(0.033608, 6);
    expect(result.options![0]!.break_even_low).toBeCloseTo(0.032026, 6);
    expect(result.options![0]!.break_even_high).toBeCloseTo(0.038889, 6);
    expect(result.assumptions.map(({ what }) => what)).toContain("gross_margin");
    // 600,000 / 18M over 85% and 70%: 3.9 and 4.8 points; each option has its own range.
    const both = await call({ ...unknown, options: [planB, planC] });
    expect(wordsOf(both)).toContain("(3.2 points to 3.9 points while the margin is unknown)");
    expect(wordsOf(both)).toContain("(3.9 points to 4.8 points)");
  });

  it("says of each option and segment why a number is not there", async () => {
    const why = async (input: Record<string, unknown>, field: string) =>
      (await call(input)).undefined.filter((one) => one.field === field).map(({ reason }) => reason);
    const chance = { ...book, annual_churn: 0.08, details: { accounts: 340 } };
    expect(await why({ ...chance, options: [{ name: "Free", cost: 0 }, planB] }, "options[].years_to_see_break_even")).toEqual([
      "Free: it costs nothing, so there is no change to look for.",
    ]);
    expect(await why({ ...book, annual_churn: 0.08, options: [planB] }, "detectable_effect.logo_change")).toEqual([
      "Needs accounts.",
    ]);
    expect(await why({ ...chance, annual_churn: 1, options: [planB] }, "detectable_effect.logo_change")).toEqual([
      "Everybody leaves, which tells nothing about chance.",
    ]);
    const empty = [segments[0], { ...segments[1], accounts: 0 }, { ...segments[2], arr: 0 }].map((one) => one!);
    const arr = 15_300_000;
    expect(
      await why({ ...book, arr, options: [planB], details: { segments: empty } }, "options[].break_even_accounts[].accounts"),
    ).toEqual(["Mid-market: there are no accounts.", "SMB: there is no ARR."]);
    const served = [
      { segment: "A", accounts: 0, arr: 100, costs: { csm: 1 } },
      { segment: "B", arr: 100, costs: { csm: 1 } },
    ];
    expect(await why({ ask: "cost_to_serve", details: { segments: served } }, "serving.segments[].cost_per_account")).toEqual([
      "A: there are no accounts.",
      "B: the accounts were not given.",
    ]);
  });

  it("finds the point where two options are equal, in any order of rows", async () => {
    const options = [planC, { name: "Plan A", cost: 150_000 }, planB];
    const result = await call({ ...book, options });
    // (490 - 150) and (600 - 490) thousand, over 18M x 0.81.
    expect(result.indifference!.map(({ cheaper, dearer, extra_cost }) => [cheaper, dearer, extra_cost])).toEqual([
      ["Plan A", "Plan B", 340_000],
      ["Plan B", "Plan C", 110_000],
    ]);
    expect(result.indifference![0]!.extra_grr).toBeCloseTo(0.02332, 5);
    const turned = await call({ ...book, options: [...options].reverse() });
    expect(turned.indifference).toEqual(result.indifference);
    const reversed = await call({
      ...book,
      options: [planB],
      annual_churn: 0.08,
      details: { segments: [...segments].reverse() },
    });
    const straight = await call({ ...book, options: [planB], annual_churn: 0.08, details: { segments } });
    expect(reversed.options).toEqual(straight.options);
    expect(reversed.detectable_effect).toEqual(straight.detectable_effect);
  });

  it("counts a one-off and a ramp", async () => {
    const step = { name: "Step", cost: 300_000, one_off: 50_000, ramp_months: 6, lift: [0.06, 0.06, 0.06, 0.06, 0.06, 0.06] };
    const result = await call({ ask: "business_case", arr: 3_000_000, gross_margin: 0.8, options: [step], discount: 0 });
    expect(result.options![0]!.payback_month).toBe(63);
    // (300,000 + 50,000) / 2.4M; 2.4M x 0.06 x 5.5 years less 1.85M.
    expect(result.options![0]!.break_even_first_year).toBeCloseTo(0.145833, 6);
    expect(result.options![0]!.npv).toBeCloseTo(792_000 - 1_850_000, 4);
    const none = await call({
      ask: "business_case",
      arr: 3_000_000,
      gross_margin: 0.8,
      options: [{ ...step, one_off: 0, ramp_months: 0 }],
      discount: 0,
    });
    expect(none.options![0]!.break_even_first_year).toBe(none.options![0]!.break_even);
    expect(none.options![0]!.npv).toBeCloseTo(864_000 - 1_800_000, 4);
  });

  it("takes 0 as a value", async () => {
    const free = await call({
      ...book,
      options: [{ name: "Free", cost: 0, lift: [0.01] }],
      discount: 0,
      annual_churn: 0,
      grr: [0],
      details: { accounts: 0 },
    });
    expect(free.options![0]).toMatchObject({ break_even: 0, retained_arr_needed: 0, npv: 145_800, payback_month: 1 });
    expect(free.detectable_effect).toMatchObject({ accounts: 0, annual_churn: 0, logo_half_width: null });
    expect(free.do_nothing).toMatchObject({ arr_lost_low: 18_000_000, arr_at_horizon: 0 });
    const marginless = await call({
      ...book,
      gross_margin: 0,
      options: [{ ...planB, lift: [0.01], one_off: 0 }, planC],
      grr: [0.9],
    });
    expect(marginless.gross_margin_known).toBe(true);
    expect(marginless.options![0]).toMatchObject({ break_even: null, retained_arr_needed: null, break_even_first_year: null });
    expect(marginless.must_be_true![0]).toMatchObject({ added_grr_cash: null, added_grr_once: null, possible: null });
    expect(wordsOf(marginless)).toContain("no lift ever repays it");
  });

  it("fits three plans with three cases each", async () => {
    const { gross_margin: _, ...unknown } = book;
    const options = [{ name: "Plan A", cost: 150_000 }, planB, planC].map((one) => ({ ...one, ...lifts }));
    const result = await call({ ...unknown, options, annual_churn: 0.08, details: { segments, as_of: "2026-01-01" } });
    expect(result.options!.length).toBe(3);
  });

  it("refuses options that cannot be compared", async () => {
    expect(await message({ ...book, options: [planB, planB] })).toMatch(/two options have this name/);
    expect(await message({ ...book, years: 3, options: [{ ...planB, lift: [0.01] }] })).toMatch(
      /has 1 yearly lifts for a horizon of 3 years/,
    );
    expect(await message({ ...book, options: [{ ...planB, low: [0.01] }] })).toMatch(/low or high without lift/);
    expect(await message({ ...book, options: [{ ...planB, lift: [0.01], base: [0.01] }] })).toMatch(/the same thing/);
    expect(await message({ ...book, options: [{ ...planB, lift: [0.01], low: [0.02] }] })).toMatch(
      /low lift is above the base one/,
    );
    expect(await message({ ...book, grr: [0.95], options: [{ ...planB, lift: [0.06] }] })).toMatch(/leaves more than all of it/);
    expect(await message({ ...book, options: [{ ...planB, cost: -1, lift: [3], ramp_months: 1.5 }] })).toMatch(
      /options\[0\].cost: must be 0 or more[\s\S]*ramp_months: must be a whole number[\s\S]*lift\[0\]: is retention added in that year/,
    );
    expect(await message({ ...book, options: [{ ...planB, lift: Array(40).fill(0) }] })).toMatch(/has 40 years/);
    expect(await message({ ask: "business_case", arr: 1 })).toMatch(/needs options/);
    expect(await message({ ...book, arr: 0, options: [planB] })).toMatch(/nothing to retain/);
    expect(await message({ ...book, grr: [0.9, 0.8], options: [planB] })).toMatch(/one baseline/);
    expect(await message({ ...book, options: [planB], details: { as_of: "2026-02-30" } })).toMatch(/not a date/);
  });

  it("refuses a book that does not tie", async () => {
    expect(await message({ ...book, arr: 19_000_000, options: [planB], details: { segments } })).toMatch(
      /the segments add up to 18000000/,
    );
    expect(await message({ ...book, options: [planB], details: { segments, accounts: 341 } })).toMatch(/details.accounts is 341/);
    expect(await message({ ...book, options: [planB], details: { segments: [{ segment: "All", arr: 18_000_000 }] } })).toMatch(
      /All has no accounts/,
    );
  });

  it("falls with cost and rises with the lift and the margin", async () => {
    const rate = fc.double({ min: 0, max: 0.5, noNaN: true });
    const value = async (cost: number, lift: number, gross_margin: number) =>
      (await call({ ...book, gross_margin, options: [{ name: "X", cost, lift: [lift, lift] }] })).options![0]!;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        rate,
        rate,
        async (one, other, low, high) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          const [small, large] = [Math.min(low, high), Math.max(low, high)];
          expect((await value(more, small, 0.8)).npv!).toBeLessThanOrEqual((await value(less, small, 0.8)).npv!);
          expect((await value(less, large, 0.8)).npv!).toBeGreaterThanOrEqual((await value(less, small, 0.8)).npv!);
          expect((await value(less, large, 0.8)).npv!).toBeGreaterThanOrEqual((await value(less, large, 0.5)).npv!);
          expect((await value(more, large, 0.8)).break_even!).toBeGreaterThanOrEqual((await value(less, large, 0.8)).break_even!);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("any business case", () => {
  it("has a number or a reason, whatever is known", async () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const lift = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 1e8 }),
        maybe(rate),
        maybe(rate),
        maybe(fc.double({ min: 0, max: 0.8, noNaN: true })),
        maybe(fc.integer({ min: 0, max: 5000 })),
        maybe(rate),
        maybe(lift),
        maybe(fc.integer({ min: 0, max: 30 })),
        async (arr, cost, gross_margin, discount, grr, accounts, annual_churn, lifts, ramp_months) => {
          const option = {
            name: "X",
            cost,
            ...(lifts && { lift: lifts }),
            ...(ramp_months !== undefined && { ramp_months, one_off: ramp_months }),
          };
          const given = {
            gross_margin,
            discount,
            annual_churn,
            grr: grr === undefined ? undefined : [grr],
            details: accounts === undefined ? undefined : { accounts },
          };
          const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
          const result = await call({ ask: "business_case", arr, options: [option], years: 2, ...known });
          if (lifts === undefined) expect(result.options![0]!.npv).toBeNull();
          else expect(result.options![0]!.npv).not.toBeNull();
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe("charts", () => {
  it("point at lists of the same result", async () => {
    const results = await Promise.all([
      call(customer),
      call({ ask: "cost_to_serve", arr: 9, details: { costs: { csm: 5 } } }),
      call(two),
      call({ ...book, options: [planB] }),
    ]);
    for (const result of results) {
      expect(result.charts.length).toBeGreaterThan(0);
      for (const { list, values, label } of result.charts) {
        const found = list.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], result);
        const row = (Array.isArray(found) ? found[0] : found) as Record<string, unknown>;
        for (const name of [...values, ...(label === "" ? [] : [label])]) expect(Object.keys(row)).toContain(name);
      }
    }
  });
});
