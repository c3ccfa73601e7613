// The queries of `cs-strategist sql`, run by the engines that stand here over random books: their results, read by the tools, give what the monthly rows give.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accountsQuery,
  bridgeQuery,
  checksQuery,
  cohortsQuery,
  type Dialect,
  dialects,
  monthsQuery,
  pairsQuery,
} from "../../../src/databases/query-texts.ts";
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
  /** Fills the table "texts" of Id, Day and Amount, all of them texts. */
  texts(path: string): Promise<void>;
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
    async texts(path) {
      server.run(
        `CREATE TABLE texts ("Id" text, "Day" text, "Amount" text);\n\\copy texts FROM '${path}' (FORMAT csv, HEADER)\n`,
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
    async texts(path) {
      const columns = "Id String, Day Nullable(String), Amount Nullable(String)";
      await server.run(`CREATE TABLE texts (${columns}) ENGINE = Memory`);
      await server.run(`INSERT INTO texts SELECT * FROM file('${path}', 'CSVWithNames', '${columns}')`);
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
    async texts(path) {
      await connection.run(`CREATE TABLE texts AS SELECT * FROM read_csv('${path}', header = true, all_varchar = true)`);
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
      for (let seed = 21; seed < 27; seed++) {
        const path = join(folder, `${dialect}-${seed}.csv`);
        const book = monthlyBook(seed, 30);
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

        // Sums of the window and of each month in it, and nothing of accounts: the rates and the bridge are the same.
        writeFileSync(join(folder, "bridge.csv"), await engine.csv(bridgeQuery({ ...table, ...window })));
        for (const asked of [window, { from: "2025-03-01", to: "2025-04-01" }, { from: "2025-12-31", to: "2026-01-31" }])
          expect(only(await answer("compute_nrr", { table: "bridge.csv", ...asked }), fields)).toEqual(
            only(await answer("compute_nrr", { table: rows, ...asked }), fields),
          );

        // Months in which accounts pay, without what: cohorts and survival of customers are the same.
        writeFileSync(join(folder, "cohorts.csv"), await engine.csv(cohortsQuery(table)));
        for (const interval of ["month", "quarter"]) {
          const [of, whole] = [
            await answer("analyze_cohorts", { table: "cohorts.csv", as_of: TO, interval }),
            await answer("analyze_cohorts", { table: rows, as_of: TO, interval }),
          ];
          const plain = (one: Record<string, unknown>) =>
            (one.cohorts as object[]).map((cohort) => ({ ...cohort, opening: null }));
          expect(of.cohorts).toEqual(plain(whole));
          expect(only(of, cohorts.slice(1))).toEqual(only(whole, cohorts.slice(1)));
        }

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

        // Counted here by hand from the book's own cells.
        writeFileSync(join(folder, "checks.csv"), await engine.csv(checksQuery(table, ["Segment"])));
        const checked = await answer("inspect_table", { table: "checks.csv" });
        const cells = (place: number) => book.rows.map((row) => row[place]);
        const sum = cells(2).reduce<number>((cents, amount) => cents + Math.round(Number(amount) * 100), 0) / 100;
        expect(checked).toMatchObject({
          rows_read: book.rows.length,
          totals: { accounts: new Set(cells(0)).size, first_date: "2024-12-01", last_date: "2026-01-01" },
          columns: [{ field: "account" }, { field: "month" }, { field: "mrr" }, { field: "segment" }],
        });
        expect(checked.summary).toContain(`"MRR" adds up to ${sum.toLocaleString("en-US")}`);
        const blank = cells(3).filter((segment) => segment === null).length;
        const said = (checked.issues as { column: string; message: string }[]).map(
          ({ column, message }) => `${column}: ${message}`,
        );
        const many = book.rows.length.toLocaleString("en-US");
        const are = `${blank} ${blank === 1 ? "cell of it is" : "cells of it are"}`;
        expect(said).toEqual(blank === 0 ? [] : [`Segment: ${are} blank, of ${many}.`]);
      }
    });

    it("keep a row that stands twice, also before a gap", async () => {
      const path = join(folder, `${dialect}-twice.csv`);
      const months = ["2025-01-01", "2025-01-01", "2025-03-01", "2025-04-01"];
      writeFileSync(path, `Account,Month,MRR,Segment\n${months.map((month) => `A,${month},5,S`).join("\n")}\n`);
      await engine.fill(path);
      const lines = (await engine.csv(monthsQuery(table))).trim().split("\n").slice(1);
      // January and March are two runs of the first row, and the second row of January is one of its own.
      expect(lines.map((line) => line.replaceAll('"', "").split(",").slice(1, 3)).sort()).toEqual([
        ["24301", "1"],
        ["24301", "1"],
        ["24303", "2"],
      ]);
    });

    it("count cells of texts that are no date of the calendar and no number", async () => {
      const path = join(folder, `${dialect}-texts.csv`);
      const lines = [
        "a,2025-01-31,12.50",
        "b,2025-02-29,100",
        "c,2024-02-29,-3",
        "d, ,twelve",
        "e,31.01.2025,",
        'f,2025-13-01,"1,200"',
      ];
      writeFileSync(path, `Id,Day,Amount\n${lines.join("\n")}\n`);
      await engine.texts(path);
      const query = checksQuery({ ...table, table: "texts", account: "Id", month: "Day", amount: "Amount" }, []);
      writeFileSync(join(folder, "texts.csv"), await engine.csv(query));
      const { issues, summary, totals } = await answer("inspect_table", { table: "texts.csv" });
      expect((issues as { column: string; message: string }[]).map(({ column, message }) => `${column}: ${message}`)).toEqual([
        "Day: 1 cell of it is blank, of 6.",
        "Day: 3 cells of it are filled and no date.",
        "Amount: 1 cell of it is blank, of 6.",
        "Amount: 2 cells of it are filled and no number.",
      ]);
      expect(totals).toMatchObject({ accounts: 6, first_date: "2024-02-29", last_date: "2025-01-31" });
      // 12.50 and 100 less 3
      expect(summary).toContain('"Amount" adds up to 109.5.');
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
  // A cast that may fail is in PostgreSQL's grammar and in Redshift's none, and stands where a cast does.
  const plainCasts = (text: string) => text.replaceAll("TRY_CAST(", "CAST(");
  const textsOf = (dialect: Dialect) => {
    const table = { dialect, table: "billing.mrr", account: "Account Name", month: "Month", amount: "MRR", unit: "arr" } as const;
    return [
      pairsQuery({ ...table, from: FROM, to: TO }),
      bridgeQuery({ ...table, from: FROM, to: TO }),
      bridgeQuery({ ...table, from: FROM, to: "2025-02-01" }),
      monthsQuery(table),
      cohortsQuery(table),
      accountsQuery({ ...table, to: TO, columns: ["Owner", "Segment"] }),
      checksQuery(table, ["Owner", "Renewal:date", "Seats:number"]),
    ];
  };

  it.each(["snowflake", "bigquery", "redshift", "trino"] as const)("%s: a parser of its grammar reads them", (dialect) => {
    const { Parser } = require(parsers[0]!) as SqlParser;
    const texts = dialect === "redshift" ? textsOf(dialect).map(plainCasts) : textsOf(dialect);
    for (const text of texts) expect(() => new Parser().astify(text, { database: dialect })).not.toThrow();
  });

  it("where names stand in double quotes, PostgreSQL's own parser reads each as one statement", async () => {
    const postgres = require(parsers[1]!) as PostgresParser;
    await postgres.loadModule();
    const standard = dialects.filter((dialect) => !["bigquery", "databricks", "clickhouse"].includes(dialect));
    for (const dialect of standard)
      for (const text of textsOf(dialect)) expect((await postgres.parse(plainCasts(text))).stmts).toHaveLength(1);
  });
});
