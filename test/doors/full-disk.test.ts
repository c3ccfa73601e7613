// A disk that is full: a plain message, and nothing is left behind.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { program, requireCurrentBuild } from "./built-program.ts";
import { run } from "./run-program.ts";

beforeAll(requireCurrentBuild);

// The shell's limit on the size of a file stands for a disk without room; Windows has none.
it.skipIf(process.platform === "win32")("says that there is no room, and takes back the folders it made", async () => {
  const working = temporaryFolder({
    "mrr.csv": `account,month,mrr\n${Array.from({ length: 60 }, (_, at) => `A${at},2024-12-01,10\nA${at},2025-12-01,${at % 3 ? 11 : 0}\n`).join("")}`,
  });
  const input = JSON.stringify({ table: "mrr.csv", from: "2024-12-01", to: "2025-12-01", out: "a/plan" });
  const limited = `ulimit -f 1; exec "$0" "$1" call compute_nrr --json '${input}'`;
  const { code, stdout, stderr } = await run("bash", ["-c", limited, process.execPath, program], { working });
  expect(code, stderr).toBe(2);
  expect(stderr).toMatch(/"a\/plan" cannot be written to: .*make room in it/);
  expect(stdout).toBe("");
  expect(existsSync(join(working, "a"))).toBe(false);
});
