import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import type { Grid } from "../../src/tables/read-sheet.ts";
import { readRecordGrid, readRecordLines } from "../../src/tables/record-grid.ts";

/** A text as a file gives it: one buffer filled again and again. */
function inPieces(text: string | Uint8Array, piece: number) {
  const bytes = Buffer.from(text as string);
  return {
    name: "x.ndjson",
    async *chunks() {
      const buffer = Buffer.alloc(piece);
      for (let at = 0; at < bytes.length; at += piece) {
        const part = bytes.subarray(at, at + piece);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
  };
}

const said = ({ header, rows, above, workbook }: Grid) => ({ header, above, workbook, lines: rows.map((row) => rows.line(row)) });

describe("records, one a line, read as they come", () => {
  const cell = fc.constantFrom<unknown>("Alpha", 'Ä, "quoted"', "line\nbreak", 5, 12.5, "12.5", true, null, {}, []);
  const record = fc.dictionary(fc.constantFrom("account", "mrr", "month", "note", "é"), cell, { maxKeys: 4 });
  const ends = fc.constantFrom("\n", "\r\n", "\n\n");
  const lines = fc.array(fc.tuple(record, ends), { minLength: 1, maxLength: 12 });

  it("are what they are when the text is read whole, wherever its pieces end", async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 60 }), fc.boolean(), async (list, piece, mark) => {
        const text = list.map(([one, end]) => JSON.stringify(one) + end).join("");
        const whole = readRecordGrid(text.replace(/\r\n/g, "\n"), "x.ndjson", ".ndjson", []);
        const found = await readRecordLines(inPieces((mark ? "\uFEFF" : "") + text, piece));
        expect(said(found)).toEqual(said(whole));
      }),
      { numRuns: 150 },
    );
  });

  it("name the line of a mistake", async () => {
    const problem = (text: string | Uint8Array) =>
      readRecordLines(inPieces(text, 7)).then(
        () => "",
        (error: unknown) => (error instanceof Problem ? error.message : String(error)),
      );
    expect(await problem('{"a":1}\n{"a":2\n{"a":3}\n')).toMatch(/x\.ndjson line 2: the JSON ends in the middle/);
    expect(await problem('{"a":1}\n[1]\n')).toMatch(/record 2 is not a record/);
    expect(await problem('{"a":{"b":1}}\n')).toMatch(/record 1, field "a" holds a record within the record/);
    expect(await problem(Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]))).toMatch(/line 1 is not UTF-8/);
    expect(await problem("\n\n")).toMatch(/has no records/);
  });
});
