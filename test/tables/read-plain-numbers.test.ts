import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cell, columnOf } from "../../src/tables/columns.ts";
import { readNumbers } from "../../src/tables/read-numbers.ts";

const readPlainNumbers = (cells: Cell[]) => {
  const values = columnOf(cells).plainNumbers();
  return values === null ? null : [...values];
};

it("reads whole numbers and one or two decimals, and blanks as missing", () => {
  expect(readPlainNumbers(["0", "12", "007", "99.5", "725.08", "", null])).toEqual([0, 12, 7, 99.5, 725.08, null, null]);
});

it.each(["1,5", "$5", "-5", "5-", "1.234", ".5", "5.", "1.2.3", " 7", "12k", "85%", "n/a", "1e3", "1234567890.123456"])(
  "leaves a column with %j to be read with care",
  (text) => {
    expect(readPlainNumbers(["1", text])).toBeNull();
  },
);

it("leaves typed cells of workbooks, and more digits than a double holds, alone", () => {
  expect(readPlainNumbers([1250])).toBeNull();
  expect(readPlainNumbers(["9999999999999999"])).toBeNull();
});

it("is what the language reads, to the last bit, and what the careful reader gives", () => {
  const decimal = fc.tuple(fc.integer({ min: 0, max: 999_999_999_999 }), fc.constantFrom("", ".0", ".5", ".07", ".10", ".99"));
  fc.assert(
    fc.property(fc.array(decimal, { minLength: 1 }), (parts) => {
      const texts = parts.map(([whole, end]) => `${whole}${end}`);
      expect(readPlainNumbers(texts)).toEqual(texts.map(Number));
      // A currency sign makes the reader look closely; the other values stay as they are.
      const place = { header: "MRR", rowOf: (index: number) => index + 2 };
      expect([...readNumbers(columnOf([...texts, "$1.50"]), place, undefined).values]).toEqual([...texts.map(Number), 1.5]);
    }),
  );
});
