// A file of the user is never lost, whatever form it takes.
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { answerOf, refusalOf } from "../end-to-end.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const record = ".cs-strategist.json";
const example = (name: string) => readFileSync(resolve(import.meta.dirname, "../../examples", name), "utf8");
const table = "Account,ARR\nAcme,100000\nBirch,50000\n";
const pages = ["blueprint.html", "blueprint.md", "board-summary.html", "board-summary.md"];
const outputs = [...pages, "account-list.csv", "company-completed.yaml"];
// echo "1" | sha256sum
const SHA_OF_ONE = "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865";

/** A working folder with an account table, called through the tool. */
function desk(files: Record<string, string> = {}) {
  const folder = temporaryFolder({ "accounts.csv": table, ...files });
  const ports = openTestPorts(folder);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const build = (input: Record<string, unknown> = {}) =>
    answerOf("build_blueprint", { table: "accounts.csv", out: ".", ...input }, ports);
  const refused = (input: Record<string, unknown> = {}) =>
    refusalOf("build_blueprint", { table: "accounts.csv", out: ".", ...input }, ports);
  const contents = () =>
    readdirSync(folder, { withFileTypes: true }).map((one) => [one.name, one.isFile() ? read(one.name) : "no file"]);
  return { folder, ports, read, build, refused, contents };
}

describe("the user's own accounts.csv and company.yaml", () => {
  it("stay as they are beside a plan written to the same folder", async () => {
    const own = { "accounts.csv": example("accounts.csv"), "company.yaml": example("company.yaml") };
    const { folder, read, build } = desk(own);
    await build({ company_file: "company.yaml", as_of: "2026-01-01" });
    for (const [name, text] of Object.entries(own)) expect(read(name), name).toBe(text);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([...Object.keys(own), ...outputs, record]));
  });
});

describe("an input of the call", () => {
  it("is refused under its own name, and the message names another folder that works", async () => {
    const { read, build, refused } = desk({ "account-list.csv": table });
    const message = await refused({ table: "account-list.csv" });
    expect(message).toBe(
      'Nothing was written to ".", because this would be lost:\n- "account-list.csv": an input of this call\nGive another folder as out, such as "blueprint".',
    );
    expect(read("account-list.csv")).toBe(table);
    await build({ table: "account-list.csv", out: "blueprint" });
  });

  it("is refused in another letter case, on disks that tell cases apart too", async () => {
    const { read, refused } = desk({ "Account-List.CSV": table });
    expect(await refused({ table: "Account-List.CSV" })).toContain('"Account-List.CSV": an input of this call');
    expect(read("Account-List.CSV")).toBe(table);
  });

  it("is refused where an output's name is a link to it", async () => {
    const { folder, read, refused, contents } = desk();
    symlinkSync("accounts.csv", join(folder, "account-list.csv"));
    const before = contents();
    expect(await refused()).toContain('"account-list.csv": an input of this call');
    expect([contents(), read("accounts.csv")]).toEqual([before, table]);
  });

  it("is refused where it is reached through a link to a folder", async () => {
    const { folder, read, refused } = desk({ "inner/account-list.csv": table });
    symlinkSync("inner", join(folder, "linked"));
    for (const [from, out] of [
      ["inner", "linked"],
      ["linked", "inner"],
    ])
      expect(await refused({ table: `${from}/account-list.csv`, out })).toContain("an input of this call");
    expect([read("inner/account-list.csv"), readdirSync(join(folder, "inner"))]).toEqual([table, ["account-list.csv"]]);
  });

  it("is refused where an output's name is a hard link to it", async () => {
    const { folder, read, refused } = desk();
    linkSync(join(folder, "accounts.csv"), join(folder, "account-list.csv"));
    expect(await refused()).toContain('"account-list.csv": an input of this call');
    expect([read("account-list.csv"), read("accounts.csv")]).toEqual([table, table]);
  });

  it("is refused though this program wrote it: the completed company file, as company or to compare with", async () => {
    const { read, build, refused } = desk();
    await build();
    const completed = read("company-completed.yaml");
    for (const name of ["company_file", "compare_with"])
      expect(await refused({ [name]: "company-completed.yaml" })).toContain('"company-completed.yaml": an input of this call');
    expect(read("company-completed.yaml")).toBe(completed);
    await build({ company_file: "company-completed.yaml", out: "blueprint" });
  });
});

describe("a file this program did not write", () => {
  it.each(outputs)("%s is kept, and nothing is written", async (name) => {
    const { refused, contents } = desk({ [name]: "mine\n" });
    const before = contents();
    expect(await refused()).toContain(`- "${name}": no record says that this program wrote it\n`);
    expect(contents()).toEqual(before);
  });

  it("is kept in another letter case, as a link to nothing, and as a folder; all are named at once", async () => {
    const { folder, refused, contents } = desk({ "BLUEPRINT.md": "mine\n" });
    symlinkSync("later.md", join(folder, "board-summary.md"));
    mkdirSync(join(folder, "blueprint.html"));
    const before = contents();
    const message = await refused();
    expect(message).toContain('"BLUEPRINT.md": no record');
    expect(message).toContain('"board-summary.md": a link');
    expect(message).toContain('"blueprint.html": a folder');
    expect(contents()).toEqual(before);
  });

  it("can be renamed, as the refusal says, and the next call writes", async () => {
    const { folder, read, build, refused } = desk({ "blueprint.md": "mine\n" });
    expect(await refused()).toMatch(/such as "blueprint", or rename or delete what is listed\.$/);
    writeFileSync(join(folder, "mine.md"), read("blueprint.md"));
    rmSync(join(folder, "blueprint.md"));
    await build();
    expect(read("mine.md")).toBe("mine\n");
  });

  it("never has its own folder offered", async () => {
    const { refused } = desk({ "blueprint.md": "mine\n", "Blueprint/a.md": "", "blueprint-2/a.md": "" });
    expect(await refused()).toContain('such as "blueprint-3"');
  });
});

describe("a second run", () => {
  it("replaces its own unchanged files, also by another plan, and leaves nothing behind", async () => {
    const { folder, read, build } = desk();
    await build();
    const first = read("blueprint.md");
    const names = readdirSync(folder).sort();
    expect(names).toEqual(expect.arrayContaining([...outputs, record]));
    await build();
    expect(read("blueprint.md")).toBe(first);
    await build({ company: { name: "Other" } });
    expect(read("blueprint.md")).toMatch(/^# Customer-success plan: Other\n/);
    await build({ company: { name: "Other" } });
    expect(readdirSync(folder).sort()).toEqual(names);
  });

  it("knows the account list again after a run that wrote none", async () => {
    const { read, build } = desk();
    await build();
    const list = read("account-list.csv");
    await build({ table: undefined, company: { arr: 1_000_000, accounts: 10 } });
    expect(read("account-list.csv")).toBe(list);
    await build();
  });

  it("refuses an edited file, keeps every other as it was, and writes after it was renamed", async () => {
    const { folder, read, build, refused, contents } = desk();
    await build();
    writeFileSync(join(folder, "blueprint.md"), `${read("blueprint.md")}my line\n`);
    const before = contents();
    const message = await refused({ company: { name: "Other" } });
    expect(message).toContain('- "blueprint.md": changed since this program wrote it\nGive another folder');
    expect(contents()).toEqual(before);
    rmSync(join(folder, "blueprint.md"));
    await build();
  });
});

describe("a record that cannot be trusted", () => {
  it.each([
    ["is no JSON", "{"],
    ["is something else's", '{"files": {}}'],
    ["holds no hashes", '{"written_by": "cs-strategist", "files": {"blueprint.md": true}}'],
    ["is empty", ""],
  ])("%s: it is kept, and so is every file", async (_, text) => {
    const { refused, contents } = desk({ [record]: text, "blueprint.md": "mine\n" });
    const before = contents();
    const message = await refused();
    expect(message).toContain(`"${record}": not the record that this program writes`);
    expect(message).toContain('"blueprint.md": no record');
    expect(contents()).toEqual(before);
  });

  it("claims a file whose text is another: the file is kept", async () => {
    const text = JSON.stringify({ written_by: "cs-strategist", files: { "blueprint.md": SHA_OF_ONE } });
    const { read, refused } = desk({ [record]: text, "blueprint.md": "mine\n" });
    expect(await refused()).toContain('"blueprint.md": changed since');
    expect(read("blueprint.md")).toBe("mine\n");
  });

  it("claims an input: the input is kept", async () => {
    const { folder, read, build, refused } = desk();
    await build();
    const list = read("account-list.csv");
    const names = readdirSync(folder);
    expect(await refused({ table: "account-list.csv", company: { accounts: 2 } })).toContain("an input of this call");
    expect([read("account-list.csv"), readdirSync(folder)]).toEqual([list, names]);
  });

  it("is a link: it is neither followed nor replaced", async () => {
    const { folder, read, refused } = desk({ "notes.json": "mine\n" });
    symlinkSync("notes.json", join(folder, record));
    expect(await refused()).toContain(`"${record}": a link`);
    expect(read("notes.json")).toBe("mine\n");
  });
});

describe("the record", () => {
  it("holds the SHA-256 of what was written", async () => {
    const { read, ports } = desk();
    await ports.writeFiles("plan", [{ name: "one.md", text: "1\n" }], []);
    expect(JSON.parse(read(`plan/${record}`))).toEqual({ written_by: "cs-strategist", files: { "one.md": SHA_OF_ONE } });
  });
});
