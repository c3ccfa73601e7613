// Files that DuckDB reads, where it is installed: databases of several tables, and Parquet too large for the reader without an engine.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckdb } from "../../../src/databases/duckdb.ts";
import { knowledgeOf } from "../../../src/tables/knowledge.ts";
import { readTable } from "../../../src/tables/open-file.ts";
import { shippedLibrary } from "../../shipped-library.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { hello, runServer } from "../mcp/run-server.ts";
import { type DuckdbModule, engineAt, missing } from "./engines.ts";
import {
  accountBook,
  type Book,
  type ColumnType,
  csvOf,
  monthlyBook,
  periodBook,
  portsWith,
  refusalOf,
  saidOf,
} from "./same-answers.ts";

const duckdb = engineAt("@duckdb/node-api");
if (duckdb === null) console.warn(`Not tried with DuckDB: ${missing("@duckdb/node-api")}.`);

const folder = temporaryFolder({});
const root = resolve(import.meta.dirname, "../../..");
const [tsx, source] = [join(root, "node_modules/tsx/dist/loader.mjs"), join(root, "src/index.ts")];
const at = (name: string) => join(folder, name);
const types: Record<ColumnType, string> = {
  text: "VARCHAR",
  date: "DATE",
  money: "DECIMAL(14,2)",
  whole: "INTEGER",
  flag: "BOOLEAN",
};

async function run(path: string, ...statements: string[]): Promise<void> {
  const { DuckDBInstance } = createRequire(import.meta.url)(duckdb!) as DuckdbModule;
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

/** The book as a CSV file, and what makes a table of it. */
function tableOf(name: string, book: Book): string {
  writeFileSync(at(`${name}.csv`), csvOf(book));
  const columns = Object.entries(book.columns).map(([column, type]) => `'${column}': '${types[type]}'`);
  return `CREATE TABLE ${name} AS SELECT * FROM read_csv('${at(`${name}.csv`)}', header = true, columns = {${columns.join(", ")}})`;
}

describe.skipIf(duckdb === null)("with DuckDB", () => {
  let before = "";
  beforeAll(() => {
    before = process.env.CS_STRATEGIST_ENGINES ?? "";
  });
  afterAll(() => {
    if (before !== "") process.env.CS_STRATEGIST_ENGINES = before;
  });
  const ports = portsWith(folder, {});

  it.each(["monthly", "periods", "accounts"] as const)("a table of a database file answers as its CSV does: %s", async (kind) => {
    const make = { monthly: monthlyBook, periods: periodBook, accounts: accountBook }[kind];
    for (const seed of [41, 42, 43]) {
      const name = `${kind}_${seed}`;
      await run(at(`${name}.duckdb`), tableOf(name, make(seed, 60)));
      expect(await saidOf(`${name}.duckdb`, kind, ports)).toEqual(await saidOf(`${name}.csv`, kind, ports));
    }
  });

  it("a long table of months is put together in the engine and answers the same", async () => {
    await run(at("long.duckdb"), tableOf("long", monthlyBook(47, 2_600)));
    await run(
      at("long.duckdb"),
      `COPY (SELECT * FROM long ORDER BY Account, MRR, Segment, Month) TO '${at("sorted.csv")}' (HEADER)`,
    );
    expect(await saidOf("long.duckdb", "monthly", ports)).toEqual(await saidOf("sorted.csv", "monthly", ports));
  });

  it("a large Parquet file gives what the reader without an engine gives", async () => {
    // Distinct names and amounts, so that it does not pack: above the size from which the engine is asked.
    await run(
      ":memory:",
      `COPY (SELECT 'Customer ' || md5(i::VARCHAR) AS account, DATE '2025-01-01' AS month, ((i * 7919) % 100003)::DECIMAL(12, 2) AS mrr, i % 3 = 0 AS flag
        FROM range(150000) t(i)) TO '${at("large.parquet")}' (FORMAT parquet)`,
    );
    expect(statSync(at("large.parquet")).size).toBeGreaterThan(4 * 1024 * 1024);
    const engine = await ports.readTable("large.parquet", {});
    const plain = await readTable(at("large.parquet"), {}, knowledgeOf(shippedLibrary));
    expect([engine.shape, engine.rows_read, engine.amount_unit]).toEqual([plain.shape, plain.rows_read, plain.amount_unit]);
    const line = ({ account, month, amount, cells }: (typeof plain.records)[number]) =>
      `${account} ${month} ${amount} ${cells.flag}`;
    // In a list, a difference would be shown row by row.
    expect(engine.records.map(line).sort().join("\n") === plain.records.map(line).sort().join("\n")).toBe(true);
  });

  it("takes moments in UTC, as the reader of Parquet does", async () => {
    const values = "VALUES ('A', TIMESTAMPTZ '2025-01-01 00:00:00+00', 5), ('A', TIMESTAMPTZ '2025-07-01 00:00:00+00', 6)";
    await run(
      at("moments.duckdb"),
      `CREATE TABLE t AS SELECT * FROM (${values}) v(account, month, mrr)`,
      `COPY t TO '${at("moments.parquet")}' (FORMAT parquet)`,
    );
    const days = async (name: string) => (await ports.readTable(name, {})).records.map(({ month }) => month);
    expect(await days("moments.duckdb")).toEqual(["2025-01-01", "2025-07-01"]);
    expect(await days("moments.parquet")).toEqual(["2025-01-01", "2025-07-01"]);
  });

  it("asks which table of several is meant, and takes it as the sheet", async () => {
    await run(
      at("two.duckdb"),
      "CREATE SCHEMA billing",
      tableOf("accounts", accountBook(1, 5)),
      "CREATE TABLE billing.other AS SELECT 'A' AS account, 5 AS arr",
    );
    expect(await refusalOf(ports.readTable("two.duckdb", {}))).toMatch(
      /holds 2 tables: "accounts", "billing.other".*"sheet": "accounts"/,
    );
    expect((await ports.readTable("two.duckdb", { sheet: "billing.other" })).records[0]).toMatchObject({
      account: "A",
      amount: 5,
    });
    expect(await refusalOf(ports.readTable("two.duckdb", { sheet: "nothing" }))).toMatch(/no table "nothing".*"accounts"/);
  });

  it("joins tables of one file by a view: amounts of one with the owners of another", async () => {
    await run(
      at("joined.duckdb"),
      "CREATE TABLE paid AS SELECT 'A' || (i % 3) AS account, 100 + i AS arr FROM range(3) t(i)",
      "CREATE TABLE people AS SELECT * FROM (VALUES ('A0', 'Ann'), ('A1', 'Ben')) v(account, owner)",
      "CREATE VIEW book AS SELECT paid.*, people.owner FROM paid LEFT JOIN people USING (account)",
    );
    const { records } = await ports.readTable("joined.duckdb", { sheet: "book" });
    expect(records.map(({ account, amount, owner }) => [account, amount, owner]).sort()).toEqual([
      ["A0", 100, "Ann"],
      ["A1", 101, "Ben"],
      ["A2", 102, null],
    ]);
  });

  it("refuses lists in cells, other databases and damaged files, and leaves nothing behind", async () => {
    await run(at("nested.duckdb"), "CREATE TABLE t AS SELECT 'A' AS account, [1, 2] AS seats");
    expect(await refusalOf(ports.readTable("nested.duckdb", {}))).toMatch(/lists or records inside: seats/);
    writeFileSync(at("sqlite.db"), "SQLite format 3\0 and more of it");
    expect(await refusalOf(ports.readTable("sqlite.db", {}))).toMatch(/SQLite.*CSV/);
    writeFileSync(at("cut.duckdb"), `${"\0".repeat(8)}DUCK${"\0".repeat(100)}`);
    expect(await refusalOf(ports.readTable("cut.duckdb", {}))).toMatch(/cut\.duckdb cannot be read by DuckDB/);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("cs-strategist-duckdb-"))).toEqual([]);
  });

  it("can read that one file and nothing else, and write nothing", async () => {
    await run(at("alone.duckdb"), "CREATE TABLE t AS SELECT 'A' AS account, 5 AS arr");
    const file = { path: at("alone.duckdb"), name: "alone.duckdb", kind: "database", seconds: 60, signal: undefined } as const;
    const engine = await openDuckdb(file);
    for (const query of [
      `SELECT * FROM read_csv('${at("accounts.csv")}')`,
      "SELECT * FROM read_text('/etc/hostname')",
      `COPY (SELECT 1) TO '${at("written.csv")}'`,
      "SET enable_external_access = true",
      "INSTALL httpfs",
      "CREATE TABLE cs_book.main.more AS SELECT 1 AS x",
    ])
      await expect(engine.row(query), query).rejects.toThrow();
    await engine.close();
    expect(existsSync(at("written.csv"))).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing behind when the program is ended by %s", async (signal) => {
    const temporary = temporaryFolder({});
    await run(
      at(`${signal}.duckdb`),
      "CREATE VIEW slow AS SELECT 'A' || (range % 7) AS account, range % 1000 AS arr FROM range(20000000000) WHERE hash(range) % 1000003 = 1",
    );
    const words = ["call", "inspect_table", "--json", JSON.stringify({ table: `${signal}.duckdb` })];
    const environment = { ...process.env, TMPDIR: temporary };
    const child = spawn(process.execPath, ["--import", tsx, source, ...words], {
      cwd: folder,
      stdio: "ignore",
      env: environment,
    });
    const spills = () => readdirSync(temporary).filter((name) => name.startsWith("cs-strategist-duckdb-"));
    for (let times = 0; times < 600 && spills().length === 0; times++) await new Promise((done) => setTimeout(done, 50));
    expect(spills()).toHaveLength(1);
    await new Promise((done) => setTimeout(done, 500));
    child.kill(signal);
    expect(await new Promise((end) => child.once("close", (_, by) => end(by)))).toBe(signal);
    expect(spills()).toEqual([]);
  });

  it("takes away what a killed program left a day ago, and nothing younger", async () => {
    const names = ["cs-strategist-duckdb-old", "cs-strategist-duckdb-young"].map((name) => join(tmpdir(), name));
    for (const name of names) mkdirSync(name, { recursive: true });
    const before = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    utimesSync(names[0]!, before, before);
    await run(at("sweeps.duckdb"), "CREATE TABLE t AS SELECT 'A' AS account, 5 AS arr");
    await ports.readTable("sweeps.duckdb", {});
    expect(names.map((name) => existsSync(name))).toEqual([false, true]);
    rmdirSync(names[1]!);
  });

  it("ends in a server when the call is canceled, the session goes on, and nothing is left", async () => {
    requireCurrentBuild();
    // Above the size from which a call has a thread of its own.
    await run(
      at("served.duckdb"),
      "CREATE TABLE filled AS SELECT 'A' || i AS account, 100 AS arr, md5(i::VARCHAR) AS note FROM range(20000) t(i)",
      "CREATE VIEW slow AS SELECT 'A' || (range % 7) AS account, range % 1000 AS arr FROM range(20000000000) WHERE hash(range) % 1000003 = 1",
    );
    expect(statSync(at("served.duckdb")).size).toBeGreaterThan(64 * 1024);
    const temporary = temporaryFolder({});
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    const server = runServer(folder);
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    const spills = () => readdirSync(temporary).filter((name) => name.startsWith("cs-strategist-duckdb-"));
    const call = (id: number, sheet: string) => ({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name: "inspect_table", arguments: { table: "served.duckdb", reading: { sheet } } },
    });
    server.send(hello);
    await server.answer(1);
    for (const id of [2, 3]) {
      server.send(call(id, "slow"));
      for (let times = 0; times < 600 && spills().length === 0; times++) await new Promise((done) => setTimeout(done, 50));
      expect(spills()).toHaveLength(1);
      await new Promise((done) => setTimeout(done, 300));
      server.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: id } });
      for (let times = 0; times < 600 && spills().length > 0; times++) await new Promise((done) => setTimeout(done, 50));
      expect(spills()).toEqual([]);
    }
    server.send(call(4, "filled"));
    expect((await server.answer(4)).result).toMatchObject({
      structuredContent: { totals: { accounts: 20_000, arr: 2_000_000 } },
    });
    server.process.stdin.end();
    expect(await server.end()).toMatchObject({ code: 0, signal: null });
  });

  it("ends when the call is stopped", async () => {
    await run(
      at("slow.duckdb"),
      "CREATE VIEW slow AS SELECT 'A' || (range % 7) AS account, range % 1000 AS arr FROM range(20000000000) WHERE hash(range) % 1000003 = 1",
    );
    const stop = new AbortController();
    const message = refusalOf(ports.readTable("slow.duckdb", {}, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 800);
    expect(await message).toMatch(/The call was stopped while slow\.duckdb was read/);
  });
});

describe("without DuckDB", () => {
  it("a database file says how to get it", async () => {
    const [engines, home] = [process.env.CS_STRATEGIST_ENGINES, process.env.XDG_DATA_HOME];
    process.env.CS_STRATEGIST_ENGINES = at("none");
    writeFileSync(at("plain.duckdb"), `${"\0".repeat(8)}DUCK${"\0".repeat(100)}`);
    const ports = portsWith(folder, {});
    const message = await refusalOf(ports.readTable("plain.duckdb", {}));
    if (engines === undefined) delete process.env.CS_STRATEGIST_ENGINES;
    else process.env.CS_STRATEGIST_ENGINES = engines;
    if (home !== undefined) process.env.XDG_DATA_HOME = home;
    expect(message).toMatch(/cs-strategist add duckdb|cannot be read by DuckDB/);
  });
});
