import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnOf } from "../../src/tables/columns.ts";
import { readNumbers } from "../../src/tables/read-numbers.ts";

const place = { header: "ARR", rowOf: (index: number) => index + 2 };
const values = (cells: (string | number | null)[], decimal?: "." | ",") => [
  ...readNumbers(columnOf(cells), place, decimal).values,
];

describe("one way of writing decides the column", () => {
  it.each([
    [
      ["$1,234.50", "(1,200)", "12k", "1.2M", "85%"],
      [1234.5, -1200, 12000, 1200000, 0.85],
    ],
    [
      ["1.234,50", "€ 1.234", "12,5", "7"],
      [1234.5, 1234, 12.5, 7],
    ],
    [
      ["1 234,50", "1\u00a0234\u202f567,00 EUR"],
      [1234.5, 1234567],
    ],
    [
      ["1'234.50", "1’234 CHF", "CHF 5.-", "7,– €"],
      [1234.5, 1234, 5, 7],
    ],
    [
      ["12,34,567", "1,00,000.00"],
      [1234567, 100000],
    ],
    [
      ["-5", "−5", "5-", "- $5.00", "+5"],
      [-5, -5, -5, -5, 5],
    ],
    [["1,234,567"], [1234567]],
    [["1.234.567"], [1234567]],
    [
      ["0.125", "1234.567"],
      [0.125, 1234.567],
    ],
    [
      [1234.5, "USD 7"],
      [1234.5, 7],
    ],
  ])("%j", (cells, expected) => expect(values(cells)).toEqual(expected));
});

it("asks when every separated cell is a dot and three digits, and shows both sums", () => {
  // as thousands 1,234 + 5,678 + 10 = 6,922; as decimals 1.234 + 5.678 + 10 = 16.912
  const column = readNumbers(columnOf(["1.234", "5.678", "10"]), place, undefined);
  expect(column.refusal).toMatchObject({ code: "decimal_unclear", index: 0, remedy: expect.stringContaining("reading.decimal") });
  expect(column.refusal!.what).toMatch(/sums to 6,922, .*to 16\.912/);
  expect(values(["1.234", "5.678", "10"], ",")).toEqual([1234, 5678, 10]);
  expect(values(["1.234", "5.678", "10"], ".")).toEqual([1.234, 5.678, 10]);
});

it("reads commas before three digits as thousands, and says so", () => {
  const column = readNumbers(columnOf(["1,234", "5"]), place, undefined);
  expect([...column.values]).toEqual([1234, 5]);
  expect(column.notes).toMatchObject([{ code: "thousands_assumed", index: 0 }]);
});

it("refuses a column that writes numbers both ways and names both rows", () => {
  const column = readNumbers(columnOf(["1,234.50", "3", "1.234,50"]), place, undefined);
  expect(column.refusal).toMatchObject({
    code: "decimal_mixed",
    what: expect.stringMatching(/row 2 has "1,234.50" and row 4 has "1.234,50"/),
  });
  const asked = readNumbers(columnOf(["1,234.50", "3", "1.234,50"]), place, ".");
  expect(asked.faults.get(2)!.reason).toContain('does not fit the decimal sign "."');
});

it.each(["12,5OO", "abc", "1 2", "1,23,4.5", "12..5", "$", "1.2E+05", "#N/A", "10 apples", "--5", "((5))"])(
  "finds no number in %j",
  (text) => {
    const column = readNumbers(columnOf([text]), place, ".");
    expect([...column.values]).toEqual([null]);
    expect(column.faults.has(0)).toBe(true);
  },
);

it.each(["", "-", "n/a", "N/A", "null", "—"])("takes %j as missing", (text) => {
  const column = readNumbers(columnOf([text]), place, undefined);
  expect([...column.values]).toEqual([null]);
  expect(column.faults.size).toBe(0);
});

/** Groups of three digits from the right. */
const grouped = (whole: number, sign: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, sign);

it("reads the same number back from every notation", () => {
  const notations: ((whole: number, cents: string) => string)[] = [
    (whole, cents) => `$${grouped(whole, ",")}.${cents}`,
    (whole, cents) => `${grouped(whole, ".")},${cents} €`,
    (whole, cents) => `${grouped(whole, " ")},${cents}`,
    (whole, cents) => `${grouped(whole, "\u00a0")}.${cents}`,
    (whole, cents) => `CHF ${grouped(whole, "'")}.${cents}`,
    (whole, cents) => `${whole}.${cents}`,
    (whole, cents) => `${grouped(whole, ",")}.${cents} USD`,
  ];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }), (whole, hundredths) => {
      const cents = String(hundredths).padStart(2, "0");
      for (const notation of notations) {
        expect(values([notation(whole, cents)])).toEqual([(whole * 100 + hundredths) / 100]);
        expect(values([`(${notation(whole, cents)})`])[0]).toBeCloseTo(-(whole * 100 + hundredths) / 100, 6);
      }
    }),
  );
});

it("does not depend on the order of the cells", () => {
  const cells = ["1.234", "2.345,6", "7", "9,5", "1.000.000"];
  fc.assert(
    fc.property(fc.shuffledSubarray(cells, { minLength: cells.length }), (shuffled) => {
      expect(new Set(values(shuffled))).toEqual(new Set([1234, 2345.6, 7, 9.5, 1000000]));
    }),
  );
});
