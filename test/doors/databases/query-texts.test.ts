// The queries of `cs-strategist sql`, run by the engines that stand here over random books: their results, read by the tools, give what the monthly rows give.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountsQuery, type Dialect, dialects, monthsQuery, pairsQuery } from "../../../src/databases/query-texts.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { type ClickHouseServer, noClickHouse, startClickHouse } from "./clickhouse-server.ts";
import { type DuckdbModule, engineAt, missing } from "./engines.ts";
import { noPostgres, type PostgresServer, startPostgres } from "./postgres-server.ts";
import { csvOf, monthlyBook } from "./same-answers.ts";

const folder = temporaryFolder({});
const ports = openTestPorts(folder);
const duckdb = engineAt("@duckdb/node-api");
const FROM = "2025-01-01";
const TO = "2026-01-01";

/** An engine: fills the table "book" from a CSV file, and gives a query's result as CSV with a header. */
interface Runner {
  fill(path: string): Promise<void>;
  csv(query: string): Promise<string>;
  stop(): void;
}

async function withPostgres(): Promise<Runner> {
  const server: PostgresServer = await startPostgres();
  return {
    async fill(path) {
      server.run(
        `DROP TABLE IF EXISTS book; CREATE TABLE book ("Account" text, "Month" date, "MRR" numeric(14,2), "Segment" text);\n\\copy book FROM '${path}' (FORMAT csv, HEADER)\n`,
      );
    },
    csv: async (query) => server.run(`COPY (${query.replace(/;\s*$/, "")}) TO STDOUT (FORMAT csv, HEADER)`),
    stop: () => server.stop(),
  };
}

async function withClickHouse(): Promise<Runner> {
  const server: ClickHouseServer = await startClickHouse();
  const columns = "Account String, Month Date, MRR Decimal(14, 2), Segment Nullable(String)";
  return {
    async fill(path) {
      await server.run("DROP TABLE IF EXISTS book");
      await server.run(`CREATE TABLE book (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
      await server.run(`INSERT INTO book SELECT * FROM file('${path}', 'CSVWithNames', '${columns}')`);
    },
    csv: (query) => server.run(`SELECT * FROM (${query.replace(/;\s*$/, "")}) FORMAT CSVWithNames`),
    stop: () => server.stop(),
  };
}

async function withDuckdb(): Promise<Runner> {
  const { DuckDBInstance } = createRequire(import.meta.url)(duckdb!) as DuckdbModule;
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return {
    async fill(path) {
      await connection.run(
        `CREATE OR REPLACE TABLE book AS SELECT * FROM read_csv('${path}', header = true, columns = {'Account': 'VARCHAR', 'Month': 'DATE', 'MRR': 'DECIMAL(14,2)', 'Segment': 'VARCHAR'})`,
      );
    },
    async csv(query) {
      const path = join(folder, "duckdb-result.csv");
      await connection.run(`COPY (${query.replace(/;\s*$/, "")}) TO '${path}' (FORMAT csv, HEADER)`);
      return readFileSync(path, "utf8");
    },
    stop: () => connection.closeSync(),
  };
}

const engines: [Dialect, string | null, () => Promise<Runner>][] = [
  ["postgres", noPostgres, withPostgres],
  ["clickhouse", noClickHouse, withClickHouse],
  ["duckdb", duckdb === null ? missing("@duckdb/node-api") : null, withDuckdb],
];

async function answer(tool: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const outcome = await callTool(tool, input, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result;
}

const only = (result: Record<string, unknown>, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, result[field]]));

for (const [dialect, why, start] of engines) {
  if (why !== null) console.warn(`Queries not tried in ${dialect}: ${why}.`);

  describe.skipIf(why !== null)(`queries run by ${dialect}`, () => {
    let engine: Runner;
    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine?.stop());
    const table = { dialect, table: "book", account: "Account", month: "Month", amount: "MRR", unit: "mrr" } as const;

    it("give the tools what the monthly rows give them", async () => {
      for (const seed of [21, 22, 23, 24]) {
        const path = join(folder, `${dialect}-${seed}.csv`);
        const book = monthlyBook(seed, 50);
        writeFileSync(path, csvOf(book));
        await engine.fill(path);
        const rows = `${dialect}-${seed}.csv`;
        const window = { from: FROM, to: TO };

        writeFileSync(join(folder, "pairs.csv"), await engine.csv(pairsQuery({ ...table, ...window })));
        const fields = ["nrr", "grr", "logo_retention", "bridge", "accounts"];
        expect(only(await answer("compute_nrr", { table: "pairs.csv", ...window }), fields)).toEqual(
          only(await answer("compute_nrr", { table: rows, ...window }), fields),
        );

        writeFileSync(join(folder, "months.csv"), await engine.csv(monthsQuery(table)));
        const all = [...fields, "months", "definitions", "movements", "since_start", "left", "shrank", "trend", "refused"];
        for (const asked of [
          { ...window, trend: "quarter" },
          { from: "2025-03-01", to: "2025-09-01" },
        ])
          expect(only(await answer("compute_nrr", { table: "months.csv", ...asked }), all)).toEqual(
            only(await answer("compute_nrr", { table: rows, ...asked }), all),
          );
        const cohorts = ["cohorts", "survival", "customers", "hazard", "leaving"];
        for (const measure of ["logos", "money"])
          expect(only(await answer("analyze_cohorts", { table: "months.csv", as_of: TO, measure }), cohorts)).toEqual(
            only(await answer("analyze_cohorts", { table: rows, as_of: TO, measure }), cohorts),
          );

        writeFileSync(join(folder, "accounts.csv"), await engine.csv(accountsQuery({ ...table, to: TO, columns: ["Segment"] })));
        const last = book.rows.filter(([, month]) => month === TO);
        const list = join(folder, "list.csv");
        writeFileSync(
          list,
          `account,mrr,Segment\n${last.map(([account, , amount, segment]) => `"${String(account).replaceAll('"', '""')}",${amount},${segment ?? ""}`).join("\n")}\n`,
        );
        const tiers = ["tiers", "crossover", "accounts_total"];
        expect(only(await answer("design_tiers", { table: "accounts.csv" }), tiers)).toEqual(
          only(await answer("design_tiers", { table: "list.csv" }), tiers),
        );
      }
    });
  });
}

const parsers = [engineAt("node-sql-parser"), engineAt("libpg-query")];
if (parsers.includes(null)) console.warn(`Queries not parsed: ${missing("node-sql-parser libpg-query")}.`);

// What is parsed here is not run: Snowflake, BigQuery, Redshift and Trino have no engine that could stand beside the tests, and of Databricks no parser does.
describe.skipIf(parsers.includes(null))("queries of engines that do not stand here", () => {
  interface SqlParser {
    Parser: new () => { astify(sql: string, options: { database: string }): unknown };
  }
  interface PostgresParser {
    loadModule(): Promise<void>;
    parse(sql: string): Promise<{ stmts: unknown[] }>;
  }
  const require = createRequire(import.meta.url);
  const textsOf = (dialect: Dialect) => {
    const table = { dialect, table: "billing.mrr", account: "Account Name", month: "Month", amount: "MRR", unit: "arr" } as const;
    return [
      pairsQuery({ ...table, from: FROM, to: TO }),
      monthsQuery(table),
      accountsQuery({ ...table, to: TO, columns: ["Owner", "Segment"] }),
    ];
  };

  it.each(["snowflake", "bigquery", "redshift", "trino"] as const)("%s: a parser of its grammar reads them", (dialect) => {
    const { Parser } = require(parsers[0]!) as SqlParser;
    for (const text of textsOf(dialect)) expect(() => new Parser().astify(text, { database: dialect })).not.toThrow();
  });

  it("where names stand in double quotes, PostgreSQL's own parser reads each as one statement", async () => {
    const postgres = require(parsers[1]!) as PostgresParser;
    await postgres.loadModule();
    const standard = dialects.filter((dialect) => !["bigquery", "databricks", "clickhouse"].includes(dialect));
    for (const dialect of standard)
      for (const text of textsOf(dialect)) expect((await postgres.parse(text)).stmts).toHaveLength(1);
  });
});
