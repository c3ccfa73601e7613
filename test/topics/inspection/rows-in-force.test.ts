import { expect, it } from "vitest";
import type { TableRecord } from "../../../src/core/table.ts";
import { rowsInForce } from "../../../src/topics/inspection/table-totals.ts";

const rows = (...given: Partial<TableRecord>[]) => given as TableRecord[];

it("takes all rows of a list", () => {
  expect(rowsInForce({ shape: "accounts", records: rows({ account: "A" }, { account: "B" }) })).toMatchObject({
    at: null,
    records: [{}, {}],
  });
});

it("takes the last month of snapshots, whatever their order", () => {
  const records = rows({ account: "A", month: "2025-02-01" }, { account: "B", month: "2025-01-01" });
  expect(rowsInForce({ shape: "snapshots", records })).toEqual({ at: "2025-02-01", records: [records[0]] });
});

it("counts a subscription up to the day before its end", () => {
  const records = rows(
    { account: "A", start: "2025-01-01", end: "2025-03-01" },
    { account: "B", start: "2025-03-01", end: null },
    { account: "C", start: "2025-01-01", end: "2025-03-02" },
  );
  expect(rowsInForce({ shape: "subscriptions", records }).records.map(({ account }) => account)).toEqual(["B", "C"]);
});

it("finds nothing in force where nothing is dated", () => {
  expect(rowsInForce({ shape: "snapshots", records: rows({ account: "A", month: null }) })).toEqual({ at: null, records: [] });
});
