import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { UndefinedSchema } from "../../../src/core/answer.ts";
import { resultSchema, runTool } from "../../../src/tool/run.ts";
import { inspectTable } from "../../../src/topics/inspection/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { tableFolder } from "../../tables/write-table.ts";

const { folder, write } = tableFolder();
const data = resolve(import.meta.dirname, "../../../../shared/data");
const ports = openTestPorts(folder, existsSync(data) ? [data] : []);

async function inspect(text: string | null, input: Record<string, unknown> = {}) {
  if (text !== null) write("table.csv", text);
  const { result } = await runTool(inspectTable, { table: "table.csv", ...input }, ports);
  const checked = resultSchema(inspectTable).parse(result);
  expect(JSON.stringify(result).length).toBeLessThan(10_000);
  return {
    ...inspectTable.output.parse(pick(checked)),
    summary: result.summary,
    undefined: UndefinedSchema.array().parse(checked.undefined),
    warnings: result.warnings,
  };
}

const pick = (result: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(inspectTable.output.shape).map((name) => [name, result[name]]));

describe("totals", () => {
  it("adds an account list up and makes it yearly", async () => {
    // 1,000 + 500.50 a month = 1,500.50; times 12 = 18,006
    const answer = await inspect("Account,CSM,MRR (USD)\nA,Jane,1000\nB,Jim,500.50\n");
    expect(answer).toMatchObject({ shape: "accounts", rows_read: 2, rows_used: 2, questions: [], issues_total: 0 });
    expect(answer.totals).toEqual({
      accounts: 2,
      paying_accounts: 2,
      amount: 1500.5,
      amount_unit: "mrr",
      arr: 18006,
      amount_start: null,
      amount_end: null,
      amount_left_out: 0,
      owners: 2,
      currency: "USD",
      first_date: null,
      last_date: null,
    });
    expect(answer.ready_for).toEqual(["design_tiers", "size_team", "build_blueprint"]);
    expect(answer.summary).toMatch(/a list of accounts: 2 accounts with \$1\.5K MRR, \$18K a year/);
  });

  it("takes the latest month of snapshots", async () => {
    const answer = await inspect("Account,Month,MRR\nA,2025-01,10\nB,2025-01,20\nA,2025-02,15\nC,2025-02,0\n");
    expect(answer.totals).toMatchObject({
      accounts: 2,
      paying_accounts: 1,
      amount: 15,
      arr: 180,
      first_date: "2025-01-01",
      last_date: "2025-02-01",
    });
    expect(answer.ready_for).toEqual(["compute_nrr", "analyze_cohorts", "design_tiers", "size_team", "build_blueprint"]);
  });

  it("takes the subscriptions active at the latest start; an end is the first day not paid for", async () => {
    // on 2025-03-01 A's first has just ended, B's runs, A's second begins: 20 + 7 = 27
    const answer = await inspect(
      "Account,Start,End,MRR\nA,2025-01-01,2025-03-01,10\nB,2025-02-01,2025-04-01,20\nA,2025-03-01,,7\n",
    );
    expect(answer.totals).toMatchObject({ accounts: 2, amount: 27, arr: 324, first_date: "2025-01-01", last_date: "2025-04-01" });
  });

  it("shows both amounts of a comparison", async () => {
    const answer = await inspect("Account,Starting ARR,Ending ARR\nA,100,150\nB,100,0\n");
    expect(answer.totals).toMatchObject({
      accounts: 2,
      paying_accounts: 1,
      amount: 150,
      amount_start: 200,
      amount_end: 150,
      arr: 150,
    });
    expect(answer.ready_for[0]).toBe("compute_nrr");
  });

  it("spreads a contract's value over its months, and asks for the months it lacks", async () => {
    // 36,000 over 36 months is 12,000 a year; 6,000 over 12 is 6,000
    const whole = await inspect("Account,TCV,Contract Months\nA,36000,36\nB,6000,12\n");
    expect(whole.totals).toMatchObject({ amount: 42000, amount_unit: "tcv", arr: 18000 });
    const part = await inspect("Account,TCV\nA,36000\n");
    expect(part.totals.arr).toBeNull();
    expect(part.questions.join()).toContain("columns.contract_months");
  });

  it("gives every null a reason", async () => {
    const answer = await inspect("Account,Mood\nA,good\n");
    expect(answer.undefined.map(({ field }) => field).sort()).toEqual(
      [
        ...["columns[].field", "totals.amount", "totals.amount_end", "totals.amount_start", "totals.arr"],
        ...["totals.currency", "totals.first_date", "totals.last_date", "totals.owners"],
      ].sort(),
    );
    expect(answer.ready_for).toEqual([]);
  });
});

describe("questions", () => {
  it("asks for the unit, and says what the stated ARR makes likely", async () => {
    const text = "Account,Amount\nA,1000000\nB,500000\n";
    const monthly = await inspect(text, { stated_arr: 18_000_000 });
    expect(monthly.totals).toMatchObject({ amount: 1_500_000, amount_unit: "unclear", arr: null });
    expect(monthly.questions[0]).toContain("reading.amount");
    expect(monthly.questions[1]).toBe(
      'The column sums to 1,500,000; times 12 that is the stated 18,000,000, so it looks like MRR: give reading.amount "mrr".',
    );
    const yearly = await inspect(text, { stated_arr: 1_500_000 });
    expect(yearly.questions[1]).toContain("looks like ARR");
    const neither = await inspect(text, { stated_arr: 90_000_000_000 });
    expect(neither.questions[1]).toContain("neither");
    expect(monthly.ready_for).toEqual([]);
    expect((await inspect(text, { reading: { amount: "mrr" } })).totals.arr).toBe(18_000_000);
  });

  it("says when a column called ARR looks like MRR by the stated ARR", async () => {
    const answer = await inspect("Account,ARR\nA,1000000\nB,500000\n", { stated_arr: 18_000_000 });
    expect(answer.questions.join()).toMatch(/91\.7% off the stated 18,000,000.*looks like MRR/);
  });

  it("asks for the decimal sign, the order of dates, one of two columns and one currency instead of failing", async () => {
    expect((await inspect("Account,ARR\nA,1.234\nB,5.678\n")).questions.join()).toMatch(/6,912.*6\.912.*reading\.decimal/);
    expect((await inspect("Account,Start,MRR,End\nA,01/02/2025,1,\n")).questions.join()).toContain("reading.dates");
    expect((await inspect("Account,ARR (USD),ARR (EUR)\nA,1,1\n")).questions.join()).toContain("columns.arr");
    const mixed = await inspect("Account,Currency,ARR\nA,USD,1\nB,EUR,2\n");
    expect(mixed.questions.join()).toContain("never added");
    expect(mixed.totals).toMatchObject({ amount: null, currency: null });
    expect(mixed.ready_for).toEqual([]);
  });
});

it("lists bad cells, a page at a time, and keeps their rows", async () => {
  const bad = Array.from({ length: 40 }, (_, index) => `Account ${index},x${index}`).join("\n");
  const text = `Account,ARR\n${bad}\nGood,100\nBetter,100\nBest,100\nFine,1\n${Array.from({ length: 60 }, (_, index) => `Other ${index},1`).join("\n")}\n`;
  const first = await inspect(text, { limit: 5 });
  expect(first).toMatchObject({ issues_total: 40, rows_used: 104 });
  expect(first.issues.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
  const next = await inspect(null, { limit: 5, offset: 38 });
  expect(next.issues.map(({ row }) => row)).toEqual([40, 41]);
  expect(first.warnings.map(({ code }) => code)).toEqual(["bad_cells", "amounts_missing"]);
});

it("stays short with many columns", async () => {
  const headers = Array.from({ length: 300 }, (_, index) => `Unknown column number ${index}`);
  const answer = await inspect(`Account,${headers.join(",")},ARR\nA,${headers.map(() => "x").join(",")},5\n`);
  expect(answer.columns_total).toBe(302);
  expect(answer.columns.slice(0, 2).map(({ field }) => field)).toEqual(["account", "arr"]);
});

it("shows how the caller's mapping was used", async () => {
  const answer = await inspect("Who,Boss,Much\nA,J,5\n", { columns: { account: "Who", owner: "Boss", arr: "Much" } });
  expect(answer.columns).toEqual([
    { header: "Who", field: "account", confidence: "mapped" },
    { header: "Boss", field: "owner", confidence: "mapped" },
    { header: "Much", field: "arr", confidence: "mapped" },
  ]);
});

describe.skipIf(!existsSync(data))("published tables (skipped where the data folder is absent)", () => {
  it("knows subscription periods and the telco table for what they are", async () => {
    const periods = await inspect(null, { table: resolve(data, "subscription-periods/subscription_periods.csv") });
    expect(periods).toMatchObject({ shape: "subscriptions", rows_read: 121, rows_used: 121 });
    expect(periods.totals.amount_unit).toBe("mrr");
    const telco = await inspect(null, { table: resolve(data, "telco-churn/Telco-Customer-Churn.csv") });
    expect(telco).toMatchObject({ shape: "accounts", rows_read: 7043, totals: { accounts: 5174, amount_unit: "mrr" } });
  });
});

describe("the summary", () => {
  it("does not call a table ready whose cells tools refuse", async () => {
    const { summary } = await inspect("Account,ARR\nA,100\nB,\nC,-5\nTotal,95\n");
    expect(summary).toContain("3 accounts with");
    expect(summary).toContain("1 row has no amount: B.");
    expect(summary).not.toContain("Nothing has to be asked");
  });

  it("ends its first sentence without a comma where no amount follows", async () => {
    const { summary } = await inspect("Customer,Start,Amount,Currency\nA,2025-01-01,100,USD\nB,2025-02-01,100,EUR\n");
    expect(summary).toContain("active on 2025-02-01, the latest start. ");
  });
});

describe("what a table is ready for", () => {
  it.each([
    ["contacts", "Contact name,Role,Last contact\nA. Lee,Champion,2025-12-01\n", ["map_stakeholders"]],
    ["answers", "Account,NPS\nAcme,9\n", ["score_surveys"]],
    ["lives", "Account,Tenure months,Churned\nAcme,9,yes\n", ["analyze_cohorts"]],
    ["parts of a score", "Account,Usage score,Support score\nAcme,90,40\n", ["score_health"]],
    ["a score and outcomes", "Account,Score,Churned\nAcme,90,no\n", ["score_health"]],
    [
      "renewals",
      "Account,ARR,Renewal date\nAcme,9000,2026-03-31\n",
      ["forecast_renewals", "design_tiers", "size_team", "build_blueprint"],
    ],
  ])("%s", async (_, text, tools) => {
    expect((await inspect(text)).ready_for).toEqual(tools);
  });
});
