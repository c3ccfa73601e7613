import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

interface Result {
  summary: string;
  do_next: string[];
  advice: { reason: string; heads: number };
  reason: string;
  options: { recommended: boolean; heads: number }[];
}
async function call(tool: string, input: object): Promise<Result> {
  const outcome = await callTool(tool, input, openTestPorts("."));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Result;
}

/** The company as both tools take it: losses in one record for size_team, in the company for build_blueprint. */
const cases: [string, Record<string, unknown>, Record<string, unknown>, string, RegExp][] = [
  [
    // 50 x 81.5 + 100 x 15 hours are 5.3 CSMs; 185K of the 840K lost is believable.
    "a hire that losses repay",
    {
      team: { csm: 4, vp: 1 },
      tiers: [
        { tier: "P", touch: "high", accounts: 50, arr: 10e6, min_arr: 60_000 },
        { tier: "A", touch: "low", accounts: 100, arr: 2e6, min_arr: 0 },
      ],
    },
    { grr: 0.93 },
    "hire",
    /Hiring 1 CSM must keep or sell 185K of ARR a year/,
  ],
  [
    // 49 x 81.5 hours are 3.8 CSMs; 370K or 185K of 240K lost are not.
    "one that they do not",
    { team: { csm: 2 }, tiers: [{ tier: "All", touch: "high", accounts: 49, arr: 10e6, min_arr: 0 }] },
    { grr: 0.976 },
    "not_repaid",
    /Hire nobody on retention: it needs 370K of ARR, and 240K was lost/,
  ],
  [
    // A fifth of 1,000 customers left: GRR may be 80%, below 85%.
    "spare people where too much may have been lost",
    {
      team: { csm: 3 },
      tiers: [
        { tier: "Big", touch: "high", accounts: 10, arr: 6e6, min_arr: 60_000 },
        { tier: "Small", touch: "tech", accounts: 990, arr: 4e6, min_arr: 0 },
      ],
    },
    { annual_logo_churn: 0.2 },
    "spare_kept",
    /Cut nobody while gross retention may be 80%/,
  ],
  [
    // Margin 62%, three years: 25 x (81.5 - renewals) ... the hire of a company whose quota is with sales.
    "long contracts and a margin of its own",
    {
      ...{ team: { csm: 4, manager: 1 }, costs: { csm: 105_000, manager: 140_000 }, contract_hours: 1720, leave_hours: 300 },
      new_accounts_a_year: 24,
      tiers: [
        { tier: "L", touch: "high", accounts: 25, arr: 9e6, min_arr: 150_000 },
        { tier: "M", touch: "low", accounts: 105, arr: 5.5e6, min_arr: 0 },
      ],
    },
    { grr: 0.94, gross_margin: 0.62, contract_years: 3 },
    "hire",
    // 105,000 / 0.62 = 169,355.
    /Hiring 1 CSM must keep or sell 169K of ARR a year/,
  ],
];

describe("size_team told of last year's losses", () => {
  it.each(cases)("advises as build_blueprint does: %s", async (_, company, losses, reason, said) => {
    const team = await call("size_team", { ...company, losses });
    const { options, reason: planned } = await call("build_blueprint", { company: { ...company, ...losses } });
    expect([team.advice.reason, planned]).toEqual([reason, reason]);
    expect(team.advice.heads).toBe(options.find(({ recommended }) => recommended)!.heads);
    expect(team.summary).toMatch(said);
    expect(team.summary.split(" ").length).toBeLessThanOrEqual(60);
    const open = team.do_next.find((line) => /open \d/i.test(line));
    if (reason === "hire") expect(open).toMatch(/^Open 1 CSM now/);
  });

  it("refuses what cannot be", async () => {
    const tiers = [{ tier: "All", touch: "low", accounts: 10, arr: 1e6 }];
    await expect(call("size_team", { tiers, losses: { grr: 92 } })).rejects.toThrow(/grr/);
    await expect(call("size_team", { tiers, losses: { gross_margin: 0 } })).rejects.toThrow(/gross_margin/);
  });
});
