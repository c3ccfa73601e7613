import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

// What was once found wrong in plans, each from its own input. The inputs lie beside the project; where they do not, the tests are skipped.
const folder = ["../../../../shared/cases/companies", "../../../../../shared/cases/companies"]
  .map((path) => resolve(import.meta.dirname, path))
  .find((path) => existsSync(path));

interface Result {
  verdict: string[];
  summary: string;
  because: string[];
  served_less: { account: string | null; from: string; to: string; why: string }[];
  options: {
    kind: string;
    recommended: boolean;
    heads: number;
    cost: number;
    added_cost: number | null;
    breaks: string[];
    condition: string;
  }[];
  economics: { grr_change: number; losses_may_be: { who: string; arr_lost: number; grr: number }[] };
  team: { csm_fte: number; csms_today: number; org_chart: { role: string; heads: number; reports_to: string }[] };
  advice: { reason: string; heads: number; roles: { role: string; heads: number }[] };
  need: { middle: number };
  pools: { tier: string; cost_to_serve: number }[];
  roadmap: { when: string; action: string }[];
  renewals: { due: number; expected: number };
  at_risk: { account: string; decides: string }[];
  warnings: { code: string; message: string }[];
  capacity: { csms: number };
  headcount: number;
}
async function call(tool: string, input: object): Promise<Result> {
  const outcome = await callTool(tool, input, openTestPorts(folder!));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Result;
}
const as_of = "2026-03-14";
const tables: Record<string, string> = { t1: "t1.csv", t2: "t2.csv", t2b: "t2.csv", t3: "t3.csv", od: "od.csv" };
const plan = (name: string, more: object = {}) =>
  call("build_blueprint", { company_file: `${name}.yaml`, as_of, ...(tables[name] && { table: tables[name] }), ...more });
const said = ({ verdict }: Result) => verdict.join(" ");
const chosen = ({ options }: Result) => options.find(({ recommended }) => recommended)!;

describe.skipIf(folder === undefined)("who is served less (F1, F28)", () => {
  it("never the largest account, nor one whose renewal has just passed undecided", async () => {
    const od = await call("size_team", { table: "od.csv", as_of, heads: 1 });
    // 16 x 81.5 less 1,128 are 176 hours: three steps of 59.
    expect(od.served_less).toHaveLength(3);
    for (const row of od.served_less) expect(row).toMatchObject({ from: "high", to: "low" });
    expect(od.served_less.map(({ account }) => account)).not.toContain("Biggest");
    expect(od.summary).toContain("300K of ARR get less service");
    const t1 = await call("size_team", { table: "t1.csv", as_of, heads: 1, show: "served_less", limit: 100 });
    const less = t1.served_less.map(({ account }) => account);
    // Acct 48 (312K) and Acct 17 (240K) fell due on 12 March.
    expect(less).not.toContain("Acct 48");
    expect(less).not.toContain("Acct 17");
    const t2 = await call("size_team", { table: "t2.csv", as_of, team: { csm: 2 }, heads: 2, show: "served_less", limit: 100 });
    expect(t2.served_less.map(({ account }) => account)).not.toContain("Whale Corp");
    expect(t2.served_less.every(({ to }) => to === "low")).toBe(true);
    const heads = await call("size_team", {
      ...{ team: { csm: 6 }, heads: 3 },
      tiers: [
        { tier: "Top", touch: "high", accounts: 50, arr: 8.5e6 },
        { tier: "Base", touch: "low", accounts: 100, arr: 3.5e6 },
      ],
    });
    for (const { why } of heads.served_less) expect(why).toMatch(/only totals are known/);
  });
});

describe.skipIf(folder === undefined)("what is recommended (F2, F4, F6, F7, F16, F18, F21)", () => {
  it.each([
    "smb25k",
    "tiny600",
    "cov",
    "lowneed",
    "zero_ftes",
    "ot",
    "conc40",
    "partner",
    "teampt",
    "allone",
    "heads",
    "one",
    "ent40",
  ])("%s: no plan shown as recommended breaks a bound, costs all ARR or is another's double", async (name) => {
    const result = await plan(name);
    expect(chosen(result).breaks).toEqual([]);
    expect(chosen(result).cost).toBeLessThan(result.options[0]!.cost + 1e6);
    const people = result.options.map(({ heads, cost }) => `${heads} ${cost}`);
    expect(new Set(people).size).toBe(people.length);
    expect(said(result)).not.toMatch(/for the board: approve up to|at least 0% of CSM time/i);
  });

  it("adds no leader or specialist for whom there is no work", async () => {
    const added = async (name: string) => (await plan(name)).team.org_chart.map(({ role }) => role);
    // One manager leads eight CSMs, which is what one manager leads.
    expect(await added("teampt")).not.toContain("team_lead");
    expect(await added("usage")).not.toContain("team_lead");
    expect(await added("partner")).not.toContain("onboarding");
    const small = await call("size_team", {
      team: { csm: 1 },
      tiers: [
        { tier: "A", touch: "low", accounts: 60, arr: 2e6 },
        { tier: "T", touch: "tech", accounts: 500, arr: 0.9e6 },
      ],
    });
    // 60 x 22.5 = 1,350 hours, 1.3 with leavers: one stays one.
    expect(small.advice.roles).toEqual([{ role: "csm", heads: 1 }]);
  });

  it("a budget or heads given bind, and the costs nobody gave are said in whose money they are", async () => {
    const budget = await plan("allone");
    expect(chosen(budget).cost).toBeLessThanOrEqual(700_000);
    expect(budget.warnings.map(({ code }) => code)).toContain("costs_converted");
    const heads = await plan("heads");
    expect(heads.team.org_chart.find(({ role }) => role === "csm")!.heads).toBe(3);
  });

  it("part-time people get a plan, and leavers are counted on those needed", async () => {
    // 24 x 81.5 = 1,956 hours, 1.73; with leavers 1.85, not 1.73 + 6.6% of 5.8.
    const part = await call("size_team", { team: { csm: 5.8 }, tiers: [{ tier: "A", touch: "high", accounts: 24, arr: 4e6 }] });
    expect(part.need.middle).toBeCloseTo((1956 / 1128) * 1.06625, 3);
    expect(part.summary).not.toMatch(/\d people, of them/);
    expect(
      (await plan("min", { company_file: undefined, company: { arr: 5e6, accounts: 120, team: { csm: 1.5 } } })).team.csms_today,
    ).toBe(1.5);
  });
});

describe.skipIf(folder === undefined)("hours (F3, F8, F19, F22)", () => {
  it("new accounts take the hours of their touch", async () => {
    // 9,000 x 0.3 hours at most for a self-serve book, plus 108 shared ones x 3: 2,991.
    const hours = (await plan("smb25k")).because.join(" ").match(/([\d,]+) h for 9,000 new accounts/)![1]!;
    expect(Number(hours.replace(",", ""))).toBeLessThanOrEqual(2991);
  });

  it("an expansion quota takes time: a fifth to three tenths", async () => {
    const ask = (expansion_mandate: boolean) =>
      call("size_team", {
        team: { csm: 3 },
        tiers: [{ tier: "E", touch: "high", accounts: 40, arr: 7.25e6 }],
        expansion_mandate,
      });
    const [with_quota, without] = [await ask(true), await ask(false)];
    expect(with_quota.need.middle / without.need.middle).toBeGreaterThanOrEqual(1 / 0.8);
    expect(with_quota.need.middle / without.need.middle).toBeLessThanOrEqual(1 / 0.7);
  });

  it("a tier's cost is that of its own work, under its ceiling", async () => {
    const { pools } = await call("size_team", {
      ...{ team: { csm: 4 }, costs: { csm: 95_000 }, currency: "EUR" },
      tiers: [
        { tier: "Plus", touch: "low", accounts: 300, arr: 5.4e6 },
        { tier: "Self-serve", touch: "tech", accounts: 24_700, arr: 24.6e6 },
      ],
    });
    const plus = pools.find(({ tier }) => tier === "Plus")!.cost_to_serve;
    expect(plus).toBeGreaterThan(0.04);
    expect(plus).toBeLessThanOrEqual(0.1 + 1e-9);
  });

  it("what was given changes a number: contract years, who owns expansion, notice, where the team is booked", async () => {
    const fte = async (name: string) => (await plan(name)).team.csm_fte;
    const [three, one, owned] = [await fte("usage"), await fte("usage3"), await fte("usage5")];
    expect(three).toBeLessThan(one);
    expect(owned).toBeGreaterThan(three);
    // 105,000 / 0.62 where the margin stands, / 0.6586 where the team's 560K of 14.5M is in it already.
    const bring = async (name: string) => (await plan(name)).verdict.find((line) => line.startsWith("It must keep"))!;
    expect(await bring("usage2")).toContain("€169K");
    expect(await bring("usage")).toContain("€159K");
    await expect(call("build_blueprint", { company: { arr: 5e6, accounts: 120, motion: "banana" } })).rejects.toThrow(
      /motion: must be one of/,
    );
  });
});

describe.skipIf(folder === undefined)("losses, noise and forecast (F5, F11, F13, F33)", () => {
  it.each(["smb25k", "neg", "conc40"])("%s: every case lies between 0 and 1, and the cases rise", async (name) => {
    const { losses_may_be } = (await plan(name)).economics;
    expect(losses_may_be.length).toBeGreaterThan(1);
    for (const [index, { grr, arr_lost }] of losses_may_be.entries()) {
      expect(grr).toBeGreaterThanOrEqual(0);
      expect(grr).toBeLessThanOrEqual(1);
      if (index > 0) expect(arr_lost).toBeGreaterThanOrEqual(losses_may_be[index - 1]!.arr_lost);
    }
    // The one Key account is still here, so it was not lost: at worst in proportion, 94%.
    if (name === "conc40") expect(losses_may_be.at(-1)!.grr).toBeCloseTo(0.94, 3);
  });

  it("noise comes from the accounts where they are known", async () => {
    // One account is 41% of ARR: 22.5 points, where tiers of average accounts gave 7.7.
    expect((await plan("t2")).economics.grr_change).toBeCloseTo(0.225, 2);
  });

  it("a forecast unlike history is said, and losses that cannot repay are said with what they were", async () => {
    expect(said(await plan("t2"))).toMatch(/forecast 85% of renewals, history says 97\.6%/);
    expect(said(await plan("cov"))).toContain("88% of all that was lost: retention alone cannot pay");
    expect(said(await plan("neg"))).not.toMatch(/808K was lost/);
  });
});

describe.skipIf(folder === undefined)("dates, conditions, roadmap (F10, F12, F14, F15, F27, F29, F34)", () => {
  it("the company's notice dates the last day to object", async () => {
    // 90 and 30 days before 30 September 2026.
    expect(said(await plan("t2"))).toContain("its last day to object is 2026-07-02");
    expect(said(await plan("t2b"))).toContain("its last day to object is 2026-08-31");
  });

  it("no condition asks for a rate that chance moves more, and none rests on time no CSM has", async () => {
    for (const name of ["heads", "usage", "tiny600", "t3", "teampt"])
      for (const { condition } of (await plan(name)).options)
        expect(condition).not.toMatch(/gross retention has not risen|% of CSM time/);
  });

  it("by account and by parent are told apart", async () => {
    const t1 = await plan("t1");
    expect(t1.warnings.map(({ code }) => code)).toContain("parents");
  });

  it("the roadmap asks for nothing that was just measured, and of one account for no tiers", async () => {
    const steps = async (name: string) => (await plan(name)).roadmap.map(({ action }) => action).join("\n");
    expect(await steps("t1")).not.toMatch(/one account table|list of accounts with ARR, owner/i);
    expect(await steps("one")).not.toMatch(/tier/i);
    expect(await steps("usage")).toMatch(/log/i);
  });

  it("a plan's days are days on which people work", async () => {
    // 14 March 2026 is a Saturday.
    const text = [said(await plan("od")), ...(await plan("teampt")).roadmap.map(({ when }) => when)].join(" ");
    const own = new Set(["2026-03-12"]);
    for (const day of text.match(/\d{4}-\d{2}-\d{2}/g)!.filter((one) => !own.has(one)))
      expect([0, 6], day).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
  });

  it("the chart of the recommended plan has one line up, and specialists do not report to the CEO past a manager", async () => {
    const chart = (await plan("teampt")).team.org_chart;
    expect(chart.filter(({ reports_to }) => reports_to === "ceo").map(({ role }) => role)).toEqual(["manager"]);
    const partner = (await plan("partner")).team.org_chart;
    expect(partner.filter(({ reports_to }) => reports_to === "ceo")).toHaveLength(1);
  });
});
