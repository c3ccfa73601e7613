// The bundled server, asked by the SDK's own client: every tool, every refusal, the pages and the prompts.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { encode } from "gpt-tokenizer";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { resultSchema } from "../../../src/tool/run.ts";
import { tools } from "../../../src/topics/tools.ts";
import { casesWith } from "../../cases.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { compareBuild, root } from "../built-program.ts";
import { callServer, connect } from "./connect.ts";

const MOST_CHARACTERS = 10_000;
let client: Client;
const schemas = new Map<string, ValidateFunction>();

beforeAll(async () => {
  compareBuild();
  client = await connect();
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  // The list names the top of each result by type alone; here the whole shape is held.
  for (const tool of tools) schemas.set(tool.name, ajv.compile(z.toJSONSchema(resultSchema(tool), { io: "output" })));
});

describe("a call of every tool", () => {
  it("is among those below", () => {
    const called = new Set(casesWith("door").map((call) => call.tool));
    expect(tools.map((tool) => tool.name).filter((name) => !called.has(name))).toEqual([]);
  });

  it.each(casesWith("door"))("$tool: $name", async ({ tool, input, output }) => {
    const { isError, text, result } = await callServer(client, tool, { ...input, detail: true });
    expect(isError, text).toBe(false);
    const validate = schemas.get(tool)!;
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    // Reasons give way last of all, and the answer says so where they had to.
    const { warnings } = result as { warnings: { code: string; message: string }[] };
    if (!warnings.some(({ code, message }) => code === "shortened" && message.includes("reasons,"))) everyNullHasAReason(result);
    const { summary } = result as { summary: string };
    expect(summary).toMatch(/\S.*[.?)]$/s);
    expect(text).toContain(summary);
    for (const shown of [text, JSON.stringify(result)]) expect(shown).not.toMatch(/\bNaN\b|\bInfinity\b|\[object /);
    expect(JSON.stringify(result).length).toBeLessThan(MOST_CHARACTERS);
    // Without details there is room for more rows, with them for more columns.
    const plain = (await callServer(client, tool, input)).result;
    const missing = [result, plain].map((one) => subsetOf(one, output ?? {})).sort((a, b) => a.length - b.length);
    expect(missing[0]).toEqual([]);
  });

  it("the same book has the same NRR as accounts and as subscriptions", async () => {
    const window = { from: "2025-01-01", to: "2026-01-01" };
    const accounts = (await callServer(client, "compute_nrr", { table: "accounts.csv" })).result;
    const periods = (await callServer(client, "compute_nrr", { table: "subscriptions.csv", ...window })).result;
    // Twelve times the MRR of each day is the ARR of each day, so rates agree.
    expect(subsetOf({ nrr: periods!.nrr, grr: periods!.grr }, { nrr: accounts!.nrr, grr: accounts!.grr })).toEqual([]);
  });
});

describe("a refusal", () => {
  it.each([
    ["a misspelt parameter", "compute_nrr", { galactic: {} }, /galactic: there is no such parameter\. It takes: totals, /],
    ["a missing parameter", "inspect_table", {}, /\btable\b/],
    [
      "a value outside the list",
      "draft_playbook",
      { kind: "onboarding", touch: "medium" },
      /touch: must be one of high, low, tech/,
    ],
    ["a wrong type inside a record", "compute_nrr", { totals: { starting: "plenty" } }, /totals\.starting/],
    [
      "a wrong element of a list",
      "size_team",
      { tiers: [{ tier: "A", touch: "high", accounts: "forty" }] },
      /tiers\[0\]\.accounts/,
    ],
    ["a negative amount", "compute_nrr", { totals: { starting: -100, churn: 0 } }, /totals\.starting: is -100/],
    ["a date in another order", "build_blueprint", { table: "accounts.csv", as_of: "01.02.2026" }, /as_of/],
    [
      "customer time above 1",
      "size_team",
      { tiers: [{ tier: "A", touch: "low", accounts: 5 }], customer_time: 60 },
      /customer_time/,
    ],
    ["a field of a company", "build_blueprint", { company: { arr: 5, galactic: 3 } }, /galactic/],
    ["a table whose renewals need a date", "build_blueprint", { table: "accounts.csv" }, /no as_of .*Give as_of/],
    ["a file that is not there", "inspect_table", { table: "nothing.csv" }, /no file "nothing\.csv".*Check the name/],
    ["a folder", "inspect_table", { table: "." }, /folder/],
    ["nothing at all", "build_blueprint", {}, /nothing to build a plan from.*company/],
    ["a tool there is not", "compute_gravity", {}, /no tool "compute_gravity"\. The tools: find_rules, /],
  ])("of %s is words alone and names it", async (_, tool, input, words) => {
    const { isError, text, result } = await callServer(client, tool, input);
    expect(isError).toBe(true);
    expect(result).toBeUndefined();
    expect(text).toMatch(words);
    expect(text).not.toMatch(/fault of the program|\bat .*:\d+:\d+/);
  });
});

describe("files outside the working folder", () => {
  const table = "Account,ARR\nAcme,100\n";
  const outside = temporaryFolder({ "book.csv": table });
  const working = temporaryFolder({ "own.csv": table, "data/own.csv": table });
  symlinkSync(join(outside, "book.csv"), join(working, "link.csv"));
  symlinkSync(outside, join(working, "linked"));
  const outsideName = outside.split("/").at(-1)!;
  const ways = [
    ["a step up", `../${outsideName}/book.csv`],
    ["an absolute path", join(outside, "book.csv")],
    ["a link to a file", "link.csv"],
    ["a link to a folder", "linked/book.csv"],
  ] as const;
  let closed: Client;
  let open: Client;
  beforeAll(async () => {
    closed = await connect(working);
    open = await connect(working, ["--allow", outside]);
  });

  it("../package.json is refused", async () => {
    const { isError, text } = await callServer(client, "inspect_table", { table: "../package.json" });
    expect(isError).toBe(true);
    expect(text).toMatch(
      /"\.\.\/package\.json" \(.*package\.json\) is outside the folders .*Copy it into the working folder .*CS_STRATEGIST_FOLDERS=/,
    );
  });

  it.each(ways)("by %s are refused with the remedy, and read with --allow", async (_, path) => {
    const refused = await callServer(closed, "inspect_table", { table: path });
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain(`"${path}"`);
    expect(refused.text).toContain("is outside the folders that may be read from.");
    expect(refused.text).toMatch(/Copy it into the working folder .*, or set CS_STRATEGIST_FOLDERS=/);
    const read = await callServer(open, "inspect_table", { table: path });
    expect(read.isError, read.text).toBe(false);
    expect(read.result!.rows_read).toBe(1);
  });

  it("inside are read by every kind of path", async () => {
    for (const path of ["own.csv", "./own.csv", "data/own.csv", "data/../own.csv", join(working, "own.csv")])
      expect((await callServer(closed, "inspect_table", { table: path })).isError, path).toBe(false);
  });

  it.each([["../taken"], [`../${outsideName}`], ["linked/out"]])("are not written to: %s", async (out) => {
    const company = { arr: 2_000_000, accounts: 50 };
    const { isError, text } = await callServer(closed, "build_blueprint", { company, out });
    expect(isError).toBe(true);
    expect(text).toMatch(/outside the folders that may be written to\. Choose a folder under .*, or set CS_STRATEGIST_FOLDERS=/);
    expect(readdirSync(outside)).toEqual(["book.csv"]);
  });
});

describe("the rule pages", () => {
  const pages = () =>
    readdirSync(join(root, "rules"))
      .filter((name) => name.endsWith(".md") && !name.startsWith("_"))
      .map((name) => name.slice(0, -".md".length))
      .sort();

  it("are listed by section in few words, each page named in its section's", async () => {
    const all = (await client.listResources()).resources;
    // The other one is the page that draws an answer, see app-in-host.test.ts.
    const resources = all.filter(({ uri }) => uri.startsWith("rule://"));
    expect(all.length - resources.length).toBe(1);
    const sections = [...new Set(pages().map((id) => id.split("-")[0]!))].sort();
    expect(resources.map((resource) => resource.uri).sort()).toEqual(sections.map((prefix) => `rule://${prefix}`));
    expect(encode(JSON.stringify(resources)).length).toBeLessThan(3000);
    const texts: string[] = [];
    for (const { uri, title, description, mimeType } of resources) {
      expect(title, uri).toBeTruthy();
      expect(description, uri).toBeTruthy();
      expect(mimeType).toBe("text/markdown");
      texts.push((await client.readResource({ uri })).contents.map((one) => (one as { text: string }).text).join(""));
    }
    for (const id of pages()) expect(texts.join("\n")).toMatch(new RegExp(`\\]\\(rule://${id}\\): Use when `));
  });

  it("are read with their tables filled", async () => {
    const { contents } = await client.readResource({ uri: "rule://segmentation-tiers" });
    const { text } = contents[0] as { text: string };
    expect(text).toMatch(/^# Account tiers: give every account one tier\n\nUse when /);
    // The floor of the high-touch tier, and the other sources' floors beside it.
    expect(text).toMatch(/\*CS Strategist\*\n\n\| Tier +\| Touch \| Min ARR \|\n.*\n\| High touch +\| high +\| 100,000 +\|/);
    expect(text).toMatch(/\*The Compounding Customer, ch\. 5\*\n/);
    expect(text).not.toContain("*Yours*");
  });

  it.each(["rule://nothing", "rule://../package", "rule://_sections", "file:///etc/passwd"])("%s is refused", async (uri) => {
    await expect(client.readResource({ uri })).rejects.toThrow(/no rule .*find_rules/);
  });

  it("complete from a part of their name", async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map((template) => template.uriTemplate)).toEqual(["rule://{id}"]);
    const complete = async (value: string) => {
      const ref = { type: "ref/resource" as const, uri: "rule://{id}" };
      return (await client.complete({ ref, argument: { name: "id", value } })).completion;
    };
    const ids = pages();
    expect((await complete("segmentation-t")).values).toEqual(ids.filter((id) => id.includes("segmentation-t")));
    expect(await complete("")).toMatchObject({ values: ids.slice(0, 100), total: ids.length, hasMore: ids.length > 100 });
    expect((await complete("zzz")).values).toEqual([]);
  });
});

describe("the prompts", () => {
  it("are three, take no argument that a host would cut at blanks, and name only tools there are", async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map((prompt) => prompt.name)).toEqual(["plan", "retention", "fixed_team"]);
    for (const prompt of prompts) {
      expect(prompt.arguments ?? []).toEqual([]);
      const { messages } = await client.getPrompt({ name: prompt.name });
      const { text } = messages[0]!.content as { text: string };
      const named = [...text.matchAll(/\b[a-z]+(?:_[a-z]+)+\b/g)].map((match) => match[0]);
      expect(named.filter((name) => !tools.some((tool) => tool.name === name))).toEqual([]);
    }
  });

  it("an unknown one is refused", async () => {
    await expect(client.getPrompt({ name: "nothing" })).rejects.toThrow(/no prompt "nothing"/);
  });
});

describe("the instructions", () => {
  it("are short and name only tools there are", () => {
    const text = client.getInstructions() ?? "";
    expect(text.length).toBeGreaterThan(100);
    expect(text.length).toBeLessThan(1500);
    const names = tools.map((tool) => tool.name);
    const named = [...text.matchAll(/\b[a-z]+(?:_[a-z]+)+\b/g)]
      .map((match) => match[0])
      // Shared parameters and the parts of an answer are said here once for all tools.
      .filter((name) => !["skip_bad_rows", "lost_table", "check_first", "do_next"].includes(name));
    expect(new Set(named)).toEqual(new Set(names));
  });
});

describe("what the server writes", () => {
  it("goes beside the user's own files, again over its own, and never over an edit", async () => {
    const own = { "accounts.csv": "Account,ARR\nAcme,100000\nBirch,50000\n", "company.yaml": "name: Mine\n" };
    const working = temporaryFolder(own);
    const other = await connect(working);
    const build = (out: string) =>
      callServer(other, "build_blueprint", { company_file: "company.yaml", table: "accounts.csv", out });
    expect((await build(".")).isError).toBe(false);
    expect((await build(".")).isError).toBe(false);
    writeFileSync(join(working, "account-list.csv"), "my list\n");
    const { isError, text } = await build(".");
    expect([isError, text]).toEqual([true, expect.stringContaining('"account-list.csv": changed since this program wrote it')]);
    const kept = { ...own, "account-list.csv": "my list\n" };
    for (const [name, words] of Object.entries(kept)) expect(readFileSync(join(working, name), "utf8"), name).toBe(words);
  });
});
