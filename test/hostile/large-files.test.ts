// Files of 2 GB, of thousands of columns, and that unpack without end, in every format: read or refused in words, and little of them is held.
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readGrid } from "../../src/tables/open-file.ts";
import { workbook } from "../tables/make-workbook.ts";
import { tableFolder } from "../tables/write-table.ts";

const { folder, write } = tableFolder();
const GIGABYTES = 2 * 1024 ** 3;
const rows = (count: number) => Array.from({ length: count }, (_, row) => row);

/** A file of 2 GB that begins with a text; the rest takes no room on the disk and is read as zeros. */
function sparse(name: string, begin: string | Uint8Array): string {
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, Buffer.from(begin as string));
  ftruncateSync(file, GIGABYTES);
  closeSync(file);
  return path;
}

describe("a file of 2 GB", () => {
  const csv = `account,arr\n${rows(2000)
    .map((row) => `A${row},${row}`)
    .join("\n")}\nB`;
  const records = rows(2000).map((row) => `{"account":"A${row}","arr":${row}}`);
  it.each([
    ["large.csv", csv, /large\.csv row 2002 is longer than 64 MB/],
    ["large.ndjson", `${records.join("\n")}\n`, /large\.ndjson line 2001 is longer than 64 MB/],
    ["large.json", `[${records.join(",\n")},`, /large\.json line 2000: this is not JSON/],
    [
      "large.xlsx",
      Buffer.from([0x50, 0x4b, 3, 4]),
      /large\.xlsx cannot be opened as a workbook.*save it again, or save the sheet as CSV/,
    ],
    [
      "large.parquet",
      "PAR1",
      /large\.parquet has 2048 MB; without DuckDB, Parquet is read up to 50 MB\. Run cs-strategist add duckdb/,
    ],
    ["zeros.csv", "", /zeros\.csv is not a text file/],
  ])("%s that is none past its start is refused in words, and not held", async (name, begin, said) => {
    const before = process.memoryUsage().rss;
    await expect(readGrid(sparse(name, begin), undefined)).rejects.toThrow(said);
    // Two pieces of 64 MB beside one another, and what the collector has not taken yet.
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
  });
});

describe("a packed file that unpacks without end", () => {
  it("as a sheet of a workbook is refused before it is unpacked", async () => {
    const book = workbook({ formats: ["General"], sheets: [{ name: "Data", rows: "" }] });
    expect((await readGrid(write("empty.xlsx", book), undefined)).header).toBeNull();
    const spaces = new Uint8Array(260 * 1024 * 1024).fill(0x20);
    const trap = zipSync({ "xl/workbook.xml": [spaces, { level: 3 }], "xl/_rels/workbook.xml.rels": new Uint8Array(1) });
    await expect(readGrid(write("trap.xlsx", trap), undefined)).rejects.toThrow(
      /trap\.xlsx unpacks to more than 300 times its size, which no sheet does/,
    );
  });

  it("as records is refused as it is unpacked", async () => {
    const block = gzipSync(Buffer.alloc(24 * 2_200_000, '{"account":"A","arr":1}\n'));
    const packed = Buffer.concat(Array.from({ length: 6 }, () => block));
    await expect(readGrid(write("trap.ndjson.gz", packed), undefined)).rejects.toThrow(
      /trap\.ndjson\.gz unpacks to more than 300 times its size/,
    );
  });
});

describe("five thousand columns", () => {
  const letters = (column: number): string =>
    (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
  const cells = (row: number, text: (column: number) => string) =>
    `<row r="${row}">${rows(5000)
      .map((column) => `<c r="${letters(column)}${row}" t="inlineStr"><is><t>${text(column)}</t></is></c>`)
      .join("")}</row>`;

  it("of a workbook are read", async () => {
    const sheet = cells(1, (column) => (column === 0 ? "account" : `field ${column}`)) + cells(2, (column) => `v${column}`);
    const book = workbook({ formats: ["General"], sheets: [{ name: "Data", rows: sheet }] });
    const { header, rows: read } = await readGrid(write("wide.xlsx", book), undefined);
    expect([header!.cells.length, read.text(0, 4999)]).toEqual([5000, "v4999"]);
  });

  it("of records are refused in words, and of a list of lists read", async () => {
    const record = Object.fromEntries(rows(5000).map((column) => [`field ${column}`, 1]));
    await expect(readGrid(write("wide.json", JSON.stringify([record])), undefined)).rejects.toThrow(
      /more than 2000 names of fields by record 1/,
    );
    const lists = [["account", ...rows(4999).map((column) => `field ${column}`)], rows(5000)];
    const { rows: read } = await readGrid(write("lists.json", JSON.stringify(lists)), undefined);
    expect(read.text(0, 4999)).toBe("4999");
  });
});
