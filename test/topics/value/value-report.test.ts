import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import type { ValueLine, ValueQuestion } from "../../../src/topics/value/question.ts";
import { valueReport } from "../../../src/topics/value/value-report.ts";
import { wired } from "../retention/on-the-wire.ts";
import { figures } from "./value-figures.ts";

const report = (lines: ValueLine[], more: Partial<ValueQuestion> = {}) =>
  wired(valueReport({ investment: 60_000, period_months: 12, lines, ...more }, figures)).value;
const hard = ({ readings }: ReturnType<typeof report>) => readings[0]!.counted_value;
const proved = { attribution: 1, validated: true } as const;
const hours: ValueLine = { name: "Hours freed", kind: "hours", value: 248_400, realisation: 0.4, ...proved };
const hires: ValueLine = { name: "Hires avoided", value: 165_600, ...proved };

describe("the same thing counted once", () => {
  it("keeps the better proved, then the larger", () => {
    // 248,400 x 40% = 99,360 against 165,600.
    expect(hard(report([hours, { ...hires, same_as: "Hours freed" }]))).toBe(165_600);
    expect(hard(report([{ ...hours, same_as: "Hires avoided" }, hires]))).toBe(165_600);
    expect(hard(report([hours, { ...hires, same_as: "Hours freed", validated: false }]))).toBe(99_360);
  });

  it("a line that cannot be counted does not push the other out", () => {
    const open = { ...hours, realisation: undefined };
    const read = report([open, { ...hires, same_as: "Hours freed" }]);
    expect(hard(read)).toBe(165_600);
    expect(read.lines.find(({ line }) => line.name === "Hours freed")!.parts_left_out).toEqual([
      { amount: 248_400, reason: "no_realisation" },
    ]);
  });

  it("follows chains and circles", () => {
    const lines: ValueLine[] = [
      { name: "A", value: 10, same_as: "B", ...proved },
      { name: "B", value: 20, same_as: "C", ...proved },
      { name: "C", value: 30, same_as: "A", ...proved },
    ];
    expect(hard(report(lines))).toBe(30);
    expect(hard(report(lines.toReversed()))).toBe(30);
  });

  it("hours and people of one outcome are the same work; two shares of one outcome are not", () => {
    const outcome = "Entry desk";
    expect(
      hard(
        report([
          { ...hours, outcome },
          { ...hires, outcome, attribution: 0 },
        ]),
      ),
    ).toBe(99_360);
    const parts: ValueLine[] = [
      { name: "A", value: 100, outcome, attribution: 0.6, validated: true },
      { name: "B", value: 100, outcome, attribution: 0.4, validated: true },
    ];
    expect(hard(report(parts))).toBe(100);
  });

  it("a gain cannot hide a loss", () => {
    expect(() =>
      report([
        { name: "A", value: 10, same_as: "B", ...proved },
        { name: "B", value: -20 },
      ]),
    ).toThrow("A gain and a loss");
  });

  it("asks where hours stand beside people, or two amounts are the very same", () => {
    expect(report([hours, hires]).doubts.hours_and_people).toEqual(["Hours freed", "Hires avoided"]);
    expect(
      report([
        { ...hires, name: "A" },
        { ...hires, name: "B" },
      ]).doubts.same_amount,
    ).toEqual(["A", "B"]);
  });
});

describe("the headline", () => {
  it("is the strictest reading in which a gain stands", () => {
    const lines: ValueLine[] = [{ name: "A", value: 1200 }];
    expect(report(lines).roi_of).toBe("at_most");
    expect(report([...lines, { name: "B", value: 100, attribution: 0.5 }]).roi_of).toBe("attributed");
    expect(report([...lines, { name: "B", value: 100, ...proved }]).roi_of).toBe("confirmed");
    // An attribution of 0 is stated.
    expect(report([...lines, { name: "B", value: 100, attribution: 0, validated: true }]).roi_of).toBe("confirmed");
    expect(report([{ name: "A", value: -5 }]).roi_of).toBe("confirmed");
    expect(report([{ name: "A", kind: "soft", value: 5 }]).roi_of).toBeNull();
    // A loss beside gains nobody attributed does not make the loss the whole story.
    expect(report([...lines, { name: "B", value: -5 }])).toMatchObject({ roi_of: "at_most" });
  });
});

describe("pace", () => {
  it("payback in months, over the months measured", () => {
    // 90,000 a year is 7,500 a month; 60,000 / 7,500 = 8.
    expect(report([{ name: "A", value: 90_000, ...proved }])).toMatchObject({
      payback_months: 8,
      annualised: { counted_value: 90_000, from_months: 12, extrapolated: false },
    });
    // 30,000 in 3 months is 120,000 a year: 6 months.
    expect(report([{ name: "A", value: 30_000, period_months: 3, ...proved }])).toMatchObject({
      payback_months: 6,
      annualised: { counted_value: 120_000, from_months: 3, extrapolated: true },
    });
    // Two years of value against one of cost: 90,000 of 180,000 counts, over 12 months.
    expect(report([{ name: "A", value: 180_000, period_months: 24, ...proved }])).toMatchObject({ payback_months: 8 });
  });

  it("is not known without a period, and not without a gain; an investment of 0 is back at once", () => {
    const none = { period_months: undefined };
    expect(report([{ name: "A", value: 5, ...proved }], none)).toMatchObject({ payback_months: null, annualised: null });
    expect(report([{ name: "A", value: -5 }])).toMatchObject({ payback_months: null, annualised: { counted_value: -5 } });
    expect(report([{ name: "A", value: 0, ...proved }])).toMatchObject({ payback_months: null, annualised: null });
    expect(report([{ name: "A", value: 5, ...proved }], { investment: 0 }).payback_months).toBe(0);
    const parts: ValueLine = { name: "A", baseline: 2, after: 1, units_a_year: 10, money_per_unit: 3, ...proved };
    expect(report([parts], none).annualised).toMatchObject({ counted_value: 30, from_months: 12 });
  });
});

describe("the weakest line halved", () => {
  it("is the one with the smallest share, of equal ones the largest", () => {
    const lines: ValueLine[] = [
      { name: "A", value: 80_000, ...proved },
      { name: "B", value: 100_000, attribution: 0.4, validated: true },
      { name: "C", value: 50_000, attribution: 0.4, validated: true },
    ];
    // 80,000 + 40,000 + 20,000 = 140,000; half of B off: 120,000 on 60,000.
    expect(report(lines).weakest_halved).toEqual({ name: "B", counted_value: 120_000, roi: 1, value_multiple: 2 });
    expect(report([{ name: "A", value: -1 }]).weakest_halved).toBeNull();
  });
});

const share = fc.option(fc.constantFrom(0, 0.3, 0.5, 1), { nil: undefined });
const anyLine = fc.record({
  kind: fc.constantFrom("hard" as const, "soft" as const, "hours" as const),
  cents: fc.integer({ min: -5_000_000, max: 5_000_000 }),
  attribution: share,
  realisation: share,
  validated: fc.option(fc.boolean(), { nil: undefined }),
  period_months: fc.option(fc.constantFrom(3, 12, 18), { nil: undefined }),
  same: fc.boolean(),
});

describe("properties", () => {
  it("counted, unvalidated and not counted add up to the given, in all and by line; order changes nothing", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 9_000_000 }), (given, cents) => {
        const lines = given.map(({ cents: amount, same, realisation, ...line }, index): ValueLine => {
          // A gain and a loss cannot be the same thing, so only gains point at the first gain.
          const first = given.findIndex((one) => one.cents > 0);
          const same_as = same && amount > 0 && index > first ? { same_as: `L${first}` } : {};
          return {
            ...line,
            name: `L${index}`,
            value: amount / 100,
            ...same_as,
            ...(line.kind === "hours" ? { realisation } : {}),
          };
        });
        const question = { investment: cents / 100 };
        const read = report(lines, question);
        const [confirmed, attributed, atMost] = read.readings.map(({ counted_value }) => counted_value) as [
          number,
          number,
          number,
        ];
        expect(sumMoney([attributed, read.not_counted_value])).toBe(read.given_value);
        for (const line of read.lines) {
          const left = line.parts_left_out.map(({ amount }) => amount!);
          expect(sumMoney([line.counted, line.unvalidated, ...left])).toBe(line.amount);
        }
        expect(confirmed).toBeLessThanOrEqual(attributed);
        expect(attributed).toBeLessThanOrEqual(atMost);
        expect(report(lines.toReversed(), question)).toEqual(read);
        for (const { roi, value_multiple } of read.readings)
          if (roi === null || value_multiple === null) expect(cents).toBe(0);
          else expect(Math.abs(value_multiple - roi - 1)).toBeLessThan(1e-6 * Math.max(1, Math.abs(roi)));
        if (read.payback_months !== null) expect(Number.isFinite(read.payback_months)).toBe(true);
      }),
    );
  });
});
