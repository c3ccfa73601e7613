import { beforeAll, describe, expect, it } from "vitest";
import { requireCurrentBuild } from "../built-program.ts";
import { runProgram } from "../run-program.ts";

const names = [
  "--table",
  "s.m",
  "--account",
  "id",
  "--month",
  "month",
  "--amount",
  "mrr",
  "--from",
  "2025-01-01",
  "--to",
  "2026-01-01",
];

beforeAll(requireCurrentBuild);

describe("cs-strategist sql", () => {
  it("prints the query alone, and names what is missing or unknown", async () => {
    const [done, dialect, missing, reduction] = await Promise.all([
      runProgram(["sql", "pairs", "--dialect", "bigquery", ...names]),
      runProgram(["sql", "pairs", "--dialect", "oracle", ...names]),
      runProgram(["sql", "pairs", "--dialect", "trino", ...names.slice(2)]),
      runProgram(["sql", "cubes", "--dialect", "trino", ...names]),
    ]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/^WITH cs_source AS[\s\S]*FROM `s`\.`m`[\s\S]*ORDER BY 1;\n$/);
    expect(dialect).toMatchObject({ code: 2, stdout: "" });
    expect(dialect.stderr).toMatch(/no dialect "oracle".*snowflake/);
    expect(missing.stderr).toMatch(/needs --table too/);
    expect(reduction.stderr).toMatch(/no reduction "cubes".*pairs/);
  });
});
