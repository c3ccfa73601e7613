import { describe, expect, it } from "vitest";
import { countLine } from "../../../src/topics/value/counted-line.ts";
import * as question from "../../../src/topics/value/question.ts";
import { amountOfParts, checkQuestion, lineKind, type ValueLine, weighLine } from "../../../src/topics/value/question.ts";
import { wired } from "../retention/on-the-wire.ts";
import { figures } from "./value-figures.ts";

const changeOf = (...given: Parameters<typeof question.changeOf>) => wired(question.changeOf(...given)).value;

const { unitWords } = figures;
const counted = (line: ValueLine, period: number | undefined = 12) => countLine(weighLine(line, period, unitWords), null);
const left = (line: ValueLine, period?: number) =>
  counted(line, period).parts_left_out.map(({ amount, reason }) => [reason, amount]);
const hours = { name: "Typing", kind: "hours", baseline: 6, after: 1, units_a_year: 1104, money_per_unit: 45 } as const;

describe("money out of parts", () => {
  it("the page's own line: 5 hours x 24 people x 46 weeks x 45", () => {
    expect(amountOfParts(hours, 12)).toBe(248_400);
  });

  it("for the months the line covers, a year where nobody says", () => {
    expect(amountOfParts(hours, 6)).toBe(124_200);
    expect(amountOfParts({ ...hours, period_months: 3 }, 12)).toBe(62_100);
    expect(amountOfParts(hours, undefined)).toBe(248_400);
  });

  it("a saving that got worse is below 0; where higher is better a rise is a gain", () => {
    expect(amountOfParts({ ...hours, after: 7 }, 12)).toBe(-49_680);
    expect(
      amountOfParts({ name: "Won", baseline: 20, after: 26, units_a_year: 10, money_per_unit: 100, better: "higher" }, 12),
    ).toBe(6000);
  });

  it("needs every part, and 0 is one", () => {
    expect(amountOfParts({ name: "A", baseline: 6, after: 1, units_a_year: 10 }, 12)).toBeNull();
    expect(amountOfParts({ ...hours, after: 0 }, 12)).toBe(298_080);
    expect(amountOfParts({ ...hours, money_per_unit: 0 }, 12)).toBe(0);
    expect(amountOfParts({ ...hours, units_a_year: 0 }, 12)).toBe(0);
  });
});

describe("how a line counts", () => {
  it("reads hours by their unit or their realisation, and money otherwise", () => {
    expect(lineKind({ name: "A", unit: "hours a week" }, unitWords)).toBe("hours");
    expect(lineKind({ name: "A", realisation: 0 }, unitWords)).toBe("hours");
    expect(lineKind({ name: "A", unit: "days" }, unitWords)).toBe("hard");
    expect(lineKind({ name: "A", unit: "hours", kind: "hard" }, unitWords)).toBe("hard");
  });

  it("shares are taken one after the other, each rest under its reason", () => {
    const line: ValueLine = { name: "A", kind: "hours", value: 1000, attribution: 0.5, realisation: 0.4, validated: true };
    // Half is ours: 500. Of it 40% had a use: 200.
    expect(counted(line)).toMatchObject({ counted: 200, unvalidated: 0 });
    expect(left(line)).toEqual([
      ["not_ours", 500],
      ["no_use", 300],
    ]);
  });

  it("without the customer's word it stands beside", () => {
    for (const validated of [false, undefined])
      expect(counted({ name: "A", value: 100, attribution: 1, validated })).toMatchObject({ counted: 0, unvalidated: 100 });
  });

  it("soft, no money, no share and no realisation are not counted", () => {
    expect(left({ name: "A", kind: "soft", value: 100, attribution: 1, validated: true })).toEqual([["soft", 100]]);
    expect(left({ name: "A", kind: "soft" })).toEqual([["soft", null]]);
    expect(left({ name: "A", baseline: 45, after: 32, attribution: 1 })).toEqual([["no_money", null]]);
    expect(left({ name: "A", value: 100, validated: true })).toEqual([["no_share", 100]]);
    expect(left({ ...hours, attribution: 1, validated: true })).toEqual([["no_realisation", 248_400]]);
  });

  it("0 is a value: attribution, realisation and value", () => {
    expect(left({ name: "A", value: 100, attribution: 0, validated: true })).toEqual([["not_ours", 100]]);
    expect(left({ name: "A", kind: "hours", value: 100, attribution: 1, realisation: 0, validated: true })).toEqual([
      ["no_use", 100],
    ]);
    expect(counted({ name: "A", value: 0, attribution: 1, validated: true })).toMatchObject({
      amount: 0,
      counted: 0,
      proof: "confirmed",
    });
    expect(left({ name: "A", value: 0 })).toEqual([["no_share", 0]]);
  });

  it("a loss stays in without proof", () => {
    expect(counted({ name: "A", value: -100 })).toMatchObject({ counted: -100, parts_left_out: [] });
    // A share of 0.25 would turn a loss of 100 into one of 25.
    expect(counted({ name: "A", value: -100, attribution: 0.25 })).toMatchObject({ counted: -100, parts_left_out: [] });
    expect(counted({ ...hours, after: 7, attribution: 0, realisation: 0 })).toMatchObject({ counted: -49_680 });
    // 12 of 24 months of a loss of 2,400 lie inside; the rest is left out, at its own months and not at a share.
    const long = { name: "A", value: -2400, attribution: 0.5, period_months: 24 };
    expect(counted(long)).toMatchObject({ counted: -1200, parts_left_out: [{ amount: -1200, reason: "outside_period" }] });
    expect(counted({ ...hours, after: 7 })).toMatchObject({ counted: -49_680 });
    expect(counted({ name: "A", kind: "soft", value: -100 })).toMatchObject({ counted: 0 });
  });

  it("a line longer than the investment is cut, a shorter one is not stretched", () => {
    // 12 of 24 months: half.
    const long: ValueLine = { name: "A", value: 2400, attribution: 1, validated: true, period_months: 24 };
    expect(counted(long)).toMatchObject({ counted: 1200 });
    expect(left(long, 12)).toEqual([["outside_period", 1200]]);
    expect(counted({ ...long, period_months: 3 })).toMatchObject({ counted: 2400, parts_left_out: [] });
  });
});

describe("how a measure moved", () => {
  it("as a share of the baseline, and better or worse where something says so", () => {
    const change = changeOf({ name: "A", baseline: 45, after: 32, better: "lower" }, "hard");
    expect(change.change_share).toBeCloseTo(-13 / 45, 12);
    expect(change.direction).toBe("better");
    expect(changeOf({ name: "A", value: 5, baseline: 45, after: 32 }, "hard").direction).toBeNull();
    expect(changeOf({ name: "A", baseline: 45, after: 46 }, "hard").direction).toBe("worse");
    expect(changeOf({ name: "A", baseline: 0, after: 5 }, "hard")).toEqual({ change_share: null, direction: "worse" });
    expect(changeOf({ name: "A", baseline: 5, after: 5 }, "hard")).toEqual({ change_share: 0, direction: "same" });
    expect(changeOf({ name: "A" }, "hard")).toEqual({ change_share: null, direction: null });
  });
});

describe("refusals", () => {
  const said = (lines: ValueLine[], more: { investment?: number; period_months?: number } = {}): string => {
    try {
      checkQuestion({ investment: 1, lines, ...more }, unitWords);
    } catch (error) {
      return (error as Error).message;
    }
    return "no problem";
  };

  it("impossible shares, amounts and periods", () => {
    expect(said([{ name: "A", attribution: 1.2 }])).toContain('"A": attribution 1.2');
    expect(said([{ name: "A", attribution: -0.1 }])).toContain("-0.1");
    expect(said([{ name: "A", kind: "hours", realisation: 2 }])).toContain("realisation 2");
    expect(said([{ name: "A", kind: "hard", realisation: 0 }])).toContain("realisation belongs to hours");
    expect(said([{ name: "A", value: 0.001 }])).toContain("finer than a hundredth");
    expect(said([{ name: "A", value: 1, period_months: 0 }])).toContain("period_months 0");
    expect(said([{ name: "A", value: 1 }], { investment: -5 })).toContain("investment is -5");
    expect(said([{ name: "A", value: 1 }], { period_months: 0 })).toContain("period_months is 0");
    expect(said([{ ...hours, units_a_year: -1 }])).toContain("units_a_year -1");
  });

  it("shares of one outcome that add up to more than the whole, and not the last bit of a double", () => {
    const shares = (...all: number[]) =>
      said(all.map((attribution, index) => ({ name: `L${index}`, outcome: "Churn", attribution, value: 1 })));
    expect(shares(0.7, 0.4)).toContain('"Churn": its lines claim 2 shares');
    expect(shares(0.7, 0.2, 0.1)).toBe("no problem");
    expect(shares(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)).toBe("no problem");
    expect(shares(0, 1)).toBe("no problem");
  });

  it("names that do not tell lines apart", () => {
    expect(said([{ name: "A" }, { name: "A" }])).toContain("2 lines have this name");
    expect(said([{ name: "A", same_as: "B" }])).toContain('same_as names "B"');
    expect(said([{ name: "A", same_as: "A" }])).toContain("no other line");
  });

  it("a gain in money where the measure got worse, and money that its parts do not give", () => {
    expect(said([{ name: "A", value: 100, baseline: 5, after: 6, better: "lower" }])).toContain("it got worse (5 to 6)");
    expect(said([{ name: "A", value: -100, baseline: 5, after: 6, better: "lower" }])).toBe("no problem");
    expect(said([{ ...hours, value: 200_000 }])).toContain("its parts come to 248400");
    expect(said([{ ...hours, value: 248_400 }])).toBe("no problem");
    // 1 x 3 x 33.5 = 100.5, which people round to whole dollars.
    expect(said([{ name: "A", value: 101, baseline: 2, after: 1, units_a_year: 3, money_per_unit: 33.5 }])).toBe("no problem");
    expect(said([{ name: "A", value: 102, baseline: 2, after: 1, units_a_year: 3, money_per_unit: 33.5 }])).toContain("100.5");
  });
});
