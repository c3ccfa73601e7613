// Tables of ClickHouse: the engine is real (chdb), the HTTP server before it is the tests' own. The answers of the same CSV, and what is said when something is wrong.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { type ClickHouseServer, noClickHouse, startClickHouse } from "./clickhouse-server.ts";
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

if (noClickHouse !== null) console.warn(`Not tried against ClickHouse: ${noClickHouse}.`);

const folder = temporaryFolder({});
const types: Record<ColumnType, string> = {
  text: "LowCardinality(Nullable(String))",
  date: "Nullable(Date)",
  money: "Nullable(Decimal(18, 2))",
  whole: "Nullable(Int32)",
  flag: "Nullable(Bool)",
};
let server: ClickHouseServer;

/** The book as a table of the database and as a file beside it. */
async function fill(name: string, book: Book): Promise<void> {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, csvOf(book));
  const columns = Object.entries(book.columns).map(([column, type]) => `\`${column}\` ${types[type]}`);
  await server.run(`CREATE TABLE \`${name}\` (${columns.join(", ")}) ENGINE = MergeTree ORDER BY tuple()`);
  await server.run(
    `INSERT INTO \`${name}\` SELECT * FROM file('${path}', 'CSVWithNames', '${columns.join(", ")}') SETTINGS max_threads = 1, max_insert_threads = 1`,
  );
}

/** Secrets of addresses, none of which may stand in anything that is said. */
const secrets = ["cl#ick", "cl%23ick", "127.0.0.1", "http:", "default"];

describe.skipIf(noClickHouse !== null)("a table of ClickHouse", () => {
  beforeAll(async () => {
    server = await startClickHouse();
    await server.run("CREATE TABLE small (account String, arr Float64) ENGINE = Memory");
    await server.run("INSERT INTO small VALUES ('A', 5.25)");
    for (const name of ["breaks_off", "cut_off", "never_ends"]) {
      await server.run(`CREATE TABLE ${name} (account String, arr Int32) ENGINE = Memory`);
      await server.run(`INSERT INTO ${name} VALUES ('A', 5)`);
    }
    process.env.TEST_CLICKHOUSE_URL = server.address;
    process.env.TEST_BOUND_URL = server.address.replace("default:", "bound:");
  });
  afterAll(() => {
    delete process.env.TEST_CLICKHOUSE_URL;
    delete process.env.TEST_BOUND_URL;
    server?.stop();
  });

  const ports = portsWith(folder, {
    events: "TEST_CLICKHOUSE_URL",
    bound: "TEST_BOUND_URL",
    hasty: { variable: "TEST_CLICKHOUSE_URL", seconds: 1 },
  });
  const read = (table: string, signal?: AbortSignal) => ports.readTable(table, {}, { signal });

  it.each(["monthly", "periods", "accounts"] as const)("answers as the CSV of the same rows does: %s", async (kind) => {
    const make = { monthly: monthlyBook, periods: periodBook, accounts: accountBook }[kind];
    for (const seed of [11, 12, 13]) {
      const name = `${kind}_${seed}`;
      await fill(name, make(seed, 60));
      expect(await saidOf(`events:${name}`, kind, ports)).toEqual(await saidOf(`${name}.csv`, kind, ports));
    }
  });

  it("puts a long table of months together where it lies, and answers the same", async () => {
    const book = monthlyBook(17, 2_600);
    expect(book.rows.length).toBeGreaterThan(20_000);
    await fill("long", book);
    const [first] = book.rows;
    await server.run(`INSERT INTO long SELECT * FROM long WHERE Account = '${String(first![0]).replaceAll("'", "\\'")}'`);
    writeFileSync(
      join(folder, "long.csv"),
      `Account,Month,MRR,Segment\n${await server.run("SELECT ifNull(Account, ''), Month, MRR, ifNull(Segment, '') FROM long ORDER BY Account, toString(MRR), ifNull(Segment, ''), Month")}`,
    );
    expect(await saidOf("events:long", "monthly", ports)).toEqual(await saidOf("long.csv", "monthly", ports));
    expect((await server.seen()).log.some((query) => query.includes("cs_sum_0") && query.includes("`long`"))).toBe(true);
  });

  it("reads times, fixed texts, enumerations and odd names as they are written", async () => {
    await server.run(
      "CREATE TABLE `odd ``n\\\\ame` (`the \\'account\\'` FixedString(8), `ARR` Decimal(18, 4), start DateTime64(3), plan Enum8('Gold' = 1)) ENGINE = Memory",
    );
    await server.run("INSERT INTO `odd ``n\\\\ame` VALUES ('Acme', 10.5, '2025-02-03 00:00:00.000', 'Gold')");
    const table = await read("events:odd `n\\ame");
    expect(table.columns.map(({ header }) => header)).toEqual(["the 'account'", "ARR", "start", "plan"]);
    expect(table.records[0]).toMatchObject({ amount: 10.5, start: "2025-02-03" });
    expect(table.records[0]!.cells).toMatchObject({ "the 'account'": "Acme", plan: "Gold" });
  });

  it("sends queries that can only read and that end after their time; a user who may change no setting is served too", async () => {
    expect((await read("events:default.small")).records[0]).toMatchObject({ account: "A", amount: 5.25 });
    expect((await server.seen()).log.at(-1)).toMatch(
      /readonly = 2, max_execution_time = 300.*cancel_http_readonly_queries_on_client_close = 1/,
    );
    expect((await read("bound:small")).records).toHaveLength(1);
  });

  it("says what is wrong and what to do, and nothing of the address", async () => {
    await server.run("CREATE VIEW slow AS SELECT 'A' AS account, sleepEachRow(0.5) AS arr FROM numbers(40)");
    const at = server.address;
    const refused = async (address: string, table: string, said: RegExp) => {
      process.env.TEST_CLICKHOUSE_URL = address;
      const message = await refusalOf(read(table));
      process.env.TEST_CLICKHOUSE_URL = at;
      expect(message).toMatch(said);
      for (const secret of secrets) expect(message).not.toContain(secret);
    };
    await refused(at.replace("cl%23ick", "wrong"), "events:small", /refuses the user or the password.*TEST_CLICKHOUSE_URL/);
    await refused(at.replace(String(server.port), "1"), "events:small", /no database answers/);
    await refused(at.replace("127.0.0.1", "no-such-host.invalid"), "events:small", /no machine has the name/);
    await refused(at.replace("http:", "https:"), "events:small", /no encrypted connection/);
    await refused(at, "events:smal", /no table or view "smal".*"small"/);
    await refused(at, "hasty:slow", /longer than 1 s.*seconds: 10/);
    await refused(at, "events:breaks_off", /too little memory/);
    await refused(at, "events:cut_off", /ended the connection while events:cut_off was read/);
  });

  it("goes away when the call is stopped, by which the server ends the query", async () => {
    const stop = new AbortController();
    const message = refusalOf(read("events:never_ends", stop.signal));
    for (let times = 0; times < 300 && (await server.seen()).running < 1; times++)
      await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 500));
    stop.abort();
    expect(await message).toMatch(/The call was stopped/);
    for (let times = 0; times < 100 && (await server.seen()).running > 0; times++)
      await new Promise((done) => setTimeout(done, 50));
    expect((await server.seen()).log.at(-1)).toBe("the client went away");
  });

  it("is left by a program that is killed, by which the server ends the query", async () => {
    const root = resolve(import.meta.dirname, "../../..");
    const words = ["call", "inspect_table", "--json", '{"table": "events:never_ends"}'];
    const child = spawn(
      process.execPath,
      ["--import", join(root, "node_modules/tsx/dist/loader.mjs"), join(root, "src/index.ts"), ...words],
      {
        cwd: folder,
        stdio: "ignore",
      },
    );
    // The query for the rows is the one that names columns.
    const reads = async () => {
      const { log, running } = await server.seen();
      return running === 1 && /account.*never_ends/s.test(log.at(-1) ?? "");
    };
    for (let times = 0; times < 600 && !(await reads()); times++) await new Promise((done) => setTimeout(done, 50));
    expect(await reads()).toBe(true);
    child.kill("SIGKILL");
    for (let times = 0; times < 200 && (await server.seen()).running > 0; times++)
      await new Promise((done) => setTimeout(done, 50));
    const { log, running } = await server.seen();
    expect([running, log.at(-1)]).toEqual([0, "the client went away"]);
  });
});
