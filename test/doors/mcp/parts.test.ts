// The bundled program in its parts: what a start loads, and that they are found wherever the package lies.
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild, root } from "../built-program.ts";
import { run } from "../run-program.ts";
import { hello, runServer } from "./run-server.ts";

beforeAll(requireCurrentBuild);
const dist = join(root, "dist");
const parts = () => readdirSync(join(dist, "parts"));

/** A built file and all that it imports at once, with their texts. */
function loadedWith(path: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(path)) return seen;
  const text = readFileSync(path, "utf8");
  seen.set(path, text);
  for (const [, name] of text.matchAll(/(?:\bfrom|\bimport)"(\.[^"]+\.mjs)"/g)) loadedWith(join(dirname(path), name!), seen);
  return seen;
}

describe("the start of the server", () => {
  it("loads the SDK and the list of tools, and no tool, rule or file reader", () => {
    const serve = parts().filter((name) => name.startsWith("server-"));
    expect(serve).toHaveLength(1);
    const loaded = loadedWith(join(dist, "parts", serve[0]!), loadedWith(join(dist, "server.mjs")));
    const text = [...loaded.values()].join("\n");
    expect(text).toContain("tools/list");
    // Words of messages that only a tool, the rules, the YAML reader and the table reader have.
    for (const words of [
      "failed by a fault of the program",
      "is not a setting.",
      "BLOCK_FOLDED",
      "outside the folders that may be",
    ])
      expect(text, "import it where it is first needed, with import()").not.toContain(words);
    // The list of tools is half of it.
    expect(text.length).toBeLessThan(350_000);
  });

  it("has those words in parts that are loaded later", () => {
    const text = parts()
      .map((name) => readFileSync(join(dist, "parts", name), "utf8"))
      .join("\n");
    for (const words of [
      "failed by a fault of the program",
      "is not a setting.",
      "BLOCK_FOLDED",
      "outside the folders that may be",
    ])
      expect(text).toContain(words);
  });
});

describe("a server whose files are replaced while it runs", () => {
  it("says to restart it, to a call and to a reader of the rules, and goes on", async () => {
    const copy = temporaryFolder();
    for (const name of ["dist", "rules", "package.json"]) cpSync(join(root, name), join(copy, name), { recursive: true });
    const server = runServer(temporaryFolder({ "a.txt": "" }), [], join(copy, "dist/server.mjs"));
    server.send(hello);
    await server.answer(1);
    // A build empties the folder and writes parts of other names.
    rmSync(join(copy, "dist"), { recursive: true });
    server.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "find_rules", arguments: { query: "nrr" } } });
    const call = (await server.answer(2)).result as { isError: boolean; content: { text: string }[] };
    expect(call.isError).toBe(true);
    expect(call.content[0]!.text).toMatch(/replaced while it ran.*Restart the server/);
    server.send({ jsonrpc: "2.0", id: 3, method: "resources/list" });
    expect((await server.answer(3)).error?.message).toMatch(/Restart the server/);
    server.send({ jsonrpc: "2.0", id: 4, method: "tools/list" });
    expect((await server.answer(4)).result).toHaveProperty("tools");
    server.process.stdin.end();
    expect((await server.end()).code).toBe(0);
  });
});

describe("a copy of the package without node_modules, run from another folder", () => {
  const copy = temporaryFolder();
  const program = join(copy, "dist/server.mjs");
  beforeAll(() => {
    for (const name of ["dist", "rules", "package.json"]) cpSync(join(root, name), join(copy, name), { recursive: true });
  });

  it("depends on no package", () => {
    expect(JSON.parse(readFileSync(join(copy, "package.json"), "utf8"))).not.toHaveProperty("dependencies");
  });

  it("finds its rules, and reads tables and company files", async () => {
    const working = temporaryFolder({
      "book.csv": "Account,ARR\nAcme,100\nBolt,50\n",
      "company.yaml": "arr: 2000000\naccounts: 50\n",
    });
    const call = (tool: string, input: unknown) =>
      run(process.execPath, [program, "call", tool, "--json", JSON.stringify(input)], { working });
    const found = await call("find_rules", { id: "segmentation-tiers" });
    expect([found.code, found.stderr]).toEqual([0, ""]);
    expect(JSON.parse(found.stdout).rule).toMatchObject({ id: "segmentation-tiers" });
    expect(JSON.parse((await call("inspect_table", { table: "book.csv" })).stdout)).toMatchObject({ rows_read: 2 });
    const plan = await run(process.execPath, [program, "blueprint", "company.yaml"], { working });
    expect(plan.stdout).toMatch(/^# /);
  });
});
