import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Basis, Warning } from "../../../src/core/answer.ts";
import type { Ports } from "../../../src/tool/ports.ts";
import { resultSchema } from "../../../src/tool/run.ts";
import type { PlanDigest } from "../../../src/topics/blueprint/plan-digest.ts";
import { buildBlueprint } from "../../../src/topics/blueprint/tool.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const examples = openTestPorts();
type Result = PlanDigest & { summary: string; basis: Basis[]; warnings: Warning[]; assumptions: { what: string }[] };

async function build(input: unknown, ports: Ports = examples): Promise<Result> {
  const outcome = await callTool("build_blueprint", input, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  const { result } = outcome.run;
  resultSchema(buildBlueprint).parse(result);
  expect(JSON.stringify(outcome.run.shown).length).toBeLessThan(10_000);
  return result as unknown as Result;
}
async function refusal(input: unknown, ports: Ports = examples): Promise<string> {
  const outcome = await callTool("build_blueprint", input, ports);
  if (outcome.kind !== "problem") throw new Error(`not refused: ${outcome.kind}`);
  return outcome.message;
}
const option = (result: Result, name: string) => result.options.find((one) => one.name === name)!;
const rounded = (value: number | null | undefined, digits: number) => Number(value!.toFixed(digits));

describe("the reference company, known by totals alone", () => {
  const reference = () => build({ company_file: "reference-company.yaml" });

  it("lays out ARR by tier as brackets and a central case", async () => {
    const { tiers } = await reference();
    // Floors: 40 x 150K = 6M of 18M = 33%; the rest at its least, 18 - 3.6 = 14.4M = 80%. Central: 180 x 15K, 120 x 67,082, the rest.
    expect(
      tiers.map((tier) => [
        tier.tier,
        rounded(tier.arr_low / 18e6, 2),
        rounded(tier.arr_high / 18e6, 2),
        rounded(tier.arr / 1e6, 2),
      ]),
    ).toEqual([
      ["Enterprise", 0.33, 0.8, 7.25],
      ["Mid-market", 0.2, 0.67, 8.05],
      ["SMB", 0, 0.3, 2.7],
    ]);
  });

  it("says NRR and GRR are unknown and what logo churn allows", async () => {
    const { economics, verdict } = await reference();
    expect([economics.nrr, economics.grr]).toEqual([null, null]);
    // 27.2 logos: all SMB 408,000; in proportion 8% of 18M.
    expect([economics.arr_lost_low, economics.arr_lost_high]).toEqual([408_000, 1_440_000]);
    expect(verdict.join("\n")).toMatch(/NRR and GRR were never measured.*between 92\.0% and 97\.7%/);
    expect(verdict.join("\n")).toMatch(/GRR 92% may already be met/);
  });

  it("finds that six CSMs are enough under the proposed plan's own ratios and short once people leave", async () => {
    const { team, verdict, ties } = await reference();
    expect(rounded(team.csm_fte, 2)).toBe(5.76);
    expect(rounded(team.csm_fte_with_attrition, 2)).toBe(6.14);
    expect([rounded(team.csm_low, 1), rounded(team.csm_high, 1)]).toEqual([4.6, 6.9]);
    // 40 / 15 + 120 / 40 = 5.67.
    expect(verdict.join("\n")).toMatch(/6 CSMs you have already satisfy.*5\.67/);
    const failed = ties.filter((tie) => !tie.ok);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ check: "CSMs cover the work, leavers counted", right: 6 });
    expect(rounded(failed[0]!.left, 2)).toBe(6.14);
  });

  it("prices the plans and says what each must win back", async () => {
    const result = await reference();
    expect(option(result, "A")).toMatchObject({ heads: 7, cost: 1_180_000, added_cost: 0 });
    // Six CSMs at 150K, team lead 190K, operations and onboarding 150K each, VP 280K.
    expect(option(result, "B")).toMatchObject({ heads: 10, cost: 1_670_000, added_cost: 490_000 });
    expect(option(result, "C")).toMatchObject({ heads: 11, cost: 1_780_000, added_cost: 600_000 });
    const even = option(result, "B").break_even!;
    // 490,000 / 0.81 = 604,938 of ARR.
    expect(rounded(even.share_of_arr, 3)).toBe(0.034);
    expect(even.accounts.map((line) => rounded(line.count, 1))).toEqual([3.3, 9, 40.3]);
    expect(rounded(option(result, "C").break_even!.share_of_arr, 3)).toBe(0.041);
  });

  it("says plainly when retention alone may not pay, and what the proposed plan gets wrong", async () => {
    const words = (await reference()).verdict.join("\n");
    expect(words).toMatch(/Retention alone may not pay: if every lost customer was SMB, \$408K was lost/);
    expect(words).toMatch(/\$1\.78M a year, not \$1\.2M/);
    expect(words).toMatch(/ratios give 6 CSMs, not 8/);
    expect(words).toMatch(/10 direct reports/);
  });

  it("asks for at most three things, the one that moves most first", async () => {
    const { unknowns, verdict } = await reference();
    expect(unknowns.length).toBeLessThanOrEqual(3);
    expect(unknowns[0]!.what).toMatch(/ARR of each account/);
    expect(verdict.length).toBeLessThanOrEqual(15);
    expect(verdict.at(-1)).toMatch(/For the board: approve up to \$490K a year from week 13.*stop if/);
  });

  it("promises no lift: the proposed one appears only as a finding", async () => {
    const result = await reference();
    expect(JSON.stringify({ ...result, verdict: [] })).not.toMatch(/0\.12\b|lift of/);
  });
});

describe("a second company, everything measured", () => {
  const company = {
    name: "Second",
    arr: 6_000_000,
    accounts: 100,
    annual_logo_churn: 0.1,
    nrr: 1.02,
    grr: 0.88,
    team: { csm: 3, manager: 1 },
    costs: { csm: 120_000, manager: 160_000, onboarding: 100_000 },
    customer_time: 0.5,
    contract_hours: 1800,
    leave_hours: 200,
    attrition: 0,
    new_accounts_a_year: 0,
    gross_margin: 0.75,
    fiscal_year_start: 4,
    targets: { grr: 0.85, nrr: 1.05 },
    tiers: [
      { tier: "Key", touch: "high", min_arr: 200_000, accounts: 10, arr: 3_000_000, hours_per_account: 60 },
      { tier: "Core", touch: "low", min_arr: 20_000, accounts: 60, arr: 2_700_000, hours_per_account: 20 },
      { tier: "Small", touch: "tech", min_arr: 0, accounts: 30, arr: 300_000, hours_per_account: 0 },
    ],
    proposed_plan: { roles: { csm: 4, manager: 1, onboarding: 1 }, cost: 700_000, lift: [0.02, 0.03] },
  };
  const second = () => build({ company, as_of: "2026-05-01" });

  it("sizes by its own hours", async () => {
    const { team, ties } = await second();
    // (1,800 - 200) x 0.5 = 800 hours; 10 x 60 + 60 x 20 = 1,800 hours: 2.25 CSMs, nothing left to vary, nobody leaves.
    expect(team).toMatchObject({
      hours_per_csm: 800,
      csm_fte: 2.25,
      csm_fte_with_attrition: 2.25,
      csm_low: 2.25,
      csm_high: 2.25,
      cost_today: 520_000,
    });
    expect(ties.every((tie) => tie.ok)).toBe(true);
  });

  it("prices plans with its own costs and margin", async () => {
    const result = await second();
    // B adds the onboarding specialist due from 100 customers: 100,000 / 0.75 = 133,333 of ARR = 2.22 points; averages 300K, 45K, 10K.
    expect(option(result, "B")).toMatchObject({ heads: 5, cost: 620_000, added_cost: 100_000 });
    const even = option(result, "B").break_even!;
    expect(rounded(even.share_of_arr, 4)).toBe(0.0222);
    expect(even.accounts.map((line) => rounded(line.count, 2))).toEqual([0.44, 2.96, 13.33]);
    // C as proposed: 4 x 120 + 160 + 100 = 740K, 220K more: 293,333 of ARR = 4.89 points.
    expect(option(result, "C")).toMatchObject({ heads: 6, cost: 740_000, added_cost: 220_000 });
    expect(rounded(option(result, "C").break_even!.share_of_arr, 4)).toBe(0.0489);
  });

  it("checks its targets and what its losses could pay", async () => {
    const { economics, verdict } = await second();
    // 12% of 6M was lost by its own GRR.
    expect(economics).toMatchObject({
      arr_lost_low: 720_000,
      arr_lost_high: 720_000,
      retention_pays: "can",
      gross_margin_known: true,
    });
    const words = verdict.join("\n");
    expect(words).toMatch(/GRR 85% is already met; NRR 105% is not met: 102\.0%/);
    // 133,333 / 720,000 = 18.5%.
    expect(words).toMatch(/\$720K was lost, and 19% of it would have to be kept to repay plan B's \$133K/);
    expect(words).toMatch(/The proposed plan contradicts itself: its people cost \$740K a year, not \$700K\./);
    expect(words).not.toMatch(/Does not tie/);
  });

  it("says at what customer time today's team does the work", async () => {
    // 1,800 / (1,600 x 3) = 37.5%.
    expect((await second()).verdict.join("\n")).toMatch(/Plan A, no new heads: .* 38% customer time would do, 50% was measured/);
  });
});

describe("an account table", () => {
  const input = { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" };

  it("ties the book from the rows to the decision", async () => {
    const { ties, tiers, economics } = await build(input);
    // CSMs hold the expansion quota in this company, so the work takes more than its seven.
    expect(ties.filter((tie) => !tie.ok).map((tie) => tie.check)).toEqual(["CSMs cover the work, leavers counted"]);
    expect(ties.map((tie) => tie.check)).toContain("Closing revenue is the book's ARR");
    expect(tiers.reduce((sum, tier) => sum + tier.accounts, 0)).toBe(316);
    expect(economics.nrr).not.toBeNull();
  });

  it("agrees with the history it was made from", async () => {
    const fromAccounts = await build(input);
    const fromHistory = await build({ company_file: "company.yaml", table: "subscriptions.csv", as_of: "2026-01-01" });
    expect(fromHistory.economics.nrr).toBe(fromAccounts.economics.nrr);
    expect(fromHistory.economics.grr).toBe(fromAccounts.economics.grr);
  });

  it("with fewer CSMs names who gets less", async () => {
    const { team, verdict, options } = await build({ ...input, heads: 5 });
    expect(team.served_less).toBeGreaterThan(0);
    expect(verdict.join("\n")).toMatch(/With 5 CSMs, \d+ accounts with \$[\d.]+[KM] of ARR get less service, /);
    expect(options[0]).toMatchObject({ name: "A", kind: "fixed heads" });
  });

  it("reports where the company file and the table disagree, and resolves nothing", async () => {
    const { disagreements, ties, summary } = await build({ ...input, company: { arr: 12_000_000, accounts: 316 } });
    expect(disagreements).toEqual([{ what: "ARR", stated: 12_000_000, counted: 17_140_704 }]);
    expect(ties.some((tie) => !tie.ok && tie.check.includes("ARR"))).toBe(true);
    expect(summary).toMatch(/Does not tie/);
  });
});

describe("files", () => {
  it("writes what is forwarded, and a company file for the next run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plan-"));
    for (const name of ["company.yaml", "accounts.csv"])
      writeFileSync(join(folder, name), readFileSync(resolve(import.meta.dirname, "../../../examples", name)));
    const ports = openTestPorts(folder);
    const first = await build({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01", out: "plan" }, ports);
    expect(first.files.map((file) => file.replace("plan/", ""))).toEqual([
      "board-summary.html",
      "board-summary.md",
      "blueprint.html",
      "blueprint.md",
      "account-list.csv",
      "company-completed.yaml",
    ]);
    const rows = readFileSync(join(folder, "plan/account-list.csv"), "utf8").trim().split("\r\n");
    expect(rows[0]).toBe("account,arr,old_tier,new_tier,touch,owner,hours_a_year,renewal_date,health,reason,served_less");
    expect(rows).toHaveLength(1 + 316);
    await build({ company_file: "plan/company-completed.yaml", table: "accounts.csv", as_of: "2026-04-01", out: "next" }, ports);
    expect(readFileSync(join(folder, "next/blueprint.md"), "utf8")).toMatch(/## What changed/);
  });

  it("refuses a folder outside the working folder and writes nothing", async () => {
    expect(await refusal({ company: { arr: 1e6, accounts: 10 }, out: "../elsewhere" })).toMatch(
      /outside the folders that may be written to/,
    );
  });
});

describe("plans in proportion", () => {
  const measured = { attrition: 0, new_accounts_a_year: 0, customer_time: 0.5, contract_hours: 2200, leave_hours: 200 };

  it("has a team lead for every eight CSMs", async () => {
    // 130 accounts x 100 hours over (2,200 - 200) x 0.5 = 1,000: 13 CSMs, so two leads; an onboarding specialist from 100 customers.
    const tiers = [{ tier: "Named", touch: "high", min_arr: 0, accounts: 130, arr: 26_000_000, hours_per_account: 100 }];
    const result = await build({ company: { ...measured, tiers, team: { csm: 13, vp: 1, cs_ops: 1 } } });
    expect(option(result, "B").heads).toBe(13 + 1 + 1 + 2 + 1);
  });

  it("fills new roles from CSMs the work does not need", async () => {
    // 30 accounts x 100 hours: 3 CSMs; of six, three are spare. From 100 customers an onboarding specialist is due: 30 and 110 are 140.
    const tiers = [
      { tier: "Named", touch: "high", min_arr: 50_000, accounts: 30, arr: 6_000_000, hours_per_account: 100 },
      { tier: "Small", touch: "tech", min_arr: 0, accounts: 110, arr: 550_000, hours_per_account: 0 },
    ];
    const result = await build({ company: { ...measured, tiers, team: { csm: 6, vp: 1 } } });
    // Three working CSMs call for no lead and no operations; one spare CSM becomes the specialist: six people and the VP, as before.
    expect(option(result, "B")).toMatchObject({ heads: 7, added_cost: 0 });
  });

  it("does not ask the board for money that retention cannot return", async () => {
    // 5% of 1M is the most that 5% logo churn takes in proportion; a specialist at 150K needs 185K of ARR at 81%.
    const tiers = [{ tier: "Named", touch: "high", min_arr: 0, accounts: 100, arr: 1_000_000, hours_per_account: 10 }];
    const result = await build({ company: { ...measured, tiers, annual_logo_churn: 0.05, team: { csm: 1, vp: 1 } } });
    expect(result.verdict.at(-1)).toMatch(/do not approve plan B's \$150K a year on retention alone/);
  });
});

describe("half the inputs missing", () => {
  it("still answers, asks, and leaves null what cannot be known", async () => {
    const result = await build({ company: { arr: 5_000_000, accounts: 120 } });
    expect(option(result, "B").added_cost).toBeNull();
    expect(result.unknowns[0]!.what).toMatch(/Who works in customer success today/);
    expect(result.economics.arr_lost_low).toBeNull();
    expect(result.options.map((one) => one.name)).toEqual(["B", "C"]);
  });
});

describe("logo churn and no tiers", () => {
  const known = { arr: 18_000_000, accounts: 340, annual_logo_churn: 0.08 };

  it("does not call one number a range: 8% of 18M, if those who left were of average size", async () => {
    const { unknowns } = await build({ company: known });
    expect(unknowns.map(({ moves }) => moves).join(" ")).toContain(
      "ARR lost a year is $1.44M only if leavers are of average size",
    );
  });

  it("says that today's team is missing, and not that the plan adds no cost", async () => {
    const result = (await build({ company: known })) as Result & { undefined: { field: string; reason: string }[] };
    const reason = result.undefined.find(({ field }) => field === "economics.retention_pays")?.reason;
    expect([result.economics.retention_pays, reason]).toEqual([null, "today's team was not given"]);
  });
});

describe("a user's own figures", () => {
  it("change the numbers, and the basis says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    const own = join(folder, "cs-strategist.yaml");
    writeFileSync(own, "figures:\n  org-team-sizing:\n    working_year: { contract_hours: 1820, leave_hours: 287 }\n");
    const ports = openTestPorts(undefined, [], own);
    const result = await build({ company_file: "reference-company.yaml" }, ports);
    // (1,820 - 287) x 0.6 = 919.8 hours. Three hours for an SMB account now cost 3 x 150,000 / 919.8 = 489, over 3% of 15,000: none by default.
    // (40 x 81.5 + 120 x 22.5) / 919.8 = 5,960 / 919.8 = 6.48 CSMs.
    expect(rounded(result.team.hours_per_csm, 1)).toBe(919.8);
    expect(rounded(result.team.csm_fte, 2)).toBe(6.48);
    expect(result.basis).toContainEqual({ rule: "org-team-sizing", figure: "working_year", standard: "yours", overridden: true });
    expect(result.warnings.map((warning) => warning.code)).toContain("overridden");
    expect(ports.library.rule("org-team-sizing").body).toMatch(/yours/i);
  });
});

describe("what it refuses", () => {
  it.each([
    [{}, /nothing to build a plan from/],
    [{ company: { accounts: 340 } }, /ARR and its number of accounts/],
    [{ company: { arr: -1, accounts: 340 } }, /arr: /],
    [{ company: { arr: 1e6, accounts: 10, customer_tiem: 0.6 } }, /customer_tiem: there is no such parameter/],
    [
      { company: { arr: 1e6, accounts: 10, tiers: [{ tier: "A", touch: "medium", min_arr: 0, accounts: 10 }] } },
      /tiers\[0\]\.touch: must be one of high, low, tech/,
    ],
    // 40 x 150,000 = 6M of floors in a book of 5M.
    [
      { company: { arr: 5e6, accounts: 40, tiers: [{ tier: "A", touch: "high", min_arr: 150_000, accounts: 40 }] } },
      /do not fit the ARR/,
    ],
    [{ company_file: "nowhere.yaml" }, /nowhere\.yaml/],
    [{ table: "../package.json" }, /outside the folders/],
  ])("%j", async (input, message) => {
    expect(await refusal(input)).toMatch(message);
  });
});
