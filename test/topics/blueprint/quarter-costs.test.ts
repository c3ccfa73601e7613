import { describe, expect, it } from "vitest";
import { fiscalQuarters, quarterCosts } from "../../../src/topics/blueprint/calendar.ts";

const four = fiscalQuarters(null, 1);

describe("quarterCosts", () => {
  it("charges a joiner from its first week", () => {
    // 1,180,000 / 4 = 295,000. An operations person at 150,000 from week 10: 3 of 13 weeks of 37,500 in the first quarter = 8,653.85.
    const costs = quarterCosts(1_180_000, [{ heads: 1, yearly_cost: 150_000, start_week: 10 }], four);
    expect(costs).toEqual([303_653.85, 332_500, 332_500, 332_500]);
  });

  it("charges nobody who never starts, and everybody who starts at once", () => {
    expect(quarterCosts(0, [{ heads: 2, yearly_cost: 100, start_week: 52 }], four)).toEqual([0, 0, 0, 0]);
    expect(quarterCosts(0, [{ heads: 2, yearly_cost: 100, start_week: 0 }], four)).toEqual([50, 50, 50, 50]);
  });

  it("follows quarters that really end", () => {
    // 31 of 365 days of the fourth quarter are left on 1 January of a year that begins in February.
    const costs = quarterCosts(365_000, [], fiscalQuarters("2026-01-01", 2));
    expect(costs).toEqual([31_000, 89_000, 92_000, 92_000, 61_000]);
  });
});
