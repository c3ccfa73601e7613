import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { examples, requireCurrentBuild } from "../built-program.ts";
import { runProgram } from "../run-program.ts";

const inputs = Object.fromEntries(
  ["company.yaml", "accounts.csv", "reference-company.yaml"].map((name) => [name, readFileSync(join(examples, name), "utf8")]),
);
const both = ["blueprint", "company.yaml", "accounts.csv", "--as-of", "2026-01-01", "--include", "all"];
const OUT = "plans/january";
let printed: ReturnType<typeof runProgram> | undefined;
/** What the terminal shows for both files, run once. */
const document = () => {
  printed ??= runProgram(both);
  return printed;
};
/** The same with its files written into a folder of a place without zone or language, run once for the tests that look at them. */
let run: Promise<{ working: string; before: string[]; code: number | null; stdout: string }> | undefined;
const written = () => {
  run ??= (async () => {
    const working = temporaryFolder(inputs);
    const before = readdirSync(working);
    const environment = { TZ: "UTC", LC_ALL: "C", LANG: "C" };
    const { code, stdout } = await runProgram([...both, "--out", OUT], { working, environment });
    return { working, before, code, stdout };
  })();
  return run;
};
beforeAll(requireCurrentBuild);

describe.concurrent("cs-strategist blueprint", () => {
  it("prints the whole document", async () => {
    const { code, stdout, stderr } = await document();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^# Customer-success plan: Fernlight Systems\n/);
    for (const heading of ["Why now", "Tiers", "Retention"]) expect(stdout).toContain(`\n## ${heading}\n`);
    // examples/README.md: what the book is worth and how many pay.
    expect(stdout).toContain("$17,140,704");
    expect(stdout).toContain("316");
    expect(stdout).not.toMatch(/\bNaN\b|\bInfinity\b|\bundefined\b|\[object /);
  });

  it("prints it and ends with code 3 when a part does not tie, and says so at the top", async () => {
    // The tiers hold 50,000 of the 60,000 stated.
    const working = temporaryFolder({
      "small.yaml": "arr: 60000\naccounts: 10\ntiers: [{ tier: A, touch: high, accounts: 10, arr: 50000 }]\n",
    });
    const { code, stdout, stderr } = await runProgram(["blueprint", "small.yaml"], { working });
    expect(code).toBe(3);
    expect(stderr).toContain("Not every part ties");
    expect(stdout.slice(0, 1500)).toContain("Does not tie");
  });

  it("writes files into a folder, lists them all, and writes nothing elsewhere", async () => {
    const { working, before, code, stdout } = await written();
    expect(code).toBe(0);
    const listed = stdout
      .slice(stdout.indexOf("\nWritten:\n"))
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .map((line) => line.trim());
    const pages = ["blueprint.html", "blueprint.md", "board-summary.html", "board-summary.md"];
    const tasks = ["tasks-asana.csv", "tasks-hubspot.csv", "tasks-salesforce.csv"];
    const names = [
      "account-list.csv",
      "board-slide.pptx",
      "calendar.ics",
      "company-completed.yaml",
      "deck.pptx",
      "plan.xlsx",
      ...pages,
      ...tasks,
    ];
    // One calendar for each of the seven owners, the ten charts of the page and the 44 playbooks are listed as one line each.
    const groups = [
      join(OUT, "calendar-*.ics (7 files)"),
      join(OUT, "chart-*.svg (10 files)"),
      join(OUT, "playbook-*.md (44 files)"),
    ];
    expect([...listed].sort()).toEqual([...names.map((name) => join(OUT, name)), ...groups].sort());
    const made = readdirSync(join(working, OUT));
    expect(made.filter((name) => /^calendar-.*\.ics$/.test(name))).toHaveLength(7);
    expect(made.filter((name) => /^chart-.*\.svg$/.test(name))).toHaveLength(10);
    // Beside them only the record that knows them again.
    expect(made.filter((name) => !/^(calendar|chart|playbook)-/.test(name)).sort()).toEqual(
      [".cs-strategist.json", ...names].sort(),
    );
    expect(readdirSync(working).sort()).toEqual([...before, "plans"].sort());
    // The verdict stands above the list, and the document is the one the terminal shows.
    expect(stdout).toMatch(/^Approve .*\n(?:.*\n){0,4}Fernlight Systems has \$17\.14M of ARR from 316 accounts;/);
    expect(readFileSync(join(working, "plans/january/blueprint.md"), "utf8")).toBe((await document()).stdout);
  });

  it("writes a company file that the next run takes, with the earlier run to compare with", async () => {
    const { working } = await written();
    const again = ["blueprint", `${OUT}/company-completed.yaml`, "accounts.csv", "--as-of", "2026-01-01", "--include", "all"];
    const { code, stdout } = await runProgram(again, { working });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n## What changed\n/);
  });

  it("stands beside another company file and says which input moved what", async () => {
    const working = temporaryFolder(inputs);
    const { stdout } = await runProgram([...both, "--compare", "reference-company.yaml"], { working });
    // 17,140,704 of the example's accounts against 18,000,000 of the reference.
    expect(stdout).toMatch(/ARR: the book: accounts and ARR by tier 340 to 316 \(-\$859,296\)/);
  });

  it("reads no clock, no place and no language: the same bytes anywhere", async () => {
    const files = (working: string) => {
      const folder = join(working, OUT);
      return readdirSync(folder).map((name) => readFileSync(join(folder, name), "base64"));
    };
    const elsewhere = temporaryFolder(inputs);
    const environment = { TZ: "Pacific/Kiritimati", LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" };
    const [here, there] = await Promise.all([
      written(),
      runProgram([...both, "--out", OUT], { working: elsewhere, environment }),
    ]);
    expect(there.stdout).toBe(here.stdout);
    expect(files(elsewhere)).toEqual(files(here.working));
  });

  it.each([
    ["no file", [], /Name one company file/],
    ["two companies", ["company.yaml", "reference-company.yaml"], /Name one company file/],
    ["a file that is not there", ["nothing.yaml"], /no file "nothing\.yaml"/],
    ["heads that are no number", ["reference-company.yaml", "--heads", "many"], /heads/],
    ["heads that are empty", ["reference-company.yaml", "--heads", ""], /heads/],
    ["an empty budget", ["reference-company.yaml", "--budget", " "], /budget/],
    ["a part of a person", ["reference-company.yaml", "--heads", "4.5"], /heads/],
    ["a date in another order", ["reference-company.yaml", "--as-of", "1.2.2026"], /as_of/],
    ["a folder outside", ["reference-company.yaml", "--out", "../elsewhere"], /outside the folders .* written to/],
    [
      "a file in place of the folder",
      ["reference-company.yaml", "--out", "accounts.csv"],
      /"accounts\.csv" cannot be written to/,
    ],
  ])("%s ends with code 2 and says why", async (_, args, words) => {
    const working = temporaryFolder(inputs);
    const { code, stdout, stderr } = await runProgram(["blueprint", ...args], { working });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
    expect(existsSync(join(working, "../elsewhere"))).toBe(false);
  });
});

// After the others, one run at a time: a plan of two accounts.
describe("cs-strategist blueprint --out .", () => {
  it("writes beside the user's own files, again over its own, and not over a page somebody edited", async () => {
    const own = { "company.yaml": "name: Mine\n", "accounts.csv": "Account,ARR\nAcme,100000\nBirch,50000\n" };
    const working = temporaryFolder(own);
    const build = (out: string) => runProgram(["blueprint", "company.yaml", "accounts.csv", "--out", out], { working });
    expect((await build(".")).stderr).toBe("");
    expect((await build(".")).stderr).toBe("");
    writeFileSync(join(working, "blueprint.md"), "my words\n");
    const { code, stdout, stderr } = await build(".");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain('- "blueprint.md": changed since this program wrote it\n');
    const kept = { ...own, "blueprint.md": "my words\n" };
    for (const [name, text] of Object.entries(kept)) expect(readFileSync(join(working, name), "utf8"), name).toBe(text);
    // The remedy it gives works as it stands.
    expect(stderr).toContain('such as "blueprint"');
    expect((await build("blueprint")).code).toBe(0);
  });
});
