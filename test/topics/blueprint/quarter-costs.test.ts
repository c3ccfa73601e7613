import { describe, expect, it } from "vitest";
import { quarterCosts } from "../../../src/topics/blueprint/options.ts";

describe("quarterCosts", () => {
  it("charges a joiner from its first week", () => {
    // 1,180,000 / 4 = 295,000. An operations person at 150,000 from week 10: 3 of 13 weeks of 37,500 in the first quarter = 8,653.85.
    const costs = quarterCosts(1_180_000, [{ role: "cs_ops", heads: 1, yearly_cost: 150_000, start_week: 10 }]);
    expect(costs).toEqual([303_653.85, 332_500, 332_500, 332_500]);
  });

  it("charges nobody who never starts, and everybody who starts at once", () => {
    expect(quarterCosts(0, [{ role: "csm", heads: 2, yearly_cost: 100, start_week: 52 }])).toEqual([0, 0, 0, 0]);
    expect(quarterCosts(0, [{ role: "csm", heads: 2, yearly_cost: 100, start_week: 0 }])).toEqual([50, 50, 50, 50]);
  });
});
