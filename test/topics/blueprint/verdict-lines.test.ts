import { describe, expect, it } from "vitest";
import { checkpointDates } from "../../../src/topics/blueprint/calendar.ts";
import { lossCases } from "../../../src/topics/economics/churn.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { writtenPlan } from "./written-plan.ts";

interface Digest {
  verdict: string[];
  summary: string;
  check_first: string[];
  options: { kind: string; recommended: boolean; added_cost: number | null; breaks: string[] }[];
  ties: { ok: boolean; finding?: boolean }[];
}
async function build(company: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Digest> {
  const outcome = await callTool("build_blueprint", { company, ...more }, openTestPorts("."));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Digest;
}

const saas = {
  currency: "USD",
  ...{ arr: 12_400_000, accounts: 212, annual_logo_churn: 0.11, team: { csm: 4, vp: 1 } },
  tiers: [
    { tier: "Enterprise", touch: "high", accounts: 18, arr: 6_200_000, min_arr: 150_000 },
    { tier: "Mid-market", touch: "low", accounts: 74, arr: 5_300_000, min_arr: 30_000 },
    { tier: "Small", touch: "tech", accounts: 120, arr: 900_000, min_arr: 0 },
  ],
};

describe("the day on which a board looks again", () => {
  it("is not one around the turn of the year", () => {
    // 30 November and 30 days are 30 December; the first working day after the sixth of January is Thursday the seventh.
    expect(checkpointDates("2026-11-30")).toEqual(["2027-01-07", "2027-01-29", "2027-03-01"]);
    // 6 December and 30 days are 5 January.
    expect(checkpointDates("2026-12-06")[0]).toBe("2027-01-07");
    expect(checkpointDates("2026-11-22")[0]).toBe("2027-01-07");
    // 20 November and 30 days are Sunday 20 December, so Monday the 21st, on which people still work.
    expect(checkpointDates("2026-11-20")[0]).toBe("2026-12-21");
  });
});

describe("people given whom the work does not call for", () => {
  it("are priced and not recommended", async () => {
    // 3,132 hours are 3.0 CSMs with leavers: four stand, a fifth costs 150,000 and has no work.
    const { options } = await build(saas, { heads: 5 });
    expect(options.map(({ kind, recommended, added_cost }) => [kind, recommended, added_cost])).toEqual([
      ["keep", true, 0],
      ["fixed heads", false, 150_000],
    ]);
    expect(options[1]!.breaks[0]).toBe("less than half a person of work is missing");
  });
});

describe("who may have left", () => {
  const mix = { high: 0.05, low: 0.25, tech: 0.7 };
  it("does not depend on how two tiers are served", () => {
    const tiers = (middle: "high" | "low") => [
      { tier: "Enterprise", touch: "high" as const, accounts: 18, arr: 6_200_000 },
      { tier: "Mid-market", touch: middle, accounts: 74, arr: 5_300_000 },
      { tier: "Small", touch: "tech" as const, accounts: 120, arr: 900_000 },
    ];
    expect(lossCases(tiers("high"), 0.11, mix)).toEqual(lossCases(tiers("low"), 0.11, mix));
  });
});

describe("a verdict says a thing once, and nothing that another line denies", () => {
  it("names what a step of service is worth where that could turn the answer", async () => {
    const { check_first, verdict } = await build(saas);
    // As planned (18 x 81.5 + 74 x 22.5) / 1,128 x 1.066 = 3.0; small accounts at 3 hours add 0.3; mid-market at 81.5, small at 22.5: 9.6.
    // A quota takes a fifth to three tenths of a CSM's time: 3.0 / 0.75 = 3.9 at the middle.
    const line =
      "What you promise decides: 3 CSMs as planned, 0.6 a step lighter, 3.3 with hours for all, 3.9 with a quota, 9.6 a step heavier.";
    expect(verdict).toContain(line);
    expect(check_first).toContain(line);
  });

  it("asks why so many only where the hours leave some over", async () => {
    // 300 x 16.9 hours (a tenth of 30,000 at 178 an hour) are more than five people do, though each holds 1.8M.
    const one = {
      currency: "EUR",
      costs: { csm: 150_000 },
      customer_time: 0.6,
      contract_hours: 1720,
      leave_hours: 315,
      team: { csm: 5 },
      grr: 0.89,
    };
    const tiers = [{ tier: "All", touch: "low", accounts: 300, arr: 9_000_000, min_arr: 0 }];
    expect((await build({ ...one, tiers })).verdict.join(" ")).not.toContain("why so many");
    expect((await build({ ...one, team: { csm: 12 }, tiers })).verdict.join(" ")).toContain("ask why so many CSMs");
  });

  it("does not call a team that is there and costs more than the ARR a sum that does not tie", async () => {
    const one = { arr: 120_000, accounts: 1, grr: 0.95, team: { csm: 1 }, costs: { csm: 150_000 } };
    const tiers = [{ tier: "All", touch: "high", accounts: 1, arr: 120_000, min_arr: 0 }];
    const { verdict, ties } = await build({ ...one, tiers });
    // 150,000 over 120,000 is 125%.
    const broken = ties.filter(({ ok }) => !ok);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.every(({ finding }) => finding)).toBe(true);
    expect(verdict.join(" ")).not.toMatch(/check(s)? of \d+ do(es)? not hold/);
  });

  it("does not repeat a target below today as a check that fails", async () => {
    const { verdict, ties } = await build({ ...saas, grr: 0.9, targets: { grr: 0.88 } });
    const said = verdict.join(" ");
    expect(said).toContain("GRR target 88% is below today's 90%");
    expect(said).not.toMatch(/check(s)? of \d+ do(es)? not hold/);
    expect(ties.filter(({ ok }) => !ok).every(({ finding }) => finding)).toBe(true);
  });

  it("gives no average beside one account that holds much", async () => {
    const tiers = [
      { tier: "Key", touch: "high", accounts: 1, arr: 4_000_000, min_arr: 1_000_000 },
      { tier: "Rest", touch: "low", accounts: 50, arr: 6_000_000, min_arr: 0 },
    ];
    expect((await build({ team: { csm: 3 }, tiers, annual_logo_churn: 0.06 })).verdict.join(" ")).not.toContain("on average");
    // No account takes hours there, so nobody is asked to log them as the decisive unknown.
    const self = await build({
      ...{ team: { csm: 2 }, annual_logo_churn: 0.3 },
      tiers: [{ tier: "All", touch: "tech", accounts: 700, arr: 700_000, min_arr: 0 }],
    });
    expect(self.summary).not.toContain("hours per account");
    expect(self.verdict).toContain("A program needs one person at most; 2 stand.");
  });
});

describe("accounts for somebody who is still to come", () => {
  it("change hands once that person is there, and what runs is called by its name", async () => {
    const { file } = await writtenPlan({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" });
    const text = file("blueprint.md");
    const roadmap = text.slice(text.indexOf("## Roadmap"), text.indexOf("## What is unknown"));
    const start = roadmap.match(/By (\S+)\.\*\* One CSM starts/)![1]!;
    const given = roadmap.match(/By (\S+)\.\*\* Hand over [^.]*to new CSM 1/)![1]!;
    const among = roadmap.match(/By (\S+)\.\*\* Hand over [^.]*to Grace Lindqvist/)![1]!;
    expect(given > start).toBe(true);
    expect(among < start).toBe(true);
    expect(text).toContain("| Quarterly business review |");
    expect(text).not.toMatch(/\| (qbr|single threaded|at risk) +\|/);
  });
});
