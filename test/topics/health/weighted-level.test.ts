import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightedLevel } from "../../../src/topics/health/judge-account.ts";
import { general } from "./health-figures.ts";

const known = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null });
const book = fc.record({ usage: known, engagement: known, relationship: known, support: known, growth: known });

describe("weightedLevel", () => {
  it("gives the published example: 72.14 at 70%, possible 50.5 to 80.5", () => {
    // 80 x 0.3 + 70 x 0.25 + 60 x 0.15 = 24 + 17.5 + 9 = 50.5; 50.5 / 0.7 = 72.142857...; 50.5 + 0.3 x 100 = 80.5.
    const level = weightedLevel({ usage: 80, engagement: 70, support: 60 }, general, 0.6);
    expect(level.score).toBeCloseTo(72.14285714285714, 8);
    expect(level).toMatchObject({
      coverage: 0.7,
      possible_low: 50.5,
      possible_high: 80.5,
      missing: ["relationship", "growth"],
    });
  });

  it("lesson 2: a customer with no data has no score, and could be anywhere", () => {
    const level = weightedLevel({}, general, 0.6);
    expect(level).toMatchObject({ score: null, coverage: 0, possible_low: 0, possible_high: 100 });
    // Even where nothing at all is asked to be known.
    expect(weightedLevel({}, general, 0).score).toBeNull();
  });

  it("lesson 18: missing is neither zero nor average; below the floor there is no score", () => {
    // usage and relationship hold 0.5 of the weight: 90 x 0.3 + 90 x 0.2 = 45 points, 45 to 95 possible.
    const half = { usage: 90, relationship: 90 };
    expect(weightedLevel(half, general, 0.6)).toMatchObject({ score: null, coverage: 0.5, possible_low: 45, possible_high: 95 });
    // Exactly at the floor there is one: 0.3 + 0.2 + 0.1 = 0.6 in decimals, though not in binary fractions.
    expect(weightedLevel({ ...half, growth: 30 }, general, 0.6).score).toBe(80);
  });

  it("takes 0 for a value, as a score and as a weight", () => {
    const all = { usage: 0, engagement: 0, relationship: 0, support: 0, growth: 0 };
    expect(weightedLevel(all, general, 0.6)).toMatchObject({
      score: 0,
      coverage: 1,
      possible_low: 0,
      possible_high: 0,
      missing: [],
    });
    const weights = [
      { component: "usage", weight_share: 1 },
      { component: "support", weight_share: 0 },
    ];
    // A component without weight is not missed, and alone is no knowledge.
    expect(weightedLevel({ usage: 40, support: null }, weights, 0.6)).toMatchObject({ score: 40, coverage: 1, missing: [] });
    expect(weightedLevel({ usage: null, support: 90 }, weights, 0).score).toBeNull();
  });

  it("holds every score that could come out when the missing parts become known", () => {
    fc.assert(
      fc.property(book, book, (some, rest) => {
        const level = weightedLevel(some, general, 0);
        const names = Object.keys(some) as (keyof typeof some)[];
        const whole = Object.fromEntries(names.map((name) => [name, some[name] ?? rest[name] ?? 0]));
        const full = weightedLevel(whole, general, 0).score!;
        expect(full).toBeGreaterThanOrEqual(level.possible_low! - 1e-6);
        expect(full).toBeLessThanOrEqual(level.possible_high! + 1e-6);
        if (level.score !== null) {
          const scores = names.flatMap((name) => some[name] ?? []);
          expect(level.score).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-6);
          expect(level.score).toBeLessThanOrEqual(Math.max(...scores) + 1e-6);
        }
      }),
    );
  });
});
