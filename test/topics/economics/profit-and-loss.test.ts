import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import { cacPaybackMonths, profitAndLoss } from "../../../src/topics/economics/acquisition.ts";
import { csCost } from "../../../src/topics/economics/question.ts";

const inMargin = {
  arr: 20_000_000,
  gross_margin: 0.72,
  cs_cost: 1_600_000,
  cs_in: "cost_of_revenue" as const,
  sales_and_marketing: 7_000_000,
  new_customers: 200,
  new_arr: 5_000_000,
  revenue_over_churn: 250_000,
};

describe("profitAndLoss", () => {
  it("gives the page's two columns", () => {
    const [cost, sales] = profitAndLoss(inMargin);
    // 35,000 / (25,000 x 0.72) x 12 = 23.3; 250,000 x 0.72 = 180,000.
    expect(cost).toMatchObject({
      place: "cost_of_revenue",
      as_given: true,
      gross_margin: 0.72,
      sales_and_marketing: 7_000_000,
      cac: 35_000,
      lifetime_value: 180_000,
    });
    expect(cost!.payback_months).toBeCloseTo(23.3333, 3);
    expect(sales).toMatchObject({
      place: "sales",
      as_given: false,
      gross_margin: 0.8,
      sales_and_marketing: 8_600_000,
      cac: 43_000,
      lifetime_value: 200_000,
      payback_months: 25.8,
    });
    expect(sales!.ltv_to_cac).toBeCloseTo(4.651, 3);
  });

  it("is the same company whichever place it is told from", () => {
    const fromSales = profitAndLoss({ ...inMargin, gross_margin: 0.8, cs_in: "sales", sales_and_marketing: 8_600_000 });
    const drop = (rows: ReturnType<typeof profitAndLoss>) => rows.map(({ as_given: _, ...row }) => row);
    expect(drop(fromSales)).toEqual(drop(profitAndLoss(inMargin)));
    // Booked nowhere, the margin is 80% and sales and marketing 7M: each place takes the cost on its own side only.
    const nowhere = profitAndLoss({ ...inMargin, gross_margin: 0.8, cs_in: "neither" });
    expect(drop(nowhere)).toEqual(drop(profitAndLoss(inMargin)));
  });

  it("keeps the profit: margin less sales and marketing is one number", () => {
    const profits = profitAndLoss(inMargin).map((row) =>
      Math.round(20_000_000 * row.gross_margin - orNull(row.sales_and_marketing)!),
    );
    expect(profits).toEqual([7_400_000, 7_400_000]);
  });

  it("refuses a cost that does not fit where it is said to be", () => {
    expect(() => profitAndLoss({ ...inMargin, cs_cost: 6_000_000 })).toThrow(/all cost of revenue is 5600000/);
    expect(() => profitAndLoss({ ...inMargin, cs_in: "sales", cs_cost: 7_000_001 })).toThrow(/cannot be inside/);
  });
});

describe("csCost", () => {
  it("leaves support where it is", () => {
    expect(csCost({ csm: 3, ops: 0, support: 2, management: 1 })).toBe(4);
  });
});

describe("cacPaybackMonths", () => {
  it("is cost over margin on new ARR, in months", () => {
    expect(cacPaybackMonths(1_500_000, 1_200_000, 0.75)).toBe(20);
    expect(cacPaybackMonths(0, 1_200_000, 0.75)).toBe(0);
    expect(cacPaybackMonths(1, 100, 0)).toBeNull();
  });
});
