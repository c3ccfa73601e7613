import { describe, expect, it } from "vitest";
import { brierScore } from "../../../src/topics/validation/score-quality.ts";
import { parted, plain } from "./scored-cases.ts";

describe("the Brier score", () => {
  it("of a sure and right, and a sure and wrong forecast", () => {
    // Misses 0 and 1; base rate 1/2 x 1/2; skill 1 - 0.5 / 0.25.
    const cases = [
      { probability: 1, lost: false },
      { probability: 1, lost: true },
    ];
    expect(brierScore(cases)).toEqual({ score: 0.5, ofBaseRate: 0.25, skill: -1 });
  });

  it("of the base rate itself has no skill", () => {
    const cases = [false, false, false, true].map((lost) => ({ probability: 0.75, lost }));
    expect(brierScore(cases)).toEqual({ score: 0.1875, ofBaseRate: 0.1875, skill: 0 });
  });

  it("has no skill to tell when all came out the same, and takes a chance of 0 as a value", () => {
    expect(plain(brierScore([{ probability: 0, lost: true }]))).toEqual({ score: 0, ofBaseRate: 0, skill: null });
    expect(parted(brierScore([])).value).toBeNull();
  });
});
