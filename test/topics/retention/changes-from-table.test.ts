import { describe, expect, it } from "vitest";
import type { Table, TableField, TableRecord } from "../../../src/core/table.ts";
import { changesFromRows, ultimateParents } from "../../../src/topics/retention/account-book.ts";
import { changesFromTable, type TableQuestion } from "../../../src/topics/retention/changes-of-table.ts";
import { record } from "../../core/record.ts";

const table = (records: TableRecord[], more: Partial<Table> = {}): Table => ({
  path: "book.csv",
  shape: "accounts",
  rows_read: records.length,
  rows_used: records.length,
  columns: [
    { header: "Customer", field: "account" as TableField, confidence: "certain" },
    { header: "Region", field: "segment" as TableField, confidence: "certain" },
  ],
  issues: [],
  amount_unit: "arr",
  currency: null,
  records,
  ...more,
});
const pair = (row: number, name: string, start: number, end: number, region: string, more: Partial<TableRecord> = {}) =>
  record(row, name, { amount_start: start, amount_end: end, cells: { Region: region }, ...more });
const problem = (given: Table, question: TableQuestion = {}): string => {
  try {
    changesFromTable(given, question);
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("segments of a table", () => {
  const rows = [
    pair(2, "A", 1, 1, "Mid-market"),
    pair(3, "B", 1, 1, "Mid-market"),
    pair(4, "C", 1, 1, "Mid Market"),
    pair(5, "D", 1, 1, ""),
    pair(6, "E", 1, 1, "SMB"),
  ];

  it("names row, column and values of a segment that is empty or spelt in another way", () => {
    const message = problem(table(rows), { segment_by: "Region" });
    expect(message).toContain('row 4, column "Region": "Mid Market"');
    expect(message).toContain('row 5, column "Region": no usable value');
    expect(message).toContain("Mid-market, SMB");
  });

  it("keeps them as they stand when asked to, and says so", () => {
    const found = changesFromTable(table(rows), { segment_by: "Region", lenient: true });
    expect(found.changes.map(({ segment }) => segment)).toEqual(["Mid-market", "Mid-market", "Mid Market", "not stated", "SMB"]);
    expect(found.notices).toMatchObject([{ code: "segment_values" }]);
  });

  it("finds a column by its field, and names the headers when there is none", () => {
    const sound = rows.filter(({ row }) => row < 4);
    expect(changesFromTable(table(sound), { segment_by: "segment" }).changes[0]!.segment).toBe("Mid-market");
    expect(problem(table(sound), { segment_by: "Size" })).toContain("Customer, Region");
  });
});

describe("changesFromTable", () => {
  it("refuses to add currencies", () => {
    const rows = [pair(2, "A", 1, 1, "x", { currency: "USD" }), pair(3, "B", 1, 1, "x", { currency: "EUR" })];
    const message = problem(table(rows));
    expect(message).toContain("EUR and USD");
    expect(message).toContain("EUR: first in row 3");
  });

  it("refuses one amount an account, and a table without rows", () => {
    expect(problem(table([record(2, "A", { amount: 5 })]))).toContain("cannot show what changed");
    expect(problem(table([]))).toContain("no rows");
  });

  it("asks for the two dates, naming the range", () => {
    const rows = [record(2, "A", { amount: 5, month: "2025-03-01" }), record(3, "A", { amount: 5, month: "2025-01-01" })];
    expect(problem(table(rows, { shape: "snapshots" }), { from: "2025-01-01" })).toContain("2025-01-01 to 2025-03-01");
  });

  it("does not take a missing amount for zero", () => {
    expect(problem(table([record(7, "A", { amount_start: 5 })]))).toContain("row 7 (A): the amount at the end is missing");
  });

  it("refuses contract totals as recurring amounts and marks an unclear unit", () => {
    const rows = [record(2, "A", { amount: 5, start: "2024-01-01" })];
    const dates = { from: "2024-01-01", to: "2024-01-01" };
    expect(problem(table(rows, { shape: "subscriptions", amount_unit: "tcv" }), dates)).toContain("total contract values");
    const unclear = changesFromTable(table([pair(2, "A", 1, 1, "x")], { amount_unit: "unclear" }), {});
    expect(unclear.notices).toMatchObject([{ code: "amount_unit" }]);
  });
});

describe("changesFromRows", () => {
  it("rolls children up to the ultimate parent: 200 + 150 become 300", () => {
    const { changes } = changesFromRows(
      [
        { account: "Parent", start: 200, end: 300 },
        { account: "Child", start: 100, end: 0, parent: "Parent" },
        { account: "Grandchild", start: 50, end: 0, parent: "Child" },
      ],
      false,
    );
    expect(changes).toMatchObject([{ account: "Parent", start: 350, end: 300 }]);
  });

  it("names rows without a segment beside rows with one, and rows below zero", () => {
    const rows = [
      { account: "A", start: 1, end: 1, segment: "x" },
      { account: "B", start: 1, end: 1 },
    ];
    expect(() => changesFromRows(rows, false)).toThrow("rows[1] (B)");
    expect(() => changesFromRows([{ account: "A", start: -1, end: 1 }], false)).toThrow(
      "rows[0] (A): the amount at the start is -1",
    );
  });
});

describe("ultimateParents", () => {
  const link = (account: string, parent: string, date: string | null = null) => ({
    account,
    parent,
    date,
    place: `row of ${account}`,
  });
  it("refuses a circle, naming its members", () => {
    expect(() => ultimateParents([link("A", "B"), link("B", "C"), link("C", "A")])).toThrow("circle: A, B, C");
  });
  it("follows the latest parent, whatever the order", () => {
    const links = [link("A", "Old", "2025-01-01"), link("A", "New", "2025-06-01")];
    expect(ultimateParents(links).get("A")).toBe("New");
    expect(ultimateParents([...links].reverse()).get("A")).toBe("New");
  });
  it("refuses two parents at one date, and takes a parent of itself for none", () => {
    expect(() => ultimateParents([link("A", "X"), link("A", "Y")])).toThrow("X and Y");
    expect(ultimateParents([link("A", "A")]).size).toBe(0);
  });
});
