// The bundled server as a process: what it writes, how it ends, and what survives.
import { beforeAll, describe, expect, it } from "vitest";
import { requireCurrentBuild } from "../built-program.ts";
import { hello, runServer } from "./run-server.ts";

// Not how fast it ends, only that it waits for no timer: on a busy machine an end may take seconds.
const MOST_MILLISECONDS = 30_000;
const call = (id: number, name: string, input: unknown) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: input },
});
beforeAll(requireCurrentBuild);

describe("a session", () => {
  it("writes nothing but JSON-RPC, through refusals, noise and warnings, and ends with its input", async () => {
    const server = runServer();
    server.send(hello);
    await server.answer(1);
    server.send({ jsonrpc: "2.0", method: "notifications/initialized" });
    server.send({ jsonrpc: "2.0", id: 2, method: "tools/list" });
    server.send("this is not JSON");
    server.send({ jsonrpc: "2.0", id: 3, method: "no/such/method" });
    server.send(call(4, "inspect_table", { table: "nothing.csv" }));
    server.send(call(5, "build_blueprint", { company_file: "reference-company.yaml" }));
    server.send(call(6, "find_rules", undefined));
    const answers = await Promise.all([2, 3, 4, 5, 6].map((id) => server.answer(id)));
    expect(answers[1]!.error).toBeDefined();
    expect(answers[2]!.result).toMatchObject({ isError: true });
    expect(answers[3]!.result).toHaveProperty("structuredContent.verdict");
    expect(answers[4]!.result).toMatchObject({ isError: true });
    server.process.stdin.end();
    const { code, took } = await server.end();
    expect(code).toBe(0);
    expect(took).toBeLessThan(MOST_MILLISECONDS);
    const lines = server.written.stdout.split("\n");
    expect(lines.pop()).toBe("");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
    expect(server.written.stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends on %s with code 0", async (signal) => {
    const server = runServer();
    server.send(hello);
    await server.answer(1);
    server.process.kill(signal);
    expect(await server.end()).toMatchObject({ code: 0, signal: null });
  });

  it("ends when its input ends before a word was said", async () => {
    const server = runServer();
    server.process.stdin.end();
    const { code, took } = await server.end();
    expect(code).toBe(0);
    expect(took).toBeLessThan(MOST_MILLISECONDS);
  });

  it("ends quietly when nobody reads its answers any more", async () => {
    const server = runServer();
    server.send(hello);
    await server.answer(1);
    server.process.stdout.destroy();
    server.send({ jsonrpc: "2.0", id: 2, method: "tools/list" });
    server.send({ jsonrpc: "2.0", id: 3, method: "tools/list" });
    expect(await server.end()).toMatchObject({ code: 0 });
    expect(server.written.stderr).toBe("");
  });
});
