// Nothing is sent anywhere: the program runs with every way out of the machine trapped.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { examples, program, requireCurrentBuild } from "./built-program.ts";
import { programPath } from "./offices.ts";
import { run } from "./run-program.ts";

// Loaded before the program: each way out says that it was taken, and ends the process.
const trap = `
import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";
import tls from "node:tls";
import { syncBuiltinESMExports } from "node:module";
const taken = (way) => () => { process.stderr.write("NETWORK " + way); process.exit(99); };
net.connect = net.createConnection = taken("net");
net.Socket.prototype.connect = taken("socket");
tls.connect = taken("tls");
dgram.createSocket = taken("dgram");
for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) dns[name] = dns.promises[name] = taken("dns");
globalThis.fetch = taken("fetch");
globalThis.WebSocket = class { constructor() { taken("websocket")(); } };
syncBuiltinESMExports();
`;
const folder = temporaryFolder({
  "trap.mjs": trap,
  "call.mjs": 'import http from "node:http"; http.get("http://127.0.0.1:9/");',
});
const trapped = (args: string[], input?: string) =>
  run(process.execPath, ["--import", join(folder, "trap.mjs"), ...args], { working: examples, input });
beforeAll(requireCurrentBuild);

describe("without a network", () => {
  it("the trap catches a program that calls out", async () => {
    const { code, stderr } = await trapped([join(folder, "call.mjs")]);
    expect([code, stderr]).toEqual([99, expect.stringMatching(/^NETWORK/)]);
  });

  it("a whole plan with its files is made", async () => {
    const out = join(folder, "plan");
    const args = [
      "blueprint",
      "company.yaml",
      "accounts.csv",
      "--as-of",
      "2026-01-01",
      "--include",
      "all",
      "--allow",
      folder,
      "--out",
      out,
    ];
    const { code, stdout, stderr } = await trapped([program, ...args]);
    expect(stderr).not.toContain("NETWORK");
    expect(code).toBe(0);
    expect(stdout).toContain("Written:");
  });

  it("a session of the server is served, with a path that names another machine", async () => {
    const messages = [
      {
        id: 1,
        method: "initialize",
        params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
      },
      { id: 2, method: "tools/list" },
      ...["accounts.csv", "https://example.invalid/a.csv", "\\\\\\\\server\\\\share\\\\a.csv", "file://server/share/a.csv"].map(
        (table, at) => ({
          id: at + 3,
          method: "tools/call",
          params: { name: "inspect_table", arguments: { table } },
        }),
      ),
    ];
    const script = `
      import { spawn } from "node:child_process";
      const server = spawn(process.execPath, ["--import", ${JSON.stringify(join(folder, "trap.mjs"))}, ${JSON.stringify(program)}], { stdio: ["pipe", "pipe", "inherit"] });
      let text = "";
      server.stdout.on("data", (part) => {
        text += part;
        if (text.split("\\n").filter(Boolean).length === ${messages.length}) server.stdin.end();
      });
      server.on("close", (code) => { process.stdout.write(text); process.exitCode = code; });
      for (const message of ${JSON.stringify(messages)}) server.stdin.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
    `;
    const { code, stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", script], { working: examples });
    expect([code, stderr]).toEqual([0, ""]);
    const answers = new Map(
      stdout
        .trim()
        .split("\n")
        .map((line) => [JSON.parse(line).id as number, JSON.parse(line).result]),
    );
    expect(answers.get(3)).toHaveProperty("structuredContent.rows_read", 340);
    for (const id of [4, 5, 6]) expect(answers.get(id), String(id)).toMatchObject({ isError: true });
  });

  // Below every library: what the system is asked for.
  const strace = programPath("strace");
  it.skipIf(strace === null)("the system is asked for no socket, by a command with a table and a plan", async () => {
    const log = join(folder, "calls.txt");
    const watched = ["-f", "-qq", "-e", "trace=socket,connect,bind,sendto,sendmsg", "-o", log, process.execPath];
    const proof = await run(strace!, [...watched, join(folder, "call.mjs")], { working: examples });
    expect([proof.code, readFileSync(log, "utf8")]).toEqual([1, expect.stringMatching(/connect\(.*127\.0\.0\.1/)]);
    const out = join(folder, "watched");
    const words = ["blueprint", "company.yaml", "accounts.csv", "--as-of", "2026-01-01", "--allow", folder, "--out", out];
    const { code, stdout } = await run(strace!, [...watched, program, ...words], { working: examples });
    expect([code, stdout]).toEqual([0, expect.stringContaining("Written:")]);
    expect(readFileSync(log, "utf8")).toBe("");
  });
});
