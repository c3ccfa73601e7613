import { expect, it } from "vitest";
import type { ReadTable, TableRecord } from "../../src/core/table.ts";
import { recordOf } from "../../src/core/table.ts";
import { withRecords } from "../../src/tables/make-records.ts";

const bare = () => ({ path: "t.csv", shape: "accounts" }) as Omit<ReadTable, "records">;

it("makes records once, gives a copy of the table its own, and lets all tables share one accessor", () => {
  let made = 0;
  const rows: TableRecord[] = [recordOf(2, "Acme", {})];
  const make = () => {
    made += 1;
    return rows;
  };
  const one = withRecords(bare(), make);
  expect(made).toBe(0);
  expect([one.records, one.records, { ...one }.records]).toEqual([rows, rows, rows]);
  expect(made).toBe(1);
  const other = withRecords(bare(), make);
  other.records = [];
  expect([other.records, one.records]).toEqual([[], rows]);
  // An accessor for each table would be kept by the engine after the table, and with it every row of a large file.
  const accessor = (table: ReadTable) => Object.getOwnPropertyDescriptor(table, "records")?.get;
  expect(accessor(one)).toBe(accessor(other));
});
