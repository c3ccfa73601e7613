import { describe, expect, it } from "vitest";
import type { Table, TableRecord, TableShape } from "../../../src/core/table.ts";
import { bookOfRows } from "../../../src/topics/tiers/assign-tiers.ts";
import { bookAt, nextRenewal } from "../../../src/topics/tiers/book.ts";
import { record } from "../../core/record.ts";

function table(shape: TableShape, records: TableRecord[], amount_unit: Table["amount_unit"] = "arr"): Table {
  const rows = { rows_read: records.length, rows_used: records.length };
  return { path: "book.csv", shape, ...rows, columns: [], issues: [], amount_unit, currency: null, records };
}
const amounts = (book: { account: string; arr: number }[]) => book.map(({ account, arr }) => [account, arr]);

describe("an account list", () => {
  it("gives yearly amounts, largest first, then by name", () => {
    const rows = [
      record(2, "B", { amount: 1000 }),
      record(3, "A", { amount: 1000 }),
      record(4, "C", { amount: 2000, owner: "Kim" }),
    ];
    const book = bookAt(table("accounts", rows, "mrr"), null);
    expect(amounts(book)).toEqual([
      ["C", 24_000],
      ["A", 12_000],
      ["B", 12_000],
    ]);
    expect(book[0]).toMatchObject({ row: 4, owner: "Kim", open_escalation: null });
  });

  it("takes the ending amount of two", () => {
    const rows = [record(2, "A", { amount_start: 100, amount_end: 150 })];
    expect(amounts(bookAt(table("accounts", rows), null))).toEqual([["A", 150]]);
  });

  it("keeps 0 and refuses blank, negative and mixed currencies, naming the rows", () => {
    expect(amounts(bookAt(table("accounts", [record(2, "A", { amount: 0 })]), null))).toEqual([["A", 0]]);
    const holes = [record(2, "A", { amount: 5 }), record(7, "B", {}), record(9, "C", {})];
    expect(() => bookAt(table("accounts", holes), null)).toThrow(/row 7, account B[\s\S]*row 9, account C/);
    expect(() => bookAt(table("accounts", [record(3, "A", { amount: -5 })]), null)).toThrow(
      /negative[\s\S]*row 3, account A: -5/,
    );
    const mixed = [record(2, "A", { amount: 5, currency: "USD" }), record(3, "B", { amount: 5, currency: "EUR" })];
    expect(() => bookAt(table("accounts", mixed), null)).toThrow(/mixes currencies: EUR, USD/);
  });

  it("without an amount column asks for the column, and with one for its blank cells", () => {
    const column = (field: "account" | "arr") => ({
      header: field === "arr" ? "ARR" : "Customer",
      field,
      confidence: "certain" as const,
    });
    const book = table("accounts", [record(2, "A", {}), record(3, "B", {})]);
    const none = () => bookAt({ ...book, columns: [column("account")] }, null);
    expect(none).toThrow(/no amount column; it has "Customer"[\s\S]*columns\.arr/);
    expect(none).not.toThrow(/Fill/);
    expect(() => bookAt({ ...book, columns: [column("account"), column("arr")] }, null)).toThrow(/row 2, account A[\s\S]*Fill/);
  });

  it("asks what an unclear amount is, with the total of each reading", () => {
    const rows = [record(2, "A", { amount: 1000 }), record(3, "B", { amount: 500 })];
    expect(() => bookAt(table("accounts", rows, "unclear"), null)).toThrow(
      /As ARR they add up to 1,500, as MRR to 18,000[\s\S]*reading/,
    );
  });

  it("spreads a contract over its months and refuses one without them", () => {
    const rows = [record(2, "A", { amount: 36_000, contract_months: 36 })];
    expect(amounts(bookAt(table("accounts", rows, "tcv"), null))).toEqual([["A", 12_000]]);
    const bare = [...rows, record(5, "B", { amount: 36_000 })];
    expect(() => bookAt(table("accounts", bare, "tcv"), null)).toThrow(/row 5, account B[\s\S]*contract_months/);
  });

  it("refuses an account listed twice, unless subscriptions tell the rows apart", () => {
    const twice = [record(2, "A", { amount: 5 }), record(6, "A", { amount: 7 })];
    expect(() => bookAt(table("accounts", twice), null)).toThrow(/A: rows 2, 6/);
    const products = twice.map((row, index) => ({ ...row, subscription: `S${index}` }));
    expect(amounts(bookAt(table("accounts", products), null))).toEqual([["A", 12]]);
  });

  it("refuses rows of one account that contradict each other", () => {
    const rows = [
      record(2, "A", { amount: 5, subscription: "1", owner: "Kim" }),
      record(3, "A", { amount: 5, subscription: "2", owner: "Lee" }),
    ];
    expect(() => bookAt(table("accounts", rows), null)).toThrow(/A, owner: row 2 Kim, row 3 Lee/);
  });
});

describe("monthly snapshots", () => {
  const rows = [
    record(2, "A", { month: "2025-12-01", amount: 10 }),
    record(3, "B", { month: "2025-12-01", amount: 20 }),
    record(4, "A", { month: "2026-01-01", amount: 30 }),
    record(5, "A", { month: "2026-02-01", amount: 99 }),
  ];

  it("give the latest month not after the day; whoever is absent does not pay", () => {
    expect(amounts(bookAt(table("snapshots", rows, "mrr"), "2026-01-31"))).toEqual([["A", 360]]);
    expect(amounts(bookAt(table("snapshots", rows, "mrr"), "2025-12-31"))).toEqual([
      ["B", 240],
      ["A", 120],
    ]);
  });

  it("need a day, and one inside the table", () => {
    expect(() => bookAt(table("snapshots", rows, "mrr"), null)).toThrow(/Give as_of/);
    expect(() => bookAt(table("snapshots", rows, "mrr"), "2025-11-30")).toThrow(/no month up to 2025-11-30/);
  });
});

describe("subscriptions", () => {
  const rows = [
    record(2, "A", { start: "2025-01-01", end: "2026-01-01", amount: 100 }),
    record(3, "A", { start: "2025-06-01", end: null, amount: 50 }),
    record(4, "B", { start: "2026-01-01", end: null, amount: 10, change: "usage" }),
  ];

  it("count from their first day to the day before their end, added by account", () => {
    expect(amounts(bookAt(table("subscriptions", rows, "mrr"), "2025-12-31"))).toEqual([["A", 1800]]);
    expect(amounts(bookAt(table("subscriptions", rows, "mrr"), "2026-01-01"))).toEqual([
      ["A", 600],
      ["B", 120],
    ]);
  });

  it("make a change a contract event unless the row says usage", () => {
    expect(bookAt(table("subscriptions", rows, "mrr"), "2026-01-01").map(({ change }) => change)).toEqual(["contract", "usage"]);
  });

  it("refuse a row without a start instead of dropping it", () => {
    expect(() => bookAt(table("subscriptions", [...rows, record(9, "C", { amount: 5 })], "mrr"), "2026-01-01")).toThrow(
      /row 9, account C/,
    );
  });
});

it("other tables hold no book", () => {
  expect(() => bookAt(table("survey", []), null)).toThrow(/survey table and holds no book/);
});

describe("nextRenewal", () => {
  const rows = [
    { renewal_date: "2025-06-30", notice_days: 90 },
    { renewal_date: "2026-03-31", notice_days: 30 },
    { renewal_date: "2026-03-31", notice_days: 60 },
  ];
  it("is the first date not before the day, with its longest notice; the last one when all have passed", () => {
    expect(nextRenewal(rows, "2026-01-01")).toEqual({ renewal_date: "2026-03-31", notice_days: 60 });
    expect(nextRenewal(rows, "2027-01-01")).toEqual({ renewal_date: "2026-03-31", notice_days: 60 });
    expect(nextRenewal([], "2026-01-01")).toEqual({ renewal_date: null, notice_days: null });
  });
});

describe("bookOfRows", () => {
  it("keeps what is given and leaves the rest unknown", () => {
    expect(bookOfRows([{ account: "A", arr: 0, strategic: 0 }])[0]).toMatchObject({
      row: null,
      arr: 0,
      strategic: 0,
      growth: null,
    });
  });

  it("refuses doubles, negatives and dates that do not exist", () => {
    const bad = [
      { account: "A", arr: 5 },
      { account: "A", arr: -5, notice_days: 1.5 },
    ];
    expect(() => bookOfRows(bad)).toThrow(/A stands twice[\s\S]*A: ARR -5[\s\S]*A: notice_days 1.5/);
    expect(() => bookOfRows([{ account: "A", arr: 5, renewal_date: "2026-02-30" }])).toThrow(/not a date of the calendar/);
  });
});
