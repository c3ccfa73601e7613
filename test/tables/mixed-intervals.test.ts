import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReadingOptions } from "../../src/core/table.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { readTable } from "./read-as-shipped.ts";

const folder = temporaryFolder({
  "mixed.csv":
    "Customer ID,Start,End,Amount,Interval\nc1,2025-01-01,,100,month\nc2,2025-01-01,,1200,year\nc3,2025-01-01,,300,quarter\n",
  "counted.csv": "Customer ID,Start,End,Amount,Interval,Interval Count\nc1,2025-01-01,,300,month,3\nc2,2025-01-01,,1200,year,1\n",
  "monthly.csv": "Customer ID,Start,End,Amount,Interval\nc1,2025-01-01,,100,month\nc2,2025-01-01,,90,Month\n",
  "mrr.csv": "Customer ID,Start,End,MRR,Interval\nc1,2025-01-01,,100,month\nc2,2025-01-01,,100,year\n",
  "odd.csv": "Customer ID,Start,End,Amount,Interval\nc1,2025-01-01,,100,month\nc2,2025-01-01,,100,sometimes\n",
});
const read = (name: string, options: ReadingOptions = {}) =>
  readTable(join(folder, name), { needs: ["account", "amount"], asks: ["how_much", "per_what"], ...options });
const amounts = async (name: string) => {
  const table = await read(name);
  return [table.amount_unit, ...table.records.map(({ amount }) => amount)];
};

describe("amounts for a month beside amounts for a year", () => {
  it("are all made yearly", async () => {
    expect(await amounts("mixed.csv")).toEqual(["arr", 1200, 1200, 1200]);
    expect(await amounts("counted.csv")).toEqual(["arr", 1200, 1200]);
  });

  it("are asked about where the caller says that they are one unit already", async () => {
    await expect(read("mixed.csv", { amount: "mrr" })).rejects.toThrow(/columns: \{"interval": null\}/);
    const told = await read("mixed.csv", { amount: "mrr", columns: { interval: null } });
    expect(told.records.map(({ amount }) => amount)).toEqual([100, 1200, 300]);
  });

  it("are no trouble when all are for one interval, or the amount is MRR by its own header", async () => {
    expect(await amounts("monthly.csv")).toEqual(["mrr", 100, 90]);
    expect(await amounts("mrr.csv")).toEqual(["mrr", 100, 100]);
  });

  it("are refused with the cell that is no interval", async () => {
    await expect(read("odd.csv")).rejects.toThrow(/row 3, column "Amount": "sometimes" is not understood as a period/);
  });
});
