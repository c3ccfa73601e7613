// kill -9 or SIGINT in the middle of writing: every file is the old one or the new one, whole.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { examples, program, requireCurrentBuild, root } from "./built-program.ts";
import { run } from "./run-program.ts";

const NAMES = ["one.md", "two.md", "three.md", "four.md"];
const KILLS = 12;
// Half a MB a file, so that a file that was cut is seen; each set is one letter throughout.
const writer = `
  import { writeFiles } from "./src/tool/write-files.ts";
  process.stdout.write("ready\\n");
  for (let at = 0; ; at++) {
    const text = String.fromCharCode(97 + (at % 26)).repeat(500_000) + "\\n";
    writeFiles(${JSON.stringify(NAMES)}.map((name) => ({ name, text })), { named: "plan", real: process.argv[2], inputs: [] });
  }
`;

it(`leaves whole files, ${KILLS} times`, async () => {
  const folder = temporaryFolder();
  const script = join(folder, "writer.mjs");
  buildSync({
    stdin: { contents: writer, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: script,
  });
  for (let kill = 0; kill < KILLS; kill++) {
    const here = join(folder, String(kill));
    const child = spawn(process.execPath, [script, here], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((ready) => child.stdout.once("data", ready));
    // Moments spread over many writes.
    await new Promise((later) => setTimeout(later, 20 + kill * 17));
    child.kill(kill % 2 === 0 ? "SIGKILL" : "SIGINT");
    await new Promise((ended) => child.once("close", ended));
    if (!existsSync(here)) continue;
    for (const name of readdirSync(here).filter((one) => NAMES.includes(one))) {
      const text = readFileSync(join(here, name), "utf8");
      expect(text.length, `${name} after kill ${kill}`).toBe(500_001);
      expect(new Set(text.trimEnd()).size, `${name} after kill ${kill}`).toBe(1);
    }
  }
});

beforeAll(requireCurrentBuild);

it("a plan killed while it is written is written whole by the next run, and says nothing of files it does not know", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "plan");
  const words = ["blueprint", "company.yaml", "accounts.csv", "--as-of", "2026-01-01", "--allow", folder, "--out", out];
  const whole = await run(process.execPath, [program, ...words], { working: examples });
  expect(whole.code, whole.stderr).toBe(0);
  const before = new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
  // Killed when its own folder beside the files shows that it writes.
  const child = spawn(process.execPath, [program, ...words], { cwd: examples, stdio: "ignore" });
  const aside = () => readdirSync(out).some((name) => /^\.cs-strategist-/.test(name));
  while (child.exitCode === null && !aside()) await new Promise((later) => setTimeout(later, 1));
  child.kill("SIGKILL");
  await new Promise((ended) => (child.exitCode === null && child.signalCode === null ? child.once("close", ended) : ended(null)));
  // The same input gives the same bytes: old and new are one, and each is whole.
  for (const [name, bytes] of before) expect(readFileSync(join(out, name)).equals(bytes), name).toBe(true);
  const again = await run(process.execPath, [program, ...words], { working: examples });
  expect(again.code, again.stderr).toBe(0);
});
