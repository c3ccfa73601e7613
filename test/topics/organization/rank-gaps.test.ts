import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankGaps } from "../../../src/topics/organization/gaps.ts";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
type Gaps = NonNullable<AssessmentQuestion["gaps"]>;
const ask = (gaps: Gaps, more: Omit<AssessmentQuestion, "ask" | "gaps"> = {}) =>
  rankGaps({ ask: "journey", gaps, ...more }, figures);
const order = (gaps: Gaps, more = {}) => ask(gaps, more).gaps.map(({ gap }) => gap);
// The page's table: customers, days lost each, ARR touched.
const page: Gaps = [
  { gap: "access", accounts: 21, severity: 6, arr: 630_000 },
  { gap: "training", accounts: 30, severity: 2, arr: 840_000 },
  { gap: "next step", accounts: 17, severity: 9, arr: 510_000 },
  { gap: "invoice", accounts: 4, severity: 10, arr: 410_000 },
];

describe("rankGaps", () => {
  it("the page's own list: 153, 126, 60 and 40 days", () => {
    const found = ask(page);
    expect(found.gaps.map(({ rank, gap, weight }) => [rank, gap, weight])).toEqual([
      [1, "next step", 153],
      [2, "access", 126],
      [3, "training", 60],
      [4, "invoice", 40],
    ]);
    // 153 of 379.
    expect(found.gaps[0]!.weight_share).toBeCloseTo(153 / 379, 12);
  });

  it("by ARR another order, 4.59M, 4.1M, 3.78M, 1.68M, with the same first", () => {
    expect(order(page, { rank_by: "arr" })).toEqual(["next step", "invoice", "access", "training"]);
    expect(ask(page).first_by_other).toBeNull();
  });

  it("says when the other measure puts another gap first", () => {
    const gaps: Gaps = [
      { gap: "many small", accounts: 50, severity: 2, arr: 10 },
      { gap: "few large", accounts: 2, severity: 2, arr: 1000 },
    ];
    expect(ask(gaps)).toMatchObject({ ranked_by: "accounts", first_by_other: "few large" });
    expect(ask(gaps, { rank_by: "arr" })).toMatchObject({ ranked_by: "arr", first_by_other: "many small" });
  });

  it("a ruinous one jumps the queue, equal ones go by name", () => {
    expect(order([...page, { gap: "data lost", accounts: 1, severity: 1, ruinous: true }])[0]).toBe("data lost");
    expect(
      order([
        { gap: "b", accounts: 2, severity: 3 },
        { gap: "a", accounts: 3, severity: 2 },
      ]),
    ).toEqual(["a", "b"]);
  });

  it("0 touched and 0 severity are values", () => {
    const found = ask([
      { gap: "nobody", accounts: 0, severity: 5 },
      { gap: "harmless", accounts: 5, severity: 0 },
    ]);
    expect(found.gaps.map(({ gap, weight, weight_share }) => [gap, weight, weight_share])).toEqual([
      ["harmless", 0, null],
      ["nobody", 0, null],
    ]);
  });

  it("names what cannot be ranked, and refuses when nothing can", () => {
    expect(ask([...page, { gap: "vague", accounts: 9 }, { gap: "uncounted", severity: 2 }]).unranked).toEqual([
      { gap: "uncounted", lacks: "accounts" },
      { gap: "vague", lacks: "severity" },
    ]);
    expect(() => ask([{ gap: "vague", accounts: 9 }])).toThrow(/severity/);
  });

  it("ranks by ARR when more gaps have it", () => {
    expect(ask([{ gap: "a", arr: 5, severity: 1 }]).ranked_by).toBe("arr");
  });

  it("knows the stages, and refuses others and doubles", () => {
    expect(ask([{ gap: "a", stage: "onboarding", accounts: 1, severity: 1 }]).gaps[0]!.stage).toBe("Onboarding");
    expect(() => ask([{ gap: "a", stage: "Honeymoon", accounts: 1, severity: 1 }])).toThrow(/Onboarding; Adoption/);
    const one = { gap: "a", accounts: 1, severity: 1 };
    expect(() => ask([one, { ...one, gap: "A" }])).toThrow(/twice/);
  });

  it("fifty contacts are too many, forty-nine are not, 0 is a number", () => {
    const at = (touchpoints: number) => ask(page, { touchpoints }).touchpoints?.too_many;
    expect([at(0), at(49), at(50)]).toEqual([false, false, true]);
  });

  it("order of input never matters", () => {
    const gap = fc.record({ gap: fc.string({ minLength: 1 }), accounts: fc.nat(50), severity: fc.nat(9), ruinous: fc.boolean() });
    const list = fc.uniqueArray(gap, { minLength: 1, maxLength: 8, selector: ({ gap: name }) => name.toLowerCase() });
    fc.assert(
      fc.property(list, (gaps) => {
        expect(ask([...gaps].reverse())).toEqual(ask(gaps));
      }),
    );
  });
});
