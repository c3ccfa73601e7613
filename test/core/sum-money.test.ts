import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../src/core/money.ts";

describe("sumMoney", () => {
  it("adds to the hundredth exactly", () => {
    expect(sumMoney([0.1, 0.2])).toBe(0.3);
    expect(sumMoney([])).toBe(0);
    expect(sumMoney(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
  });

  it("does not depend on order", () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 }).map((amount) => amount / 100);
    fc.assert(fc.property(fc.array(cents), (amounts) => sumMoney(amounts) === sumMoney([...amounts].reverse())));
  });

  it("refuses sums that doubles cannot hold", () => {
    expect(() => sumMoney([1e15])).toThrow(/more than can be counted to the cent/);
  });
});
