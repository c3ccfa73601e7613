// The built program with a rule that its user replaced: the file beside it counts, not what was known of it at the build.
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild, root } from "../built-program.ts";
import { run } from "../run-program.ts";

function copied() {
  const folder = temporaryFolder();
  for (const name of ["dist", "rules", "templates"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  const replace = (path: string, from: string, to: string) => {
    const text = readFileSync(join(folder, path), "utf8");
    expect(text.includes(from), `${path} holds ${from}`).toBe(true);
    writeFileSync(join(folder, path), text.replace(from, to));
  };
  const ask = async (...words: string[]) =>
    (await run(process.execPath, [join(folder, "dist", "server.mjs"), ...words], { working: folder })).stdout;
  const known = `dist/parts/${readdirSync(join(folder, "dist", "parts")).find((name) => name.endsWith(".jsonl"))}`;
  return { replace, ask, known };
}

const title = /^title: "?(.+?)"?$/m.exec(readFileSync(join(root, "rules", "segmentation-tiers.md"), "utf8"))![1]!;

describe("a rule of the built program", () => {
  it("is known from the build while it is as it was", async () => {
    requireCurrentBuild();
    const { replace, ask, known } = copied();
    replace(known, JSON.stringify(title).slice(1, -1), "Known from the build");
    expect(await ask("rules", "segmentation-tiers")).toContain("# Known from the build");
  });

  it("is read where it was replaced, the page and its figures", async () => {
    const { replace, ask } = copied();
    replace("rules/segmentation-tiers.md", title, "Replaced by hand");
    expect(await ask("rules", "segmentation-tiers")).toContain("# Replaced by hand");
    replace("rules/data/org-ramp.yaml", "strategist_operations: 30", "strategist_operations: 77");
    expect(await ask("rules", "org-ramp")).toContain("77 days");
  });
});
