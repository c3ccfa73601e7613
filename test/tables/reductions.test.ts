import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type Dialect, dialects, pairsQuery } from "../../src/tables/reductions.ts";
import { runTool } from "../../src/tool/run.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { tableFolder } from "./write-table.ts";

const { folder, write } = tableFolder();
const ports = openTestPorts(folder);
const nrr = async (table: string, window: { from?: string; to?: string } = {}) =>
  (await runTool(computeNrr, { table, ...window }, ports)).result as unknown as Record<string, unknown>;

const request = {
  table: "s.m",
  account: "Id",
  month: "month",
  amount: "mrr",
  unit: "mrr",
  from: "2025-01-15",
  to: "2026-01-01",
} as const;
const query = (dialect: Dialect, more: Partial<Parameters<typeof pairsQuery>[0]> = {}) =>
  pairsQuery({ ...request, dialect, ...more });

/** What the query gives for A 10 to 12.55, B 20 to nothing, C new, D back again: opening 33 with E, who falls from 3 to 2. */
const head =
  "account,mrr_start,mrr_end,paid_before,cs_reduction,cs_from,cs_to,cs_rows,cs_sum_start,cs_sum_end,cs_blank,cs_first,cs_last";
const tail = "pairs,2025-01-01,2026-01-01,5,33.00,27.55,0,24300,24313";
const rows = ["A,10.00,12.55,yes", "B,20.00,0.00,no", "C,0.00,5.00,no", "D,0.00,8.00,yes", "E,3.00,2.00,no"];
const result = (some = rows, carried = tail) => `${[head, ...some.map((row) => `${row},${carried}`)].join("\n")}\n`;

describe("the query", () => {
  it("names months as year * 12 + month in every dialect: January 2025 is 24301, January 2026 is 24313", () => {
    for (const dialect of dialects) {
      expect(query(dialect)).toContain("WHEN cs_month = 24301 THEN cs_amount");
      expect(query(dialect)).toContain("WHEN cs_month = 24313 THEN cs_amount");
      expect(query(dialect)).toContain("WHEN cs_month < 24301 AND cs_amount > 0");
    }
  });

  it("quotes names the dialect's way", () => {
    for (const dialect of ["snowflake", "redshift", "trino", "postgres", "duckdb"] as const)
      expect(query(dialect)).toContain('FROM "s"."m"');
    for (const dialect of ["bigquery", "databricks", "clickhouse"] as const) expect(query(dialect)).toContain("FROM `s`.`m`");
    expect(query("duckdb", { account: "Account Name" })).toContain('SELECT "Account Name" AS cs_account');
  });

  it("refuses what is no name, and a window without a month", () => {
    for (const name of ['a" FROM x; --', "a`b", "", "a\\b", "a\nb"])
      expect(() => query("postgres", { account: name })).toThrow(/--account .* is not a name.*bare name/s);
    expect(() => query("postgres", { table: "a..b" })).toThrow(/--table/);
    expect(() => query("postgres", { to: "2025-01-31" })).toThrow(/no month.*later month/);
    expect(() => query("postgres", { from: "2025-02-30" })).toThrow(/not a date of the calendar/);
  });
});

describe("its result as a table", () => {
  it("gives net retention of (12.55 + 2) / 33 and gross of (10 + 2) / 33", async () => {
    write("pairs.csv", result());
    const found = await nrr("pairs.csv", { from: "2025-01-01", to: "2026-01-01" });
    expect(found.nrr).toBeCloseTo(14.55 / 33, 12);
    expect(found.grr).toBeCloseTo(12 / 33, 12);
    expect(found.accounts).toMatchObject({ starting: 3, churned: 1, new: 1, reactivated: 1 });
  });

  it("says which months were compared where nobody said", async () => {
    write("alone.csv", result());
    expect((await nrr("alone.csv")).summary).toMatch(/from 2025-01-01 to 2026-01-01/);
  });

  it("reads names in capitals and empty values of paid_before, as engines write them", async () => {
    const first = "pairs,2025-01-01,2026-01-01,5,33.00,27.55,0,24301,24313";
    write(
      "capitals.csv",
      result(
        rows.map((row) => row.replace(/(yes|no)$/, "")),
        first,
      ).replace(head, head.toUpperCase()),
    );
    expect((await nrr("capitals.csv")).nrr).toBeCloseTo(14.55 / 33, 12);
  });

  it("refuses a result cut short, changed, of another window, with blanks, or of months the table does not have", async () => {
    const refused = async (text: string, said: RegExp, window = {}) => {
      write("refused.csv", text);
      await expect(nrr("refused.csv", window)).rejects.toThrow(said);
    };
    await refused(result(rows.slice(0, 4)), /4 of the 5 rows.*Save the whole result/);
    await refused(
      result().replace("20.00,0.00", "21.00,0.00"),
      /at the start add up to 34, and the query made 33.*Save its result again/,
    );
    await refused(result(), /2026-02-01 is asked about.*make the query again/, { from: "2025-01-01", to: "2026-02-01" });
    await refused(result(rows, tail.replace(",0,24300", ",2,24300")), /2 rows that the query read have no account.*view/);
    await refused(result(rows, tail.replace("24313", "24312")), /holds 2024-12 to 2025-12.*within these months/);
    await refused(result().replace("2026-01-01,5", "2026-02-01,5"), /"cs_to" differs from row to row.*one run/);
    await refused(result().replaceAll(",cs_blank", ",other"), /"cs_blank" is missing/);
  });
});

const hasPostgres = spawnSync("psql", ["--version"]).status === 0 && process.env.PGHOST !== undefined;

describe.skipIf(!hasPostgres)("run by PostgreSQL (PGHOST names a server)", () => {
  it("gives compute_nrr what the monthly rows give it", async () => {
    const months = Array.from(
      { length: 13 },
      (_, index) => `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`,
    );
    const amounts = { Alpha: [10, 12.55], Bravo: [20, 0], Delta: [3, 2] };
    const lines = months.flatMap((month, at) =>
      Object.entries(amounts).flatMap(([account, [first, then]]) =>
        at < 6 ? `${account},${month},${first}` : then ? `${account},${month},${then}` : [],
      ),
    );
    const csv = `account,month,mrr\n${lines.join("\n")}\n`;
    const psql = (sql: string) =>
      execFileSync("psql", ["-q", "--csv", "-v", "ON_ERROR_STOP=1"], { input: sql, encoding: "utf8" });
    const values = lines.map((line) => `('${line.split(",").join("','")}')`).join(",");
    const own = query("postgres", { table: "pairs_test", account: "account", from: "2025-01-01" });
    write(
      "back.csv",
      psql(
        `create temp table pairs_test(account text, month date, mrr numeric); insert into pairs_test select v.a, v.b::date, v.c::numeric from (values ${values}) v(a, b, c); ${own}`,
      ),
    );
    write("months.csv", csv);
    const window = { from: "2025-01-01", to: "2026-01-01" };
    const [back, right] = [await nrr("back.csv", window), await nrr("months.csv", window)];
    for (const field of ["nrr", "grr", "logo_retention", "bridge", "accounts"]) expect(back[field]).toEqual(right[field]);
  });
});
