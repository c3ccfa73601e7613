// What a session survives: messages too long, too deep or no messages, and five hundred calls at once.
import { beforeAll, describe, expect, it } from "vitest";
import { MOST_BYTES, MOST_LEVELS } from "../../../src/mcp/stdio.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { callServer, connect } from "./connect.ts";
import { hello, type RawServer, runServer } from "./run-server.ts";

beforeAll(requireCurrentBuild);

const request = (id: number, input: unknown) =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "find_rules", arguments: input } });
/** As clients write it whose message ends with its number. */
const endingWithId = (id: number, input: unknown) =>
  JSON.stringify({ method: "tools/call", params: { name: "find_rules", arguments: input }, jsonrpc: "2.0", id });

async function opened(): Promise<RawServer> {
  const server = runServer();
  server.send(hello);
  await server.answer(1);
  return server;
}

/** That the session goes on: a call is answered. */
async function lives(server: RawServer, id: number): Promise<void> {
  server.send(request(id, { id: "segmentation-tiers" }));
  expect((await server.answer(id)).result).toHaveProperty("structuredContent.rule.id", "segmentation-tiers");
  server.process.stdin.end();
  expect(await server.end()).toMatchObject({ code: 0 });
}

describe("a message", () => {
  it.each([
    ["whose number stands first", request],
    ["whose number stands last", endingWithId],
  ])("longer than the limit, %s, is answered, and the session goes on", async (_, write) => {
    const server = await opened();
    server.send(write(2, { query: "x".repeat(MOST_BYTES + 1) }));
    const { error } = await server.answer(2);
    expect(error?.message).toMatch(
      /The message has 10 MB; up to 10 MB are read\. Put the rows into a file and give its path as table\./,
    );
    await lives(server, 3);
  });

  it("just within the limit is read", async () => {
    const server = await opened();
    const frame = request(2, { query: "" }).length;
    server.send(request(2, { query: "x".repeat(MOST_BYTES - frame) }));
    const { error, result } = await server.answer(2);
    expect(error).toBeUndefined();
    expect(result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("query: is longer than a question") }],
    });
    await lives(server, 3);
  });

  it("nested too deep is answered, and the session goes on", async () => {
    const server = await opened();
    for (const [id, levels] of [
      [2, MOST_LEVELS + 1],
      [3, 100_000],
    ] as const) {
      const deep = `${"[".repeat(levels)}${"]".repeat(levels)}`;
      server.send(
        `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"find_rules","arguments":{"query":${deep}}}}`,
      );
      expect((await server.answer(id)).error?.message).toMatch(/nests more than 100 levels deep/);
    }
    await lives(server, 4);
  });

  it("that is none is answered with what it lacks", async () => {
    const server = await opened();
    server.send("this is not JSON");
    server.send('{"id": 2, "method": "tools/list"}');
    expect((await server.answer(2)).error?.message).toMatch(/no JSON-RPC 2\.0 message/);
    const lines = server.written.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines.find(({ error }) => error?.code === -32700)).toMatchObject({ id: null });
    await lives(server, 3);
  });
});

describe("five hundred calls at once", () => {
  it("are all answered, each its own", async () => {
    const client = await connect();
    const answers = await Promise.all(
      Array.from({ length: 500 }, async (_, at) => {
        // Of 1,000,000 at the start, 1,000 times the call's number is lost.
        const totals = { starting: 1_000_000, expansion: 0, contraction: 0, churn: 1000 * at };
        const { isError, result } = await callServer(client, "compute_nrr", { totals });
        return isError ? null : (result as { grr: number }).grr;
      }),
    );
    answers.forEach((grr, at) => {
      expect(grr).toBeCloseTo(1 - at / 1000, 4);
    });
  });
});
