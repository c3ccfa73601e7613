import { describe, expect, it } from "vitest";
import { refuseMissingFloors } from "../../../src/topics/tiers/floors.ts";

const high = { tier: "Enterprise", touch: "high" as const };
const tech = { tier: "SMB", touch: "tech" as const };

describe("refuseMissingFloors", () => {
  it("takes one missing floor as 0 where no other tier has less touch, in any order", () => {
    const floors = [{ ...high, min_arr: 100_000 }, tech];
    expect(() => refuseMissingFloors(floors, "min_arr")).not.toThrow();
    expect(() => refuseMissingFloors([...floors].reverse(), "min_arr")).not.toThrow();
    expect(() => refuseMissingFloors([tech], "min_arr")).not.toThrow();
  });

  it("takes a floor of 0 as given", () => {
    expect(() => refuseMissingFloors([{ ...high, min_arr: 0 }, tech], "min_arr")).not.toThrow();
  });

  it("refuses a high-touch tier without a floor beside a tech-touch one: it would silently be the lowest", () => {
    expect(() => refuseMissingFloors([high, { ...tech, min_arr: 10_000 }], "min_arr")).toThrow(
      /no min_arr: Enterprise[\s\S]*least touch/,
    );
  });

  it("refuses two missing floors, and names both", () => {
    expect(() => refuseMissingFloors([high, tech], "min_score")).toThrow(/no min_score: Enterprise, SMB/);
  });
});
