import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Known, orNull, unknown } from "../../../src/core/known.ts";
import { splitBudget } from "../../../src/topics/technology/plan-technology.ts";

const bands = {
  platform: [0.4, 0.5],
  analytics: [0.15, 0.2],
  engagement: [0.15, 0.2],
  integration: [0.1, 0.15],
  feedback: [0.05, 0.1],
};
const split = Object.entries(bands).map(([line, share]) => ({ line, share, holds: "" }));
const cents = (value: Known<number>) => Math.round((orNull(value) ?? 0) * 100);
const none = unknown("No budget was given.");

describe("splitBudget", () => {
  it("splits by the middles, each within its band", () => {
    // Middles 0.45 + 0.175 + 0.175 + 0.125 + 0.075 = 1; lows sum to 0.85 and highs to 1.15, so no end needs cutting.
    expect(splitBudget(split, 200_000, [])[0]).toEqual({
      part: "platform",
      low: 80_000,
      high: 100_000,
      amount: 90_000,
      share: 0.45,
    });
  });

  it("leaves a part out and normalises the rest", () => {
    const rows = splitBudget(split, 11_000, ["platform"]);
    // 11,000 / 0.55 = 20,000; times 0.175, 0.175, 0.125 and 0.075.
    expect(rows.map(({ amount }) => amount)).toEqual([0, 3500, 3500, 2500, 1500]);
    expect(rows[0]).toMatchObject({ share: 0, low: 0, high: 0 });
    // Feedback: 0.05 / 0.55 from below; the others' highs take (0.2 + 0.2 + 0.15) / 0.55 = 1, which leaves it less than its own low.
    const shares = splitBudget(split, undefined, ["platform"])[4]!;
    expect(shares.low_share).toBeCloseTo(0.05 / 0.55, 9);
    // From above 0.1 / 0.55; the others' lows take 0.4 / 0.55 and leave 0.15 / 0.55, which is more.
    expect(shares.high_share).toBeCloseTo(0.1 / 0.55, 9);
  });

  it("cuts an end that the other parts cannot make room for", () => {
    // Middles 0.5 and 0.5; b is 0.45 to 0.55 whatever happens, so a can only be 0.45 to 0.55 too.
    const rows = splitBudget(
      [
        { line: "a", share: [0.2, 0.8], holds: "" },
        { line: "b", share: [0.45, 0.55], holds: "" },
      ],
      undefined,
      [],
    );
    expect(rows[0]).toEqual({ part: "a", low: none, high: none, amount: none, share: 0.5, low_share: 0.45, high_share: 0.55 });
  });

  it("takes 0 for a budget, and bands that add up to far more than one", () => {
    expect(splitBudget(split, 0, []).every(({ low, high, amount }) => low === 0 && high === 0 && amount === 0)).toBe(true);
    const wide = splitBudget(
      [
        { line: "a", share: [1, 1], holds: "" },
        { line: "b", share: [0.5, 0.5], holds: "" },
      ],
      300,
      [],
    );
    expect(wide.map(({ amount }) => amount)).toEqual([200, 100]);
    expect(() => splitBudget([{ line: "a", share: [0, 0], holds: "" }], 1, [])).toThrow(/bands .* are all 0/);
  });

  it("always sums to the budget to the cent, in any order of the parts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.shuffledSubarray(split, { minLength: split.length }),
        (whole, order) => {
          const rows = splitBudget(order, whole / 100, []);
          expect(rows.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(whole);
          for (const { amount, low, high } of rows) {
            expect(cents(amount)).toBeGreaterThanOrEqual(cents(low) - 1);
            expect(cents(amount)).toBeLessThanOrEqual(cents(high) + 1);
          }
          const named = new Map(splitBudget(split, whole / 100, []).map((row) => [row.part, row.amount]));
          for (const { part, amount } of rows) expect(amount).toBe(named.get(part));
        },
      ),
    );
  });
});
