import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { readGrid } from "../../src/tables/open-file.ts";
import type { Grid } from "../../src/tables/read-sheet.ts";
import { readTable } from "./read-as-shipped.ts";
import { tableFolder } from "./write-table.ts";

const { folder, write } = tableFolder();
const grid = (name: string, content: string | Uint8Array) => readGrid(write(name, content), undefined);
/** Every line of a file: above its header, the header, below it. */
const lines = ({ above, header, rows }: Grid) => [...above, ...(header ? [header] : []), ...rows.map((row) => rows.line(row))];
const cells = async (name: string, content: string | Uint8Array) => lines(await grid(name, content)).map((line) => line.cells);

describe("files that are no table", () => {
  it("names what is wrong and what to do", async () => {
    await expect(readGrid(join(folder, "none.csv"), undefined)).rejects.toThrow(/no file "none.csv"/);
    mkdirSync(join(folder, "sub.csv"));
    await expect(readGrid(join(folder, "sub.csv"), undefined)).rejects.toThrow(/is a folder/);
    await expect(grid("empty.csv", "")).rejects.toThrow(/empty.csv is empty/);
    await expect(grid("old.xls", "x")).rejects.toThrow(/\.xls file cannot be read.*CSV \(UTF-8\) or XLSX/);
    await expect(grid("locked.xlsx", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).rejects.toThrow(
      /old \.xls workbook or is locked/,
    );
    await expect(grid("report.pdf", "%PDF-1.4")).rejects.toThrow(/\.pdf file cannot be read/);
    await expect(grid("report.csv", "%PDF-1.4")).rejects.toThrow(/is a PDF/);
    await expect(grid("fake.xlsx", "Account,ARR")).rejects.toThrow(/not an XLSX workbook inside/);
    await expect(grid("broken.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toThrow(/cannot be opened as a workbook/);
    await expect(grid("binary.csv", Buffer.from([65, 0, 66, 0]))).rejects.toThrow(/not a text file/);
    await expect(grid("quote.csv", 'Account,ARR\nA,"10\nB,20\n')).rejects.toThrow(/row 2: a quote opens and never closes/);
  });

  it("refuses a large file that only begins like a workbook", async () => {
    const path = join(folder, "huge.xlsx");
    const file = openSync(path, "w");
    writeSync(file, Buffer.from([0x50, 0x4b, 3, 4]));
    ftruncateSync(file, 51 * 1024 * 1024);
    closeSync(file);
    await expect(readGrid(path, undefined)).rejects.toThrow(
      /huge\.xlsx cannot be opened as a workbook: End of central directory record signature not found.*save it again, or save the sheet as CSV/,
    );
  });

  it("says when there is only a header", async () => {
    await expect(readTable(write("header.csv", "Account,ARR\n"), {})).rejects.toThrow(/header in row 1 and no rows below/);
    await expect(readTable(write("blank.csv", "\n\n"), {})).rejects.toThrow(/no rows/);
    await expect(readTable(write("data.csv", "Acme,100\nBolt,200\n"), {})).rejects.toThrow(/no header: row 1 already holds data/);
  });
});

describe("text", () => {
  it("finds commas, semicolons, tabs and bars, decimal commas or not", async () => {
    const expected = [
      ["Account", "ARR"],
      ["Acme", "1.234,50"],
    ];
    expect(await cells("a.csv", 'Account,ARR\nAcme,"1.234,50"\n')).toEqual(expected);
    expect(await cells("b.csv", "Account;ARR\nAcme;1.234,50\n")).toEqual(expected);
    expect(await cells("c.tsv", "Account\tARR\nAcme\t1.234,50\n")).toEqual(expected);
    expect(await cells("d.txt", "Account|ARR\nAcme|1.234,50\n")).toEqual(expected);
    expect((await cells("e.csv", "sep=;\nAccount;ARR\nAcme;1.234,50\n")).slice(1)).toEqual(expected);
    expect((await cells("f.csv", "Account;ARR\nAcme, Inc.;1,5\nBolt, Ltd.;2,5\n"))[1]).toEqual(["Acme, Inc.", "1,5"]);
  });

  it("reads marks of byte order, CRLF and lone CR", async () => {
    expect(await cells("bom.csv", "\uFEFFAccount,ARR\r\nZoé,1\r\n")).toEqual([
      ["Account", "ARR"],
      ["Zoé", "1"],
    ]);
    expect(await cells("mac.csv", "Account,ARR\rZoé,1\r")).toEqual([
      ["Account", "ARR"],
      ["Zoé", "1"],
    ]);
    const utf16 = Buffer.from("\uFEFFAccount\tARR\r\nZoé\t1\r\n", "utf16le");
    expect(await cells("le.csv", utf16)).toEqual([
      ["Account", "ARR"],
      ["Zoé", "1"],
    ]);
    expect(await cells("be.csv", Buffer.from(utf16).swap16())).toEqual([
      ["Account", "ARR"],
      ["Zoé", "1"],
    ]);
  });

  it("reads bytes that are not UTF-8 as windows-1252, and says so", async () => {
    const read = await grid("ansi.csv", Buffer.from([0x41, 0x2c, 0x42, 0x0a, 0xe9, 0x80, 0x2c, 0x31]));
    // 0xE9 is é and 0x80 the euro sign in windows-1252
    expect(lines(read)[1]!.cells).toEqual(["é€", "1"]);
    expect(read.issues).toMatchObject([{ code: "encoding" }]);
  });
});

describe("workbooks", () => {
  it("reads the first sheet that looks like a table, with its own row numbers, numbers and dates", async () => {
    const path = join(folder, "book.xlsx");
    const day = { value: new Date(Date.UTC(2025, 0, 31)), type: Date, format: "yyyy-mm-dd" };
    await writeXlsxFile([
      { sheet: "Read me", data: [["Notes"], ["See the next sheet"]] },
      {
        sheet: "Book",
        data: [
          ["Customer book"],
          [null],
          ["Account", "ARR", "Renewal Date"],
          ["Acme", 1234.5, day],
          ["Bolt", 0.1 + 0.2, 45688],
          ["Total", 1234.8, null],
        ],
      },
      {
        sheet: "Other",
        data: [
          ["Account", "ARR"],
          ["Zeta", 9],
        ],
      },
    ]).toFile(path);
    const table = await readTable(path, { needs: ["account", "amount"] });
    expect(table.records.map((one) => [one.row, one.account, one.amount, one.renewal_date])).toEqual([
      [4, "Acme", 1234.5, "2025-01-31"],
      [5, "Bolt", 0.3, "2025-01-31"],
    ]);
    expect(table.issues.map(({ row, code }) => [row, code])).toEqual([
      [1, "sheet"],
      [1, "title_row"],
      [6, "total_row"],
    ]);
    expect(table.issues[0]!.message).toMatch(/Read sheet "Book"; not read: "Read me", "Other"/);
    expect((await readTable(path, { sheet: "Other" })).records[0]).toMatchObject({ account: "Zeta", amount: 9 });
    await expect(readTable(path, { sheet: "Nope" })).rejects.toThrow(/no sheet "Nope"; it has "Read me", "Book", "Other"/);
  });
});
