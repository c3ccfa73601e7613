import { describe, expect, it } from "vitest";
import { marketPay, middleWeights, payProfiles } from "../../../src/topics/pay/plan.ts";
import { payFigures, wire } from "./pay-figures.ts";

const figures = payFigures();
const whole = { ote: 140_000, base: 112_000 };
const profile = (name: string) => wire(payProfiles(whole, figures)).find(({ standard }) => standard === name)!;

describe("middleWeights", () => {
  it("takes the middle of each band and divides by their sum", () => {
    // Middles 0.5 and 0.3 add up to 0.8.
    const rows = middleWeights([
      { component: "grr", low_share: 0.4, high_share: 0.6 },
      { component: "health", low_share: 0.2, high_share: 0.4 },
    ]);
    expect(rows[0]!.weight).toBeCloseTo(0.625, 12);
    expect(rows[1]!.weight).toBeCloseTo(0.375, 12);
  });
});

describe("payProfiles", () => {
  it("the working plan pays nothing twice", () => {
    expect(profile("compounding_plan")).toMatchObject({ base: 112_000, variable: 28_000, paid_twice: 0 });
  });

  it("the skill's bands at their middle pay net retention and its parts", () => {
    // Base 0.65 x 140,000; weights 0.45, 0.25, 0.2, 0.1 of 49,000. Renewals and expansion together are 22,050, as much as net retention.
    const { base, variable, components, paid_twice } = profile("strategist");
    expect([base, variable, paid_twice]).toEqual([91_000, 49_000, 22_050]);
    expect(components.map(({ at_target }) => at_target)).toEqual([22_050, 12_250, 9_800, 4_900]);
  });

  it("a source without a split takes yours, one without weights has none", () => {
    expect(profile("strategist_renewal")).toMatchObject({ base_share_low: null, base: 112_000, variable: 28_000 });
    expect(profile("salary_report")).toMatchObject({ base_share_low: 0.83, base: 116_200, components: [], paid_twice: null });
  });

  it("every source's parts sum to pay at target, and each has a note", () => {
    for (const { base, variable, components, note } of payProfiles({ ote: 99_999.99, base: 70_000 }, figures)) {
      expect(Math.round((base + variable) * 100)).toBe(9_999_999);
      if (components.length)
        expect(components.reduce((sum, { at_target }) => sum + Math.round(at_target * 100), 0)).toBe(Math.round(variable * 100));
      expect(note).not.toBe("");
    }
  });
});

describe("marketPay", () => {
  const row = (pay: string, currency = "USD") => wire(marketPay(whole, currency, figures)).find((one) => one.pay === pay);

  it("compares base with base and pay at target with pay at target", () => {
    expect(row("median_base")).toMatchObject({ published: 105_000, your_pay: 112_000, difference: 7_000 });
    expect(row("median_on_target")).toMatchObject({ your_pay: 140_000, difference: 0 });
  });

  it("does not compare total pay, nor another currency", () => {
    // Total pay counts something else, and lowest and highest salaries say nothing about one plan.
    expect(["median_total", "lowest_salary", "highest_salary"].map((pay) => row(pay))).toEqual([undefined, undefined, undefined]);
    expect(row("median_base", "EUR")).toMatchObject({ your_pay: null, difference: null });
  });
});
