import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
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
  it("says so right after the ask and plans on the stated totals", async () => {
    const result = await build({ company, reading: { currency: "USD" } });
    expect(result.verdict[1]).toContain("The file holds 4 of 40 accounts and $200K of $2M ARR");
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

  it("is a sample too where only the ARR or only the accounts are stated, and says what it took for the other", async () => {
    const byArr = await build({ company: { currency: "USD", arr: 2_000_000, team: { csm: 2 } }, reading: { currency: "USD" } });
    // 200K are 4 accounts, so 2M are 40.
    expect(byArr.verdict[1]).toContain("The file holds 4 of 40 accounts and $200K of $2M ARR: the number of accounts is taken");
    const byAccounts = await build({
      company: { currency: "USD", accounts: 40, team: { csm: 2 } },
      reading: { currency: "USD" },
    });
    expect(byAccounts.verdict[1]).toContain("The file holds 4 of 40 accounts and $200K of $2M ARR: the ARR is taken");
  });

  it("lays the listed accounts beside the stated tier and keeps its numbers apart", async () => {
    const tiers = [
      { tier: "Big", touch: "high", accounts: 5, arr: 1_400_000, min_arr: 90_000 },
      { tier: "Small", touch: "low", accounts: 35, arr: 600_000, min_arr: 0 },
    ];
    const result = await build({ company: { ...company, tiers }, reading: { currency: "USD" } });
    // One Big account of 100K is listed; the other four must hold 1.3M, 325K each.
    expect(result.sample).toMatchObject({ accounts: 4, of_accounts: 40, arr: 200_000, of_arr: 2_000_000, owners: 3 });
    expect((result.sample as { tiers: object[] }).tiers[0]).toEqual({
      ...{ tier: "Big", accounts: 5, arr: 1_400_000, listed: 1, listed_arr: 100_000, rest_average: 325_000 },
    });
    expect(result.verdict.join(" ")).toContain("so the other 4 average $325K, 3.3 times as much each");
    expect(result.renewals).toBeNull();
  });

  it("writes the listed accounts as the account list", async () => {
    await build({ company, reading: { currency: "USD" }, out: join(folder, "plan") });
    const lines = readFileSync(join(folder, "plan", "account-list.csv"), "utf8")
      .trim()
      .split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["Alder", "Birch", "Cedar", "Dogwood"]);
  });

  it("places an account by the file's own segment, and only without one by its ARR", async () => {
    writeFileSync(
      join(folder, "segments.csv"),
      "Account,Segment,ARR (USD)\nAlder,Enterprise,20000\nBirch,Mid-Market,150000\nCedar,,120000\nDogwood,SMB,9000\n",
    );
    const tiers = [
      { tier: "Enterprise", accounts: 5, arr: 1_400_000 },
      { tier: "Mid-market", accounts: 10, arr: 500_000 },
      { tier: "Small", accounts: 25, arr: 100_000 },
    ];
    await build({ company: { ...company, tiers }, table: join(folder, "segments.csv"), out: join(folder, "out") });
    const list = readFileSync(join(folder, "out", "account-list.csv"), "utf8");
    const tierOf = (name: string) =>
      list
        .split("\r\n")
        .find((line) => line.startsWith(`${name},`))!
        .split(",")[3];
    // Cedar has none, and 120K is above the 100K from which an account is high touch.
    expect(["Alder", "Birch", "Cedar", "Dogwood"].map(tierOf)).toEqual(["Enterprise", "Mid-market", "Enterprise", "Small"]);
    expect(list).toContain("Its segment says so.");
  });
});
