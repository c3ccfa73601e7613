import { describe, expect, it } from "vitest";
import { readOneOrTwoAmounts } from "../../../src/topics/retention/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const ports = openTestPorts(
  temporaryFolder({
    "two.csv": "Account,ARR 2025-01-01,ARR 2026-01-01\nA,100,150\nB,oops,20\nC,70,\n",
    "one.csv": "Account,ARR\nA,100\nB,oops\n",
  }),
);
const read = (table: string, skip_bad_rows?: boolean) => readOneOrTwoAmounts({ table, skip_bad_rows }, ports);

describe("readOneOrTwoAmounts", () => {
  it("lists the bad cells of both amounts in one refusal", async () => {
    await expect(read("two.csv")).rejects.toThrow(/row 3, column "ARR 2025-01-01"[\s\S]*row 4, column "ARR 2026-01-01"/);
  });

  it("refuses a table of one amount as it is", async () => {
    await expect(read("one.csv")).rejects.toThrow(/row 3, column "ARR".*oops/);
  });

  it("leaves the rows of either amount out when asked to", async () => {
    expect((await read("two.csv", true)).rows_used).toBe(1);
    expect((await read("one.csv", true)).rows_used).toBe(1);
  });

  it("says that a file is missing", async () => {
    await expect(read("none.csv")).rejects.toThrow(/no file "none\.csv"/);
  });
});
