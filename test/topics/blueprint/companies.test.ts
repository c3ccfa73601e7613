import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { PlanDigest } from "../../../src/topics/blueprint/answer.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

// The companies a VP, a CFO and RevOps judged; they lie beside the project, and where they do not the tests are skipped.
const folder = ["../../../../shared/cases/companies", "../../../../../shared/cases/companies"]
  .map((path) => resolve(import.meta.dirname, path))
  .find((path) => existsSync(path));

/** Company, its table, the CSMs accepted in the end, the most it may add a year, and the trap its verdict names. */
const accepted: [string, string | null, [number, number], number, RegExp][] = [
  ["zero_ftes", null, [6, 9], 0, /5 accounts and 1\.67M|12 stand/],
  ["ot", null, [5, 6], 0, /Retention was never measured/],
  ["conc40", null, [2, 3], 0, /Key is 40% of ARR .*GRR 60%/],
  ["neg", null, [2, 3], 0, /all small: 91\.9%.*one large: 86\.0%.*mixed: 80\.0%/],
  ["cov", null, [0, 1], 0, /88% of all that was lost: retention alone cannot pay/],
  ["lowneed", null, [0, 0], 0, /40\.0% of/],
  ["one", null, [1, 1], 0, /One signature is 100% of ARR/],
  ["partner", null, [2, 2], 0, /Partners look after 50% of ARR/],
  ["t1", "t1.csv", [2, 3], 0, /Acct 48 .*Acct 17 .*16% of ARR/],
  ["tiny600", null, [1, 1], 0, /120 customers left/],
  ["none", null, [1, 1], 150_000, /82% of/],
  ["allone", null, [3, 4], 0, /GRR target 92%/],
  ["heads", null, [3, 3], 0, /less service/],
  ["t2", "t2.csv", [2, 3], 150_000, /Whale Corp is 41% of ARR/],
  ["t2b", "t2.csv", [2, 3], 150_000, /Whale Corp is 41% of ARR/],
  ["t3", "t3.csv", [2, 3], 150_000, /Retention was never measured/],
  ["od", "od.csv", [1, 1], 0, /Past its renewal date without an outcome: Biggest/],
  ["ent40", null, [2, 2], 0, /12 Strategic accounts hold 64% of ARR/],
  ["teampt", null, [8, 9], 128_000, /1\.32M more expansion/],
  ["usage", null, [4, 5], 105_000, /metered use/],
  ["usage2", null, [4, 5], 105_000, /NRR target 130%/],
  ["usage3", null, [4, 5], 105_000, /metered use/],
  ["usage4", null, [4, 6], 210_000, /quota/],
  ["usage5", null, [5, 7], 315_000, /metered use/],
  ["smb25k", null, [4, 4], 500_000, /7,000 of 9,000 new accounts/],
];

describe.skipIf(folder === undefined)("companies that leaders judged", () => {
  it.each(accepted)("%s lies in its accepted set and names its trap", async (name, table, [least, most], added, trap) => {
    const input = { company_file: `${name}.yaml`, as_of: "2026-03-14", ...(table && { table }) };
    const outcome = await callTool("build_blueprint", input, openTestPorts(join(folder!)));
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const result = outcome.run.result as unknown as PlanDigest;
    const chosen = result.options.find(({ recommended }) => recommended)!;
    const csms = result.team.org_chart.filter(({ role }) => role === "csm").reduce((sum, { heads }) => sum + heads, 0);
    expect(csms).toBeGreaterThanOrEqual(least);
    expect(csms).toBeLessThanOrEqual(most);
    expect(chosen.added_cost ?? 0).toBeLessThanOrEqual(added);
    expect(chosen.breaks).toEqual([]);
    expect(result.verdict.join(" ")).toMatch(trap);
    for (const line of result.verdict) expect(line.split(" ").length, line).toBeLessThanOrEqual(25);
    const people = result.options.map(({ heads, cost }) => `${heads} ${cost}`);
    expect(new Set(people).size).toBe(people.length);
  });
});
