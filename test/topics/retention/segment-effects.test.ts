import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { changesFromRows } from "../../../src/topics/retention/account-book.ts";
import * as exact from "../../../src/topics/retention/comparison.ts";
import { effectsOf } from "../../../src/topics/retention/comparison.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { compareWithBefore, segmentEffects, wired } from "./on-the-wire.ts";

const rows = (book: [string, string, number, number][]) =>
  changesFromRows(
    book.map(([account, segment, start, end]) => ({ account, segment, start, end })),
    true,
  );
const year = { from: "2025-01-01", to: "2026-01-01" };

// Before: large 800 of 1,000 at 100%, small 200 at 60%: 920 of 1,000. Now: large 500 at 98%, small 500 at 70%: 840 of 1,000.
const before = rows([
  ["A", "large", 800, 800],
  ["B", "small", 200, 120],
]);
const now = rows([
  ["A", "large", 500, 490],
  ["B", "small", 500, 350],
]);

describe("effectsOf", () => {
  it("keeps performance, mix and interaction apart", () => {
    const found = effectsOf({ share: 0.5, rate: 0.8 }, { share: 0.6, rate: 0.9 });
    // 0.5 x 0.1, 0.1 x 0.8, 0.1 x 0.1; together 0.54 - 0.40.
    expect(found.performance).toBeCloseTo(0.05, 12);
    expect(found.mix).toBeCloseTo(0.08, 12);
    expect(found.interaction).toBeCloseTo(0.01, 12);
  });

  it("is mix alone for a segment that comes or goes", () => {
    // A quarter of the opening at a rate of a half.
    const [absent, there] = [
      { share: 0, rate: null },
      { share: 0.25, rate: 0.5 },
    ];
    expect(effectsOf(absent, there)).toEqual({ performance: 0, mix: 0.125, interaction: 0 });
    expect(effectsOf(there, absent)).toMatchObject({ performance: 0, mix: -0.125 });
    expect(Math.abs(effectsOf(there, absent).interaction)).toBe(0);
    expect(effectsOf({ share: 0, rate: null }, { share: 0, rate: null })).toEqual({ performance: 0, mix: 0, interaction: 0 });
  });
});

describe("compareWithBefore", () => {
  it("tells a book that shifted from one that did worse", () => {
    const comparison = compareWithBefore(now.changes, year, standardPolicy, (window) => {
      expect(window).toEqual({ from: "2024-01-01", to: "2025-01-01" });
      return before;
    });
    expect(comparison).toMatchObject({
      from: "2024-01-01",
      to: "2025-01-01",
      nrr_before: 0.92,
      grr_before: 0.92,
      segments_total: 2,
    });
    expect(comparison!.nrr_change).toBeCloseTo(-0.08, 12);
    // Performance 0.8 x -0.02 + 0.2 x 0.1 = 0.004; mix -0.3 x 1 + 0.3 x 0.6 = -0.12; interaction -0.3 x -0.02 + 0.3 x 0.1 = 0.036.
    expect(comparison!.nrr_performance).toBeCloseTo(0.004, 12);
    expect(comparison!.nrr_mix).toBeCloseTo(-0.12, 12);
    expect(comparison!.nrr_interaction).toBeCloseTo(0.036, 12);
    // Large adds -0.016 - 0.3 + 0.006 = -0.31, small 0.02 + 0.18 + 0.03 = 0.23: the larger first.
    expect(comparison!.segments.map(({ segment, before_share, now_share }) => [segment, before_share, now_share])).toEqual([
      ["large", 0.8, 0.5],
      ["small", 0.2, 0.5],
    ]);
    expect(comparison!.segments[1]!.nrr_mix).toBeCloseTo(0.18, 12);
    expect(comparison!.segments[1]!.nrr_before).toBeCloseTo(0.6, 12);
  });

  it("says why there is none", () => {
    const why = (...given: Parameters<typeof exact.compareWithBefore>) =>
      wired(exact.compareWithBefore(...given)).reasons[0]!.reason;
    const refused = why(now.changes, year, standardPolicy, () => {
      throw new Problem({ what: "from is before the data.", remedy: "Choose another." });
    });
    expect(refused).toContain("from 2024-01-01 to 2025-01-01");
    expect(refused).toContain("before the data");
    const empty = why(now.changes, year, standardPolicy, () => rows([["A", "large", 0, 5]]));
    expect(empty).toContain("No account pays at the start of the window before");
    const unseen = why(now.changes, year, { ...standardPolicy, gap: "churned" }, () => before);
    expect(unseen).toContain("gaps cannot be seen");
    expect(() =>
      compareWithBefore(now.changes, year, standardPolicy, () => {
        throw new TypeError("a fault");
      }),
    ).toThrow(TypeError);
  });
});

const money = fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100);
const books = fc
  .array(fc.record({ segment: fc.constantFrom("a", "b", "c", "d"), start: fc.oneof(fc.constant(0), money), end: money }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((book) => rows(book.map(({ segment, start, end }, index) => [`A${index}`, segment, start, end])));

describe("for every two books", () => {
  it("the three parts add up to the change, in total and over the segments, for net and for gross", () => {
    fc.assert(
      fc.property(books, books, (old, current) => {
        const comparison = compareWithBefore(current.changes, year, standardPolicy, () => old);
        if (comparison === null) return;
        for (const rate of ["nrr", "grr"] as const) {
          const change = comparison[`${rate}_change`]!;
          const parts = [comparison[`${rate}_performance`]!, comparison[`${rate}_mix`]!, comparison[`${rate}_interaction`]!];
          const tolerance = 1e-9 * Math.max(1, comparison.nrr_before!, comparison.nrr_before! + comparison.nrr_change!);
          expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - change)).toBeLessThan(tolerance);
          expect(parts.every(Number.isFinite)).toBe(true);
        }
        const share = (name: "before_share" | "now_share") => comparison.segments.reduce((sum, one) => sum + one[name], 0);
        expect(share("before_share")).toBeCloseTo(1, 9);
        expect(share("now_share")).toBeCloseTo(1, 9);
      }),
    );
  });

  it("the order of segments never matters", () => {
    const row = (segment: string, starting: number, nrr: number) => ({ segment, starting, nrr, grr: Math.min(1, nrr) });
    const one = [row("a", 100, 0.9), row("b", 100, 0.9), row("c", 50, 1.2)];
    const other = [row("b", 80, 0.8), row("a", 80, 0.8), row("d", 10, 1)];
    expect(segmentEffects([...one].reverse(), [...other].reverse())).toEqual(segmentEffects(one, other));
  });
});
