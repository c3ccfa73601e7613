// Random books, thirty of each shape, through every reader: the answers, questions and refusals of the CSV file and of each engine are the same to the letter,
// and a table that an engine puts together by months is the table it was, row for row.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClickHouse } from "../../../src/databases/clickhouse.ts";
import { openDuckdb } from "../../../src/databases/duckdb.ts";
import type { Engine } from "../../../src/databases/engine.ts";
import { openPostgres } from "../../../src/databases/postgres.ts";
import { readEngineGrid } from "../../../src/databases/read-database.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { type ClickHouseServer, noClickHouse, startClickHouse } from "./clickhouse-server.ts";
import { type DuckdbModule, engineAt, missing } from "./engines.ts";
import { noPostgres, type PostgresServer, startPostgres } from "./postgres-server.ts";
import {
  type Book,
  type ColumnType,
  chance,
  csvOf,
  monthlyBook,
  portsWith,
  randomBook,
  type Shape,
  saidOf,
  shapes,
} from "./same-answers.ts";

const BOOKS = 30;
const MINUTES = 10 * 60_000;
const folder = temporaryFolder({});
const at = (name: string) => join(folder, name);
const duckdb = engineAt("@duckdb/node-api");
const ports = portsWith(folder, { postgres: "RANDOM_POSTGRES_URL", clickhouse: "RANDOM_CLICKHOUSE_URL" });

/** An engine: puts a book into a table, says how a call names it, and opens it as the reader does. */
interface Home {
  fill(name: string, book: Book): Promise<void>;
  named(name: string): string;
  open(name: string): Promise<Engine>;
  stop(): void;
}

const opening = (address: string) =>
  ({ address, table: "t", connection: "c", variable: "V", seconds: 60, signal: undefined }) as const;
const columnsOf = (book: Book, types: Record<ColumnType, string>, sign: string) =>
  Object.entries(book.columns).map(([column, type]) => `${sign}${column}${sign} ${types[type]}`);

async function inPostgres(): Promise<Home> {
  const server: PostgresServer = await startPostgres();
  process.env.RANDOM_POSTGRES_URL = server.address;
  const types = { text: "text", date: "date", money: "numeric(14,2)", whole: "integer", flag: "boolean" };
  return {
    async fill(name, book) {
      writeFileSync(at("load.csv"), csvOf(book));
      server.run(
        `CREATE TABLE "${name}" (${columnsOf(book, types, '"').join(", ")});\n\\copy "${name}" FROM '${at("load.csv")}' (FORMAT csv, HEADER)\n`,
      );
    },
    named: (name) => `postgres:${name}`,
    open: () => openPostgres(opening(server.address)),
    stop: () => server.stop(),
  };
}

async function inClickHouse(): Promise<Home> {
  const server: ClickHouseServer = await startClickHouse();
  process.env.RANDOM_CLICKHOUSE_URL = server.address;
  const types = {
    text: "Nullable(String)",
    date: "Nullable(Date)",
    money: "Nullable(Decimal(14, 2))",
    whole: "Nullable(Int32)",
    flag: "Nullable(Bool)",
  };
  return {
    async fill(name, book) {
      writeFileSync(at("load.csv"), csvOf(book));
      const columns = columnsOf(book, types, "`").join(", ");
      await server.run(`CREATE TABLE \`${name}\` (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
      await server.run(
        `INSERT INTO \`${name}\` SELECT * FROM file('${at("load.csv")}', 'CSVWithNames', '${columns.replaceAll("'", "\\'")}') SETTINGS max_threads = 1, max_insert_threads = 1`,
      );
    },
    named: (name) => `clickhouse:${name}`,
    open: () => openClickHouse(opening(server.address)),
    stop: () => server.stop(),
  };
}

async function inDuckdb(): Promise<Home> {
  const { DuckDBInstance } = createRequire(import.meta.url)(duckdb!) as DuckdbModule;
  const types = { text: "VARCHAR", date: "DATE", money: "DECIMAL(14,2)", whole: "INTEGER", flag: "BOOLEAN" };
  return {
    async fill(name, book) {
      writeFileSync(at("load.csv"), csvOf(book));
      const instance = await DuckDBInstance.create(at(`${name}.duckdb`));
      const connection = await instance.connect();
      const columns = Object.entries(book.columns).map(([column, type]) => `'${column}': '${types[type]}'`);
      await connection.run(
        `CREATE TABLE book AS SELECT * FROM read_csv('${at("load.csv")}', header = true, columns = {${columns.join(", ")}})`,
      );
      connection.closeSync();
      instance.closeSync();
    },
    named: (name) => `${name}.duckdb`,
    open: (name) =>
      openDuckdb({ path: at(`${name}.duckdb`), name: `${name}.duckdb`, kind: "database", seconds: 60, signal: undefined }),
    stop: () => {},
  };
}

/** What the CSV files give, once for all engines. */
const said = new Map<string, Promise<string[]>>();
function saidOfCsv(name: string, shape: Shape, book: Book): Promise<string[]> {
  if (!said.has(name)) {
    writeFileSync(at(`${name}.csv`), csvOf(book));
    said.set(name, saidOf(`${name}.csv`, `random_${shape}`, ports));
  }
  return said.get(name)!;
}

/** A book of months with further dates: when each account began, and a day that is of no month. */
function datedBook(seed: number): Book {
  const { columns, rows } = monthlyBook(seed, 25);
  const next = chance(seed + 1000);
  const began = new Map<unknown, string>();
  const more = rows.map((row) => {
    if (!began.has(row[0])) began.set(row[0], `202${Math.floor(next() * 5)}-0${1 + Math.floor(next() * 9)}-01`);
    return [...row, began.get(row[0])!, next() < 0.02 ? null : "2026-02-13"];
  });
  return { columns: { ...columns, Since: "date", Exported: "date" }, rows: [...more, ...more.slice(0, 3)] };
}

const homes: [string, string | null, () => Promise<Home>][] = [
  ["postgres", noPostgres, inPostgres],
  ["clickhouse", noClickHouse, inClickHouse],
  ["duckdb", duckdb === null ? missing("@duckdb/node-api") : null, inDuckdb],
];

for (const [name, why, start] of homes) {
  if (why !== null) console.warn(`Random books not tried in ${name}: ${why}.`);

  describe.skipIf(why !== null)(`random books in ${name}`, () => {
    let home: Home;
    beforeAll(async () => {
      home = await start();
    });
    afterAll(() => home?.stop());

    it.each(shapes)(
      "%s: answers, questions and refusals of the CSV file",
      async (shape) => {
        for (let seed = 1; seed <= BOOKS; seed++) {
          const table = `${shape}_${seed}`;
          const book = randomBook(shape, seed);
          await home.fill(table, book);
          const expected = await saidOfCsv(table, shape, book);
          expect(await saidOf(home.named(table), `random_${shape}`, ports), table).toEqual(expected);
        }
      },
      MINUTES,
    );

    it(
      "tables put together by months are the tables they were, whichever of their dates is the month",
      async () => {
        for (let seed = 1; seed <= BOOKS; seed++) {
          const book = seed % 2 === 0 ? datedBook(seed) : monthlyBook(seed, 25);
          const table = `months_${seed}`;
          await home.fill(table, book);
          const engine = await home.open(table);
          const described = (await engine.describe([name === "duckdb" ? "book" : table]))!;
          const sent: string[] = [];
          const heard: Engine = {
            ...engine,
            csv(query) {
              sent.push(query);
              return engine.csv(query);
            },
          };
          const grids = [
            await readEngineGrid(heard, described, table, {}, 1),
            await readEngineGrid(heard, described, table, {}, Number.POSITIVE_INFINITY),
          ];
          await engine.close();
          const [together, plain] = grids.map(({ header, rows }) => ({
            header: header?.cells,
            rows: Array.from({ length: rows.length }, (_, row) =>
              book.rows[0]!.map((_, column) => rows.text(row, column)).join("|"),
            ).sort(),
          }));
          // Rows that stand twice are seen by the first query and fetched by runs.
          const sums = sent.map((query) => (query.includes("cs_sum_0") ? "sums" : query.includes("cs_run") ? "runs" : "rows"));
          expect(sums).toEqual(seed % 2 === 0 ? ["sums", "runs", "rows"] : ["sums", "rows"]);
          expect(together, table).toEqual(plain);
          expect(plain!.rows).toHaveLength(book.rows.length);
        }
      },
      MINUTES,
    );
  });
}
