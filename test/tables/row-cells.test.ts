import { expect, it } from "vitest";
import { rowCells } from "../../src/tables/make-records.ts";
import { Rows } from "../../src/tables/rows.ts";

const cellsOf = rowCells(
  ["Account", "ARR", "Since"],
  Rows.of([
    { row: 2, cells: [" Acme ", 1200, new Date("2026-01-31T00:00:00Z"), "beyond the header"] },
    { row: 3, cells: ["Bolt"] },
  ]),
);
const cells = cellsOf(0);
const plain = { Account: "Acme", ARR: "1200", Since: "2026-01-31" };

it("shows cells as text by header, the missing ones as blank", () => {
  expect(cells.Account).toBe("Acme");
  expect(cellsOf(1).ARR).toBe("");
  expect(cells.Region).toBeUndefined();
  expect(cells.constructor).toBeUndefined();
});

it("lists, copies and compares like a plain object", () => {
  expect(Object.keys(cells)).toEqual(["Account", "ARR", "Since"]);
  expect({ ...cells }).toEqual(plain);
  expect(cells).toEqual(plain);
  expect(JSON.parse(JSON.stringify(cells))).toEqual(plain);
  expect("ARR" in cells).toBe(true);
  expect("row" in cells).toBe(false);
});
