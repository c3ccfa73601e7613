// The front door: every command of the README is run, every path in it exists, and it stays short.
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { requireCurrentBuild, root } from "./built-program.ts";
import { run } from "./run-program.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const skill = readFileSync(join(root, "SKILL.md"), "utf8");
const blocks = (text: string) => [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trim().split("\n"));
const plain = (line: string) => line.replace(/ +#.*$/, "").trim();
const commands = [
  ...blocks(readme),
  ...blocks(skill).map((line) => line.replace('"${CLAUDE_SKILL_DIR}/dist/server.mjs"', "dist/server.mjs")),
]
  .map(plain)
  .filter((line) => line.startsWith("node dist/") && !line.includes("company.yaml accounts.csv"));

describe("the README", () => {
  const clone = temporaryFolder();
  beforeAll(() => {
    requireCurrentBuild();
    for (const name of ["dist", "rules", "templates", "examples", "package.json"])
      if (existsSync(join(root, name))) cpSync(join(root, name), join(clone, name), { recursive: true });
  });

  it("has commands to run", () => expect(commands.length).toBeGreaterThanOrEqual(6));

  it.each(commands)("%s", async (line) => {
    const { code, stdout, stderr } = await run("bash", ["-c", line], { working: clone });
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/\S/);
  });

  it("names only npm scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    const bench = JSON.parse(readFileSync(join(root, "bench/package.json"), "utf8")) as { scripts: Record<string, string> };
    for (const text of [readme, contributing]) {
      for (const [, name] of text.matchAll(/npm run (?:-s )?([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
      for (const [, name] of text.matchAll(/npm --prefix bench run ([\w-]+)/g))
        expect(Object.keys(bench.scripts)).toContain(name);
    }
  });

  it("gives each host the line that was tried in bench/hosts.mjs", () => {
    const tried = readFileSync(join(root, "bench/hosts.mjs"), "utf8")
      .replaceAll(/[",[\]]/g, " ")
      .replaceAll(/\s+/g, " ");
    for (const words of [
      "claude plugin install cs-strategist --marketplace",
      "claude mcp add cs -- node",
      "codex plugin marketplace add",
      "codex plugin add cs-strategist@cs-strategist",
      "codex mcp add cs -- node",
      "gemini extensions install",
      "gemini mcp add -s user cs node",
      "copilot plugin marketplace add",
      "copilot plugin install cs-strategist@cs-strategist",
      "skills add",
      "mcpb pack",
    ]) {
      expect(readme).toContain(words);
      expect(tried).toContain(words);
    }
  });

  it("gives VS Code the words of the file that was tried there", () => {
    const words = /`(\{"servers": .*?\})` in `\.vscode\/mcp\.json`/.exec(readme)![1]!;
    const server = { command: "node", args: ["<this folder>/dist/server.mjs"] };
    expect(JSON.parse(words)).toEqual({ servers: { cs: server } });
    expect(readFileSync(join(root, "bench/hosts.mjs"), "utf8")).toMatch(
      /servers: \{ cs: \{ command: "node", args: \[server\], \.\.\.\(env && \{ env \}\) \} \}/,
    );
  });

  it("shows one picture, small and a picture", () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path!);
    expect(pictures).toEqual(["docs/report.png"]);
    const bytes = readFileSync(join(root, pictures[0]!));
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(bytes.length).toBeLessThan(300_000);
  });

  it("leads only to what is there, in under 150 lines", () => {
    for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(join(root, path!)), path).toBe(true);
    expect(readme.split("\n").length).toBeLessThan(150);
  });
});
