import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTable } from "./read-as-shipped.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder({
  "mixed.csv": "Customer ID,Start,Amount,Interval\nc1,2025-01-01,100,month\nc2,2025-01-01,1200,year\n",
  "monthly.csv": "Customer ID,Start,Amount,Interval\nc1,2025-01-01,100,month\nc2,2025-01-01,90,Month\n",
  "mrr.csv": "Customer ID,Start,MRR,Interval\nc1,2025-01-01,100,month\nc2,2025-01-01,100,year\n",
});
const read = (name: string, needed: boolean) =>
  readTable(join(folder, name), { amount: "mrr", needs: needed ? ["account", "amount"] : [] });

describe("amounts for a month beside amounts for a year", () => {
  it("are refused where they would be added, whatever unit the caller names", async () => {
    await expect(read("mixed.csv", true)).rejects.toThrow(/"Interval": the amounts are for different intervals \(month, year\)/);
  });

  it("are pointed out on inspection", async () => {
    expect((await read("mixed.csv", false)).issues.map((one) => one.code)).toContain("mixed_intervals");
  });

  it("are no trouble when all are for one interval, or the amount is MRR by its own header", async () => {
    expect((await read("monthly.csv", true)).records.map((one) => one.amount)).toEqual([100, 90]);
    expect((await read("mrr.csv", true)).records.map((one) => one.amount)).toEqual([100, 100]);
  });
});
