import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { runProgram } from "../run-program.ts";

const totals = JSON.stringify({ totals: { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 } });
// One account has an amount nobody can read and one has none; the other two keep 150 of 300.
const book = "Account,ARR 2025-01-01,ARR 2026-01-01\nA,100,150\nB,200,0\nC,oops,50\nD,70,\n";
const steady = Array.from({ length: 40 }, (_, index) => `E${index},92.5,92.5\n`).join("");
const working = temporaryFolder({
  "question.json": totals,
  "book.csv": book,
  // With 40 accounts that pay on, so few rows are left out that the rest is an answer.
  "long.csv": book + steady,
});
const outside = temporaryFolder({ "question.json": totals });
beforeAll(requireCurrentBuild);

describe.concurrent("cs-strategist call", () => {
  it("takes its input inline, from a file and from standard input, with the same result", async () => {
    const inline = await runProgram(["call", "compute_nrr", "--json", totals], { working });
    expect(inline.code).toBe(0);
    // (1,000 + 150 - 30 - 50) / 1,000.
    expect(JSON.parse(inline.stdout).nrr).toBe(1.07);
    expect(await runProgram(["call", "compute_nrr", "--json", "@question.json"], { working })).toEqual(inline);
    expect(await runProgram(["call", "compute_nrr", "--json", "-"], { working, input: totals })).toEqual(inline);
  });

  it("writes only JSON to standard output, and its warnings to standard error", async () => {
    const question = JSON.stringify({ table: "long.csv", skip_bad_rows: true });
    const { code, stdout, stderr } = await runProgram(["call", "compute_nrr", "--json", question], { working });
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect([result.nrr, result.reading.rows_read, result.reading.rows_used]).toEqual([0.9625, 44, 42]);
    for (const { code: name, message } of result.warnings) expect(stderr).toContain(`${name}: ${message}\n`);
    expect(stderr).toContain("rows_left_out: ");
  });

  it("refuses bad rows with code 2 and lists each, and then writes no JSON at all", async () => {
    const { code, stdout, stderr } = await runProgram(["call", "compute_nrr", "--json", '{"table":"book.csv"}'], { working });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/row 4.*oops/i);
    expect(stderr).toMatch(/row 5/i);
    expect(stderr).toContain("skip_bad_rows");
  });

  it.each([
    ["broken JSON", ["call", "compute_nrr", "--json", "{totals"], /not JSON that can be read/],
    ["nothing on standard input", ["call", "compute_nrr", "--json", "-"], /not JSON that can be read/],
    ["a file that is not there", ["call", "compute_nrr", "--json", "@nothing.json"], /nothing\.json/],
    ["a file outside", ["call", "compute_nrr", "--json", `@${outside}/question.json`], /outside the folders .*--allow/],
    ["a list", ["call", "compute_nrr", "--json", "[]"], /compute_nrr cannot use this input/],
    ["no input", ["call", "compute_nrr"], /nothing to compute from.*totals, table, rows/i],
    ["no tool", ["call"], /The tools: find_rules, /],
    ["an unknown tool", ["call", "compute_gravity", "--json", "{}"], /no tool "compute_gravity"\. The tools: /],
    ["an unknown option", ["call", "compute_nrr", "--jsn", "{}"], /'--jsn'[\s\S]*cs-strategist call TOOL/],
    ["an amount below zero", ["call", "compute_nrr", "--json", '{"totals":{"starting":-1}}'], /totals\.starting: is -1:/],
    ["a misspelt parameter", ["call", "compute_nrr", "--json", '{"galactic":{}}'], /galactic: there is no such parameter/],
  ])("%s ends with code 2 and says why", async (_, args, words) => {
    const { code, stdout, stderr } = await runProgram(args, { working });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it("reads a file outside when its folder is allowed", async () => {
    const args = ["call", "compute_nrr", "--json", `@${outside}/question.json`, "--allow", outside];
    expect((await runProgram(args, { working })).code).toBe(0);
  });

  it("ends with code 3, its JSON whole, when the parts of a plan do not tie", async () => {
    // The tiers hold 50,000 of the 60,000 stated.
    const company = { arr: 60_000, accounts: 10, tiers: [{ tier: "A", touch: "high", accounts: 10, arr: 50_000 }] };
    const { code, stdout } = await runProgram(["call", "build_blueprint", "--json", JSON.stringify({ company })]);
    expect(code).toBe(3);
    const { ties } = JSON.parse(stdout) as { ties: { ok: boolean }[] };
    expect(ties.filter((tie) => !tie.ok)).toHaveLength(1);
  });

  it("ends with code 0 when they do", async () => {
    const question = JSON.stringify({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" });
    const { code, stdout } = await runProgram(["call", "build_blueprint", "--json", question]);
    expect(code).toBe(0);
    // A finding is shown and is no fault of the parts.
    expect(
      (JSON.parse(stdout) as { ties: { ok: boolean; finding?: boolean }[] }).ties.every((tie) => tie.ok || tie.finding),
    ).toBe(true);
  });
});
