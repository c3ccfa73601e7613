import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkScale, scaleNumbers, scaleWords } from "../../../src/topics/health/score-book.ts";
import { problem } from "./health-figures.ts";

describe("scaleNumbers", () => {
  it("runs on a line from low to high, holds what lies outside and counts it", () => {
    // (36 - 0) / 72 = 50%; 90 and -1 lie outside.
    expect(scaleNumbers([0, 36, 72, 90, -1, null], { low: 0, high: 72 })).toEqual({
      scores: [0, 50, 100, 100, 0, null],
      clipped: 2,
    });
  });

  it("turns round where less is better", () => {
    // (69 - 118) / (20 - 118) = 49 / 98 = 50%.
    expect(scaleNumbers([118, 69, 20, 0], { low: 118, high: 20 })).toEqual({ scores: [0, 50, 100, 100], clipped: 1 });
  });

  it("keeps the order of numbers, or turns it round", () => {
    const numbers = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(numbers, fc.boolean(), ([one, other], turned) => {
        const [a, b] = scaleNumbers([one, other], turned ? { low: 1000, high: 0 } : { low: 0, high: 1000 }).scores as [
          number,
          number,
        ];
        expect(Math.sign(a - b)).toBe(Math.sign(one - other) * (turned ? -1 : 1));
      }),
    );
  });
});

describe("scaleWords", () => {
  const values = { "Two year": 100, "Month-to-month": 0 };

  it("gives each word its points, 0 too, and leaves blanks missing", () => {
    expect(scaleWords(["Two year", "month-to-month", " "], values, "Contract").scores).toEqual([100, 0, null]);
  });

  it("refuses words without points, all at once", () => {
    const message = problem(() => scaleWords(["One year", "One year", "Two year", "Monthly"], values, "Contract"));
    expect(message).toMatch(/components\["Contract"\].*\n- "Monthly" in 1 rows\n- "One year" in 2 rows\n/);
  });
});

describe("checkScale", () => {
  it("refuses what is no scale", () => {
    expect(problem(() => checkScale("T", {}))).toMatch(/components\["T"\] needs low and high, or values/);
    expect(problem(() => checkScale("T", { low: 0 }))).toMatch(/needs both low and high/);
    expect(problem(() => checkScale("T", { low: 0, high: 1, values: { a: 1 } }))).toMatch(/and not both/);
    expect(problem(() => checkScale("T", { low: 7, high: 7 }))).toMatch(/the same low and high, 7/);
    expect(problem(() => checkScale("T", { values: { a: 101 } }))).toMatch(/gives "a" 101 points/);
    expect(problem(() => checkScale("T", { values: {} }))).toMatch(/names no words/);
    expect(problem(() => checkScale("T", { low: 0, high: -5 }))).toBe("no problem");
  });
});
