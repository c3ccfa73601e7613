// Lesson 13 of test/lessons.test.ts, at the door it is about: what the built program writes.
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { requireCurrentBuild } from "./built-program.ts";
import { runProgram } from "./run-program.ts";

// One bad row of 21: with more of them left out the table itself is refused.
const others = Array.from({ length: 19 }, (_, index) => `C${index},100,100\n`).join("");
const working = temporaryFolder({ "bad.csv": `account,ARR start,ARR end\nA,100,80\nB,oops,50\n${others}` });

describe("lesson 13: JSON is JSON", () => {
  beforeAll(requireCurrentBuild);

  it("13: a bad row leaves standard output pure JSON, with the warning on standard error", async () => {
    const question = JSON.stringify({ table: "bad.csv", skip_bad_rows: true });
    const { code, stdout, stderr } = await runProgram(["call", "compute_nrr", "--json", question], { working });
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as { nrr: number; reading: { rows_read: number; rows_used: number } };
    // A and the others: 1,980 of 2,000.
    expect(result).toMatchObject({ nrr: 0.99, reading: { rows_read: 21, rows_used: 20 } });
    expect(stdout.trim()).toBe(JSON.stringify(result, null, stdout.includes("\n  ") ? 2 : undefined));
    expect(stderr).toContain("rows_left_out: ");
  });

  it("13: and a refused one leaves it empty", async () => {
    const { code, stdout, stderr } = await runProgram(["call", "compute_nrr", "--json", '{"table":"bad.csv"}'], { working });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/row 3.*oops/);
  });
});
