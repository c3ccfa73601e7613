// Calls that calculate for seconds: meanwhile others are answered, a canceled one ends and writes nothing, and so does one whose client goes.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { program, requireCurrentBuild } from "../built-program.ts";
import { run } from "../run-program.ts";
import { callServer, connect } from "./connect.ts";
import { hello, runServer } from "./run-server.ts";

const ACCOUNTS = 200_000;
const MINUTES = 5 * 60_000;
const lines = (header: string, line: (row: number) => string) =>
  `${header}\n${Array.from({ length: ACCOUNTS }, (_, row) => line(row)).join("\n")}\n`;
const day = (month: number) => `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;

const working = temporaryFolder({
  "book.csv": lines(
    "Account,Owner,ARR (USD),Renewal Date,Health,Notice Days",
    (row) => `Account ${row},CSM ${row % 3000},${2000 + ((row * 7919) % 300_000)},${day(38 + (row % 12))},${20 + (row % 81)},60`,
  ),
  "subscriptions.csv": lines(
    "customer,start_date,end_date,arr",
    (row) => `Customer ${row},${day(row % 36)},${row % 5 === 0 ? day((row % 36) + 1 + (row % 24)) : ""},${1000 + (row % 9000)}`,
  ),
  "outcomes.csv": lines(
    "account,arr,health score,outcome,scored on,decided on",
    (row) =>
      `A${row},${1000 + (row % 9000)},${(row * 37) % 100},${(row * 37) % 100 < row % 60 ? "churned" : "renewed"},2025-01-01,2025-06-30`,
  ),
});
const asOf = "2026-03-01";
const calls: [tool: string, input: Record<string, unknown>][] = [
  ["forecast_renewals", { table: "book.csv", as_of: asOf }],
  ["build_blueprint", { table: "book.csv", as_of: asOf }],
  ["size_team", { table: "book.csv", as_of: asOf }],
  ["analyze_cohorts", { table: "subscriptions.csv", as_of: asOf }],
  ["score_health", { table: "outcomes.csv", as_of: asOf }],
];
beforeAll(requireCurrentBuild);

/** Milliseconds of processor that a process has used; null where the system does not say. */
function usedBy(pid: number): number | null {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13);
    return 10 * (Number(user) + Number(system));
  } catch {
    return null;
  }
}

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until a process rests: it has nothing left to calculate. */
async function rests(pid: number): Promise<void> {
  for (let times = 0; times < 100; times++) {
    const before = usedBy(pid);
    await later(500);
    if (before === null || usedBy(pid)! - before < 100) return;
  }
  throw new Error("it goes on calculating");
}

describe("while a call calculates", () => {
  it.each(calls)(
    "pings and other calls are answered, progress is told, and %s ends when it is canceled",
    async (tool, input) => {
      const client = await connect(working);
      const stop = new AbortController();
      let calculates = (): void => {};
      const calculating = new Promise<void>((begun) => {
        calculates = begun;
      });
      const told: number[] = [];
      let answered = false;
      const onprogress = ({ progress, message }: { progress: number; message?: string }) => {
        told.push(progress);
        if (message?.startsWith("Working")) calculates();
      };
      const outcome = client
        .callTool({ name: tool, arguments: { ...input, out: `${tool}-files` } }, undefined, {
          onprogress,
          signal: stop.signal,
          timeout: MINUTES,
        })
        .then(
          () => {
            answered = true;
            calculates();
            return "answered";
          },
          () => "canceled",
        );
      await calculating;
      await client.ping();
      // A short call beside it: of 100 at the start 10 are lost.
      const totals = { starting: 100, expansion: 0, contraction: 0, churn: 10 };
      expect((await callServer(client, "compute_nrr", { totals })).result).toMatchObject({ grr: 0.9 });
      expect(answered, "the call was answered first").toBe(false);
      expect(told.every((progress, place) => place === 0 || progress > told[place - 1]!)).toBe(true);
      stop.abort();
      expect(await outcome).toBe("canceled");
      await rests((client.transport as StdioClientTransport).pid!);
      expect(existsSync(join(working, `${tool}-files`))).toBe(false);
      // The next call of the same table is not kept waiting by what was canceled.
      expect((await callServer(client, "inspect_table", { table: input.table })).result).toMatchObject({ rows_read: ACCOUNTS });
    },
    MINUTES,
  );

  it(
    "a call that waits for its turn is canceled, too, and the one before it is answered",
    async () => {
      const client = await connect(working);
      const stop = new AbortController();
      const [tool, input] = calls[2]!;
      const first = callServer(client, tool, input);
      const second = client
        .callTool({ name: tool, arguments: { ...input, out: "second" } }, undefined, { signal: stop.signal, timeout: MINUTES })
        .catch(() => "canceled");
      await later(300);
      stop.abort();
      expect(await second).toBe("canceled");
      expect((await first).isError).toBe(false);
      await rests((client.transport as StdioClientTransport).pid!);
      expect(existsSync(join(working, "second"))).toBe(false);
    },
    MINUTES,
  );

  it(
    "the answer is that of the command line",
    async () => {
      const [tool, input] = calls[3]!;
      const { stdout, code } = await run(process.execPath, [program, "call", tool, "--json", JSON.stringify(input)], { working });
      expect(code).toBe(0);
      const client = await connect(working);
      expect((await callServer(client, tool, input)).result).toEqual(JSON.parse(stdout));
    },
    MINUTES,
  );
});

const beginForecast = async () => {
  const server = runServer(working);
  server.send(hello);
  await server.answer(1);
  const [name, input] = calls[0]!;
  const params = { name, arguments: { ...input, out: "gone" }, _meta: { progressToken: 7 } };
  server.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params });
  while (!server.written.stdout.includes('"Working')) await later(50);
  return server;
};

describe("a call that fills the memory", () => {
  it(
    "is refused in words, and the session goes on",
    async () => {
      const before = process.env.NODE_OPTIONS;
      process.env.NODE_OPTIONS = "--max-old-space-size=64";
      const server = runServer(working);
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
      server.send(hello);
      await server.answer(1);
      const [name, input] = calls[1]!;
      server.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { name, arguments: input } });
      expect((await server.answer(2)).result).toMatchObject({
        isError: true,
        content: [{ text: expect.stringMatching(/needs more memory than there is.*smaller table/) }],
      });
      server.send({ jsonrpc: "2.0", id: 3, method: "ping" });
      expect(await server.answer(3)).toMatchObject({ result: {} });
      server.process.stdin.end();
      expect(await server.end()).toMatchObject({ code: 0 });
    },
    MINUTES,
  );
});

describe("the command line", () => {
  it("ends at once by SIGINT in the middle of a calculation, and leaves nothing", async () => {
    const [tool, input] = calls[0]!;
    const words = ["call", tool, "--json", JSON.stringify({ ...input, out: "interrupted" })];
    const child = spawn(process.execPath, [program, ...words], { cwd: working, stdio: ["ignore", "pipe", "ignore"] });
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += chunk));
    // Reading takes about a second of processor, and calculating several more.
    for (let times = 0; times < 200 && (usedBy(child.pid!) ?? 2500) < 2500; times++) await later(50);
    child.kill("SIGINT");
    const [code, signal] = await new Promise<[number | null, string | null]>((end) => child.once("close", (...how) => end(how)));
    expect([code, signal, printed]).toEqual([null, "SIGINT", ""]);
    expect(readdirSync(working)).not.toContain("interrupted");
  });
});

describe("a server whose client goes while it calculates", () => {
  it.each(["SIGINT", "SIGTERM", "the end of its input"] as const)(
    "ends by %s with code 0, unanswered and unwritten",
    async (how) => {
      const server = await beginForecast();
      if (how === "the end of its input") server.process.stdin.end();
      else server.process.kill(how);
      expect(await server.end()).toMatchObject({ code: 0, signal: null });
      expect(server.written.stdout).not.toContain('"id":2');
      expect(readdirSync(working)).not.toContain("gone");
    },
    MINUTES,
  );
});
