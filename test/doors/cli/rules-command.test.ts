import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild, root } from "../built-program.ts";
import { runProgram } from "../run-program.ts";

const pages = () =>
  readdirSync(join(root, "rules"))
    .filter((name) => name.endsWith(".md") && !name.startsWith("_"))
    .map((name) => name.slice(0, -".md".length));
const own = temporaryFolder({ "mine.yaml": "figures:\n  org-ramp:\n    productive_days: 45\n" });
beforeAll(requireCurrentBuild);

describe.concurrent("cs-strategist rules", () => {
  it("lists every page once, under its section", async () => {
    const { code, stdout, stderr } = await runProgram(["rules"]);
    expect([code, stderr]).toEqual([0, ""]);
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+) +\S/gm)].map((match) => match[1]!);
    expect([...listed].sort()).toEqual(pages().sort());
  });

  it("shows one page with its tables", async () => {
    const { code, stdout } = await runProgram(["rules", "segmentation-tiers"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Account tiers: give every account one tier\n\nUse when /);
    expect(stdout).toMatch(/\| High touch +\| high +\| 100,000 +\|/);
  });

  it("checks all of them", async () => {
    expect(await runProgram(["rules", "--check"])).toEqual({
      code: 0,
      stdout: `${pages().length} rules are valid.\n`,
      stderr: "",
    });
  });

  it("shows the user's own figures, from the file named with --config", async () => {
    const { code, stdout } = await runProgram(["rules", "org-ramp", "--config", "mine.yaml"], { working: own });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\*\*45 days\*\* \(Yours\)/);
    expect(stdout).toMatch(/\*\*30 days\*\* \(CS Strategist, operations page\)/);
  });

  it.each([["nothing"], ["../package"], ["_template"]])("%s is no page: code 2", async (id) => {
    const { code, stdout, stderr } = await runProgram(["rules", id]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`There is no rule "${id}".`);
  });
});
