import { expect, it } from "vitest";
import { payingRows } from "../../src/core/paying-rows.ts";
import type { TableRecord } from "../../src/core/table.ts";

const rows = (...given: Partial<TableRecord>[]) => given as TableRecord[];

it("takes all rows of a list", () => {
  expect(payingRows({ shape: "accounts", records: rows({ account: "A" }, { account: "B" }) })).toMatchObject({
    at: null,
    records: [{}, {}],
  });
});

it("takes the last month of snapshots, whatever their order", () => {
  const records = rows({ account: "A", month: "2025-02-01" }, { account: "B", month: "2025-01-01" });
  expect(payingRows({ shape: "snapshots", records })).toEqual({ at: "2025-02-01", records: [records[0]], lost: [] });
});

it("counts a subscription up to the day before its end", () => {
  const records = rows(
    { account: "A", start: "2025-01-01", end: "2025-03-01" },
    { account: "B", start: "2025-03-01", end: null },
    { account: "C", start: "2025-01-01", end: "2025-03-02" },
  );
  expect(payingRows({ shape: "subscriptions", records }).records.map(({ account }) => account)).toEqual(["B", "C"]);
});

it("finds nothing in force where nothing is dated", () => {
  expect(payingRows({ shape: "snapshots", records: rows({ account: "A", month: null }) })).toEqual({
    at: null,
    records: [],
    lost: [],
  });
});

it("does not count those whose status, outcome or date says they have left", () => {
  const records = rows(
    { account: "A", gone: null, outcome: null, end: null },
    { account: "B", gone: 'Status says "Churned"', gone_on: null },
    { account: "C", outcome: "lost" },
    { account: "D", end: "2025-12-31" },
    { account: "E", gone: "It stands among the leavers", gone_on: "2026-02-01" },
  );
  const { records: paying, lost } = payingRows({ shape: "accounts", records }, "2026-01-01");
  expect(paying.map(({ account }) => account)).toEqual(["A", "E"]);
  expect(lost.map(({ account }) => account)).toEqual(["B", "C", "D"]);
});
