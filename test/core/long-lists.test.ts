import { describe, expect, it } from "vitest";
import { addAll, largest, smallest } from "../../src/core/order.ts";

const long = Array.from({ length: 1_000_000 }, (_, index) => index);

describe("lists of any length", () => {
  it("have a largest and a smallest", () => {
    expect([largest(long), smallest(long)]).toEqual([999_999, 0]);
    expect([largest([-3, 2, -1]), smallest([-3, 2, -1])]).toEqual([2, -3]);
  });

  it("an empty one has neither, and what is no number stays none", () => {
    expect([largest([]), smallest([])]).toEqual([-Infinity, Infinity]);
    expect([largest([1, Number.NaN, 3]), smallest([1, Number.NaN, 3])]).toEqual([Number.NaN, Number.NaN]);
  });

  it("stand at the end of another, in their order", () => {
    const list = [7];
    addAll(list, long);
    expect([list.length, list[0], list[1], list.at(-1)]).toEqual([1_000_001, 7, 0, 999_999]);
  });
});
