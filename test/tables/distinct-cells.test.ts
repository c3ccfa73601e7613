import { expect, it } from "vitest";
import { byRow, columnOf, faultsByRow } from "../../src/tables/columns.ts";

it("keeps each different cell once, with the first row that has it, and leads back to every row", () => {
  const day = new Date("2026-01-31T00:00:00Z");
  const column = ["a", 1, " a ", "a", null, "1", day, 1];
  const distinct = columnOf(column).distinct();
  expect(distinct.cells).toEqual(["a", 1, " a ", null, "1", day]);
  expect(distinct.texts).toEqual(["a", "1", "a", "", "1", "2026-01-31"]);
  expect(distinct.first).toEqual([0, 1, 2, 4, 5, 6]);
  expect([...byRow(distinct, [...distinct.cells])]).toEqual(column);
});

it("gives a fault to every row that has the cell, in their order", () => {
  // "b" stands in rows 1 and 3, "c" in row 2.
  const distinct = columnOf(["a", "b", "c", "b"]).distinct();
  const faults = new Map([
    [2, "bad c"],
    [1, "bad b"],
  ]);
  expect([...faultsByRow(distinct, faults)]).toEqual([
    [1, "bad b"],
    [2, "bad c"],
    [3, "bad b"],
  ]);
});
