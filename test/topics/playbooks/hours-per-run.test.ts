import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hoursPerRun } from "../../../src/topics/playbooks/rewrite-text.ts";

describe("hoursPerRun", () => {
  it("adds the hours of the steps", () => {
    // 0.5 + 2 + 0.25 = 2.75
    expect(hoursPerRun([{ hours: 0.5 }, { hours: 2 }, { hours: 0.25 }])).toBe(2.75);
  });

  it("is 0 for no steps and for steps without a person", () => {
    expect(hoursPerRun([])).toBe(0);
    expect(hoursPerRun([{ hours: 0 }, { hours: 0 }])).toBe(0);
  });

  it("does not depend on the order of the steps", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true })), (hours) => {
        const steps = hours.map((each) => ({ hours: each }));
        expect(hoursPerRun(steps.toReversed())).toBe(hoursPerRun(steps));
      }),
    );
  });
});
