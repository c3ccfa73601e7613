// A JSON document read piece by piece holds what the engine's parser says it does, and is refused where that refuses it.
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { readGrid } from "../../src/tables/open-file.ts";
import { readRecordGrid } from "../../src/tables/record-grid.ts";
import { inPieces, said } from "./in-pieces.ts";
import { tableFolder } from "./write-table.ts";

const { write } = tableFolder();

const cell = fc.constantFrom<unknown>("Alpha", 'Ä, "[{quoted}]"', "a\\", "line\nbreak", 5, -1.5e3, "12.5", true, null, {}, []);
const record = fc.dictionary(fc.constantFrom("account", "mrr", "note", "é", "__proto__", "7"), cell, { maxKeys: 4 });
const records = fc.array(record, { minLength: 1, maxLength: 10 });
const field = fc.constantFrom("data", "items", "meta", "count");
const plain = fc.constantFrom<unknown>(1, "x", null, [], ["a", "b"], { page: 1 });
const document = fc.oneof(
  records,
  fc
    .tuple(fc.array(fc.tuple(field, plain), { maxLength: 2 }), records, fc.array(fc.tuple(field, plain), { maxLength: 2 }))
    .map(([before, list, after]) => Object.fromEntries<unknown>([...before, ["records", list], ...after])),
  record,
);
const spaces = fc.constantFrom<string | number | undefined>(undefined, 1, "\t");

interface Wanted {
  names: string[];
  rows: unknown[][];
}

/** What a document holds, by the engine's own parser. */
function wantedOf(value: unknown): Wanted {
  const lists = Array.isArray(value)
    ? [value]
    : Object.values(value as object).filter((one) => Array.isArray(one) && one.length > 0);
  const list = (lists.find((one) => one.some((item: unknown) => typeof item === "object")) ?? [value]) as object[];
  const names = [...new Set(list.flatMap((one) => Object.keys(one)))];
  const cellOf = (one: unknown) => (typeof one === "object" || one === undefined ? null : one);
  const read = (one: object, name: string) => Object.entries(one).find(([key]) => key === name)?.[1] as unknown;
  return { names, rows: list.map((one) => names.map((name) => cellOf(read(one, name)))) };
}

const outcome = (text: string, piece: number): Promise<unknown> =>
  readRecordGrid(inPieces(text, piece), "x.json").then(said, (error: unknown) => {
    if (error instanceof Problem) return error.message;
    throw error;
  });

describe("a document in pieces", () => {
  it("gives the records that it holds, wherever the pieces end", async () => {
    await fc.assert(
      fc.asyncProperty(document, spaces, fc.integer({ min: 1, max: 80 }), async (value, space, piece) => {
        const text = JSON.stringify(value, null, space);
        const { names, rows } = wantedOf(JSON.parse(text));
        const found = (await outcome(text, piece)) as ReturnType<typeof said>;
        // A record with a list or record in a field is no table of one row.
        if (typeof found === "string") {
          const nested = Object.values(value).some((one) => typeof one === "object" && one !== null);
          expect(found).toMatch(nested ? /holds no list of records/ : /never/);
          return;
        }
        expect(found.header!.cells).toEqual(names);
        expect(found.lines.map(({ cells }) => cells)).toEqual(rows);
        expect(found.lines.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1));
      }),
      { numRuns: 300 },
    );
  });

  it("is refused where the engine's parser refuses the text", async () => {
    const sign = fc.constantFrom(...'{}[]",:\\ax1 \n');
    await fc.assert(
      fc.asyncProperty(
        document,
        spaces,
        fc.nat(),
        sign,
        fc.constantFrom("add", "drop", "swap", "cut"),
        fc.integer({ min: 1, max: 80 }),
        async (value, space, place, letter, how, piece) => {
          const text = JSON.stringify(value, null, space);
          const at = place % (text.length + 1);
          const broken =
            how === "cut"
              ? text.slice(0, at)
              : text.slice(0, at) + (how === "drop" ? "" : letter) + text.slice(how === "add" ? at : at + 1);
          let right = true;
          try {
            JSON.parse(broken);
          } catch {
            right = false;
          }
          const found = await outcome(broken, piece);
          const refused = typeof found === "string" && /this is not JSON|the JSON ends in the middle/.test(found);
          expect(refused, `${broken}\n${String(found)}`).toBe(!right);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("names the line of a mistake, however long the list is", async () => {
    const line = (at: number) => `{"account": "A${at}", "arr": ${at}}`;
    const list = (bad: number) =>
      `[\n${Array.from({ length: 3000 }, (_, at) => (at === bad ? '{"account": NaN}' : line(at))).join(",\n")}\n]`;
    for (const bad of [0, 1, 1500, 2999])
      for (const piece of [100, 4096, 1_000_000])
        expect(await outcome(list(bad), piece)).toMatch(new RegExp(`^x\\.json line ${bad + 2}: this is not JSON`));
    expect(await outcome(list(-1).slice(0, -2), 4096)).toMatch(/line 3001: the JSON ends in the middle/);
  });

  it("says what the document lacks before what its records hold", async () => {
    expect(await outcome('{"a":[{"x":{"y":1}}],"b":[{"x":1}]}', 5)).toMatch(/several lists of records: "a", "b"/);
    expect(await outcome('[{"x":{"y":1}},{"x":1]', 5)).toMatch(/this is not JSON/);
    expect(await outcome('{"data":[{"x":1}],"next_cursor":"abc"}', 5)).toMatch(/one page of a longer list: "next_cursor"/);
    expect(await outcome('[["account","arr"],["A",1],{"account":"B"}]', 5)).toMatch(/record 1 is not a record/);
    expect(await outcome("", 5)).toMatch(/line 1: the JSON ends in the middle/);
  });
});

describe("letters and lines of small and large files", () => {
  const cellsOf = async (name: string, content: string | Uint8Array) => {
    const { rows, issues } = await readGrid(write(name, content), undefined);
    return { first: rows.line(0).cells, codes: issues.map(({ code }) => code) };
  };
  const list = '[{"account":"Müller","arr":5}]';

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${list}`), []],
    ["UTF-16", Buffer.from(`\uFEFF${list}`, "utf16le"), []],
    ["UTF-16 the other way round", Buffer.from(`\uFEFF${list}`, "utf16le").swap16(), []],
    ["windows-1252", Buffer.from(list, "latin1"), ["encoding"]],
  ])("%s", async (_, content, codes) => {
    expect(await cellsOf("letters.json", content)).toEqual({ first: ["Müller", 5], codes });
    expect(await cellsOf("letters.json.gz", gzipSync(content))).toEqual({ first: ["Müller", 5], codes });
  });

  it("a list in a record whose records begin at the start of a line is one document", async () => {
    expect(await cellsOf("lines.json", '{"data":[\n{"account":"A","arr":1},\n{"account":"B","arr":2}\n]}')).toEqual({
      first: ["A", 1],
      codes: [],
    });
    expect(await cellsOf("lines2.json", '{"account":"A","arr":1}\n{"account":"B","arr":2}\n')).toEqual({
      first: ["A", 1],
      codes: [],
    });
  });

  it("a list of 51 MB is read, packed or not", async () => {
    const note = "x".repeat(1000);
    const text = `[${Array.from({ length: 52_000 }, (_, at) => `{"account":"A${at}","arr":${at},"note":"${note}"}`).join(",\n")}]`;
    expect(text.length).toBeGreaterThan(51 * 1024 * 1024);
    for (const [name, content] of [
      ["large.json", text],
      ["large.json.gz", gzipSync(text, { level: 1 })],
    ] as const) {
      const { rows } = await readGrid(write(name, content), undefined);
      expect(rows.length).toBe(52_000);
      expect(rows.line(51_999).cells).toEqual(["A51999", 51_999, note]);
    }
  });
});
