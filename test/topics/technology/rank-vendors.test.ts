import { describe, expect, it } from "vitest";
import { type Known, unknown } from "../../../src/core/known.ts";
import { rankVendors, vendorScore } from "../../../src/topics/technology/plan-technology.ts";

const weights = [
  { criterion: "fit", weight_share: 0.5 },
  { criterion: "price", weight_share: 0.3 },
  { criterion: "looks", weight_share: 0.2 },
  { criterion: "fun", weight_share: 0 },
];
const scale = { lowest: 1, highest: 5 };
const vendor = (name: string, scores: Record<string, number>, price: Known<number> = unknown("No price.")) => ({
  name,
  scores: new Map(Object.entries(scores)),
  price,
});

describe("vendorScore", () => {
  it("weights over what was scored and says what the rest could do", () => {
    // (0.5 x 4 + 0.2 x 2) / 0.7; the open 0.3 adds 0.3 to 1.5 to the 2.4 points.
    expect(vendorScore(vendor("A", { fit: 4, looks: 2 }), weights, scale)).toEqual({
      name: "A",
      score: expect.closeTo(2.4 / 0.7, 8),
      coverage: 0.7,
      possible_low: 2.7,
      possible_high: 3.9,
      missing: ["price"],
      price: unknown("No price."),
    });
  });

  it("has no score where only what weighs nothing was scored, and a price of 0 is a price", () => {
    expect(vendorScore(vendor("A", { fun: 5 }, 0), weights, scale)).toMatchObject({
      score: unknown("Nothing that carries weight was scored."),
      coverage: 0,
      possible_low: 1,
      possible_high: 5,
      missing: ["fit", "price", "looks"],
      price: 0,
    });
  });

  it("takes a score of 0 where the scale has one", () => {
    expect(vendorScore(vendor("A", { fit: 0, price: 0, looks: 5 }), weights, { lowest: 0, highest: 5 })).toMatchObject({
      score: 1,
      coverage: 1,
      missing: [],
    });
  });
});

describe("rankVendors", () => {
  it("gives equal scores one rank, by name, and none to a vendor without a score", () => {
    const rows = rankVendors(
      [vendor("D", {}), vendor("C", { fit: 2 }), vendor("B", { fit: 3 }), vendor("A", { fit: 3 })],
      weights,
      scale,
    );
    expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
      ["A", 1],
      ["B", 1],
      ["C", 3],
      ["D", unknown("Nothing that carries weight was scored.")],
    ]);
  });
});
