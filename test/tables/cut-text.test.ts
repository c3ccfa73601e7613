import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { TextCutter } from "../../src/tables/cut-text.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text cut in pieces of so many bytes, its first line taken for the header. */
function cut(text: string, piece: number, delimiter = ",") {
  const bytes = new TextEncoder().encode(text);
  const cutter = new TextCutter({
    delimiter,
    name: "x.csv",
    decode: (one) => decoder.decode(one),
    findHeader: () => 0,
    size: 4,
  });
  // One buffer filled again and again, as a file is read.
  const buffer = Buffer.alloc(piece);
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece);
    buffer.set(part);
    cutter.take(buffer.subarray(0, part.length));
  }
  return cutter.end();
}

/** Filled lines by the parser that reads a whole text, blank cells at their ends left out. */
function reference(text: string, delimiter = ",") {
  const parsed = Papa.parse<string[]>(text.replace(/\r\n?/g, "\n"), { delimiter, newline: "\n", skipEmptyLines: false });
  const trimmed = (cells: string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
  return {
    broken: parsed.errors.some(({ code }) => code === "MissingQuotes"),
    quotes: parsed.errors.filter(({ code }) => code === "InvalidQuotes").length,
    lines: parsed.data.flatMap((cells, index) =>
      cells.some((cell) => cell.trim() !== "") ? [{ row: index + 1, cells: trimmed(cells) }] : [],
    ),
  };
}

const trimmed = (cells: readonly unknown[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "" && cell !== null) + 1);

describe("cutting a text as it comes", () => {
  const part = fc.constantFrom("a", "b", '"', '""', ",", "\n", "\r\n", "\r", " ", "\t", "é", "12.50", "7", '"x,y"', "", '"\n"');
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));

  /** Rows past those among which the header is looked for, from there on in an order that comes again and is then broken. */
  const cell = fc.constantFrom(
    "a",
    "alpha",
    "alpha beta",
    '"alpha, beta"',
    "alpha, beta",
    '"x\ny"',
    "12.50",
    "7",
    "007",
    "1e3",
    "",
    " ",
    "é",
    '"a"',
    'a"b',
    '""""',
  );
  const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(","));
  const manyRows = fc
    .tuple(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(5), fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 60 }),
    )
    .map(([kinds, order]) => {
      const round = (times: number) => Array.from({ length: times }, (_, at) => `${kinds[at % kinds.length]}\n`).join("");
      return `head,second\n${round(130)}${order.map(([at, end]) => `${kinds[at % kinds.length]}${end}`).join("")}${round(20)}`;
    });

  it("gives the same of many rows that come in an order, wherever it breaks", () => {
    fc.assert(
      fc.property(manyRows, fc.integer({ min: 1, max: 400 }), (written, piece) => {
        const wanted = reference(written);
        if (wanted.broken) return;
        const { header, rows, issues } = cut(written, piece);
        const found = [header!, ...rows.map((place) => rows.line(place))];
        expect(found.map((line) => ({ row: line.row, cells: trimmed(line.cells) }))).toEqual(wanted.lines);
        expect(issues.filter(({ code }) => code === "quotes")).toHaveLength(wanted.quotes);
        for (let index = 0; index < rows.width; index++) {
          const { cells, texts, first, places } = rows.column(index).distinct();
          expect(new Set(cells).size).toBe(cells.length);
          expect(texts).toEqual(cells.map((one) => String(one).trim()));
          expect(Array.from(first)).toEqual(cells.map((_, place) => [...places].indexOf(place)));
          expect([...places].map((place) => cells[place])).toEqual(rows.map((place) => rows.cell(place, index)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives what a parser of the whole text gives, wherever the pieces end", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (written, piece) => {
        const wanted = reference(written);
        if (wanted.broken) {
          expect(() => cut(written, piece)).toThrow(Problem);
          return;
        }
        const { header, rows, issues } = cut(written, piece);
        const found = [...(header ? [header] : []), ...rows.map((row) => rows.line(row))];
        expect(found.map(({ row, cells }) => ({ row, cells: trimmed(cells) }))).toEqual(wanted.lines);
        expect(issues.filter(({ code }) => code === "quotes")).toHaveLength(wanted.quotes);
      }),
      { numRuns: 600 },
    );
  });

  it("keeps numbers as numbers past the first rows, and gives each cell again as it stood", () => {
    // 3,000 different amounts with none, one and two decimals; blanks, a note and a leading zero among them; a blank line after each 500.
    const amounts = Array.from({ length: 3000 }, (_, row) =>
      row % 100 === 7 ? "" : row % 1000 === 9 ? "n/a" : row % 1000 === 11 ? `00${row}` : (row * 1.25).toFixed(row % 3),
    );
    const lines = amounts.flatMap((amount, row) => [`Account ${row},${amount}`, ...(row % 500 === 499 ? [""] : [])]);
    const { rows } = cut(`account,mrr\n${lines.join("\n")}\n`, 1000);
    expect(rows.map((row) => rows.cell(row, 1))).toEqual(amounts);
    // Row 500 of the data stands below the header, 500 rows and one blank line.
    expect(rows.number(500)).toBe(503);
    expect(rows.column(1).plainNumbers()).toBeNull();
    const plain = cut(
      `account,mrr\n${amounts.map((amount, row) => `A${row},${amount === "n/a" ? "" : amount}`).join("\n")}`,
      999,
    );
    const values = plain.rows.column(1).plainNumbers()!;
    expect([...values]).toEqual(amounts.map((amount) => (amount === "" || amount === "n/a" ? null : Number(amount))));
  });

  it("tells a quote that never closes from a long cell, and a row of too many cells from a table", () => {
    expect(() => cut('a,b\n1,"2\n', 3)).toThrow(/row 2: a quote opens and never closes/);
    expect(() => cut(`a,b\n1,2\n${",".repeat(6000)}1\n`, 1000)).not.toThrow(TypeError);
  });
});
