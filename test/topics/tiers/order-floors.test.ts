import { describe, expect, it } from "vitest";
import { orderFloors, tierOfAmount } from "../../../src/topics/tiers/floors.ts";
import { nearestFloor } from "../../../src/topics/tiers/tier-book.ts";
import { threeFloors } from "./one-account.ts";

describe("orderFloors", () => {
  it("puts floors from the top down, whatever their order", () => {
    expect(orderFloors([...threeFloors].reverse())).toEqual(threeFloors);
  });

  it("adds a last tier at 0 when none begins there", () => {
    expect(orderFloors(threeFloors.slice(0, 2)).at(-1)).toEqual({ tier: "Below Mid-market", touch: "tech", min: 0 });
  });

  it.each([
    ["no floors", [], /no tiers/],
    ["a negative floor", [{ tier: "A", touch: "high" as const, min: -1 }], /A: -1 is not a floor/],
    ["not a number", [{ tier: "A", touch: "high" as const, min: Number.NaN }], /NaN is not a floor/],
    [
      "one floor twice",
      [
        { tier: "A", touch: "high" as const, min: 5 },
        { tier: "B", touch: "low" as const, min: 5 },
      ],
      /B and A: both begin at a min_arr of 5/,
    ],
    [
      "one name twice, in other letters",
      [
        { tier: "SMB", touch: "high" as const, min: 5 },
        { tier: "smb", touch: "low" as const, min: 1 },
      ],
      /smb: the name stands twice/,
    ],
  ])("refuses %s", (_, floors, message) => {
    expect(() => orderFloors(floors)).toThrow(message);
  });
});

describe("tierOfAmount", () => {
  it("puts an amount exactly at a floor into the higher tier, and a cent below it into the lower", () => {
    expect(tierOfAmount(100_000, threeFloors).tier).toBe("Enterprise");
    expect(tierOfAmount(99_999.99, threeFloors).tier).toBe("Mid-market");
    expect(tierOfAmount(15_000, threeFloors).tier).toBe("Mid-market");
    expect(tierOfAmount(14_999.99, threeFloors).tier).toBe("SMB");
    expect(tierOfAmount(0, threeFloors).tier).toBe("SMB");
  });
});

describe("nearestFloor", () => {
  it("counts both ends of the margin, by the floor: 10% of 100,000 is 10,000", () => {
    expect(nearestFloor(90_000, threeFloors, 0.1)).toEqual({ floor: 100_000, distance: -10_000 });
    expect(nearestFloor(110_000, threeFloors, 0.1)).toEqual({ floor: 100_000, distance: 10_000 });
    expect(nearestFloor(89_999.99, threeFloors, 0.1)).toBeNull();
    expect(nearestFloor(16_500, threeFloors, 0.1)).toEqual({ floor: 15_000, distance: 1500 });
  });

  it("never counts the floor at 0", () => {
    expect(nearestFloor(1, threeFloors, 0.1)).toBeNull();
  });
});
