import { describe, expect, it } from "vitest";
import { type Dialect, dialects, pairsQuery } from "../../src/databases/query-texts.ts";
import { runTool } from "../../src/tool/run.ts";
import { analyzeCohorts } from "../../src/topics/cohorts/tool.ts";
import { inspectTable } from "../../src/topics/inspection/tool.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { designTiers } from "../../src/topics/tiers/tool.ts";
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

/** Runs of months: A pays 10 in January and February 2025 and 12.50 from March to June, B pays 20 in January alone and 0 in February, twice. */
const runs = {
  head: "account,cs_since,cs_months,mrr,cs_reduction,cs_rows,cs_sum_months,cs_sum_amount,cs_blank,cs_first,cs_last",
  rows: ["A,24301,2,10.00", "A,24303,4,12.50", "B,24301,1,20.00", "B,24302,1,0", "B,24302,1,0"],
  // 2 + 4 + 1 + 1 + 1 months; 2 x 10 + 4 x 12.50 + 20.
  tail: "months,5,9,90.00,0,24301,24306",
};
const written = (rows = runs.rows, tail = runs.tail) => `${[runs.head, ...rows.map((row) => `${row},${tail}`)].join("\n")}\n`;

describe("all months as runs", () => {
  it("are the months again, a row that stands twice among them", async () => {
    write("runs.csv", written());
    const table = await ports.readTable("runs.csv", {});
    expect(table.shape).toBe("snapshots");
    // Nine rows; the reader counts the double once, as it does in a file.
    expect([table.rows_read, table.rows_used]).toEqual([9, 8]);
    expect(table.records.map(({ account, month, amount }) => `${account} ${month} ${amount}`)).toEqual([
      ...[
        "A 2025-01-01 10",
        "A 2025-02-01 10",
        "A 2025-03-01 12.5",
        "A 2025-04-01 12.5",
        "A 2025-05-01 12.5",
        "A 2025-06-01 12.5",
      ],
      ...["B 2025-01-01 20", "B 2025-02-01 0"],
    ]);
  });

  it("answer any window, month by month: from January to June (12.50) / 30", async () => {
    write("once.csv", written(runs.rows.slice(0, 4), "months,4,8,90.00,0,24301,24306").replaceAll("mrr", "MRR"));
    const found = await nrr("once.csv", { from: "2025-01-01", to: "2025-06-01" });
    expect(found.nrr).toBeCloseTo(12.5 / 30, 12);
    expect(found.grr).toBeCloseTo(10 / 30, 12);
    expect((found.months as { closing: number }[]).map(({ closing }) => closing)).toEqual([10, 12.5, 12.5, 12.5, 12.5]);
  });

  it("are refused when rows, months or amounts are not those of the query", async () => {
    const refused = async (text: string, said: RegExp) => {
      write("refused.csv", text);
      await expect(ports.readTable("refused.csv", {})).rejects.toThrow(said);
    };
    await refused(written(runs.rows.slice(1)), /4 of the 5 rows/);
    await refused(written().replace("A,24303,4", "A,24303,5"), /the months add up to 10, and the query made 9/);
    await refused(written().replace("20.00", "21.00"), /amounts of all months add up to 91, and the query made 90/);
    await refused(
      written().replaceAll("months,5", "weeks,5"),
      /a query "weeks", which this program does not make.*pairs, bridge, months, cohorts, accounts, checks/,
    );
    await refused(written(runs.rows, runs.tail.replace(",0,24301", ",3,24301")), /3 rows that the query read have no account/);
  });
});

describe("who pays in a month", () => {
  const listed = (tail = "accounts,2026-01-01,2,30.50,0,0,24301,24313") =>
    `account,arr,Owner,cs_reduction,cs_to,cs_rows,cs_sum_paid,cs_mixed,cs_blank,cs_first,cs_last\nA,10.50,Ann,${tail}\nB,20.00,,${tail}\n`;

  it("is a table of accounts with its further columns", async () => {
    write("listed.csv", listed());
    const table = await ports.readTable("listed.csv", {});
    expect(table.shape).toBe("accounts");
    expect(table.records.map(({ account, amount, owner }) => [account, amount, owner])).toEqual([
      ["A", 10.5, "Ann"],
      ["B", 20, null],
    ]);
    expect(table.columns.map(({ header }) => header)).toEqual(["account", "arr", "Owner"]);
  });

  it("is refused where rows of one account differ, or the month is not in the table", async () => {
    write("mixed.csv", listed("accounts,2026-01-01,2,30.50,1,0,24301,24313"));
    await expect(ports.readTable("mixed.csv", {})).rejects.toThrow(/1 accounts stand in several rows of the month that differ/);
    write("late.csv", listed("accounts,2026-02-01,2,30.50,0,0,24301,24313"));
    await expect(ports.readTable("late.csv", {})).rejects.toThrow(/asks for 2026-02, and its table holds 2025-01 to 2026-01/);
  });
});

/**
 * The sums of January to March 2025. A pays 10, 10 and 15; B 20, nothing and 20; C nothing, 5 and 4. Over the window B stays, A grows by 5 and C is new with
 * 4. In February B leaves and C is new; in March A grows by 5, C shrinks by 1 and B is back.
 */
const sums = {
  head: `cs_since,cs_until,${["starting", "flat", "expansion", "contraction", "churn", "new", "reactivation", "ending"].map((name) => `cs_n_${name},cs_${name}`).join(",")},cs_reduction,cs_from,cs_to,cs_unit,cs_rows,cs_sum_starting,cs_sum_ending,cs_negative,cs_blank,cs_first,cs_last`,
  rows: [
    "24301,24302,2,30,1,10,0,0,0,0,1,20,1,5,0,0,2,15",
    "24301,24303,2,30,1,20,1,5,0,0,0,0,1,4,0,0,3,39",
    "24302,24303,2,15,0,0,1,5,1,1,0,0,0,0,1,20,3,39",
  ],
  // 30 + 30 + 15 at the starts, 15 + 39 + 39 at the ends.
  tail: "bridge,2025-01-01,2025-03-01,mrr,3,75,93,0,0,24301,24303",
};
const summed = (rows = sums.rows, tail = sums.tail) => `${[sums.head, ...rows.map((row) => `${row},${tail}`)].join("\n")}\n`;
const inspected = async (table: string) =>
  (await runTool(inspectTable, { table }, ports)).result as unknown as Record<string, unknown>;

describe("the sums of a window's movements", () => {
  it("give the rates of the window, with its accounts counted, and of a month in it", async () => {
    write("sums.csv", summed());
    const window = await nrr("sums.csv");
    expect(window.nrr).toBeCloseTo(35 / 30, 12);
    expect([window.grr, window.logo_retention]).toEqual([1, 1]);
    expect(window.bridge).toMatchObject({ starting: 30, expansion: 5, new: 4, churn: 0, ending: 39 });
    expect(window.accounts).toEqual({ starting: 2, churned: 0, contracted: 0, flat: 1, expanded: 1, new: 1, reactivated: 0 });
    expect(window.summary).toMatch(/2025-01-01 to 2025-03-01/);
    const march = await nrr("sums.csv", { from: "2025-02-01", to: "2025-03-31" });
    expect(march.nrr).toBeCloseTo(19 / 15, 12);
    expect(march.grr).toBeCloseTo(14 / 15, 12);
    expect(march.accounts).toMatchObject({ reactivated: 1, contracted: 1 });
  });

  it("are refused for other windows and questions, where they do not tie, and by tools that need accounts", async () => {
    write("sums.csv", summed());
    await expect(nrr("sums.csv", { from: "2025-01-01", to: "2025-04-01" })).rejects.toThrow(/2025-01 to 2025-04 is asked about/);
    const split = runTool(computeNrr, { table: "sums.csv", segment_by: "Segment" }, ports);
    await expect(split).rejects.toThrow(/segment_by needs single accounts.*query months/);
    await expect(runTool(designTiers, { table: "sums.csv" }, ports)).rejects.toThrow(
      /result of the query "bridge", which holds no accounts.*compute_nrr reads it/,
    );
    const refused = async (text: string, said: RegExp) => {
      write("refused.csv", text);
      await expect(nrr("refused.csv")).rejects.toThrow(said);
    };
    await refused(summed(sums.rows.slice(1)), /2 of the 3 rows/);
    await refused(summed().replace("1,5,0,0,0,0,1,4", "1,6,0,0,0,0,1,4"), /from 2025-01-01 to 2025-03-01 do not lead from/);
    await refused(summed().replace("24303,2,15,", "24303,2,16,"), /openings add up to 76, and the query made 75/);
    await refused(summed(sums.rows, sums.tail.replace("93,0,0", "93,2,0")), /2 accounts have an amount below 0.*pairs or months/);
    await refused(summed(sums.rows, sums.tail.replace("24303", "24302")), /holds 2025-01 to 2025-02/);
  });

  it("are seen as such when they are looked at", async () => {
    write("sums.csv", summed());
    const { summary, ready_for } = await inspected("sums.csv");
    expect(summary).toMatch(/sums of a query, with no account in them: what moved from 2025-01 to 2025-03/);
    expect(ready_for).toEqual(["compute_nrr"]);
  });
});

describe("the months in which accounts pay", () => {
  // A pays in January and February 2025, B in January and again in March: two, one and one.
  const head = "account,cs_since,cs_months,cs_reduction,cs_rows,cs_sum_months,cs_blank,cs_first,cs_last";
  const tail = "cohorts,3,4,0,24301,24303";
  const spells = `${[head, ...["A,24301,2", "B,24301,1", "B,24303,1"].map((row) => `${row},${tail}`)].join("\n")}\n`;

  it("are counted by analyze_cohorts, without money", async () => {
    write("spells.csv", spells);
    const { result } = await runTool(analyzeCohorts, { table: "spells.csv", as_of: "2025-03-01" }, ports);
    expect(result.cohorts).toMatchObject([{ cohort: "2025-01", size: 2, opening: null, values: [1, 0.5, 0.5] }]);
  });

  it("are refused where money is asked for, and by other tools", async () => {
    write("spells.csv", spells);
    const money = runTool(analyzeCohorts, { table: "spells.csv", as_of: "2025-03-01", measure: "money" }, ports);
    await expect(money).rejects.toThrow(/"cohorts", which holds no amounts.*counting customers.*query months/);
    await expect(nrr("spells.csv")).rejects.toThrow(/"cohorts", which holds no amounts/);
    write("cut.csv", spells.replace(/B,24303.*\n/, ""));
    await expect(runTool(analyzeCohorts, { table: "cut.csv", as_of: "2025-03-01" }, ports)).rejects.toThrow(/2 of the 3 rows/);
  });
});

describe("checks of columns", () => {
  const head =
    "cs_place,cs_column,cs_kind,cs_of,cs_blanks,cs_distinct,cs_unreadable,cs_first_day,cs_last_day,cs_amounts,cs_reduction,cs_unit,cs_rows,cs_sum_distinct,cs_sum_blanks";
  const tail = "checks,mrr,3,1330,7";
  const rows = [
    "1,Customer,text,5000,0,300,0,0,0,0.00",
    "2,Month,date,5000,7,30,3,20230101,20250601,0.00",
    "3,MRR,number,5000,0,1000,0,0,0,123456.78",
  ];
  const checks = (some = rows) => `${[head, ...some.map((row) => `${row},${tail}`)].join("\n")}\n`;

  it("say what a table holds and what to settle before a query is made of it", async () => {
    write("checks.csv", checks());
    const found = await inspected("checks.csv");
    expect(found.summary).toMatch(
      /checks of a table: 5,000 rows of 300 accounts from 2023-01-01 to 2025-06-01; "MRR" adds up to 123,456\.78\. 2 things to settle.*"Month": 7 cells of it are blank, of 5,000/,
    );
    expect(found).toMatchObject({
      rows_read: 5000,
      columns: [{ field: "account" }, { field: "month" }, { field: "mrr" }],
      totals: { accounts: 300, first_date: "2023-01-01", last_date: "2025-06-01" },
      issues: [{ code: "blank_cells" }, { code: "unreadable_cells" }],
      ready_for: [],
    });
  });

  it("are refused when they were cut or changed, and by every other tool", async () => {
    write("refused.csv", checks(rows.slice(1)));
    await expect(inspected("refused.csv")).rejects.toThrow(/2 of the 3 rows/);
    write("refused.csv", checks().replace("0,300", "0,301"));
    await expect(inspected("refused.csv")).rejects.toThrow(/different values add up to 1,331, and the query made 1,330/);
    await expect(nrr("refused.csv")).rejects.toThrow(/"checks", which holds no accounts.*inspect_table reads it/);
  });
});
