import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findRulesFolder } from "../../../src/rules/library.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { program, requireCurrentBuild, root } from "../built-program.ts";
import { run } from "../run-program.ts";

const somewhere = temporaryFolder({ "rules/_sections.md": "## decoy: Decoy\n\nNot ours.\n" });

describe("findRulesFolder", () => {
  it("is the folder beside the program", () => {
    expect(findRulesFolder()).toBe(resolve(root, "rules"));
    expect(existsSync(join(findRulesFolder(), "_sections.md"))).toBe(true);
  });

  it("is not the working folder's, for the bundled program started elsewhere", async () => {
    requireCurrentBuild();
    const { code, stdout } = await run(process.execPath, [program, "rules"], { working: somewhere });
    expect(code).toBe(0);
    expect(stdout).toContain("segmentation-tiers");
    expect(stdout).not.toContain("Decoy");
  });
});
