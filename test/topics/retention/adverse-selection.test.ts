import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/core/known.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { account } from "./account.ts";
import { medianChange, sizeOfLost } from "./on-the-wire.ts";

describe("sizeOfLost", () => {
  it("is what a lost account paid over what an opening account paid", () => {
    // 300 over 2 is 150, 1,000 over 10 is 100.
    expect(sizeOfLost({ starting: 1000, churn: 300 }, { starting: 10, churned: 2 })).toEqual({
      index: 1.5,
      churned_average: 150,
      opening_average: 100,
    });
  });
  it("is not known without losses, accounts or a count", () => {
    expect(sizeOfLost({ starting: 1000, churn: 0 }, { starting: 10, churned: 0 })).toMatchObject({
      index: null,
      opening_average: 100,
    });
    expect(sizeOfLost({ starting: 0, churn: 0 }, { starting: 0, churned: 0 })).toMatchObject({
      index: null,
      opening_average: null,
    });
    expect(sizeOfLost({ starting: 1000, churn: 300 }, { starting: unknown("Not given."), churned: 2 })).toMatchObject({
      index: null,
    });
  });
  it("is 0 when those who left paid nothing worth counting", () => {
    expect(sizeOfLost({ starting: 1000, churn: 0 }, { starting: 10, churned: 1 }).index).toBe(0);
  });
});

describe("medianChange", () => {
  const book = [account("A", 100, 150), account("B", 200, 0), account("C", 50, 50), account("D", 0, 80)];
  it("is the account in the middle: -1, 0 and 0.5, new customers left out", () => {
    expect(medianChange(book, standardPolicy)).toBe(0);
    expect(medianChange([...book].reverse(), standardPolicy)).toBe(0);
  });
  it("is half way between the two in the middle: 0 and 0.5", () => {
    expect(medianChange([...book, account("E", 10, 20)], standardPolicy)).toBe(0.25);
  });
  it("counts a pause as a loss where the policy does, and is not known without a cohort", () => {
    expect(medianChange([account("A", 100, 100, { gap: true })], { gap: "churned" })).toBe(-1);
    expect(medianChange([account("D", 0, 80)], standardPolicy)).toBeNull();
  });
});
