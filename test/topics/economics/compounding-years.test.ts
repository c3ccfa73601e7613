import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import { compoundingYears, printedDifference } from "../../../src/topics/economics/compounding.ts";

const book = { opening: 10_000_000, added: 3_000_000, rateA: 0.85, rateB: 0.93 };

describe("compoundingYears", () => {
  it("gives the differences of the two companies, to 10,000", () => {
    const at = (convention: "opening" | "new_too") => compoundingYears(book, 5, convention).at(-1)!.difference;
    expect(Math.round(at("opening") / 10_000) * 10_000).toBe(4_440_000);
    expect(Math.round(at("new_too") / 10_000) * 10_000).toBe(5_190_000);
  });

  it("equals the closed form of the geometric series", () => {
    const rate = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 1, max: 30 }), (rateA, rateB, years) => {
        const whole = (r: number, first: number) => 10e6 * r ** years + (3e6 * first * (1 - r ** years)) / (1 - r);
        const last = compoundingYears({ ...book, rateA, rateB }, years, "opening").at(-1)!;
        expect(last.a).toBeCloseTo(whole(rateA, 1), 2);
        expect(last.b).toBeCloseTo(whole(rateB, 1), 2);
        const early = compoundingYears({ ...book, rateA, rateB }, years, "new_too").at(-1)!;
        expect(early.b).toBeCloseTo(whole(rateB, rateB), 2);
      }),
    );
  });
});

describe("printedDifference", () => {
  it("finds that 6.5 million follows from neither convention, and what it would take", () => {
    const printed = printedDifference(6_500_000, book, 5, 30);
    expect(printed.matches).toBe("neither");
    const [opening, newToo] = printed.checks;
    expect(opening!.off_by).toBeCloseTo(6_500_000 - opening!.difference, 6);
    // Differences 6.293M after seven years and 7.196M after eight: 7 + 0.207 / 0.903. The other: 6.18M after six, 7.136M after seven.
    expect(opening!.years_needed).toBeCloseTo(7.23, 2);
    expect(newToo!.years_needed).toBeCloseTo(6.335, 2);
    // The new ARR it names does give the printed difference.
    for (const [index, convention] of (["opening", "new_too"] as const).entries()) {
      const added = orNull(printed.checks[index]!.new_arr_needed)!;
      expect(compoundingYears({ ...book, added }, 5, convention).at(-1)!.difference).toBeCloseTo(6_500_000, 2);
    }
  });

  it("recognizes what does follow, to the digits it was printed in", () => {
    expect(printedDifference(4_440_000, book, 5, 30).matches).toBe("opening");
    expect(printedDifference(5_200_000, book, 5, 30).matches).toBe("new_too");
    expect(printedDifference(0, { ...book, rateB: 0.85 }, 5, 30).matches).toBe("both");
  });

  it("says null where nothing reaches it", () => {
    // The difference tends to 3M / 0.07 - 3M / 0.15 = 22.9M and never passes it; with equal rates there is none.
    expect(orNull(printedDifference(25_000_000, book, 5, 30).checks[0]!.years_needed)).toBeNull();
    const same = printedDifference(1, { ...book, rateB: 0.85 }, 5, 30).checks[0]!;
    expect([same.years_needed, same.new_arr_needed].map(orNull)).toEqual([null, null]);
    // 100 is less than the opening ARR alone brings: only a negative new ARR would do.
    expect(orNull(printedDifference(100, book, 5, 30).checks[0]!.new_arr_needed)).toBeNull();
  });
});
