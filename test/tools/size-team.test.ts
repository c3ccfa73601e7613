import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { encode } from "gpt-tokenizer";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TeamAnswerFields } from "../../src/core/org/team-answer-fields.ts";
import { listedTool } from "../../src/mcp/list-tools.ts";
import { resultSchema } from "../../src/tools/result-schema.ts";
import { runTool } from "../../src/tools/run-tool.ts";
import { sizeTeam } from "../../src/tools/size-team.ts";
import { everyNullHasAReason } from "../every-null-has-a-reason.ts";
import { openTestPorts } from "../open-test-ports.ts";

type Result = z.infer<typeof TeamAnswerFields> & {
  summary: string;
  warnings: { code: string; message: string }[];
  undefined: { field: string; reason: string }[];
};
const folder = mkdtempSync(join(tmpdir(), "size-team-"));
afterAll(() => rmSync(folder, { recursive: true }));
const validate = new Ajv2020({ strict: false }).compile(z.toJSONSchema(resultSchema(sizeTeam)));

async function call(input: Record<string, unknown>, working?: string): Promise<Result> {
  const { result } = await runTool(sizeTeam, input, openTestPorts(working));
  expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  expect(JSON.stringify(result).length).toBeLessThan(10_000);
  everyNullHasAReason(result);
  return result as unknown as Result;
}
function csv(name: string, rows: string[]): string {
  writeFileSync(join(folder, name), `${rows.join("\n")}\n`);
  return name;
}

const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];
const team = { csm: 6, vp: 1 };

describe("size_team on totals", () => {
  it("says a range and never one number of CSMs the work needs", async () => {
    const result = await call({ tiers, team });
    // 6,500 hours over 1,128: 5.76; 20% off either way 4.6 to 6.9; customer time 67% to 50%: 5.2 to 6.9
    expect(result.summary).toContain("4.6 to 6.9 CSMs");
    expect(result.summary).not.toMatch(/5\.8|5\.76/);
    expect(result.summary).toContain("hours per account (4.6 to 6.9 CSMs) and customer time (5.2 to 6.9 CSMs)");
    // 6 CSMs, VP, CS ops, onboarding: 8 x 150,000 + 280,000 = 1,480,000 of 18,000,000
    expect(result.summary).toContain("$1.48M a year");
    expect(result.summary).toContain("8.2% of ARR");
    expect(result.summary).toContain("today 7 people cost $1.18M");
    expect(result.org_chart).toHaveLength(9);
  });

  it("the contract's own call", async () => {
    const result = await call({
      tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000, hours_per_account: 81.5 }],
      team,
      costs: { csm: 150_000, vp: 280_000 },
      contract_hours: 2080,
      leave_hours: 200,
      customer_time: 0.6,
      expansion_mandate: false,
    });
    expect(result.csm_fte).toBeCloseTo(2.8900709, 7);
    expect(result.range).toEqual({ low: result.csm_fte, high: result.csm_fte });
    // 3 CSMs at 150,000 over 7,250,000
    expect(result.pools[0]!.cost_to_serve).toBeCloseTo(0.0621, 4);
  });

  it("without ARR the share of ARR is unknown, with the total it is not", async () => {
    const bare = tiers.map(({ arr: _, ...tier }) => tier);
    expect((await call({ tiers: bare, team })).cost_share_of_arr).toBeNull();
    expect((await call({ tiers: bare, team, arr: 18_000_000 })).cost_share_of_arr).toBeCloseTo(1.48 / 18, 6);
  });

  it("leads with who gets less when nobody will be hired", async () => {
    const result = await call({ tiers, team, heads: 4 });
    expect(result.summary).toMatch(/^With 4 CSMs, 255 accounts with \$7\.73M of ARR would get less service/);
  });

  it("pages the chart of a large team", async () => {
    const large = {
      tiers: [{ tier: "Enterprise", touch: "high", accounts: 900, arr: 90_000_000 }],
      team: { csm: 60, vp: 1 },
      limit: 5,
    };
    const first = await call(large);
    const next = await call({ ...large, offset: 5 });
    expect(first.org_chart).toHaveLength(5);
    expect(next.org_chart[0]!.id).not.toBe(first.org_chart[0]!.id);
    expect(first.org_chart_total).toBe(first.headcount);
  });

  it.each([
    ["heads", { tiers, heads: 5.5 }, /heads/],
    ["customer time", { tiers, customer_time: 1.5 }, /customer_time/],
    ["leave", { tiers, leave_hours: 3000 }, /leave_hours/],
    ["unknown role", { tiers, team: { boss: 1 } }, /boss|team/],
    ["negative", { tiers: [{ tier: "A", touch: "high", accounts: -1 }] }, /accounts/],
    ["nothing", {}, /nothing to size/],
    ["misspelt", { tiers, customertime: 0.6 }, /customertime/],
    ["budget", { tiers, team, budget: 100 }, /280000/],
    ["leaving", { tiers, leaving: ["Ana"] }, /table/],
  ])("refuses %s", async (_, input, message) => {
    await expect(runTool(sizeTeam, input, openTestPorts())).rejects.toThrow(message);
  });
});

describe("size_team on a table", () => {
  const header = "Account,Owner,Tier,ARR,Renewal date,Notice days,Health";
  const accounts = [
    ...Array.from({ length: 15 }, (_, index) => `A${index},Ana,High touch,${200_000 + index},2026-12-01,30,80`),
    ...Array.from({ length: 5 }, (_, index) => `B${index},Ben,High touch,${300_000 + index},2026-03-01,30,80`),
  ];

  it("gives each owner's book and counts renewals near", async () => {
    const result = await call({ table: csv("book.csv", [header, ...accounts]), as_of: "2026-01-01" }, folder);
    expect(result.books).toMatchObject([
      { owner: "Ana", accounts: 15, hours: 1222.5, renewals: 0 },
      { owner: "Ben", accounts: 5, hours: 407.5, renewals: 5 },
    ]);
    // 15 x 200,000 + 105 + 5 x 300,000 + 10
    expect(result.arr).toBe(4_500_115);
  });

  it("without as_of renewals are unknown, and a fixed team asks for it", async () => {
    const table = csv("book.csv", [header, ...accounts]);
    expect((await call({ table }, folder)).books[0]!.renewals).toBeNull();
    await expect(runTool(sizeTeam, { table, heads: 1 }, openTestPorts(folder))).rejects.toThrow(/as_of/);
  });

  it("names who gets less, not those with a renewal near, and does not care for the order of rows", async () => {
    const input = { as_of: "2026-01-01", heads: 1 };
    const result = await call({ ...input, table: csv("book.csv", [header, ...accounts]) }, folder);
    // 20 x 81.5 - 1,128 = 502 hours at 59 each: 9 accounts, none of Ben's
    expect(result.served_less_total).toBe(9);
    expect(result.served_less.every(({ account }) => account!.startsWith("A"))).toBe(true);
    const turned = await call({ ...input, table: csv("book.csv", [header, ...[...accounts].reverse()]) }, folder);
    expect(turned).toEqual(result);
  });

  it("refuses a bad date where the answer rests on it, and a tier without touch", async () => {
    const bad = csv("bad.csv", [header, ...accounts, "C,Ana,High touch,1000,soon,30,80"]);
    await expect(runTool(sizeTeam, { table: bad, as_of: "2026-01-01", heads: 1 }, openTestPorts(folder))).rejects.toThrow(/soon/);
    const gold = csv("gold.csv", [header, ...accounts, "C,Ana,Gold,1000,2026-12-01,30,80"]);
    await expect(runTool(sizeTeam, { table: gold }, openTestPorts(folder))).rejects.toThrow(/Gold: 1 account/);
    const told = await call({ table: gold, tiers: [{ tier: "Gold", touch: "high" }] }, folder);
    expect(told.pools.map(({ tier, accounts: count }) => [tier, count])).toEqual([
      ["High touch", 20],
      ["Gold", 1],
    ]);
  });

  it("takes the example table: 316 paying accounts, 24 left out and counted", async () => {
    const result = await call({ table: "accounts.csv", columns: { arr: "ARR 2026-01-01" }, as_of: "2026-01-01" });
    expect(result.arr).toBe(17_140_704);
    expect(result.pools.reduce((sum, pool) => sum + pool.accounts, 0)).toBe(316);
    expect(result.warnings.find(({ code }) => code === "not_paying")!.message).toContain("24");
    expect(result.books.length).toBe(7);
  });
});

describe("an answer that a client can take", () => {
  it("stays short for thousands of accounts, and one list can be read alone", async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `Account ${index},Owner ${index % 30},${1000 + ((index * 7919) % 300_000)},2026-09-15,30,80`,
    );
    const table = csv("large.csv", ["Account,Owner,ARR,Renewal date,Notice days,Health", ...rows]);
    const input = { table, as_of: "2026-01-01", heads: 25 };
    const all = await call(input, folder);
    expect(all.served_less_total).toBeGreaterThan(100);
    const only = await call({ ...input, show: "served_less", offset: 3 }, folder);
    expect(only.books).toEqual([]);
    expect(only.served_less.length).toBeGreaterThan(all.served_less.length);
    expect(only.served_less_total).toBe(all.served_less_total);
  });
});

describe("what a client pays to know the tool", () => {
  it("is a modest number of tokens", () => {
    const { name, description, inputSchema } = listedTool(sizeTeam);
    expect(encode(JSON.stringify({ name, description, inputSchema })).length).toBeLessThanOrEqual(640);
  });
});
