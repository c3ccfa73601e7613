// One window over one book in every form that is read: the answers are the same to the letter. An engine that does not stand here is named and passed over.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { temporaryFolder } from "../../temporary-folder.ts";
import { type ClickHouseServer, noClickHouse, startClickHouse } from "./clickhouse-server.ts";
import { type DuckdbModule, engineAt, missing } from "./engines.ts";
import { noPostgres, type PostgresServer, startPostgres } from "./postgres-server.ts";
import { type Book, csvOf, monthlyBook, portsWith, saidOf } from "./same-answers.ts";

const folder = temporaryFolder({});
const duckdb = engineAt("@duckdb/node-api");
const noDuckdb = duckdb === null ? missing("@duckdb/node-api") : null;
const connections = { postgres: "SAME_POSTGRES_URL", clickhouse: "SAME_CLICKHOUSE_URL" };

let postgres: PostgresServer | undefined;
let clickhouse: ClickHouseServer | undefined;
let book: Book;

/** How a book of Account, Month, MRR and Segment is written in each form, and what a call then names. */
const forms: Record<string, { why?: string | null; write: (name: string) => Promise<string> }> = {
  XLSX: {
    async write(name) {
      const path = join(folder, `${name}.xlsx`);
      const [header, ...rows] = [Object.keys(book.columns), ...book.rows];
      const cells = rows.map(([account, month, amount, segment]) => [
        { value: String(account), type: String },
        { value: new Date(`${month}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" },
        { value: Number(amount), type: Number },
        segment === null ? null : { value: String(segment), type: String },
      ]);
      await writeExcelFile([header!.map((value) => ({ value: String(value), type: String })), ...cells] as never).toFile(path);
      return `${name}.xlsx`;
    },
  },
  Parquet: {
    async write(name) {
      const column = (place: number) => book.rows.map((row) => row[place]);
      const bytes = parquetWriteBuffer({
        columnData: [
          { name: "Account", data: column(0), type: "STRING" },
          { name: "Month", data: column(1).map((month) => new Date(`${month}T00:00:00Z`)), type: "TIMESTAMP" },
          { name: "MRR", data: column(2), type: "DOUBLE" },
          { name: "Segment", data: column(3), type: "STRING", nullable: true },
        ],
      } as never);
      writeFileSync(join(folder, `${name}.parquet`), Buffer.from(bytes));
      return `${name}.parquet`;
    },
  },
  NDJSON: {
    async write(name) {
      const names = Object.keys(book.columns);
      const lines = book.rows.map((row) =>
        JSON.stringify(Object.fromEntries(names.map((column, place) => [column, row[place]]))),
      );
      writeFileSync(join(folder, `${name}.ndjson`), `${lines.join("\n")}\n`);
      return `${name}.ndjson`;
    },
  },
  DuckDB: {
    why: noDuckdb,
    async write(name) {
      const { DuckDBInstance } = createRequire(import.meta.url)(duckdb!) as DuckdbModule;
      const instance = await DuckDBInstance.create(join(folder, `${name}.duckdb`));
      const connection = await instance.connect();
      const columns = "{'Account': 'VARCHAR', 'Month': 'DATE', 'MRR': 'DECIMAL(14,2)', 'Segment': 'VARCHAR'}";
      await connection.run(
        `CREATE TABLE mrr AS SELECT * FROM read_csv('${join(folder, `${name}.csv`)}', header = true, columns = ${columns})`,
      );
      connection.closeSync();
      instance.closeSync();
      return `${name}.duckdb`;
    },
  },
  PostgreSQL: {
    why: noPostgres,
    async write(name) {
      const path = join(folder, `${name}.csv`);
      postgres!.run(
        `CREATE TABLE "${name}" ("Account" text, "Month" date, "MRR" numeric(14,2), "Segment" text);\n\\copy "${name}" FROM '${path}' (FORMAT csv, HEADER)\n`,
      );
      return `postgres:${name}`;
    },
  },
  ClickHouse: {
    why: noClickHouse,
    async write(name) {
      const columns = "Account String, Month Date, MRR Decimal(14, 2), Segment Nullable(String)";
      await clickhouse!.run(`CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
      await clickhouse!.run(
        `INSERT INTO ${name} SELECT * FROM file('${join(folder, `${name}.csv`)}', 'CSVWithNames', '${columns}') SETTINGS max_threads = 1, max_insert_threads = 1`,
      );
      return `clickhouse:${name}`;
    },
  },
};

describe("the same window over the same data", () => {
  beforeAll(async () => {
    if (noPostgres === null) postgres = await startPostgres();
    if (noClickHouse === null) clickhouse = await startClickHouse();
    process.env.SAME_POSTGRES_URL = postgres?.address ?? "";
    process.env.SAME_CLICKHOUSE_URL = clickhouse?.address ?? "";
  });
  afterAll(() => {
    postgres?.stop();
    clickhouse?.stop();
    delete process.env.SAME_POSTGRES_URL;
    delete process.env.SAME_CLICKHOUSE_URL;
  });
  const ports = portsWith(folder, connections);

  for (const [form, { why, write }] of Object.entries(forms)) {
    if (why) console.warn(`The same window is not tried as ${form}: ${why}.`);
    it.skipIf(why)(`is answered from ${form} as from CSV`, async () => {
      for (const seed of [31, 32, 33]) {
        const name = `book_${form.toLowerCase()}_${seed}`;
        book = monthlyBook(seed, 40);
        writeFileSync(join(folder, `${name}.csv`), csvOf(book));
        const table = await write(name);
        expect(await saidOf(table, "monthly", ports)).toEqual(await saidOf(`${name}.csv`, "monthly", ports));
      }
    });
  }
});
