// A workbook read as it comes gives cell for cell what a reader gives that holds it whole (read-excel-file, used here only).
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Cell } from "../../src/tables/columns.ts";
import { readGrid } from "../../src/tables/open-file.ts";
import { type Written, workbook } from "./make-workbook.ts";
import { tableFolder } from "./write-table.ts";

const { write } = tableFolder();

/** Rows as a table has them: without blank ones, and without blank cells at their end. */
const tidy = (rows: { row: number; cells: readonly unknown[] }[]) =>
  rows
    .map(({ row, cells }) => ({ row, cells: cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== "") + 1) }))
    .filter(({ cells }) => cells.length > 0);

async function bothWays(made: Written) {
  const bytes = workbook(made);
  const [sheet] = await readSheets(Buffer.from(bytes));
  const whole = tidy(sheet!.data.map((cells, at) => ({ row: at + 1, cells })));
  const { above, header, rows } = await readGrid(write("book.xlsx", bytes), undefined);
  const read = tidy([...above, ...(header ? [header] : []), ...rows.map((row) => rows.line(row))]);
  expect(read).toEqual(whole);
  return read;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const letter = (column: number) => String.fromCharCode(65 + column);

const formats = [
  "General",
  "yyyy\\-mm\\-dd",
  "d/m/yyyy;@",
  "[$-409]mmm\\ yy",
  "0.00",
  "#,##0 [$€-407]",
  '"Date: "dd.mm.yyyy',
  "[h]:mm:ss",
  "mm:ss.0",
  '0 "days"',
  "[Red]d-mmm;@",
  '[&lt;45000]"Old";yyyy',
  "yyyy&quot;年&quot;m&quot;月&quot;",
  "0%",
  "hh:mm AM/PM",
  "d mmmm yyyy г.",
  "ddd",
  "e",
  "m0",
];
const strings = [
  "Account",
  "Start",
  "MRR",
  "Müller &amp; Söhne",
  " spaced ",
  "a_x000D_b",
  "",
  "&#8364;5",
  "東京",
  "0042",
  "&unknown;",
];

const cellXml = fc.oneof(
  fc.constant(() => ""),
  fc.nat({ max: strings.length - 1 }).map((at) => (place: string) => `<c r="${place}" t="s"><v>${at}</v></c>`),
  fc.tuple(fc.nat({ max: formats.length - 1 }), fc.constantFrom("44927", "45444.5", "0", "-3.25", "1E5", "60", "99.95")).map(
    ([style, value]) =>
      (place: string) =>
        `<c r="${place}" s="${style}"><v>${value}</v></c>`,
  ),
  fc.constantFrom("0", "1").map((value) => (place: string) => `<c r="${place}" t="b"><v>${value}</v></c>`),
  fc.constant((place: string) => `<c r="${place}" s="0"/>`),
  fc
    .constantFrom("plain", " a &lt;b> ", "_x0041_", "")
    .map((text) => (place: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`),
  fc.constant(
    (place: string) => `<c r="${place}" t="inlineStr"><is><r><t>one </t></r><r><t>two</t></r><rPh><t>spoken</t></rPh></is></c>`,
  ),
  fc.constant((place: string) => `<c r="${place}" t="str"><f>A1&amp;"x"</f><v>made</v></c>`),
  fc.constant((place: string) => `<c r="${place}"><f>1+1</f><v>2</v></c>`),
);

describe("a sheet of any cells", () => {
  it("is read alike", async () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(cellXml, { maxLength: 6 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (made, from1904) => {
        let number = 0;
        const xml = made.map(([step, cells]) => {
          number += step;
          return `<row r="${number}">${cells.map((cell, column) => cell(`${letter(column)}${number}`)).join("")}</row>`;
        });
        await bothWays({
          strings,
          formats,
          properties: from1904 ? '<workbookPr date1904="1"/>' : "<workbookPr/>",
          sheets: [{ name: "Data", rows: xml.join("\n") }],
        });
      }),
      { numRuns: 300 },
    );
  });

  it("with texts in runs, and without places where the other reader has none", async () => {
    const read = await bothWays({
      formats,
      items: "<si><r><t>Acc</t></r><r><rPr><b/></rPr><t>ount</t></r></si><si><t>ARR</t><rPh><t>spoken</t></rPh></si>",
      sheets: [
        {
          name: "D",
          rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2"><v>5</v></c></row>',
        },
      ],
    });
    expect(read).toEqual([
      { row: 1, cells: ["Account", "ARR"] },
      { row: 2, cells: ["A", 5] },
    ]);
  });
});

describe("every small file there is, as a workbook", () => {
  const folder = resolve(import.meta.dirname, "fifty-files");
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  it.each(files)("%s", async (name) => {
    for (const { csv } of parse(readFileSync(join(folder, name), "utf8")) as { csv: string }[]) {
      const lines = Papa.parse<string[]>(csv.trim()).data;
      const day = /^(\d{4})-(\d{2})-(\d{2})$/;
      const xml = lines.map((cells, at) => {
        const own = cells.slice(0, 26).map((text, column) => {
          const place = `${letter(column)}${at + 1}`;
          if (text === "") return "";
          if (day.test(text)) return `<c r="${place}" s="1"><v>${Date.parse(text) / 86_400_000 + 25_569}</v></c>`;
          if (/^-?[1-9]\d*(\.\d+)?$/.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
          return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
        });
        return `<row r="${at + 1}">${own.join("")}</row>`;
      });
      await bothWays({ formats, sheets: [{ name: "Data", rows: xml.join("") }] });
    }
  });
});

describe("what the other reader gets wrong or does not read", () => {
  const rowsOf = async (rows: string): Promise<(Cell | undefined)[][]> => {
    const grid = await readGrid(
      write("own.xlsx", workbook({ strings: ["Account", "ARR"], formats, sheets: [{ name: "D", rows }] })),
      undefined,
    );
    return [grid.header!, ...grid.rows.map((row) => grid.rows.line(row))].map(({ cells }) => cells);
  };
  const header = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';

  it("cells and rows without their places stand one behind the other", async () => {
    const bare =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>A</t></is></c><c><v>5</v></c></row>';
    expect(await rowsOf(bare)).toEqual([
      ["Account", "ARR"],
      ["A", 5],
    ]);
  });

  it("signs beyond the first 65,536 are written by number", async () => {
    expect(
      await rowsOf(`${header}<row r="2"><c r="A2" t="inlineStr"><is><t>A &#128640;</t></is></c><c r="B2"><v>5</v></c></row>`),
    ).toEqual([
      ["Account", "ARR"],
      ["A 🚀", 5],
    ]);
  });

  it.each([
    ["a text that is not there", '<c r="A2" t="s"><v>99</v></c>', /cell A2 names a text that is not there/],
    ["a number that is none", '<c r="B2"><v>five</v></c>', /cell B2 holds no number/],
    ["a format that is not there", '<c r="B2" s="99"><v>5</v></c>', /cell B2 has a format that is not there/],
    ["a column no sheet has", '<c r="XFE2"><v>5</v></c>', /cell XFE2 is right of the last column/],
    ["a place of no cell", '<c r="2B"><v>5</v></c>', /2B is the place of no cell/],
  ])("%s is refused by its place", async (_, cell, said) => {
    await expect(rowsOf(`${header}<row r="2">${cell}</row>`)).rejects.toThrow(said);
  });

  it("a row that stands twice is refused", async () => {
    await expect(rowsOf(`${header}<row r="1"><c r="A1"><v>5</v></c></row>`)).rejects.toThrow(/row 1 follows row 1/);
  });
});
