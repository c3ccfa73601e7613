// What can go wrong while a large table is read, in each format: the client goes, the call is canceled, the command is interrupted, the file
// changes, the memory is too small. Each ends in words or at once, and leaves nothing behind.
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { workbook } from "../tables/make-workbook.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { program, requireCurrentBuild } from "./built-program.ts";
import { callServer, connect } from "./mcp/connect.ts";
import { hello, runServer } from "./mcp/run-server.ts";
import { run, runProgram } from "./run-program.ts";

const MINUTES = 5 * 60_000;
const ROWS = 600_000;
const working = temporaryFolder();
const each = <One>(count: number, make: (row: number) => One): One[] => Array.from({ length: count }, (_, row) => make(row));
const line = (row: number) =>
  `Account ${row % 50_000},2025-${String(1 + Math.floor(row / 50_000)).padStart(2, "0")}-01,${1000 + (row % 977)}`;
const record = (row: number) => {
  const [account, month, mrr] = line(row).split(",");
  return `{"account":"${account}","month":"${month}","mrr":${mrr}}`;
};
/** A sheet of as many rows, each cell with its own text. */
const sheet = () =>
  workbook({
    formats: ["General"],
    sheets: [
      {
        name: "Data",
        rows: `<row><c t="inlineStr"><is><t>account</t></is></c><c t="inlineStr"><is><t>month</t></is></c><c t="inlineStr"><is><t>mrr</t></is></c></row>${each(
          ROWS,
          (row) => {
            const [account, month, mrr] = line(row).split(",");
            return `<row><c t="inlineStr"><is><t>${account}</t></is></c><c t="inlineStr"><is><t>${month}</t></is></c><c><v>${mrr}</v></c></row>`;
          },
        ).join("")}`,
      },
    ],
  });

const files: readonly (readonly [string, () => string | Uint8Array])[] = [
  ["book.csv", () => `account,month,mrr\n${each(ROWS, line).join("\n")}\n`],
  ["book.csv.gz", () => gzipSync(`account,month,mrr\n${each(ROWS, line).join("\n")}\n`, { level: 1 })],
  ["book.ndjson", () => `${each(ROWS, record).join("\n")}\n`],
  ["book.json", () => `[${each(ROWS, record).join(",\n")}]`],
  ["book.xlsx", sheet],
];
const names = files.map(([name]) => name);

beforeAll(() => {
  requireCurrentBuild();
  for (const [name, content] of files) writeFileSync(join(working, name), content());
}, MINUTES);

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const inspect = (table: string) => ["call", "inspect_table", "--json", JSON.stringify({ table })];
const hasProc = process.platform === "linux";

/** Files of the working folder that a process holds open. */
function heldBy(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((handle) => {
    try {
      const held = readlinkSync(join(folder, handle));
      return held.startsWith(working) ? [held] : [];
    } catch {
      return [];
    }
  });
}

/** Waits until a process holds a file of the working folder: it is being read. */
async function reads(child: { pid?: number | undefined }, name: string): Promise<void> {
  for (let times = 0; times < 10_000; times++) {
    if (heldBy(child.pid!).includes(join(working, name))) return;
    await later(2);
  }
  throw new Error(`${name} is not being read`);
}

const ended = (child: ChildProcess) =>
  new Promise<[number | null, string | null]>((end) => child.once("close", (...how: [number | null, string | null]) => end(how)));

/** A server that has begun to read a file. */
async function readingServer(name: string) {
  const server = runServer(working);
  server.send(hello);
  await server.answer(1);
  const params = { name: "inspect_table", arguments: { table: name, out: "gone" }, _meta: { progressToken: 7 } };
  server.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params });
  await reads(server.process, name);
  return server;
}

describe.skipIf(!hasProc)("while a file is read", () => {
  it.each(names)(
    "%s: a client that is killed takes the server with it",
    async (name) => {
      const call = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "inspect_table", arguments: { table: name } } };
      const host = `
        const server = require("node:child_process").spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ["pipe", "pipe", "ignore"] });
        for (const message of ${JSON.stringify([hello, call])}) server.stdin.write(JSON.stringify(message) + "\\n");
        console.log(server.pid);`;
      const client = spawn(process.execPath, ["-e", host], { cwd: working, stdio: ["ignore", "pipe", "ignore"] });
      const pid = Number(await new Promise((told) => client.stdout.once("data", told)));
      await reads({ pid }, name);
      client.kill("SIGKILL");
      for (let times = 0; times < 400 && isThere(pid); times++) await later(50);
      expect(isThere(pid), "the server goes on without its client").toBe(false);
    },
    MINUTES,
  );

  it.each(names)(
    "%s: a canceled call ends, closes it, and the next one is answered",
    async (name) => {
      const server = await readingServer(name);
      const notice = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2, reason: "enough" } };
      server.send(notice);
      for (let times = 0; times < 100 && heldBy(server.process.pid!).length > 0; times++) await later(50);
      expect(heldBy(server.process.pid!)).toEqual([]);
      server.send({ jsonrpc: "2.0", id: 3, method: "ping" });
      expect(await server.answer(3)).toHaveProperty("result");
      server.process.stdin.end();
      expect(await server.end()).toMatchObject({ code: 0 });
      expect(server.written.stdout).not.toContain('"id":2');
      expect(readdirSync(working)).not.toContain("gone");
    },
    MINUTES,
  );

  it.each(names)(
    "%s: SIGINT ends the command at once, with nothing printed or written",
    async (name) => {
      const child = spawn(process.execPath, [program, ...inspect(name)], { cwd: working, stdio: ["ignore", "pipe", "ignore"] });
      let printed = "";
      child.stdout.on("data", (chunk) => (printed += chunk));
      await reads(child, name);
      child.kill("SIGINT");
      expect([...(await ended(child)), printed]).toEqual([null, "SIGINT", ""]);
    },
    MINUTES,
  );

  it.each(names)(
    "%s: one that changes meanwhile is refused, whatever was read of it",
    async (name) => {
      const own = `changing-${name}`;
      copyFileSync(join(working, name), join(working, own));
      const child = runProgram(inspect(own), { working });
      const pid = await readerOf(own);
      await reads({ pid }, own);
      appendFileSync(join(working, own), "\n");
      const { code, stdout, stderr } = await child;
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        new RegExp(`${own.replaceAll(".", "\\.")} changed while it was read\\. Wait until the program that writes it is done`),
      );
    },
    MINUTES,
  );
});

/** Whether a process runs. */
function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** The process that was started with a file's name among its words. */
async function readerOf(name: string): Promise<number> {
  for (let times = 0; times < 1000; times++) {
    const found = readdirSync("/proc").filter((one) => {
      try {
        return /^\d+$/.test(one) && readFileSync(`/proc/${one}/cmdline`, "utf8").includes(`"${name}"`);
      } catch {
        return false;
      }
    });
    if (found.length > 0) return Number(found[0]);
    await later(5);
  }
  throw new Error(`nothing reads ${name}`);
}

describe("too little memory", () => {
  const few = 300_000;
  const odd: readonly (readonly [string, () => string | Uint8Array])[] = [
    ["odd.csv", () => `account,arr,note\n${each(2 * few, (row) => `A${row},${row},note number ${row}`).join("\n")}\n`],
    ["odd.ndjson", () => each(few, (row) => `{"account":"A${row}","arr":${row},"note":"note number ${row}"}`).join("\n")],
    ["odd.json", () => `[${each(few, (row) => `{"account":"A${row}","arr":${row},"note":"note number ${row}"}`).join(",")}]`],
    [
      "odd.xlsx",
      () =>
        workbook({
          formats: ["General"],
          sheets: [
            {
              name: "Data",
              rows: `<row><c t="inlineStr"><is><t>account</t></is></c><c t="inlineStr"><is><t>arr</t></is></c></row>${each(
                2 * few,
                (row) => `<row><c t="inlineStr"><is><t>Account number ${row}</t></is></c><c><v>${row}</v></c></row>`,
              ).join("")}`,
            },
          ],
        }),
    ],
  ];
  it.each(odd)(
    "%s: more different values than there is memory for are refused in words",
    async (name, content) => {
      writeFileSync(join(working, name), content());
      const environment = { NODE_OPTIONS: "--max-old-space-size=96" };
      const { code, stdout, stderr } = await runProgram(inspect(name), { working, environment });
      expect([code, stdout], stderr.slice(0, 2000)).toEqual([2, ""]);
      expect(stderr).toMatch(/holds more different values than fit into memory.*Leave out columns that are not needed/);
    },
    MINUTES,
  );
});

// The shell's limit on the size of a file stands for a disk without room; Windows has none.
it.skipIf(process.platform === "win32")(
  "a disk that fills while the answer to a large table is written leaves no file",
  async () => {
    const input = { table: "book.json", from: "2025-01-01", to: "2025-12-01", out: "a/plan" };
    const limited = `ulimit -f 1; exec "$0" "$1" call compute_nrr --json '${JSON.stringify(input)}'`;
    const { code, stdout, stderr } = await run("bash", ["-c", limited, process.execPath, program], { working });
    expect([code, stdout], stderr).toEqual([2, ""]);
    expect(stderr).toMatch(/"a\/plan" cannot be written to: .*make room in it/);
    expect(readdirSync(working)).not.toContain("a");
  },
  MINUTES,
);

it(
  "a server that refused a file answers for it once it is whole again",
  async () => {
    const client = await connect(working);
    writeFileSync(join(working, "cut.json"), readFileSync(join(working, "book.json")).subarray(0, -3));
    expect((await callServer(client, "inspect_table", { table: "cut.json" })).text).toMatch(
      /cut\.json line 600000: the JSON ends in the middle/,
    );
    copyFileSync(join(working, "book.json"), join(working, "cut.json"));
    expect((await callServer(client, "inspect_table", { table: "cut.json" })).result).toMatchObject({ rows_read: ROWS });
  },
  MINUTES,
);
