// Tables of a PostgreSQL that runs beside the tests: the answers of the same CSV, and what is said when something is wrong with it.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { hello, type RawServer, runServer } from "../mcp/run-server.ts";
import { noPostgres, type PostgresServer, startPostgres } from "./postgres-server.ts";
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

if (noPostgres !== null) console.warn(`Not tried against PostgreSQL: ${noPostgres}.`);

const folder = temporaryFolder({});
const types: Record<ColumnType, string> = {
  text: "text",
  date: "date",
  money: "numeric(14,2)",
  whole: "integer",
  flag: "boolean",
};
let server: PostgresServer;

/** The book as a table of the database and as a file beside it. */
function fill(name: string, book: Book): void {
  const csv = csvOf(book);
  writeFileSync(join(folder, `${name}.csv`), csv);
  const columns = Object.entries(book.columns).map(([column, type]) => `"${column}" ${types[type]}`);
  server.run(`CREATE TABLE "${name}" (${columns.join(", ")});\nCOPY "${name}" FROM STDIN (FORMAT csv, HEADER);\n${csv}\n\\.\n`);
}

/** Secrets of addresses, none of which may stand in anything that is said. */
const secrets = ["own#er", "own%23er", "127.0.0.1", "owner", "reader", "s3cret", "no-such-host"];

describe.skipIf(noPostgres !== null)("a table of PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres();
    process.env.TEST_WAREHOUSE_URL = server.address;
  });
  afterAll(() => {
    delete process.env.TEST_WAREHOUSE_URL;
    server?.stop();
  });

  const connections = { warehouse: "TEST_WAREHOUSE_URL", hasty: { variable: "TEST_WAREHOUSE_URL", seconds: 1 } };
  const ports = portsWith(folder, connections);
  const read = (table: string, signal?: AbortSignal) => ports.readTable(table, {}, { signal });

  it.each(["monthly", "periods", "accounts"] as const)("answers as the CSV of the same rows does: %s", async (kind) => {
    const make = { monthly: monthlyBook, periods: periodBook, accounts: accountBook }[kind];
    for (const seed of [1, 2, 3, 4, 5]) {
      const name = `${kind}_${seed}`;
      fill(name, make(seed, 60));
      expect(await saidOf(`warehouse:${name}`, kind, ports)).toEqual(await saidOf(`${name}.csv`, kind, ports));
    }
  });

  it("puts a long table of months together where it lies, and answers the same", async () => {
    const book = monthlyBook(7, 2_600);
    expect(book.rows.length).toBeGreaterThan(20_000);
    fill("long", book);
    // A second row of one account and month, and an account without a segment, stay two rows and a blank.
    const [first] = book.rows;
    server.run(
      `INSERT INTO long SELECT * FROM long WHERE "Account" = '${first![0]}'; CREATE VIEW sorted AS SELECT * FROM long ORDER BY 1, 3, 4, 2;`,
    );
    const rows = server.run(
      'COPY (SELECT * FROM long ORDER BY "Account", "MRR", "Segment", "Month") TO STDOUT (FORMAT csv, HEADER)',
    );
    writeFileSync(join(folder, "long.csv"), rows);
    expect(await saidOf("warehouse:long", "monthly", ports)).toEqual(await saidOf("long.csv", "monthly", ports));
    const sent = server.log().match(/COPY \(SELECT [^;]*cs_sum_0/);
    expect(sent, "months of equal rows were not put together by the database").not.toBeNull();
  });

  it("puts months together that are named by their last day", async () => {
    const book = monthlyBook(8, 2_600);
    fill("first_days", book);
    server.run(
      `CREATE TABLE last_days AS SELECT "Account", ("Month" + interval '1 month' - interval '1 day')::timestamp AS "Month", "MRR" FROM first_days`,
    );
    const of = async (name: string) => {
      const outcome = await callTool("compute_nrr", { table: `warehouse:${name}`, from: "2025-01-01", to: "2025-12-01" }, ports);
      if (outcome.kind !== "done") throw new Error(outcome.message);
      return outcome.run.result.bridge;
    };
    expect(await of("last_days")).toEqual(await of("first_days"));
  });

  it("takes names as they are written, whatever signs they hold", async () => {
    server.run(
      `CREATE SCHEMA "Odd ""x"""; CREATE TABLE "Odd ""x"""."a.b; drop table" ("the ""account""" text, "ARR" numeric); INSERT INTO "Odd ""x"""."a.b; drop table" VALUES ('A', 5);`,
    );
    const table = await read('warehouse:"Odd ""x"""."a.b; drop table"');
    expect(table.columns.map(({ header }) => header)).toEqual(['the "account"', "ARR"]);
    server.run("CREATE TABLE small (account text, arr numeric); INSERT INTO small VALUES ('A', 5)");
    expect((await read("warehouse:SMALL")).records[0]).toMatchObject({ account: "A", amount: 5 });
  });

  it("takes moments by the clock of the database, as an export of it does", async () => {
    server.run(
      "ALTER DATABASE postgres SET timezone = 'Europe/Berlin'; SET timezone = 'Europe/Berlin'; CREATE TABLE moments (account text, month timestamptz, mrr numeric); INSERT INTO moments VALUES ('A', '2025-01-01 00:00', 5), ('A', '2025-07-01 00:00', 6)",
    );
    const { records } = await read("warehouse:moments");
    server.run("ALTER DATABASE postgres RESET timezone");
    expect(records.map(({ month, amount }) => [month, amount])).toEqual([
      ["2025-01-01", 5],
      ["2025-07-01", 6],
    ]);
  });

  it("is read in a transaction that only reads; a view that writes is refused", async () => {
    server.run(
      `CREATE TABLE seen (at int); CREATE FUNCTION note() RETURNS text LANGUAGE sql AS 'INSERT INTO seen VALUES (1) RETURNING ''A'''; CREATE VIEW writes AS SELECT note() AS account, 5 AS arr`,
    );
    expect(await refusalOf(read("warehouse:writes"))).toMatch(/changes data when it is read.*only reads/);
    expect(server.run("SELECT count(*) FROM seen").trim()).toBe("0");
    expect(server.log()).toMatch(/BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY/);
  });

  it("joins leavers out of the database, and writes files of an answer beside it", async () => {
    server.run(
      "CREATE TABLE stay (account text, arr numeric, start_date date); INSERT INTO stay VALUES ('A', 100, '2024-01-01'), ('B', 50, '2024-01-01'); CREATE TABLE gone (account text, arr numeric, start_date date, end_date date); INSERT INTO gone VALUES ('C', 50, '2024-01-01', '2025-06-01')",
    );
    const input = { table: "warehouse:stay", lost_table: "warehouse:gone", from: "2025-01-01", to: "2026-01-01", out: "written" };
    const outcome = await callTool("compute_nrr", input, ports);
    if (outcome.kind !== "done") throw new Error(outcome.message);
    // 200 at the start, 50 of them gone.
    expect(outcome.run.result.nrr).toBeCloseTo(0.75, 12);
    expect(readFileSync(join(folder, "written", "compute_nrr-left.csv"), "utf8")).toContain("C");
  });

  it("says what is wrong and what to do, and nothing of the address", async () => {
    server.run(
      "CREATE ROLE reader LOGIN PASSWORD 's3cret'; CREATE VIEW slow AS SELECT 'A' AS account, 5 AS arr FROM pg_sleep(60)",
    );
    const at = server.address;
    const refused = async (address: string | undefined, table: string, said: RegExp) => {
      if (address === undefined) delete process.env.TEST_WAREHOUSE_URL;
      else process.env.TEST_WAREHOUSE_URL = address;
      const message = await refusalOf(read(table));
      process.env.TEST_WAREHOUSE_URL = at;
      expect(message).toMatch(said);
      for (const secret of secrets) expect(message).not.toContain(secret);
    };
    await refused(undefined, "warehouse:small", /variable TEST_WAREHOUSE_URL.*is not set.*"env"/);
    await refused(
      "mysql://owner:own%23er@127.0.0.1/x",
      "warehouse:small",
      /holds no address of a database that is known here.*%40/,
    );
    await refused("postgres://owner:own#er@127.0.0.1/x", "warehouse:small", /TEST_WAREHOUSE_URL.*(%40|host and port)/);
    await refused(at.replace("own%23er", "wrong"), "warehouse:small", /refuses the user or the password.*TEST_WAREHOUSE_URL/);
    await refused(at.replace(/\/postgres$/, "/nowhere"), "warehouse:small", /no database of that name/);
    await refused(at.replace(String(server.port), "1"), "warehouse:small", /no database answers.*TEST_WAREHOUSE_URL/);
    await refused(at.replace("127.0.0.1", "no-such-host.invalid"), "warehouse:small", /no machine has the name/);
    await refused(`${at}?sslmode=verify-full`, "warehouse:small", /no encrypted connection/);
    await refused(at.replace("owner:own%23er", "reader:s3cret"), "warehouse:small", /may not read warehouse:small/);
    await refused(at, "warehouse:smal", /no table or view "smal".*"small"/);
    await refused(at, "warehouse:", /names no table.*warehouse:schema\.table/);
    await refused(at, "elsewhere:small", /"elsewhere", which cs-strategist\.yaml does not.*warehouse, hasty/);
    await refused(at, at, /An address was given in place of a table.*environment variable/);
    await refused(at, "hasty:slow", /longer than 1 s.*seconds: 10/);
  });

  it("says that the connection was dropped, and ends", async () => {
    const message = refusalOf(read("warehouse:slow"));
    await until(
      () =>
        server.run("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%slow%' AND pid <> pg_backend_pid()").trim() === "1",
    );
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%slow%' AND pid <> pg_backend_pid()");
    expect(await message).toMatch(/ended the connection while warehouse:slow was read.*Call again/);
  });

  it("ends its query in the database when the call is stopped", async () => {
    const stop = new AbortController();
    const running = () =>
      server
        .run("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%slow%' AND state = 'active' AND pid <> pg_backend_pid()")
        .trim();
    const message = refusalOf(read("warehouse:slow", stop.signal));
    await until(() => running() === "1");
    stop.abort();
    expect(await message).toMatch(/The call was stopped/);
    expect(running()).toBe("0");
  });

  it("leaves no query behind when the program is killed", async () => {
    server.run("CREATE VIEW left_alone AS SELECT 'A' AS account, 5 AS arr FROM pg_sleep(120)");
    const root = resolve(import.meta.dirname, "../../..");
    const running = () =>
      server
        .run(
          "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%left_alone%' AND state = 'active' AND pid <> pg_backend_pid()",
        )
        .trim();
    const child = spawn(
      process.execPath,
      [
        "--import",
        join(root, "node_modules/tsx/dist/loader.mjs"),
        join(root, "src/index.ts"),
        "call",
        "inspect_table",
        "--json",
        '{"table": "warehouse:left_alone"}',
      ],
      { cwd: folder, stdio: "ignore" },
    );
    await until(() => running() === "1");
    expect(running()).toBe("1");
    child.kill("SIGKILL");
    // The server looks after its client every two seconds, from version 14 on.
    await until(() => running() === "0");
    expect(running()).toBe("0");
  });
});

// Through the built server, where such a call has a thread of its own.
describe.skipIf(noPostgres !== null)("a table of PostgreSQL in a server", () => {
  const working = temporaryFolder({ "cs-strategist.yaml": "connections: {warehouse: TEST_SERVED_URL}\n" });
  let own: PostgresServer;
  beforeAll(async () => {
    requireCurrentBuild();
    own = await startPostgres();
    own.run(
      "CREATE VIEW waits AS SELECT 'A' AS account, 5 AS arr FROM pg_sleep(120); CREATE TABLE paying AS SELECT 'A' || i AS account, 100 AS arr FROM generate_series(1, 50) i",
    );
    process.env.TEST_SERVED_URL = own.address;
  });
  afterAll(() => {
    delete process.env.TEST_SERVED_URL;
    own?.stop();
  });
  const running = () =>
    own
      .run("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%waits%' AND state = 'active' AND pid <> pg_backend_pid()")
      .trim();
  const call = (id: number, table: string) => ({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: { name: "inspect_table", arguments: { table } },
  });
  const begun = async () => {
    const server = runServer(working);
    server.send(hello);
    await server.answer(1);
    server.send(call(2, "warehouse:waits"));
    await until(() => running() === "1");
    return server;
  };
  const saysNothing = (server: RawServer) => {
    for (const secret of ["own#er", "own%23er", "owner:", "127.0.0.1", String(own.port)])
      expect(server.written.stdout + server.written.stderr).not.toContain(secret);
  };

  it("a call that is canceled ends its query, others are answered meanwhile, and the next call of a table is answered", async () => {
    const server = await begun();
    server.send({ jsonrpc: "2.0", id: 3, method: "ping" });
    expect(await server.answer(3)).toMatchObject({ result: {} });
    server.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2, reason: "no longer wanted" } });
    await until(() => running() === "0");
    expect(running()).toBe("0");
    server.send(call(4, "warehouse:paying"));
    // 50 accounts of 100
    expect((await server.answer(4)).result).toMatchObject({ structuredContent: { totals: { accounts: 50, arr: 5000 } } });
    server.process.stdin.end();
    expect(await server.end()).toMatchObject({ code: 0 });
    saysNothing(server);
  });

  it.each(["SIGTERM", "the end of its input"])("a server that ends by %s leaves no query behind", async (how) => {
    const server = await begun();
    if (how === "SIGTERM") server.process.kill(how);
    else server.process.stdin.end();
    expect(await server.end()).toMatchObject({ code: 0 });
    await until(() => running() === "0");
    expect(running()).toBe("0");
    saysNothing(server);
  });

  it("a connection that the database ends is told in words, and the session goes on", async () => {
    const server = await begun();
    own.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%waits%' AND pid <> pg_backend_pid()");
    expect((await server.answer(2)).result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/ended the connection while warehouse:waits was read/) }],
    });
    server.send(call(5, "warehouse:paying"));
    expect((await server.answer(5)).result).toMatchObject({ structuredContent: { totals: { accounts: 50 } } });
    server.process.stdin.end();
    await server.end();
    saysNothing(server);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let times = 0; times < 300 && !holds(); times++) await new Promise((done) => setTimeout(done, 100));
}
