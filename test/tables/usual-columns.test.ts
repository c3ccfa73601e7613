import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { readTable } from "./read-as-shipped.ts";

describe("columns of the user's own file", () => {
  const file = join(temporaryFolder({ "accounts.csv": "Account,Yearly sum,ARR\nAcme,500,100\n" }), "accounts.csv");

  it("name a column where the table has it, and are passed over where it has not", async () => {
    const named = await readTable(file, { usual_columns: { arr: "Yearly sum" } });
    expect(named.records[0]!.amount).toBe(500);
    const other = await readTable(file, { usual_columns: { arr: "Annual value" } });
    expect(other.records[0]!.amount).toBe(100);
  });

  it("give way to what the call says, which must be there", async () => {
    const called = await readTable(file, { usual_columns: { arr: "Yearly sum" }, columns: { arr: "ARR" } });
    expect(called.records[0]!.amount).toBe(100);
    await expect(readTable(file, { columns: { arr: "Annual value" } })).rejects.toThrow(/Annual value/);
  });
});
