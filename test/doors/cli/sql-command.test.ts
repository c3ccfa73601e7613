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

  it("prints what gives all months, sums, paying months, checks, and who pays in a month with further columns", async () => {
    const [months, bridge, cohorts, checks, accounts, late] = await Promise.all([
      runProgram(["sql", "months", "--dialect", "snowflake", ...names.slice(0, 8)]),
      runProgram(["sql", "bridge", "--dialect", "snowflake", ...names]),
      runProgram(["sql", "cohorts", "--dialect", "trino", ...names.slice(0, 8)]),
      runProgram(["sql", "checks", "--dialect", "bigquery", ...names.slice(0, 8), "--columns", "Owner,Start:date,Seats:number"]),
      runProgram(["sql", "accounts", "--dialect", "redshift", ...names, "--columns", "Owner,Segment"]),
      runProgram(["sql", "accounts", "--dialect", "redshift", ...names.slice(0, 8)]),
    ]);
    expect(months).toMatchObject({ code: 0, stderr: "" });
    expect(months.stdout).toContain("'months' AS cs_reduction");
    expect(bridge.stdout).toContain("'bridge' AS cs_reduction");
    expect(cohorts.stdout).toContain("'cohorts' AS cs_reduction");
    for (const words of ["'Owner' AS cs_column, 'text'", "'Start' AS cs_column, 'date'", "'Seats' AS cs_column, 'number'"])
      expect(checks.stdout).toContain(words);
    expect(accounts.stdout).toMatch(/cs_v0 AS "Owner", cs_v1 AS "Segment"/);
    expect(late.stderr).toMatch(/needs --to too/);
  });

  it("add names the engines there are", async () => {
    const { code, stderr } = await runProgram(["add", "sqlite"]);
    expect([code, stderr]).toEqual([2, 'There is no engine "sqlite" to add. The engines: duckdb.\n']);
  });
});
