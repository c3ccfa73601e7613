// The files leaders brought to four conversations, put to the tools as they are; the values were computed apart, row by row.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { subsetOf } from "../subset-of.ts";

const folder = resolve(import.meta.dirname, "../../../shared/cases/conversations");
const call = async (name: string, input: Record<string, unknown>) =>
  (await runTool(tools.find((tool) => tool.name === name)!, input, openTestPorts(folder))).result;

describe.skipIf(!existsSync(folder))("files of conversations, not rewritten (skipped where they are absent)", () => {
  it("who gets less attention: three blank amounts are asked about, and then no account is lost", async () => {
    const input = { table: "accounts_q4.csv", as_of: "2026-11-30" };
    await expect(call("size_team", input)).rejects.toThrow(/row 19.*"blank": "unknown".*row 42.*row 55/s);
    const result = await call("size_team", { ...input, reading: { blank: "unknown" } });
    // 62 rows, of which two are totals or notes and one account stands twice.
    expect(subsetOf(result, { reading: { rows_read: 62, rows_used: 59 } })).toEqual([]);
  });

  it.each(["mrr_monthly.csv", "mrr_monthly.xlsx"])("net and gross of a year in %s", async (table) => {
    const input = { table, from: "2025-01-01", to: "2025-12-31" };
    await expect(call("compute_nrr", input)).rejects.toThrow(/56 cells.*"blank": "zero"/s);
    const result = await call("compute_nrr", { ...input, reading: { blank: "zero" } });
    // January holds 28,610 of 32 customers; in December they pay 29,206, of it at most what they paid before 25,346.
    const output = { nrr: 29206 / 28610, grr: 25346 / 28610, bridge: { starting: 28610 }, accounts: { starting: 32 } };
    expect(subsetOf(result, output)).toEqual([]);
  });

  it("whether the health score is worth anything", async () => {
    const result = await call("score_health", { table: "health_export.csv" });
    // 14 of 150 left, with 272,000; of all pairs of one that left and one that stayed the former scored lower in 54.2%.
    expect(subsetOf(result, { validation: { events: 14, auc: 0.5416667 } })).toEqual([]);
    expect(String(result.summary)).toMatch(/coin/);
  });

  it("renewals of a quarter", async () => {
    const result = await call("forecast_renewals", { table: "renewals_q1.csv", as_of: "2026-11-30" });
    // All amounts of the file add up to 1,493,700; a quarter's renewals are one base, those past their deadline and without a call among them.
    expect(subsetOf(result, { due: 1493700 })).toEqual([]);
  });
});
