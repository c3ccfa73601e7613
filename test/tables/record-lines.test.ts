import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { readRecordLines } from "../../src/tables/record-grid.ts";
import { inPieces, said } from "./in-pieces.ts";

describe("records, one a line, read as they come", () => {
  const cell = fc.constantFrom<unknown>("Alpha", 'Ä, "quoted"', "line\nbreak", 5, 12.5, "12.5", true, null, {}, []);
  const record = fc.dictionary(fc.constantFrom("account", "mrr", "month", "note", "é"), cell, { maxKeys: 4 });
  const ends = fc.constantFrom("\n", "\r\n", "\n\n");
  const lines = fc.array(fc.tuple(record, ends), { minLength: 1, maxLength: 12 });

  it("are what each line says, wherever the pieces end", async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 60 }), async (list, piece) => {
        const text = list.map(([one, end]) => JSON.stringify(one) + end).join("");
        const found = said(await readRecordLines(inPieces(text, piece), "x.ndjson"));
        const names = [...new Set(list.flatMap(([one]) => Object.keys(one)))];
        expect(found.header).toEqual({ row: 0, cells: names });
        // Empty lists and records say nothing.
        const plain = (value: unknown) => (typeof value === "object" ? null : (value ?? null));
        let line = 1;
        const rows = list.map(([one, end]) => {
          const row = { row: line, cells: names.map((name) => plain(one[name])) };
          line += end === "\n\n" ? 2 : 1;
          return row;
        });
        expect(found.lines).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });

  it("name the line of a mistake", async () => {
    const problem = (text: string) =>
      readRecordLines(inPieces(text, 7), "x.ndjson").then(
        () => "",
        (error: unknown) => (error instanceof Problem ? error.message : String(error)),
      );
    expect(await problem('{"a":1}\n{"a":2\n{"a":3}\n')).toMatch(/x\.ndjson line 2: the JSON ends in the middle/);
    expect(await problem('{"a":1}\n[1]\n')).toMatch(/record 2 is not a record/);
    expect(await problem('{"a":{"b":1}}\n')).toMatch(/record 1, field "a" holds a record within the record/);
    expect(await problem("\n\n")).toMatch(/has no records/);
  });
});
