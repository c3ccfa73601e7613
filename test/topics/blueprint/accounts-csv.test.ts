import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { writtenPlan } from "./written-plan.ts";

async function rowsOf(table: string, more: Record<string, unknown> = {}) {
  const { file } = await writtenPlan({ table: "book.csv", as_of: "2026-01-01", ...more }, { "book.csv": table });
  const text = file("account-list.csv");
  return { text, rows: Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data };
}

describe("accountsCsv", () => {
  it("has one row an account, largest first, with old and new tier, owner, hours and reason", async () => {
    const { rows, text } = await rowsOf(
      "Account,Owner,Tier,ARR\nSmall,Ann,Tech touch,4000\nGrown,Ann,Low touch,130000\nLarge,Bo,High touch,200000\n",
    );
    expect(rows.map((row) => [row.account, row.old_tier, row.new_tier, row.owner])).toEqual([
      ["Large", "High touch", "High touch", "Bo"],
      ["Grown", "Low touch", "High touch", "Ann"],
      ["Small", "Tech touch", "Tech touch", "Ann"],
    ]);
    expect(rows.map((row) => row.reason)).toEqual([
      "Its ARR lies in this tier.",
      "Its ARR moved it here from Low touch.",
      "Its ARR lies in this tier.",
    ]);
    expect(rows.every((row) => Number(row.hours_a_year) >= 0)).toBe(true);
    // Plain letters need no mark, and rows end as spreadsheets end them.
    expect(text.startsWith("account,arr,")).toBe(true);
    expect(text.split("\r\n")).toHaveLength(5);
  });

  it("opens safely: formulas are text, accents are marked, quotes and breaks stay in their cell", async () => {
    const { rows, text } = await rowsOf('Account,Owner,ARR\n"=HYPERLINK(""http://x"")",@Bob,4000\n"Café, ""Nord""",+Ann,25000\n');
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(rows.map((row) => [row.account, row.owner])).toEqual([
      ['Café, "Nord"', "'+Ann"],
      [`'=HYPERLINK("http://x")`, "'@Bob"],
    ]);
  });
});
