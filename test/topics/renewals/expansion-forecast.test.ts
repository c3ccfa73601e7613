import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onTheWire } from "../../../src/core/known.ts";
import { sumMoney } from "../../../src/core/money.ts";
import { ExpansionFields, ExpansionLine, type PipelineRow } from "../../../src/topics/renewals/answer.ts";
import { type ExpansionDates, forecastExpansion } from "../../../src/topics/renewals/expansion.ts";
import { expansionLines, expansionWarnings } from "../../../src/topics/renewals/words-notices.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { expansionFigures } from "./calibration-figures.ts";

const forecast = (rows: PipelineRow[], renewals: [string, number][] = [], dates: ExpansionDates = {}) => {
  const found = forecastExpansion(rows, new Map(renewals), expansionFigures, dates);
  const wire = onTheWire<{ expansion: ExpansionFields }>({ expansion: expansionLines(found.fields) });
  const fields = wire.fields.expansion;
  expect(ExpansionFields.safeParse(fields).error?.issues ?? []).toEqual([]);
  for (const line of found.lines) expect(ExpansionLine.safeParse(line).error?.issues ?? []).toEqual([]);
  everyNullHasAReason({ expansion: fields, undefined: wire.undefined });
  return { ...found, fields, warnings: expansionWarnings(found) };
};

// The table of the rule page.
const page: PipelineRow[] = [
  { account: "North", amount: 40_000, stage: "proposed", whitespace: 60_000, option_group: "plan", close_date: "2026-09-01" },
  { account: "North", amount: 55_000, stage: "identified", whitespace: 60_000, option_group: "plan", close_date: "2026-09-01" },
  { account: "South", amount: 80_000, stage: "qualified", whitespace: 50_000, close_date: "2026-08-01" },
  { account: "East", amount: 30_000, stage: "committed", whitespace: 30_000, close_date: "2026-07-15" },
  { account: "West", amount: 24_000, stage: "closed", whitespace: 24_000, close_date: "2026-07-02" },
];
const renewals: [string, number][] = [
  ["North", 0.95],
  ["South", 0.85],
  ["East", 0.3],
  ["West", 0.2],
];

describe("the pipeline of the rule page", () => {
  it("gives the sums derived there", () => {
    const { fields, lines, warnings } = forecast(page, renewals);
    // 40 + 80 + 30 + 24; 40 + 50 + 30 + 24; 20 + 12.5 + 22.5 + 24; 19 + 10.625 + 6.75 + 24; 30 + 24
    expect(fields).toMatchObject({ pipeline: 174_000, capped: 144_000, weighted: 79_000, expected: 60_375, committed: 54_000 });
    expect(fields).toMatchObject({ uncapped: 0, opportunities: 4 });
    expect(fields.left_out).toMatchObject([{ account: "North", amount: 55_000, code: "other_option" }]);
    expect(fields.by_quarter).toMatchObject([{ quarter: "2026-Q3", expected: 60_375, committed: 54_000 }]);
    expect(fields.by_stage.map(({ capped }) => capped)).toEqual([0, 50_000, 40_000, 30_000, 24_000]);
    expect(lines.find(({ account }) => account === "West")).toMatchObject({ renewal_probability: 1, expected: 24_000 });
    expect(warnings.map(({ code }) => code)).toEqual(["options_exclude", "room_exceeded"]);
  });

  it("in the order of the calls: the shortest row", () => {
    const { fields, warnings } = forecast([{ account: "Acme", amount: 40_000, stage: "proposed" }]);
    expect(fields).toMatchObject({ pipeline: 40_000, uncapped: 40_000, weighted: 20_000, expected: 20_000, committed: 0 });
    expect(fields.by_quarter).toMatchObject([{ quarter: null, expected: 20_000 }]);
    expect(warnings.map(({ code }) => code)).toEqual(["room_unknown", "renewal_unknown"]);
  });
});

describe("each opportunity once", () => {
  it("one expansion listed in four quarters counts in one, the latest", () => {
    const quarters = ["2026-02-01", "2026-05-01", "2026-08-01", "2026-11-01"];
    for (const opportunity of [undefined, "O-1"]) {
      const rows = quarters.map((close_date) => ({ account: "A", amount: 100, stage: "closed", close_date, opportunity }));
      const { fields } = forecast(rows);
      expect(fields).toMatchObject({ pipeline: 100, expected: 100, opportunities: 1 });
      expect(fields.by_quarter).toMatchObject([{ quarter: "2026-Q4", expected: 100 }]);
      expect(fields.left_out.map(({ code }) => code)).toEqual(["duplicate", "duplicate", "duplicate"]);
      // Asked quarter by quarter it is there once, too.
      const asked = [1, 4, 7, 10].map((month) => {
        const from = `2026-${String(month).padStart(2, "0")}-01`;
        const to = `2026-${String(month + 2).padStart(2, "0")}-28`;
        return forecast(rows, [], { from, to }).fields.expected;
      });
      expect(asked).toEqual([0, 0, 0, 100]);
    }
  });

  it("two orders with ids of their own are two, however alike", () => {
    const row = { account: "A", amount: 100, stage: "closed" };
    expect(
      forecast([
        { ...row, opportunity: "1" },
        { ...row, opportunity: "2" },
      ]).fields.pipeline,
    ).toBe(200);
    expect(forecast([{ ...row, opportunity: "1" }, row, row]).fields.pipeline).toBe(100);
    expect(forecast([{ ...row, account: "B" }, row]).fields.pipeline).toBe(200);
  });

  it("of rows with one id and one date the least sure counts", () => {
    const row = { account: "A", opportunity: "1", amount: 100, close_date: "2026-02-01" };
    const { fields } = forecast([
      { ...row, stage: "committed" },
      { ...row, stage: "identified" },
    ]);
    expect(fields.weighted).toBe(10);
  });

  it("the best of options, not their sum; the best after the room", () => {
    // 90 capped at 20 and 50%: 10; 30 capped at 20 and 75%: 15.
    const { fields } = forecast([
      { account: "A", amount: 90, stage: "proposed", option_group: "x", whitespace: 20 },
      { account: "A", amount: 30, stage: "committed", option_group: "x" },
      { account: "B", amount: 30, stage: "committed", option_group: "x", whitespace: 100 },
    ]);
    expect(fields).toMatchObject({ pipeline: 60, weighted: 15 + 22.5 });
  });
});

describe("room", () => {
  it("caps the sum of an account, the surest first: 75% of 40 and 50% of 20", () => {
    const { fields } = forecast([
      { account: "A", amount: 40, stage: "proposed", whitespace: 60 },
      { account: "A", amount: 40, stage: "committed" },
    ]);
    expect(fields).toMatchObject({ pipeline: 80, capped: 60, weighted: 40, uncapped: 0 });
  });

  it("no room is room of 0, not room unknown", () => {
    const { fields } = forecast([{ account: "A", amount: 40, stage: "proposed", whitespace: 0 }]);
    expect(fields).toMatchObject({ pipeline: 40, capped: 0, expected: 0, uncapped: 0 });
  });

  it("a signed order above the room stays whole, and the room is doubted", () => {
    const { fields, warnings } = forecast([
      { account: "A", amount: 40, stage: "closed", whitespace: 30 },
      { account: "A", amount: 10, stage: "proposed" },
    ]);
    expect(fields).toMatchObject({ capped: 40, expected: 40 });
    expect(warnings.map(({ code }) => code)).toEqual(["room_exceeded", "signed_above_room", "renewal_unknown"]);
  });
});

describe("dates and renewals", () => {
  it("a chance of 0 to renew is a chance: nothing is expected, but for what is signed", () => {
    const rows = [
      { account: "A", amount: 100, stage: "committed", whitespace: 500 },
      { account: "A", amount: 50, stage: "closed" },
    ];
    expect(forecast(rows, [["A", 0]]).fields).toMatchObject({ weighted: 125, expected: 50, committed: 150 });
  });

  it("without a date it belongs to no period asked for, and is listed", () => {
    const { fields } = forecast([{ account: "A", amount: 100, stage: "closed" }], [], { from: "2026-01-01" });
    expect(fields).toMatchObject({ pipeline: 0, left_out: [{ account: "A", code: "undated" }] });
  });

  it("an open order whose day has passed is in no quarter", () => {
    const { fields, warnings } = forecast([{ account: "A", amount: 100, stage: "proposed", close_date: "2025-12-31" }], [], {
      as_of: "2026-01-01",
    });
    expect(fields.by_quarter).toMatchObject([{ quarter: null, weighted: 50 }]);
    expect(warnings.map(({ code }) => code)).toContain("date_passed");
  });

  it("a period that ends before it starts is refused", () => {
    expect(() => forecast([], [], { from: "2026-02-01", to: "2026-01-01" })).toThrow("before it starts");
  });
});

describe("what cannot be counted", () => {
  it.each([
    [{ account: "A", amount: 1, stage: "won" }, 'there is no stage "won"'],
    [{ account: "A", amount: 1.001, stage: "closed" }, "finer than a hundredth"],
    [{ account: "A", amount: 1, stage: "closed", close_date: "2026-02-30" }, "not a date of the calendar"],
  ] as [PipelineRow, string][])("%j", (row, words) => {
    expect(() => forecast([row])).toThrow(words);
    expect(() => forecast([row])).toThrow("identified, qualified, proposed, committed, closed");
  });

  it("two rooms of one account", () => {
    const row = { account: "A", stage: "closed" };
    expect(() =>
      forecast([
        { ...row, amount: 1, whitespace: 5 },
        { ...row, amount: 2, whitespace: 6 },
      ]),
    ).toThrow("whitespace is 6, and 5 in another row");
  });
});

const row = fc.record(
  {
    account: fc.constantFrom("A", "B", "C"),
    amount: fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100),
    stage: fc.constantFrom("identified", "qualified", "proposed", "committed", "closed"),
    close_date: fc.constantFrom("2026-01-31", "2026-04-01", "2026-12-31"),
    opportunity: fc.constantFrom("1", "2", "3", "4", "5", "6"),
    option_group: fc.constantFrom("x", "y"),
  },
  { requiredKeys: ["account", "amount", "stage"] },
);
const roomy = fc
  .tuple(fc.array(row, { maxLength: 15 }), fc.constantFrom(undefined, 0, 50, 5000))
  .map(([rows, whitespace]) =>
    rows.map((one) => (one.account === "A" && whitespace !== undefined ? { ...one, whitespace } : one)),
  );

describe("properties", () => {
  it("order never matters; parts sum to the whole; each brake only brakes; what is left out and what counts are all rows", () => {
    fc.assert(
      fc.property(roomy, fc.double({ min: 0, max: 1, noNaN: true }), (rows, chance) => {
        const { fields, lines } = forecast(rows, [["B", chance]]);
        expect(forecast([...rows].reverse(), [["B", chance]]).fields).toEqual(fields);
        expect(fields.opportunities + fields.left_out.length).toBe(rows.length);
        expect(lines.length).toBe(fields.opportunities);
        for (const name of ["pipeline", "capped", "weighted", "expected"] as const) {
          expect(sumMoney(fields.by_stage.map((one) => one[name]))).toBe(fields[name]);
          expect(sumMoney(fields.by_quarter.map((one) => one[name]))).toBe(fields[name]);
        }
        expect(fields.capped).toBeLessThanOrEqual(fields.pipeline);
        expect(fields.weighted).toBeLessThanOrEqual(fields.capped);
        expect(fields.expected).toBeLessThanOrEqual(fields.weighted);
      }),
    );
  });
});
