import { beforeAll, describe, expect, it } from "vitest";
import { tools } from "../../../src/topics/tools.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { program, requireCurrentBuild } from "../built-program.ts";
import { run, runProgram } from "../run-program.ts";

const mistaken = temporaryFolder({ "cs-strategist.yaml": "figures:\n  org-ramp:\n    rampp: 5\n" });
beforeAll(requireCurrentBuild);

describe.concurrent("the command line", () => {
  it.each([[["help"]], [["--help"]], [["-h"]], [["call", "--help"]]])("%j explains itself", async (args) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect([code, stderr]).toEqual([0, ""]);
    for (const words of ["blueprint FILE", "call TOOL", "rules [ID]", "--allow", "--config", "Exit codes: 0"])
      expect(stdout).toContain(words);
  });

  it("lists the tools in their order", async () => {
    const { code, stdout } = await runProgram(["tools"]);
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^([a-z_]+) +\S/gm)].map((match) => match[1])).toEqual(tools.map((tool) => tool.name));
  });

  it.each([
    ["a command there is not", ["blueprnt"], /no command "blueprnt"[\s\S]*cs-strategist blueprint/],
    ["an option there is not", ["--nothing"], /--nothing[\s\S]*cs-strategist blueprint/],
    ["an option without its value", ["rules", "--config"], /--config/],
    ["a settings file there is not", ["rules", "--config", "nothing.yaml"], /no settings file "nothing\.yaml"/],
  ])("%s ends with code 2 and says why", async (_, args, words) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
  });

  it("a mistake in the user's own file stops every command and names the line", async () => {
    for (const args of [["rules"], ["call", "find_rules", "--json", '{"query":"tiers"}']]) {
      const { code, stdout, stderr } = await runProgram(args, { working: mistaken });
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/cs-strategist\.yaml line 3: .*no figure "rampp"/);
    }
  });

  it.each([["rules"], ["blueprint company.yaml accounts.csv --as-of 2026-01-01"]])(
    "%s survives a reader that leaves: | head -1 and | true",
    async (args) => {
      for (const reader of ["head -1", "true"]) {
        const script = `"$NODE" "$PROGRAM" ${args} | ${reader}; echo "code \${PIPESTATUS[0]}"`;
        const environment = { NODE: process.execPath, PROGRAM: program };
        const { stdout, stderr } = await run("bash", ["-c", script], { environment });
        expect(stdout, reader).toContain("code 0");
        expect(stderr, reader).toBe("");
      }
    },
  );
});
