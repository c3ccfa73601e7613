// A table that inspect_table reads is one that the other tools answer for, or refuse in words: never a fault, never half a result.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inspectTable } from "../../src/topics/inspection/tool.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { requireCurrentBuild } from "./built-program.ts";
import { runProgram } from "./run-program.ts";

const ROWS = 1_000_000;
/** Rows of a second table: twice what a call can be given as arguments, which is where long lists once failed. */
const FEWER = 300_000;
const MINUTES = 15 * 60_000;

/** One row an account, all of 100 in ARR at the start and 110 at the end. */
const paired = () => `account,arr_start,arr_end\n${Array.from({ length: FEWER }, (_, row) => `A${row},100,110\n`).join("")}`;
const plain = () => `account,arr\n${Array.from({ length: ROWS }, (_, row) => `A${row},100\n`).join("")}`;
const working = temporaryFolder({ "plain.csv": plain(), "paired.csv": paired() });
beforeAll(requireCurrentBuild);

/** What the built program answers; null where it refuses in words. */
async function answerOrWords(tool: string, input: Record<string, unknown>): Promise<Record<string, unknown> | null> {
  const { code, stdout, stderr } = await runProgram(["call", tool, "--json", JSON.stringify(input)], { working });
  expect([0, 2, 3], stderr).toContain(code);
  expect(stderr).not.toMatch(/call stack|heap|undefined/i);
  return code === 2 ? null : (JSON.parse(stdout) as Record<string, unknown>);
}

// One process each, so that both halves of a small machine read.
describe.concurrent("a long table", () => {
  it(
    "of a million rows is planned with, all of them",
    async () => {
      const plan = await answerOrWords("build_blueprint", { table: "plain.csv" });
      expect(plan === null ? "refused" : JSON.stringify(plan)).toMatch(/1,000,000 accounts|refused/);
    },
    MINUTES,
  );

  it(
    "is inspected whole, and tells its retention or why it is not told",
    async () => {
      // 300,000 accounts of 110 are 33,000,000
      expect(await answerOrWords("inspect_table", { table: "paired.csv" })).toMatchObject({
        rows_used: FEWER,
        totals: { accounts: FEWER, arr: 33_000_000 },
      });
      const answer = await answerOrWords("compute_nrr", { table: "paired.csv" });
      // 110 of every 100 stay
      if (answer !== null) expect(answer.nrr).toBeCloseTo(1.1, 9);
    },
    MINUTES,
  );
});

describe("the limit that inspect_table states", () => {
  it("is the one that opening a file holds for every tool", () => {
    const opening = readFileSync(resolve(import.meta.dirname, "../../src/tables/file-bytes.ts"), "utf8");
    const megabytes = /LARGEST_FILE_BYTES = (\d+) \* MEGABYTE/.exec(opening)![1];
    expect(inspectTable.description).toContain(`Of any size, Parquet to ${megabytes} MB`);
  });
});
