import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Basis, Warning } from "../../../src/core/answer.ts";
import type { Ports } from "../../../src/tool/ports.ts";
import { resultSchema } from "../../../src/tool/run.ts";
import type { PlanDigest } from "../../../src/topics/blueprint/answer.ts";
import { buildBlueprint } from "../../../src/topics/blueprint/tool.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const examples = openTestPorts();
type Result = PlanDigest & { summary: string; basis: Basis[]; warnings: Warning[]; assumptions: { what: string }[] };
const said = (result: Result) => result.verdict.join("\n");

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
    const result = await reference();
    const { economics } = result;
    expect([economics.nrr, economics.grr]).toEqual([null, null]);
    // 27.2 logos: all SMB 408,000; in proportion 8% of 18M.
    expect([economics.arr_lost_low, economics.arr_lost_high]).toEqual([408_000, 1_440_000]);
    // 26.2 of the smallest and one of 181,250: 573,750, 96.8%; leaning to small ones 94.5%.
    // 27.2 x 15,000; 181,250 and 26.2 x 15,000; 8% of 18M. Mixed: a twentieth Enterprise, a quarter Mid-market, the rest SMB.
    expect(said(result)).toContain(
      "27 customers left. GRR if all small: 97.7% (408K), one large: 96.8% (574K), mixed: 94.5% (988K) or spread evenly: 92.0% (1.44M).",
    );
    expect(said(result)).toContain("GRR target 92% may be met already");
  });

  it("finds that six CSMs cover the work in the middle case, and hires nobody for a sixth of a person", async () => {
    const result = await reference();
    const { team, ties } = result;
    expect(rounded(team.csm_fte, 2)).toBe(5.76);
    // Leavers on the people needed: 5.7624 x 1.06625.
    expect(rounded(team.csm_fte_with_attrition, 2)).toBe(6.14);
    expect([rounded(team.csm_low, 1), rounded(team.csm_high, 1)]).toEqual([4.6, 6.9]);
    expect(ties.filter((tie) => !tie.ok)).toEqual([]);
    expect(result.reason).toBe("covered");
    expect(result.summary).toContain("Only 0.1 of a CSM's work is missing; a hire needs 0.5.");
  });

  it("prices the plans and says what each must win back", async () => {
    const result = await reference();
    expect(option(result, "A")).toMatchObject({ kind: "keep", recommended: true, heads: 7, cost: 1_180_000, added_cost: 0 });
    // As proposed: 8 CSMs, VP, operations and renewals.
    expect(option(result, "B")).toMatchObject({
      kind: "proposed",
      recommended: false,
      heads: 11,
      cost: 1_780_000,
      added_cost: 600_000,
    });
    const even = option(result, "B").break_even!;
    // 600,000 / 0.81 = 740,741 of ARR, of averages of 181,250, 67,083 and 15,000.
    expect(rounded(even.share_of_arr, 3)).toBe(0.041);
    expect(even.accounts.map((line) => rounded(line.count, 1))).toEqual([4.1, 11, 49.4]);
    // 988,260 were lost if small ones left more often: three quarters of it would have to be kept.
    expect(option(result, "B").breaks.join(" ")).toMatch(/needs \$?741K of ARR, 75% of the \$?988K lost/);
  });

  it("says what the proposed plan gets wrong", async () => {
    expect(said(await reference())).toMatch(
      /does not follow from its own numbers: its people cost \$?1\.78M a year, not \$?1\.2M/,
    );
  });

  it("asks for one thing first, and decides again on a day", async () => {
    const { unknowns, verdict } = await reference();
    expect(unknowns[0]!.what).toMatch(/ARR of each account/);
    expect(verdict.length).toBeLessThanOrEqual(15);
    expect(verdict[0]).toMatch(/^Approve nothing now: keep the team as it is/);
    expect(verdict.at(-1)).toMatch(/^Decide again in week 4/);
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
    expect(ties.filter((tie) => !tie.ok).map((tie) => tie.check)).toEqual(["GRR today, at most its target"]);
  });

  it("prices plans with its own costs and margin", async () => {
    const result = await second();
    // Nothing is missing: 2.25 against three, and even so no whole person is free.
    expect(option(result, "A")).toMatchObject({ kind: "keep", recommended: true, heads: 4, cost: 520_000, added_cost: 0 });
    // As proposed: 4 x 120 + 160 + 100 = 740K, 220K more: 293,333 of ARR = 4.89 points; averages 300K, 45K, 10K.
    expect(option(result, "B")).toMatchObject({ kind: "proposed", heads: 6, cost: 740_000, added_cost: 220_000 });
    expect(rounded(option(result, "B").break_even!.share_of_arr, 4)).toBe(0.0489);
    expect(option(result, "B").break_even!.accounts.map((line) => rounded(line.count, 2))).toEqual([0.98, 6.52, 29.33]);
  });

  it("checks its targets against today", async () => {
    const result = await second();
    // 12% of 6M was lost by its own GRR.
    expect(result.economics).toMatchObject({ arr_lost_low: 720_000, arr_lost_high: 720_000, gross_margin_known: true });
    // 3 points of 6M.
    expect(said(result)).toContain("GRR target 85% is below today's 88% and NRR target 105% is 180K more expansion a year.");
    expect(result.ties.filter((tie) => !tie.ok).map((tie) => tie.check)).toEqual(["GRR today, at most its target"]);
    expect(said(result)).toContain("its people cost 740K a year, not 700K");
  });
});

describe("an account table", () => {
  const input = { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" };

  it("ties the book from the rows to the decision", async () => {
    const { ties, tiers, economics } = await build(input);
    // That health contradicts history is the company's own finding; no sum is off.
    expect(ties.filter((tie) => !tie.ok && !tie.finding)).toEqual([]);
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
    expect(verdict.join("\n")).toMatch(/\d+ accounts, \d+% of ARR \(\$[\d.]+[KM]\), get less service, /);
    expect(options[0]).toMatchObject({ name: "A", kind: "fixed heads", recommended: true });
  });

  it("reports where the company file and the table disagree, and resolves nothing", async () => {
    const { disagreements, ties, summary } = await build({ ...input, company: { arr: 12_000_000, accounts: 316 } });
    expect(disagreements).toEqual([{ what: "ARR", stated: 12_000_000, counted: 17_140_704 }]);
    expect(ties.some((tie) => !tie.ok && tie.check.includes("ARR"))).toBe(true);
    expect(summary).toMatch(/^Approve/);
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
      "board-slide.pptx",
      "deck.pptx",
      "plan.xlsx",
      "calendar.ics",
      // One for each of the seven CSMs who own accounts.
      "calendar-*.ics (7 files)",
      "tasks-hubspot.csv",
      "tasks-salesforce.csv",
      "tasks-asana.csv",
      "playbook-*.md (44 files)",
      "chart-*.svg (10 files)",
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

  it("has leaders by spans where a leader's is exceeded, if losses can repay them", async () => {
    // 130 accounts x 100 hours over (2,200 - 200) x 0.5 = 1,000: 13 CSMs under one VP, who should lead 8. With operations 14 people at 8: two leads
    // for 380,000, 469,136 of ARR at 81%; a quarter of 20% of 26M is 1.3M.
    const tiers = [{ tier: "Named", touch: "high", min_arr: 0, accounts: 130, arr: 26_000_000, hours_per_account: 100 }];
    const result = await build({ company: { ...measured, tiers, grr: 0.8, nrr: 0.9, team: { csm: 13, vp: 1, cs_ops: 1 } } });
    expect(option(result, "B")).toMatchObject({ recommended: true, heads: 13 + 1 + 1 + 2, added_cost: 380_000 });
  });

  it("makes a team smaller where even the highest need leaves a person free", async () => {
    // 30 accounts x 100 hours: 3 CSMs and nothing assumed that could be worse; of six, three are free.
    const tiers = [
      { tier: "Named", touch: "high", min_arr: 50_000, accounts: 30, arr: 6_000_000, hours_per_account: 100 },
      { tier: "Small", touch: "tech", min_arr: 0, accounts: 110, arr: 550_000, hours_per_account: 0 },
    ];
    const result = await build({ company: { ...measured, tiers, team: { csm: 6, vp: 1 } } });
    expect(option(result, "B")).toMatchObject({ kind: "smaller", recommended: true, heads: 4, added_cost: -450_000 });
    // Not while customers leave: GRR of 80% is below 85%.
    const leaking = await build({ company: { ...measured, tiers, grr: 0.8, nrr: 0.9, team: { csm: 6, vp: 1 } } });
    expect([leaking.recommended, leaking.reason]).toEqual(["A", "spare_kept"]);
  });

  it("does not ask the board for money that retention cannot return", async () => {
    // 200 hours of 100 accounts each are 20 CSMs of work against one; 5% of 1M is all that was lost, and one CSM needs 185K.
    const tiers = [{ tier: "Named", touch: "high", min_arr: 0, accounts: 100, arr: 1_000_000, hours_per_account: 20 }];
    const result = await build({ company: { ...measured, tiers, annual_logo_churn: 0.05, team: { csm: 1, vp: 1 } } });
    expect(result.recommended).toBe("A");
    expect(result.verdict[0]).toMatch(/^Approve no hire/);
    expect(said(result)).toMatch(/One CSM must keep 185K of ARR, 3\.7 times all that was lost: retention alone cannot pay\./);
  });
});

describe("half the inputs missing", () => {
  it("still answers, asks, and leaves null what cannot be known", async () => {
    const result = await build({ company: { arr: 5_000_000, accounts: 120 } });
    expect(option(result, "A").added_cost).toBeNull();
    expect(result.recommended).toBeNull();
    expect(result.unknowns[0]!.what).toMatch(/Who works in customer success today/);
    expect(result.economics.arr_lost_low).toBeNull();
    // 120 x 22.5 / 1,128 = 2.4, 2.6 with leavers, 2.0 to 3.1.
    expect(result.verdict[0]).toContain("2 to 3 CSMs, 300K to 450K a year, are plausible");
  });
});

describe("logo churn and no tiers", () => {
  const known = { arr: 18_000_000, accounts: 340, annual_logo_churn: 0.08 };

  it("does not call one number a range: 8% of 18M, if those who left were of average size", async () => {
    const { unknowns } = await build({ company: known });
    expect(unknowns.map(({ moves }) => moves).join(" ")).toContain(
      "ARR lost a year is 1.44M only if leavers are of average size",
    );
  });

  it("says that today's team is missing, and not that the plan adds no cost", async () => {
    const result = (await build({ company: known })) as Result & { undefined: { field: string; reason: string }[] };
    const reason = result.undefined.find(({ field }) => field === "options[].added_cost")?.reason;
    expect([option(result, "A").added_cost, reason]).toEqual([null, "today's team was not given"]);
  });
});

describe("totals without floors and touches", () => {
  it("takes shares of ARR and the rest, and says what it suggests", async () => {
    const tiers = [{ tier: "Enterprise", accounts: 18, arr_share: 0.5 }, { tier: "Mid-market", accounts: 74 }, { tier: "Small" }];
    const company = { arr: 12.4e6, accounts: 212, annual_logo_churn: 0.11, team: { csm: 4, vp: 1 }, tiers };
    const result = await build({ company });
    expect(result.tiers.map(({ tier, touch, accounts }) => [tier, touch, accounts])).toEqual([
      ["Enterprise", "high", 18],
      ["Mid-market", "low", 74],
      ["Small", "tech", 120],
    ]);
    expect(result.tiers[0]!.arr).toBe(6_200_000);
    expect(result.warnings.find(({ code }) => code === "tiers_suggested")!.message).toContain("the floor");
    // 18 x 81.5 + 74 x 22.5 = 3,132 hours, 2.8 CSMs, 3.0 with leavers, of four.
    expect(result.verdict[0]).toMatch(/^Approve (nothing|no cost)/);
    expect(result.reason).not.toMatch(/hire/);
  });

  it("refuses tiers that cannot be", async () => {
    const company = { arr: 1e6, accounts: 10 };
    expect(await refusal({ company: { ...company, tiers: [{ tier: "A" }, { tier: "B" }] } })).toMatch(
      /only one tier may leave out/,
    );
    expect(
      await refusal({
        company: {
          ...company,
          tiers: [
            { tier: "A", accounts: 5, arr_share: 0.7 },
            { tier: "B", arr_share: 0.6 },
          ],
        },
      }),
    ).toMatch(/shares add up to/);
    expect(await refusal({ company: { ...company, motion: "banana" } })).toMatch(/motion: .*enterprise/);
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
