import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, columnOf } from "../../src/tables/columns.ts";
import { FieldColumn } from "../../src/tables/field-column.ts";

const fielded = (cells: readonly Cell[]) => {
  const field = new FieldColumn();
  cells.forEach((cell, row) => {
    if (cell !== null) field.set(row, cell);
  });
  return field.column(cells.length);
};

function expectSame(cells: readonly Cell[]) {
  const [made, plain] = [fielded(cells), columnOf(cells)];
  expect(made.length).toBe(cells.length);
  const rows = cells.map((_, row) => row);
  expect(rows.map((row) => made.cell(row))).toEqual(cells);
  expect(rows.map((row) => made.isFilled(row))).toEqual(rows.map((row) => plain.isFilled(row)));
  expect(made.hasFilled()).toBe(plain.hasFilled());
  const [own, other] = [made.distinct(), plain.distinct()];
  expect(own.cells).toEqual(other.cells);
  expect(own.texts).toEqual(other.texts);
  expect(Array.from(own.first)).toEqual(Array.from(other.first));
  expect([...own.places]).toEqual([...other.places]);
  const some = Uint32Array.from(rows.filter((row) => row % 3 !== 1));
  expect(Array.from(some, (_, place) => made.take(some).cell(place))).toEqual(Array.from(some, (row) => cells[row]));
}

/** More rows than those after which a column of numbers is kept as such. */
const amounts = Array.from({ length: 600 }, (_, row) => row + row / 100);

describe("a column of cells that come as values", () => {
  it("holds the cells that a list would, in whatever order", () => {
    const cell = fc.oneof(fc.constantFrom("a", "b", "", null, 0, -0, 1.5, true), fc.integer(), fc.string());
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => expectSame(cells.map((one) => (Object.is(one, -0) ? 0 : one)))),
    );
  });

  it.each([
    ["numbers that differ", amounts],
    ["numbers with blank cells among them", amounts.map((amount, row) => (row % 7 === 2 ? null : amount))],
    ["numbers, blank at their end", [...amounts, null, null]],
    ["numbers and then a text", [...amounts, "n/a", 3, null, 601.5]],
    ["a text and then numbers", ["n/a", ...amounts]],
    ["the same two months over and over", amounts.map((_, row) => `2026-0${1 + (row % 2)}-01`)],
    ["accounts in one order, month after month", amounts.map((_, row) => `A${row % 50}`)],
  ] as [string, Cell[]][])("of %s", (_, cells) => expectSame(cells));

  it("gives its numbers where they are plain amounts, with null for a blank one", () => {
    const numbers = fielded([...amounts, null, 5]).plainNumbers()!;
    expect([numbers.get(3), numbers.get(600), numbers.get(601), numbers.get(602)]).toEqual([3.03, null, 5, null]);
    expect([numbers.length, numbers.hasNull(), numbers.isPlainUpTo(604.98), numbers.isPlainUpTo(604)]).toEqual([
      602,
      true,
      false,
      false,
    ]);
    expect(numbers.isPlainUpTo(605)).toBe(true);
    numbers.set(0, 9);
    expect([numbers.get(0), numbers.isPlainUpTo(605)]).toEqual([9, false]);
  });

  it("does not see what is set in the numbers it gave", () => {
    const column = fielded(amounts);
    column.plainNumbers()!.set(1, 77);
    expect(column.cell(1)).toBe(1.01);
  });

  it.each([
    ["one below zero", -1],
    ["one finer than a hundredth", 0.125],
  ])("leaves numbers with %s to be read one by one", (_, number) =>
    expect(fielded([...amounts, number]).plainNumbers()).toBeNull(),
  );
});
