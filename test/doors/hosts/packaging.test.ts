// What hosts read about this package: one version, one name, the limits each format states, and no path that does not exist.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../built-program.ts";

type Json = Record<string, unknown>;
const read = (path: string): Json => JSON.parse(readFileSync(join(root, path), "utf8"));
const own = read("package.json");
const manifests = [
  ".claude-plugin/plugin.json",
  ".codex-plugin/plugin.json",
  "plugin.json",
  "gemini-extension.json",
  "manifest.json",
  "server.json",
];

describe("every manifest", () => {
  it.each(manifests)("%s has this package's version and says what it is", (path) => {
    const { version, description } = read(path);
    expect(version).toBe(own.version);
    expect(own.description).toContain(description);
  });

  it.each([...manifests, "mcp.json"].filter((path) => path !== "server.json"))("%s starts a program that is there", (path) => {
    const text = readFileSync(join(root, path), "utf8");
    const programs = [...text.matchAll(/"(?:\$\{\w+\}|\.)\/([^"]+\.mjs)"/g)].map(([, program]) => program!);
    if (path !== "plugin.json") expect(programs).not.toEqual([]);
    for (const program of programs) expect(existsSync(join(root, program)), program).toBe(true);
  });
});

describe("the MCP registry's entry", () => {
  // From the registry's schema of 2025-12-11: a name of two parts, a description of 1 to 100 characters, one exact version.
  const entry = read("server.json") as { name: string; title: string; description: string; packages: Json[] };

  it("keeps to the registry's limits", () => {
    expect(entry.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
    expect(entry.description.length).toBeGreaterThan(0);
    expect(entry.description.length).toBeLessThanOrEqual(100);
    expect(entry.title.length).toBeLessThanOrEqual(100);
    for (const { registryType, identifier, version, transport } of entry.packages) {
      expect([registryType, identifier, version, transport]).toEqual(["npm", own.name, own.version, { type: "stdio" }]);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it("has the name that the npm package claims, as the registry demands", () => {
    expect(entry.name).toBe(own.mcpName);
  });

  it("stands in the namespace of the account that publishes, once the repository is named", () => {
    const [, owner, name] = /^io\.github\.([A-Za-z0-9-]+)\/(.+)$/.exec(entry.name)!;
    expect(name).toBe(own.name);
    const { url = "" } = (own.repository ?? {}) as { url?: string };
    const account = /github\.com[/:]([^/]+)\//.exec(url)?.[1];
    if (account !== undefined) expect(owner!.toLowerCase()).toBe(account.toLowerCase());
  });
});

describe("the npm package", () => {
  const [{ files }] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8", stdio: "pipe" }),
  ) as [{ files: { path: string; mode: number }[] }];
  const paths = files.map(({ path }) => path);

  it("holds the program, its rules and templates, the example and what hosts read, and nothing of the workshop", () => {
    const kept = (own.files as string[]).concat(["README.md", "LICENSE", "package.json"]);
    const strange = paths.filter((path) => !kept.some((one) => path === one || path.startsWith(`${one}/`)));
    expect(strange).toEqual([]);
    for (const one of kept)
      expect(
        paths.some((path) => path === one || path.startsWith(`${one}/`)),
        one,
      ).toBe(true);
    // Tables of the example alone; no logs, no sources, no tests.
    expect(paths.filter((path) => /\.(csv|xlsx|parquet)$/.test(path))).toEqual([
      "examples/accounts.csv",
      "examples/subscriptions.csv",
    ]);
    expect(paths.filter((path) => /\.(log|ts|map|tgz|mcpb)$|(^|\/)(test|bench|node_modules)\//.test(path))).toEqual([]);
  });

  it("needs nothing else to run, and starts a file that may be started", () => {
    expect(own.dependencies ?? {}).toEqual({});
    const [program] = Object.values(own.bin as Record<string, string>);
    expect(files.find(({ path }) => path === program)!.mode & 0o111).not.toBe(0);
  });
});

describe("the bundle for Claude Desktop", () => {
  it("leaves out whatever the server does not need at work", () => {
    const left = readFileSync(join(root, ".mcpbignore"), "utf8").split("\n");
    const tops = new Set(
      execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
        .trim()
        .split("\n")
        .map((path) => (path.includes("/") ? `${path.slice(0, path.indexOf("/"))}/` : path)),
    );
    // The packer itself leaves out lock files and .gitignore.
    const packed = [...tops].filter((top) => !left.includes(top) && !/^(package-lock\.json|\.gitignore)$/.test(top));
    expect(packed.sort()).toEqual(
      ["LICENSE", "NOTICE", "README.md", "dist/", "icon.png", "manifest.json", "package.json", "rules/", "templates/"].sort(),
    );
  });

  it.each(["manifest.json", ".claude-plugin/plugin.json"])(
    "and %s have an icon that is there, a square of 512 pixels",
    (path) => {
      const { icon } = read(path) as { icon: string };
      const bytes = readFileSync(join(root, icon));
      // A PNG says its width and height in bytes 16 to 23.
      expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(["PNG", 512, 512]);
    },
  );
});

describe("the skill", () => {
  const skill = readFileSync(join(root, "SKILL.md"), "utf8");
  const beside = readFileSync(join(root, "skills/cs-strategist/SKILL.md"), "utf8");
  const commands = (text: string) => [...text.matchAll(/"\$\{CLAUDE_SKILL_DIR\}([^"]*)"/g)].map(([, path]) => path!);

  it("is the same in a skills folder and in the folder of a plugin, but for the way to the program", () => {
    expect(beside.replaceAll("/../../dist/", "/dist/")).toBe(skill);
    for (const path of commands(skill)) expect(existsSync(join(root, path)), path).toBe(true);
    for (const path of commands(beside)) expect(existsSync(join(root, "skills/cs-strategist", path)), path).toBe(true);
  });

  it("may read, call the tools and run its own program, and write nothing", () => {
    expect(/^allowed-tools: (.*)$/m.exec(skill)![1]).toBe(
      'Read mcp__cs mcp__plugin_cs-strategist_cs Bash(node "${CLAUDE_SKILL_DIR}/dist/server.mjs" *)',
    );
  });
});
