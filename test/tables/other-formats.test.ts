// The same rows give the same answers as CSV, TSV, JSON, one record a line and Parquet, packed or not.
import { statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { readGrid } from "../../src/tables/open-file.ts";
import { runTool } from "../../src/tool/run.ts";
import { inspectTable } from "../../src/topics/inspection/tool.ts";
import { forecastRenewals } from "../../src/topics/renewals/tool.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { numbersFrom } from "./disguises.ts";
import { tableFolder } from "./write-table.ts";

const { folder, write } = tableFolder();
const ports = openTestPorts(folder);

type Value = string | number | boolean | null;
type Row = Record<string, Value>;

const names = ["Müller & Söhne", "東京物産", 'Quote "Inc"', "Comma, Ltd", "Ünïcode 🚀", "O'Brien", "0042"];
const owners = ["Ana", "Żaneta", "李"];

/** Subscriptions with renewals; a third of them ended, some without an owner or an answer whether they renew by themselves. */
function randomRows(seed: number): Row[] {
  const below = numbersFrom(seed);
  const random = () => below(10_000) / 10_000;
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const day = (year: number) =>
    `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`;
  return Array.from({ length: 8 + Math.floor(random() * 30) }, (_, index) => ({
    account: `${names[index % names.length]} ${index}`,
    owner: random() < 0.2 ? null : pick(owners),
    currency: "EUR",
    ARR: Math.round(random() * 9_000_000) / 100,
    start: day(2022),
    end: random() < 0.3 ? day(2025) : null,
    renewal_date: day(2026),
    auto_renew: random() < 0.1 ? null : random() < 0.5,
    health: Math.floor(random() * 101),
  }));
}

const quote = (value: Value) => (value === null ? "" : `"${String(value).replaceAll('"', '""')}"`);
const keys = (rows: readonly Row[]) => Object.keys(rows[0]!);
const lines = (rows: readonly Row[], sign: string) =>
  `${[keys(rows).join(sign), ...rows.map((row) => Object.values(row).map(quote).join(sign))].join("\n")}\n`;
const parquetTypes = { ARR: "DOUBLE", health: "INT32", auto_renew: "BOOLEAN" } as const;

function parquet(rows: readonly Row[]): Uint8Array {
  const columns = keys(rows).map((name) => ({
    name,
    data: rows.map((row) => row[name]!),
    type: parquetTypes[name as keyof typeof parquetTypes] ?? ("STRING" as const),
    nullable: true,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData: columns }));
}

const formats: readonly (readonly [string, (rows: readonly Row[]) => string | Uint8Array])[] = [
  ["book.tsv", (rows) => lines(rows, "\t")],
  ["book.csv.gz", (rows) => gzipSync(lines(rows, ","))],
  ["book.json", (rows) => JSON.stringify(rows, null, 2)],
  ["data.json", (rows) => JSON.stringify({ object: "list", has_more: false, data: rows })],
  ["plain.json", (rows) => rows.map((row) => JSON.stringify(row)).join("\n")],
  ["book.ndjson", (rows) => rows.map((row) => JSON.stringify(row)).join("\r\n")],
  ["book.jsonl.gz", (rows) => gzipSync(`${rows.map((row) => JSON.stringify(row)).join("\n")}\n`)],
  ["values.json", (rows) => JSON.stringify([keys(rows), ...rows.map((row) => Object.values(row))])],
  ["book.parquet", parquet],
];

/** The answers of three tools and a question, the file's own name aside. */
async function answersOf(name: string): Promise<string> {
  const reading = { past_end: "ended" as const };
  const window = { from: "2025-01-01", to: "2026-01-01" };
  const answers = [
    await runTool(computeNrr, { table: name, ...window, reading }, ports).then(({ result }) => result),
    await runTool(inspectTable, { table: name, reading }, ports).then(({ result }) => result),
    await runTool(forecastRenewals, { table: name, as_of: "2026-01-01", reading }, ports).then(({ result }) => result),
    await runTool(computeNrr, { table: name, ...window }, ports).catch((problem: Error) => problem.message),
  ];
  return JSON.stringify(answers).replaceAll(name, "book");
}

describe("the same rows in every format", () => {
  it.each(formats)("%s", async (name, text) => {
    for (let seed = 1; seed <= 4; seed++) {
      const rows = randomRows(seed);
      write("rows.csv", lines(rows, ","));
      write(name, text(rows));
      const [right, found] = [await answersOf("rows.csv"), await answersOf(name)];
      expect(right).toContain('"nrr":');
      expect(right).toContain("EUR");
      expect(found, `book ${seed}`).toBe(right);
    }
  });
});

describe("what is wrong with a file, and what to do", () => {
  const cases: readonly (readonly [string, string, string | Uint8Array, RegExp])[] = [
    [
      "a gzip cut off",
      "cut.csv.gz",
      gzipSync(lines(randomRows(1), ",")).subarray(0, 200),
      /cut\.csv\.gz ends in the middle.*Copy it again/,
    ],
    [
      "a gzip damaged",
      "bad.csv.gz",
      new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255]),
      /damaged.*unpack it yourself/,
    ],
    ["a name that says gzip", "plain.csv.gz", "account,ARR\nA,1\n", /not packed with gzip.*Rename it to plain\.csv/],
    ["gzip in gzip", "twice.csv.gz", gzipSync(gzipSync("account,ARR\nA,1\n")), /packed twice/],
    [
      "a broken line",
      "broken.ndjson",
      '{"account":"A","ARR":1}\n{"account":"B",ARR:2}\n{"account":"C"}\n',
      /broken\.ndjson line 2: this is not JSON.*Mend that line/,
    ],
    [
      "a last line cut off",
      "cut.ndjson",
      '{"account":"A","ARR":1}\n{"account":"B","AR',
      /line 2: the JSON ends in the middle.*cut off/,
    ],
    [
      "not a number in a list",
      "nan.json",
      '[\n{"account":"A","ARR":1},\n{"account":"B","ARR":NaN},\n{"account":"C","ARR":2}\n]',
      /nan\.json line 3: this is not JSON/,
    ],
    ["a missing comma", "comma.json", '[\n{"account":"A"}\n{"account":"B"}\n]', /comma\.json line 3/],
    ["a list cut off", "cut.json", '[\n{"account":"A"},\n{"account":"B"}', /cut\.json line 3: the JSON ends in the middle/],
    [
      "a page of more",
      "page.json",
      '{"has_more":true,"data":[{"account":"A","ARR":1}]}',
      /one page of a longer list: "has_more".*Fetch all pages/,
    ],
    [
      "a page of Salesforce",
      "sf.json",
      '{"done":false,"records":[{"attributes":{"type":"Account","url":"/x"},"Name":"A"}]}',
      /one page of a longer list/,
    ],
    ["two lists", "two.json", '{"a":[{"account":"A"}],"b":[{"account":"B"}]}', /several lists of records: "a", "b"/],
    [
      "a record within",
      "deep.json",
      '[{"account":{"name":"A"},"ARR":1}]',
      /record 1, field "account" holds a record.*one plain value/,
    ],
    ["a long whole number", "long.json", '[{"account":12345678901234567890,"ARR":1}]', /more than 15 digits.*in quotes/],
    ["no records", "none.json", "[]", /has no records/],
    ["a single value", "one.json", "3", /single value/],
    ["a name that says Parquet", "fake.parquet", "account,ARR\n", /not a Parquet file inside/],
    ["a Parquet cut off", "cut.parquet", parquet(randomRows(1)).subarray(0, 300), /cut off or damaged.*again/],
  ];
  it.each(cases)("%s", async (_, name, content, said) => {
    await expect(readGrid(write(name, content), undefined)).rejects.toThrow(said);
  });

  it("refuses what unpacks without end, and keeps no file open", async () => {
    // Zeros pack to a thousandth; 300 MB of the letter a in one packed file are more than 300 times its size.
    const block = gzipSync(Buffer.alloc(50 * 1024 * 1024, "aaaaaaaaa\n"));
    const bomb = write("bomb.csv.gz", Buffer.concat([gzipSync("Account,ARR\n"), ...Array.from({ length: 6 }, () => block)]));
    await expect(readGrid(bomb, undefined)).rejects.toThrow(/bomb\.csv\.gz unpacks to more than 300 times its size/);
  });

  it("reads a packed CSV past 50 MB, and refuses other files past it", async () => {
    const lines = Array.from({ length: 40_000 }, (_, row) => `Account ${row},${(row * 7919) % 100_003}`).join("\n");
    const large = write("large.csv", `Account,ARR\n${Array.from({ length: 75 }, () => lines).join("\n")}\n`);
    expect(statSync(large).size).toBeGreaterThan(50 * 1024 * 1024);
    const { rows } = await readGrid(large, undefined);
    expect(rows.length).toBe(75 * 40_000);
    expect(rows.text(75 * 40_000 - 1, 0)).toBe("Account 39999");
    const book = write("book.parquet.gz", gzipSync(Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(51 * 1024 * 1024)])));
    await expect(readGrid(book, undefined)).rejects.toThrow(/book\.parquet unpacks to more than 50 MB.*cs-strategist add duckdb/);
    const plain = write("book.parquet", Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(51 * 1024 * 1024)]));
    await expect(readGrid(plain, undefined)).rejects.toThrow(
      /book\.parquet has 51 MB; without DuckDB, Parquet is read up to 50 MB\. Run cs-strategist add duckdb once.*CSV/,
    );
  });

  it("refuses nested columns and strange codecs of Parquet with what to write instead", async () => {
    const account = { name: "account", data: ["A", "B"] };
    const nested = parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 2 },
        { name: "account", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "plan", num_children: 1, repetition_type: "OPTIONAL" },
        { name: "name", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      ],
      columnData: [account, { name: "plan", data: [{ name: "x" }, { name: "y" }] }],
    });
    await expect(readGrid(write("nested.parquet", new Uint8Array(nested)), undefined)).rejects.toThrow(
      /lists or records inside: plan.*SELECT "account" FROM/,
    );
    const copied = parquetWriteBuffer({
      columnData: [{ ...account, type: "STRING" }],
      codec: "LZ4_RAW",
      compressors: { LZ4_RAW: (bytes) => bytes },
    });
    await expect(readGrid(write("lz4.parquet", new Uint8Array(copied)), undefined)).rejects.toThrow(
      /compressed with LZ4_RAW, which is not read.*ZSTD, SNAPPY or GZIP/,
    );
  });
});

describe("cells of other formats", () => {
  const cellsOf = async (name: string, content: string | Uint8Array) => {
    const { above, header, rows } = await readGrid(write(name, content), undefined);
    const lines = [...above, ...(header ? [header] : []), ...rows.map((row) => rows.line(row))];
    return lines.map(({ row, cells }) => [row, ...cells]);
  };

  it("joins fields of uneven records, numbers them by line, and leaves empty lists and addresses out", async () => {
    expect(await cellsOf("uneven.ndjson", '{"account":"A","tags":[]}\n\n{"ARR":2,"account":"B"}\n')).toEqual([
      [0, "account", "tags", "ARR"],
      [1, "A", null, null],
      [3, "B", null, 2],
    ]);
    const records = '{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/1"},"Name":"A","ARR":1.5}]}';
    expect(await cellsOf("sf-all.json", records)).toEqual([
      [0, "Name", "ARR"],
      [1, "A", 1.5],
    ]);
  });

  it("keeps days, whole numbers beyond 15 digits, fractions and absent values of Parquet", async () => {
    const file = parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 5 },
        { name: "id", type: "INT64", repetition_type: "OPTIONAL" },
        { name: "day", type: "INT32", converted_type: "DATE", repetition_type: "OPTIONAL" },
        { name: "at", type: "INT64", converted_type: "TIMESTAMP_MILLIS", repetition_type: "OPTIONAL" },
        { name: "ARR", type: "INT64", converted_type: "DECIMAL", precision: 18, scale: 2, repetition_type: "OPTIONAL" },
        { name: "rate", type: "DOUBLE", repetition_type: "OPTIONAL" },
      ],
      columnData: [
        { name: "id", data: [12345678901234567n, 7n] },
        { name: "day", data: [new Date("2025-01-31"), null] },
        { name: "at", data: [new Date("2025-01-31T10:20:30Z"), null] },
        { name: "ARR", data: [1234.56, null] },
        { name: "rate", data: [Number.NaN, 0.1] },
      ],
    });
    expect((await cellsOf("typed.parquet", new Uint8Array(file))).slice(1)).toEqual([
      [1, "12345678901234567", "2025-01-31", "2025-01-31T10:20:30.000Z", 1234.56, null],
      [2, 7, null, null, null, 0.1],
    ]);
  });
});
