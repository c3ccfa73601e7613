import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attention } from "../../../src/topics/organization/gaps.ts";

type Split = NonNullable<Parameters<typeof attention>[0]["split"]>;
const ask = (split: Split) => attention({ ask: "attention", split });

describe("attention", () => {
  it("three tiers: 35 points too many, 1,416.7 and 683.3 hours too few", () => {
    const found = ask([
      { name: "Enterprise", hours: 1000, arr: 7_250_000 },
      { name: "Mid-market", hours: 2000, arr: 8_050_000 },
      { name: "SMB", hours: 3000, arr: 2_700_000 },
    ]);
    // SMB: 3,000 / 6,000 - 2.7 / 18 = 0.35, which is 2,100 of 6,000 hours. Enterprise: 1,000 - 6,000 x 7.25 / 18.
    expect(found.rows.map(({ name }) => name)).toEqual(["SMB", "Enterprise", "Mid-market"]);
    expect(found.rows[0]).toMatchObject({ hours_share: 0.5, arr_share: 0.15, points: 0.35, hours_over: 2100 });
    expect(found.rows[1]!.hours_over).toBeCloseTo(1000 - (6000 * 7.25) / 18, 6);
    expect(found.hours_to_move).toBe(2100);
    expect(found.hours_to_move_share).toBe(0.35);
  });

  it("the page's own budget: 75% against 20% is 55 points", () => {
    const [first] = ask([
      { name: "before the sale", hours: 7_800_000, arr: 3_000_000 },
      { name: "after the sale", hours: 2_600_000, arr: 12_000_000 },
    ]).rows;
    expect(Math.abs(first!.points!)).toBeCloseTo(0.55, 9);
  });

  it("0 hours are hours, and hours that follow revenue leave nothing to move", () => {
    expect(
      ask([
        { name: "A", hours: 0, arr: 5 },
        { name: "B", hours: 10, arr: 5 },
      ]).rows[0],
    ).toMatchObject({ hours_share: 0, points: -0.5 });
    expect(
      ask([
        { name: "A", hours: 1, arr: 2 },
        { name: "B", hours: 3, arr: 6 },
      ]).hours_to_move,
    ).toBe(0);
  });

  it("a missing row leaves no shares, nor does a whole of 0", () => {
    const found = ask([
      { name: "A", hours: 0, arr: 1 },
      { name: "B", arr: 3 },
    ]);
    expect(found).toMatchObject({ hours: null, hours_to_move: null, without_hours: ["B"], without_arr: [] });
    expect(found.rows[0]).toMatchObject({ arr_share: 0.25, hours_share: null, points: null });
    expect(ask([{ name: "A", hours: 0, arr: 1 }]).hours_to_move).toBeNull();
    expect(ask([{ name: "A", hours: 1, arr: 0 }]).rows[0]!.arr_share).toBeNull();
  });

  it("refuses a name twice", () => {
    expect(() =>
      ask([
        { name: "A", hours: 1 },
        { name: "A", hours: 2 },
      ]),
    ).toThrow(/"A" twice/);
  });

  it("differences sum to nothing, and order never matters", () => {
    const row = fc.record({ name: fc.string({ minLength: 1 }), hours: fc.nat(10_000), arr: fc.nat(10_000_000) });
    fc.assert(
      fc.property(fc.uniqueArray(row, { minLength: 1, maxLength: 9, selector: ({ name }) => name }), (split) => {
        const found = ask(split);
        expect(ask([...split].reverse())).toEqual(found);
        if (found.hours_to_move === null) return;
        expect(Math.abs(found.rows.reduce((sum, { points }) => sum + points!, 0))).toBeLessThan(1e-7);
        expect(Math.abs(found.rows.reduce((sum, { hours_over }) => sum + hours_over!, 0))).toBeLessThan(1e-3);
      }),
    );
  });
});
