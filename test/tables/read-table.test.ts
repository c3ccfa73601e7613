import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../src/core/money.ts";
import { Problem } from "../../src/core/problem.ts";
import type { ReadingOptions, ReadTable, Table } from "../../src/core/table.ts";
import { readTable } from "./read-as-shipped.ts";
import { tableFolder } from "./write-table.ts";

const { write } = tableFolder();
const read = (text: string, options: ReadingOptions = {}, name = "accounts.csv"): Promise<ReadTable> =>
  readTable(write(name, text), options);
const codes = (table: Table): string[] => table.issues.map((one) => one.code);

describe("shapes", () => {
  it("reads an account list", async () => {
    const table = await read('Account,CSM,Tier,ARR (USD)\nAcme,Jane,Gold,"$12,000.50"\nBolt,Jim,Silver,"$3,000.00"\n');
    expect(table).toMatchObject({
      shape: "accounts",
      rows_read: 2,
      rows_used: 2,
      amount_unit: "arr",
      currency: "USD",
      issues: [],
    });
    expect(table.columns).toEqual([
      { header: "Account", field: "account", confidence: "certain" },
      { header: "CSM", field: "owner", confidence: "certain" },
      { header: "Tier", field: "tier", confidence: "certain" },
      { header: "ARR (USD)", field: "arr", confidence: "certain" },
    ]);
    expect(table.records[0]).toMatchObject({
      row: 2,
      account: "Acme",
      owner: "Jane",
      tier: "Gold",
      amount: 12000.5,
      currency: "USD",
    });
    expect(table.records[0]!.cells["ARR (USD)"]).toBe("$12,000.50");
  });

  it("reads monthly snapshots; a month's last day is the month, said once", async () => {
    const table = await read("customer_id,mrr,reporting_month\nA,10,2025-01-31\nA,12,2025-02-28\n");
    expect(table).toMatchObject({ shape: "snapshots", amount_unit: "mrr" });
    expect(table.records.map(({ month }) => month)).toEqual(["2025-01-01", "2025-02-01"]);
    expect(codes(table)).toEqual(["month_end"]);
  });

  it("reads subscriptions: Stripe's id is the subscription, Customer ID the account", async () => {
    const header = "id,Customer ID,Plan,Amount,Currency,Start (UTC),Ended At (UTC),Current Period End (UTC)";
    const table = await read(
      `${header}\nsub_1,cus_1,pro,20.00,usd,2025-01-05 10:00,,2025-02-05 10:00\nsub_2,cus_1,pro,5.00,usd,2025-01-07 23:59,2025-03-01 00:00,\n`,
    );
    expect(table).toMatchObject({ shape: "subscriptions", amount_unit: "unclear", currency: "USD" });
    expect(table.records[1]).toMatchObject({ account: "cus_1", subscription: "sub_2", start: "2025-01-07", end: "2025-03-01" });
    expect(table.records[0]).toMatchObject({ end: null, renewal_date: "2025-02-05" });
  });

  it("reads two amounts an account, ordered by the dates in their headers", async () => {
    const table = await read("Customer,ARR 2026-01,ARR 2025-01\nA,150,100\nB,0,100\n");
    expect(table).toMatchObject({ shape: "accounts", amount_unit: "arr" });
    expect(table.records.map((one) => [one.amount_start, one.amount_end, one.amount])).toEqual([
      [100, 150, 150],
      [100, 0, 0],
    ]);
  });

  it("reads surveys and stakeholders", async () => {
    expect((await read("Respondent,NPS,Comment\nann,9,fine\nbob,3,slow\n")).shape).toBe("survey");
    const people = await read("Name,Role,Company\nAnn,Champion,Acme\nBob,User,Acme\n");
    expect(people.shape).toBe("stakeholders");
    expect(people.columns[0]).toMatchObject({ header: "Name", field: "contact" });
    expect(people.rows_used).toBe(2);
  });

  it("takes an account list with a customer-since date for a list, and one with ends for subscriptions", async () => {
    expect((await read("Account,Owner,ARR,Customer Since\nA,J,10,2024-01-01\nB,J,20,2024-02-01\n")).shape).toBe("accounts");
    expect((await read("Account,Owner,ARR,Start Date,End Date\nA,J,10,2024-01-01,\nB,J,20,2024-02-01,2025-01-01\n")).shape).toBe(
      "subscriptions",
    );
    expect((await read("Account,ARR,Start Date\nA,10,2024-01-01\nB,20,2024-02-01\n")).shape).toBe("subscriptions");
  });
});

describe("columns", () => {
  it("never takes Salesforce's Annual Revenue for ARR", async () => {
    const table = await read("Account Name,Annual Revenue,Account Owner\nAcme,90000000,Jane\n");
    expect(table.records[0]!.amount).toBeNull();
    expect(codes(table)).toContain("annual_revenue");
    await expect(read("Account Name,Annual Revenue\nAcme,90000000\n", { needs: ["amount"] })).rejects.toThrow(
      /customer's own turnover.*columns\.arr/s,
    );
  });

  it("lets the caller's mapping win, and refuses one that names no header", async () => {
    const table = await read("Account Name,Annual Revenue\nAcme,900\n", { columns: { arr: "Annual Revenue" } });
    expect(table.records[0]!.amount).toBe(900);
    expect(table.columns[1]).toMatchObject({ field: "arr", confidence: "mapped" });
    await expect(read("Account,ARR\nA,1\n", { columns: { owner: "Boss" } })).rejects.toThrow(
      /columns\.owner names "Boss".*"Account", "ARR"/s,
    );
  });

  it("asks when two headers fit a needed field equally well, and only reports it when they are not needed", async () => {
    const text = "Account,ARR (USD),ARR (EUR)\nA,10,9\n";
    await expect(read(text, { needs: ["amount"] })).rejects.toThrow(/"ARR \(USD\)" and "ARR \(EUR\)".*columns\.arr/s);
    expect(codes(await read(text))).toEqual(["ambiguous_column"]);
    await expect(read("Account,ARR,ARR\nA,10,9\n", { needs: ["amount"] })).rejects.toThrow(/"ARR" and "ARR \(2\)"/);
  });

  it("names the headers when a needed column is missing", async () => {
    await expect(read("Account,Region\nA,EMEA\n", { needs: ["account", "amount"] })).rejects.toThrow(
      'accounts.csv has no column for a recurring amount (ARR, MRR, ACV, TCV); it has "Account", "Region". Name the column with columns.arr, columns.mrr or, beside an interval, columns.amount.',
    );
  });

  it("takes amounts, and months and starts, for one another where all are named", async () => {
    const needs: ReadingOptions["needs"] = [
      "account",
      "parent",
      "amount",
      "arr",
      "mrr",
      "arr_start",
      "arr_end",
      "month",
      "start",
      "end",
    ];
    expect((await read("Account,Starting ARR,Ending ARR\nA,1,2\n", { needs })).shape).toBe("accounts");
    expect((await read("Account,MRR,Month\nA,1,2025-01\n", { needs })).shape).toBe("snapshots");
    await expect(read("Account,ARR\nA,1\n", { needs: ["arr_start", "arr_end"] })).rejects.toThrow(/columns\.arr_start/);
  });

  it("keeps names where each stands for one identifier, and goes by identifier where not", async () => {
    const one = await read("Account ID,Account Name,ARR\n001,Acme,1\n002,Bolt,2\n");
    expect(one.records.map(({ account }) => account)).toEqual(["Acme", "Bolt"]);
    const two = await read("Account ID,Account Name,ARR\n001,Acme,1\n002,Acme,2\n");
    expect(two.records.map(({ account }) => account)).toEqual(["001", "002"]);
    expect(codes(two)).toEqual(["account_by_id"]);
  });

  it("divides ChartMogul's cents and multiplies thousands, and says so", async () => {
    const cents = await read("Customer,mrr-in-cents\nA,12345\n");
    expect(cents.records[0]!.amount).toBe(123.45);
    expect(cents).toMatchObject({ amount_unit: "mrr" });
    const thousands = await read("Customer,ARR (k€)\nA,12.5\n");
    expect(thousands.records[0]!.amount).toBe(12500);
    expect([...codes(cents), ...codes(thousands)]).toEqual(["cents", "scaled"]);
  });

  it("reads a column a month as a row a month, and asks for two of several years", async () => {
    const text = "Account,Jan 2025,Feb 2025,Mar 2025\nA,1,2,3\n";
    const table = await read(text, { needs: ["amount"] });
    expect([table.shape, table.rows_read, table.rows_used]).toEqual(["snapshots", 1, 1]);
    expect(table.records.map(({ month, amount }) => [month, amount])).toEqual([
      ["2025-01-01", 1],
      ["2025-02-01", 2],
      ["2025-03-01", 3],
    ]);
    const years = "Account,2023,2024,2025\nA,1,2,3\n";
    await expect(read(years, { needs: ["amount"] })).rejects.toThrow(/a column for each of 3 dates.*columns\.arr_start/s);
  });

  it("takes a recognition back where the cells say otherwise", async () => {
    const table = await read("Account,ARR,Partner\nA,1,Accenture\nB,2,Deloitte\n");
    expect(table.columns[2]).toMatchObject({ field: null, confidence: "none" });
    expect(codes(table)).toEqual(["column_not_read"]);
  });
});

describe("rows that are no data", () => {
  it("leaves title and total rows out and lists them; rows read less rows used are those listed below the header", async () => {
    const table = await read("Customer book\n\nAccount,ARR\nA,100\nB,50\nTotal,150\n");
    expect(table.records.map(({ row, account }) => [row, account])).toEqual([
      [4, "A"],
      [5, "B"],
    ]);
    expect(table.issues.map(({ row, code }) => [row, code])).toEqual([
      [1, "title_row"],
      [6, "total_row"],
    ]);
    expect(table.rows_read - table.rows_used).toBe(1);
  });

  it("says by how much a total differs from its rows", async () => {
    const table = await read("Account,ARR\nA,100\nB,50\nGrand Total,175\n");
    // 175 - (100 + 50) = 25
    expect(table.issues).toMatchObject([
      { row: 4, code: "total_row" },
      { row: 4, code: "total_differs", message: expect.stringContaining("25 less") },
    ]);
  });

  it("knows a total without a label by its sum, and a company called Total Wine by its name", async () => {
    const unlabelled = await read("Account,ARR\nA,100\nB,50\n,150\n");
    expect(unlabelled).toMatchObject({ rows_used: 2, issues: [{ row: 4, code: "total_row" }] });
    const wine = await read("Account,ARR\nA,100\nTotal Wine,70\nB,50\n");
    expect(wine).toMatchObject({ rows_used: 3, issues: [] });
  });

  it("knows subtotals and a footer", async () => {
    const text =
      "Account,Region,ARR\nA,EMEA,100\nB,EMEA,50\nTotal EMEA,,150\nC,US,25\nD,US,25\nTotal US,,50\nTotal,,200\n\nConfidential\n";
    const table = await read(text);
    expect(table.records.map(({ account }) => account)).toEqual(["A", "B", "C", "D"]);
    expect(codes(table)).toEqual(["total_row", "total_row", "total_row", "footer_row"]);
    expect(table.rows_read).toBe(table.rows_used + 4);
  });

  it("counts rows as a spreadsheet does, over quoted line breaks and blank lines", async () => {
    const table = await read('Account,Note,ARR\nA,"two\nlines",1\n\nB,one,2\n');
    expect(table.records.map(({ row }) => row)).toEqual([2, 4]);
  });
});

describe("bad cells", () => {
  const needs: ReadingOptions["needs"] = ["account", "amount"];

  it("names file, row, column, cell and remedy", async () => {
    const rows = Array.from({ length: 15 }, (_, index) => `Account ${index},10`).join("\n");
    await expect(read(`Account,ARR\n${rows}\nBad,"12,5OO"\n`, { needs })).rejects.toThrow(
      'accounts.csv row 17, column "ARR": "12,5OO" is not a number. Fix the cell or map another column with columns.arr.',
    );
  });

  it("lists all bad cells at once, fifty at most, with the money that stands in their rows", async () => {
    const text = `Account,ARR,Start Date,End Date\nA,x,2025-01-01,\n,20,2025-01-01,\nC,-5,2025-02-30,\nD,30,2025-03-01,2025-02-01\n`;
    const problem = read(text, { needs });
    await expect(problem).rejects.toThrow(/5 bad cells/);
    await expect(problem).rejects.toThrow(/row 2, column "ARR": "x" is not a number\./);
    await expect(problem).rejects.toThrow(/row 3, column "Account": the cell is blank \(amount 20\)/);
    await expect(problem).rejects.toThrow(/row 4, column "ARR": -5 is negative/);
    await expect(problem).rejects.toThrow(/row 4, column "Start Date": "2025-02-30" is not a date of the calendar/);
    await expect(problem).rejects.toThrow(
      /row 5, column "End Date": the end 2025-02-01 is before the start 2025-03-01.*\(amount 30\)/,
    );
    const many = Array.from({ length: 60 }, (_, index) => `Account ${index},x`).join("\n");
    await expect(read(`Account,ARR\n${many}\n`, { needs })).rejects.toThrow(/60 bad cells.*and 10 more/s);
  });

  it("leaves bad rows out when asked, each listed, its amount once", async () => {
    const table = await read("Account,ARR\nA,10\nA,20\nB,x\nC,5\n,7\n", { needs, skip_bad_rows: true });
    expect(table.records.map(({ account }) => account)).toEqual(["C"]);
    expect(table.issues.map(({ row, code, amount_left_out }) => [row, code, amount_left_out])).toEqual([
      [2, "duplicate_account", 10],
      [3, "duplicate_account", 20],
      [4, "not_a_number", null],
      [6, "missing_account", 7],
    ]);
    expect(table.rows_read).toBe(table.rows_used + 4);
  });

  it("keeps the row when nobody needs the column, with a null and an issue", async () => {
    const table = await read("Account,ARR,Renewal Date\nA,10,soon\nB,20,2026-01-31\nC,20,2026-01-31\n", { needs });
    expect(table.records.map(({ renewal_date }) => renewal_date)).toEqual([null, "2026-01-31", "2026-01-31"]);
    expect(table.issues).toMatchObject([{ row: 2, column: "Renewal Date", code: "not_a_date" }]);
  });

  it("does not ask about dates that the table's shape does not use", async () => {
    const all: ReadingOptions["needs"] = ["account", "amount", "month", "start", "end"];
    const list = await read("Account,Owner,ARR,Customer Since\nA,J,10,01/02/2024\nB,J,20,03/04/2024\n", { needs: all });
    expect(list).toMatchObject({ shape: "accounts", rows_used: 2, issues: [{ code: "dates_unclear" }] });
    await expect(read("Account,MRR,Start,End\nA,10,01/02/2024,\nB,20,03/04/2024,\n", { needs })).rejects.toThrow(
      /reading\.dates/,
    );
  });

  it("throws nothing for bad cells when nothing is needed", async () => {
    const table = await read("Account,ARR\nA,x\nB,20\nB,30\n");
    expect(table).toMatchObject({ rows_read: 3, rows_used: 3 });
    expect(codes(table)).toEqual(["not_a_number", "duplicate_account", "duplicate_account"]);
  });

  it("names both rows of a repeated account or month; with a plan column the rows add up", async () => {
    await expect(read("Account,ARR\nA,1\nB,2\nA,3\n", { needs })).rejects.toThrow(/"A" stands more than once, in rows 2, 4/);
    await expect(read("Account,Month,MRR\nA,2025-01,1\nA,2025-01,2\n", { needs })).rejects.toThrow(
      /"A" stands more than once in 2025-01, in rows 2, 3/,
    );
    expect((await read("Account,Plan,Month,MRR\nA,x,2025-01,1\nA,y,2025-01,2\n", { needs })).rows_used).toBe(2);
  });

  it("reads blanks, dashes and n/a as missing, never as 0, and 0 as 0", async () => {
    const table = await read("Account,ARR\nA,-\nB,n/a\nC,\nD,0\n");
    expect(table.records.map(({ amount }) => amount)).toEqual([null, null, null, 0]);
    expect(codes(table)).toEqual(["missing_arr", "missing_arr", "missing_arr"]);
  });

  it("takes a lone name after a blank line for an account without its amount, not for a note", async () => {
    await expect(read("Account,ARR\nA,1\n\nBolt,\n", { needs })).rejects.toThrow(/row 4, column "ARR": the cell is blank/);
  });

  it("lets rows of one account add up where a product tells them apart, and counts rows that are the same once", async () => {
    const table = await read("Account,Product,ARR\nA,x,1\nA,y,2\nA,y,2\n", { needs });
    expect(table.rows_used).toBe(2);
    expect(table.reading.groups).toMatchObject([{ group: "superseded", rows: [4], amount: 2 }]);
  });

  it("names accounts that differ only in capitals", async () => {
    expect((await read("Account,ARR\nAcme,1\nACME,2\n", { needs })).reading.doubts).toMatchObject([{ code: "similar_accounts" }]);
  });

  it("never reads the 1 of an unquoted 1,000", async () => {
    await expect(read("Account,ARR\nA,1,000\nB,2,000\n", { needs })).rejects.toThrow(/row 2.*3 cells and the header 2/s);
    expect(await read("Account,ARR\nA,1,000\nB,2,000\n")).toMatchObject({ rows_read: 2, rows_used: 0 });
  });

  it("sees cells moved by a separator that has no quotes", async () => {
    await expect(read("Account,ARR\nAcme, Inc.,20\nB,3\n", { needs })).rejects.toThrow(/row 2.*3 cells and the header 2/s);
  });
});

describe("currencies", () => {
  it("never adds currencies", async () => {
    const text = "Account,Currency,ARR\nA,USD,10\nB,EUR,20\n";
    await expect(read(text, { needs: ["arr"] })).rejects.toThrow(/EUR, USD.*never added.*Split the file/s);
    const table = await read(text);
    expect(table).toMatchObject({ currency: null, issues: [{ code: "mixed_currencies" }] });
    expect(table.records.map(({ currency }) => currency)).toEqual(["USD", "EUR"]);
  });

  it("takes a dollar sign beside CAD for Canadian dollars", async () => {
    const table = await read("Account,ARR (CAD)\nA,$10\n");
    expect(table).toMatchObject({ currency: "CAD", issues: [] });
    expect((await read("Account,ARR\nA,$10\n")).currency).toBe("USD");
  });
});

describe("amounts", () => {
  it("rounds to the hundredth with one issue that says the effect", async () => {
    const table = await read("Account,MRR\nA,10.005\nB,20.1234\nC,5.5\n", { decimal: "." });
    // 10.005 -> 10.01 (+0.005), 20.1234 -> 20.12 (-0.0034): +0.0016 together
    expect(table.records.map(({ amount }) => amount)).toEqual([10.01, 20.12, 5.5]);
    expect(table.issues).toMatchObject([{ row: 2, code: "rounded_to_hundredths", message: expect.stringContaining("0.0016") }]);
  });

  it("takes the unit from the header, and from the caller before it", async () => {
    const unit = async (header: string, amount?: ReadingOptions["amount"]) =>
      (await read(`Account,${header}\nA,1\n`, { amount })).amount_unit;
    expect(await unit("MRR (EUR)")).toBe("mrr");
    expect(await unit("monthly_amount")).toBe("mrr");
    expect(await unit("Annual value")).toBe("arr");
    expect(await unit("Yearly")).toBe("arr");
    expect(await unit("ACV")).toBe("acv");
    expect(await unit("Total Contract Value")).toBe("tcv");
    for (const header of ["Amount", "Revenue", "Value", "Price"]) expect(await unit(header)).toBe("unclear");
    expect(await unit("Amount", "mrr")).toBe("mrr");
  });
});

it("order of rows never changes what a table adds up to, nor what is left out", async () => {
  const lines = ["A,100.10,EMEA", "B,200.20,US", "C,x,US", "D,50,EMEA", "E,-3,US", "F,7,US", "F,8,US", "Total,362.30,"];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
      const table = await read(`Account,ARR,Region\n${shuffled.join("\n")}\n`, { needs: ["amount"], skip_bad_rows: true });
      // A, B and D are good: 100.10 + 200.20 + 50 = 350.30; F stands twice, C and E are bad, and the total is no data
      expect(sumMoney(table.records.map(({ amount }) => amount!))).toBe(350.3);
      expect(sumMoney(table.issues.flatMap(({ amount_left_out }) => amount_left_out ?? []))).toBe(15);
      expect(table.rows_read - table.rows_used).toBe(5);
    }),
    { numRuns: 30 },
  );
});

it("whatever a file holds: a Problem, or rows read that are rows used and rows listed as left out", async () => {
  const names = [
    "Account",
    "ARR",
    "MRR",
    "Month",
    "Start",
    "End",
    "ARR 2025",
    "ARR 2026",
    "id",
    "Currency",
    "Role",
    "Score",
    "",
    "__proto__",
  ];
  const texts = [
    "",
    "A",
    "B",
    "1.234",
    "1,234",
    "-5",
    "Total",
    "2025-01-31",
    "01/02/2025",
    "$5",
    "(5)",
    "EUR",
    '"',
    "x;y",
    "85%",
  ];
  const rows = fc.array(fc.array(fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 6 })), { maxLength: 6 }), {
    maxLength: 7,
  });
  const wanted = fc.subarray(["account", "amount", "month", "start", "end", "arr_start", "arr_end"] as const);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...names), { maxLength: 6 }),
      rows,
      wanted,
      fc.boolean(),
      async (head, body, needs, skip_bad_rows) => {
        const table = await read([head, ...body].map((row) => row.join(",")).join("\n"), {
          needs: [...needs],
          skip_bad_rows,
        }).catch((error) => {
          if (error instanceof Problem) return null;
          throw error;
        });
        if (table === null) return;
        const { reading, rows_read, rows_used } = table;
        expect(reading.groups.reduce((sum, group) => sum + group.rows.length, 0)).toBe(rows_read - rows_used);
        for (const { amount } of table.records) expect(amount === null || (Number.isFinite(amount) && amount >= 0)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

it("reads 100,000 rows", async () => {
  const rows = Array.from(
    { length: 100_000 },
    (_, index) => `Account ${index},Owner ${index % 9},"${1 + (index % 1000)}.50",2025-01-31,EMEA`,
  );
  const path = write("large.csv", `Account,Owner,MRR,Renewal Date,Region\n${rows.join("\n")}`);
  const table = await readTable(path, { needs: ["account", "amount"] });
  expect(table.rows_used).toBe(100_000);
}, 60_000);

const data = resolve(import.meta.dirname, "../../../shared/data");
describe.skipIf(!existsSync(data))("published tables (skipped where the data folder is absent)", () => {
  it("reads subscription periods: 121 rows of 55 customers", async () => {
    const table = await readTable(resolve(data, "subscription-periods/subscription_periods.csv"), {
      needs: ["account", "start", "amount"],
    });
    expect(table).toMatchObject({ shape: "subscriptions", rows_read: 121, rows_used: 121, amount_unit: "mrr", issues: [] });
    expect(new Set(table.records.map(({ account }) => account)).size).toBe(55);
  });

  it("reads the telco table: 7,043 customers, blanks in a column that is no recurring amount", async () => {
    const table = await readTable(resolve(data, "telco-churn/Telco-Customer-Churn.csv"), {});
    expect(table).toMatchObject({ shape: "accounts", rows_read: 7043, rows_used: 7043, amount_unit: "mrr" });
    expect(table.records.filter(({ cells }) => cells.TotalCharges === "")).toHaveLength(11);
  });
});
