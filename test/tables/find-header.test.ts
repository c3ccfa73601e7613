import { expect, it } from "vitest";
import { findHeader } from "../../src/tables/read-sheet.ts";

const rows = (...lines: string[]) => lines.map((line, index) => ({ row: index + 1, cells: line.split(",") }));

it("is row 1 normally", () => {
  expect(findHeader(rows("Account,ARR", "A,1", "B,2"), [])).toMatchObject({ index: 0, known: 2 });
  expect(findHeader(rows("Who,What", "A,x", "B,y"), [])).toMatchObject({ index: 0, known: 0 });
});

it("stands below titles", () => {
  expect(findHeader(rows("Customer report,,", "As of,2026-01-01,", "Account,Owner,ARR", "A,J,1", "B,J,2"), [])).toMatchObject({
    index: 2,
  });
});

it("is the row that holds the caller's headers", () => {
  expect(findHeader(rows("Report,x", "Who,Much", "A,1", "B,2"), ["Who", "Much"])).toMatchObject({ index: 1 });
});

it("is nowhere when the first row is data", () => {
  expect(findHeader(rows("Acme,100", "Bolt,200"), [])).toBeNull();
});
