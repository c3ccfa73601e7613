// Which folders the server may touch, in the hosts that tell, that do not, and that start it in a place of their own.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ListRootsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { program, requireCurrentBuild, root } from "../built-program.ts";
import { callServer, ownClient } from "./connect.ts";

const table = "Account,ARR\nAcme,100\nBolt,50\n";
const working = temporaryFolder({ "own.csv": table });
const other = temporaryFolder({ "book.csv": table });
const third = temporaryFolder({ "book.csv": table });
beforeAll(requireCurrentBuild);

interface Host {
  name?: string;
  cwd?: string;
  env?: Record<string, string>;
  args?: string[];
  /** Folders the host tells of; without them it does not say that it can. */
  roots?: string[];
}

async function host({ name = "some-host", cwd = working, env = {}, args = [], roots }: Host) {
  const client = ownClient({ name, version: "1.0.0" }, { capabilities: roots ? { roots: { listChanged: true } } : {} });
  const told = { roots: roots ?? [], asked: 0 };
  if (roots)
    client.setRequestHandler(ListRootsRequestSchema, () => {
      told.asked += 1;
      return { roots: told.roots.map((folder) => ({ uri: pathToFileURL(folder).href })) };
    });
  // As a host starts it from a terminal: PWD stands, whatever folder it gives the process.
  const usual = { PATH: process.env.PATH!, PWD: cwd };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, ...args],
      cwd,
      env: { ...usual, ...env },
      stderr: "pipe",
    }),
  );
  const rows = async (path: string) => {
    const { isError, text, result } = await callServer(client, "inspect_table", { table: path });
    return isError ? text : result!.rows_read;
  };
  return { client, told, rows };
}

describe("folders that the host tells of", () => {
  it("are asked for once, and read", async () => {
    const { rows, told } = await host({ roots: [working, other] });
    expect(await rows(join(other, "book.csv"))).toBe(2);
    expect(await rows("own.csv")).toBe(2);
    expect(told.asked).toBe(1);
  });

  it("are not written to", async () => {
    const { client } = await host({ roots: [other] });
    const input = { company: { arr: 2_000_000, accounts: 50 }, out: join(other, "plan") };
    const { isError, text } = await callServer(client, "build_blueprint", input);
    expect(isError).toBe(true);
    expect(text).toContain(`outside the folders that may be written to. Choose a folder under ${working}`);
  });

  it("count anew after a refusal, and when the host says that they changed", async () => {
    const { client, rows, told } = await host({ roots: [working] });
    expect(await rows(join(other, "book.csv"))).toMatch(/outside the folders/);
    told.roots = [working, other];
    expect(await rows(join(other, "book.csv"))).toBe(2);
    told.roots = [working];
    await client.sendRootsListChanged();
    expect(await rows(join(other, "book.csv"))).toMatch(/outside the folders/);
  });

  it("that are no folder of this machine are passed over", async () => {
    const { client, rows } = await host({ roots: [working] });
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: "file://elsewhere/share" }] }));
    expect(await rows("own.csv")).toBe(2);
  });
});

describe("folders in the settings", () => {
  it("of the variable are read and written, several of them", async () => {
    const { client, rows } = await host({ env: { CS_STRATEGIST_FOLDERS: `${other}:${third}` } });
    expect(await rows(join(third, "book.csv"))).toBe(2);
    const out = join(other, "plan");
    const { isError, result } = await callServer(client, "build_blueprint", { company: { arr: 2_000_000, accounts: 50 }, out });
    expect(isError).toBe(false);
    expect(result!.files).toContain(join(out, "blueprint.md"));
  });

  it.each(["", "${user_config.folders}"])("that nobody filled in (%j) are none", async (value) => {
    const { rows } = await host({ env: { CS_STRATEGIST_FOLDERS: value } });
    expect(await rows("own.csv")).toBe(2);
    expect(await rows(join(other, "book.csv"))).toMatch(/outside the folders/);
  });

  it("may stand after serve, and a setting left empty there is passed over", async () => {
    const { rows } = await host({ args: ["serve", other, "${user_config.folders}"] });
    expect(await rows(join(other, "book.csv"))).toBe(2);
    expect(await rows("own.csv")).toBe(2);
  });
});

describe("a host that starts the server in a place of its own", () => {
  it("with a folder in the settings: names are read from it", async () => {
    const { rows } = await host({ cwd: "/", args: ["serve", other] });
    expect(await rows("book.csv")).toBe(2);
  });

  it("called from a folder: names are read from that one", async () => {
    const { rows } = await host({ cwd: root, env: { PWD: other } });
    expect(await rows("book.csv")).toBe(2);
  });

  it("that tells of its folders: names are read from the first", async () => {
    const { rows } = await host({ cwd: root, roots: [other, third] });
    expect(await rows("book.csv")).toBe(2);
  });

  it("and tells of none: the answer says so, and how to name one", async () => {
    const { rows } = await host({ name: "codex-mcp-client", cwd: root });
    expect(await rows("book.csv")).toBe(
      `"book.csv" cannot be found: the program was started in ${root} and was told no folder of yours. Give the whole path of the file, and start Codex with the variable CS_STRATEGIST_FOLDERS set to the folder that holds it, which the plugin hands on (or codex mcp add with --env CS_STRATEGIST_FOLDERS=the folder that holds it).`,
    );
    // What lies in that very place is found all the same.
    expect(await rows("examples/accounts.csv")).toBe(340);
  });
});

describe("a refusal", () => {
  it.each([
    ["claude-code", /add it to this session with \/add-dir /],
    ["gemini-cli-mcp-client", /\/directory add /],
    ["codex-mcp-client", /start Codex with the variable CS_STRATEGIST_FOLDERS set to /],
    ["copilot-cli", /start Copilot with the variable CS_STRATEGIST_FOLDERS set to /],
    ["claude-ai", /under Folders in the settings of this extension/],
    ["Cursor", /set CS_STRATEGIST_FOLDERS=.* for this server in the settings of Cursor/],
  ])("in %s says what its user can do", async (name, words) => {
    const { rows } = await host({ name });
    expect(await rows(join(other, "book.csv"))).toMatch(words);
  });

  it("shows where the path leads", async () => {
    const { rows } = await host({});
    expect(await rows("../elsewhere/book.csv")).toContain(
      `"../elsewhere/book.csv" (${resolve(working, "../elsewhere/book.csv")}) is outside`,
    );
  });
});
