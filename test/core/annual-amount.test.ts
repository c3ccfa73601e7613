import { expect, it } from "vitest";
import { annualAmount } from "../../src/core/money.ts";

it("turns amounts into yearly ones by their unit", () => {
  expect(annualAmount(1000, "mrr", null)).toBe(12000);
  expect(annualAmount(1000, "arr", null)).toBe(1000);
  expect(annualAmount(1000, "acv", 36)).toBe(1000);
  // 36,000 over 36 months is 1,000 a month, 12,000 a year
  expect(annualAmount(36000, "tcv", 36)).toBe(12000);
  expect(annualAmount(0, "mrr", null)).toBe(0);
});

it("is null where the unit or the months are not known", () => {
  expect(annualAmount(36000, "tcv", null)).toBeNull();
  expect(annualAmount(36000, "tcv", 0)).toBeNull();
  expect(annualAmount(1000, "unclear", 12)).toBeNull();
});
