import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const folder = mkdtempSync(join(tmpdir(), "sample-"));
/** Four of the company's 40 accounts: 100K + 50K + 30K + 20K = 200K of its 2M. */
writeFileSync(
  join(folder, "some.csv"),
  "Account,Owner,ARR (EUR)\nAlder,Ana,100000\nBirch,Ben,50000\nCedar,Cid,30000\nDogwood,Ana,20000\n",
);
const company = { currency: "USD", arr: 2_000_000, accounts: 40, team: { csm: 2 } };

async function build(input: Record<string, unknown>) {
  const outcome = await callTool("build_blueprint", { table: join(folder, "some.csv"), ...input }, openTestPorts(folder));
  if (outcome.kind === "done")
    return outcome.run.result as unknown as Record<string, unknown> & { summary: string; verdict: string[] };
  throw new Error(outcome.kind === "problem" ? outcome.message : outcome.kind);
}

describe("a table that holds a tenth of the stated book", () => {
  it("says so first and plans on the stated totals", async () => {
    const result = await build({ company, reading: { currency: "USD" } });
    expect(result.verdict[0]).toContain("Your file holds 4 of 40 accounts and $200K of $2M ARR");
    const tiers = result.tiers as { accounts: number; arr: number }[];
    expect(tiers.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(40);
    expect(tiers.reduce((sum, { arr }) => sum + arr, 0)).toBe(2_000_000);
    // Ana, Ben and Cid against two CSMs.
    expect(result.check_first).toContain("The file names 3 owners and you count 2 CSMs: ask who the others are.");
  });

  it("names a remedy that the call can follow where two currencies are stated", async () => {
    await expect(build({ company })).rejects.toThrow('give reading: {"currency": "USD"}');
  });

  it("says which number stands where when company and table nearly agree and still differ", async () => {
    // 200K in the table against 210K stated: 95%, so the table is the whole book.
    const result = await build({ company: { currency: "EUR", arr: 210_000, accounts: 4 } });
    expect(result.verdict.join(" ")).toContain("on ARR the company and the table disagree: €200K in the table, €210K stated");
  });
});
