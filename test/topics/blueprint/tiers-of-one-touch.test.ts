import { describe, expect, it } from "vitest";
import { settleTiers } from "../../../src/topics/blueprint/question.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const standard = [
  { tier: "High touch", touch: "high" as const, min_arr: 100_000 },
  { tier: "Low touch", touch: "low" as const, min_arr: 15_000 },
  { tier: "Tech touch", touch: "tech" as const, min_arr: 0 },
];
const floors = (arr: number, tiers: Parameters<typeof settleTiers>[0]["tiers"]) =>
  settleTiers({ arr, accounts: 212, tiers }, standard).tiers.map(({ min_arr }) => min_arr);

describe("tiers of one touch that came without floors", () => {
  it("get floors of their own, each above the next, that their money allows", () => {
    // Enterprise holds 6.2M; what is left is 6.2M for 74 accounts and the rest, 83,784 each at the very most: half of it, to two digits, 42,000.
    const named = [
      { tier: "Enterprise", touch: "high" as const, accounts: 18, arr_share: 0.5 },
      { tier: "Mid-market", touch: "high" as const, accounts: 74 },
      { tier: "Small" },
    ];
    expect(floors(12_400_000, named)).toEqual([100_000, 42_000, 0]);
    // Both of low touch: 15,000 for the second; the first halfway, in the measure of money, to 12.4M / 50: sqrt(15,000 x 248,000) = 60,992.
    const shared = [
      { tier: "A", touch: "low" as const, accounts: 50 },
      { tier: "B", touch: "low" as const, accounts: 74 },
      { tier: "C", touch: "low" as const },
    ];
    expect(floors(12_400_000, shared)).toEqual([61_000, 15_000, 0]);
    // Where all is little they shrink with it: 400,000 / 124 / 2 = 1,613 and 400,000 / 50 / 2 = 4,000.
    expect(floors(400_000, shared)).toEqual([4_000, 1_600, 0]);
  });

  it("are planned for instead of refused with floors that nobody gave", async () => {
    const company = {
      ...{ currency: "USD", arr: 12_400_000, accounts: 212, annual_logo_churn: 0.11, team: { csm: 4, vp: 1 } },
      tiers: [
        { tier: "Enterprise", touch: "high", accounts: 18, arr_share: 0.5 },
        { tier: "Mid-market", touch: "high", accounts: 74 },
        { tier: "Small" },
      ],
    };
    const outcome = await callTool("build_blueprint", { company }, openTestPorts("."));
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { verdict, warnings } = outcome.run.result as unknown as { verdict: string[]; warnings: { code: string }[] };
    // (18 + 74) x 81.5 = 7,498 hours / 1,128 = 6.6, with leavers 7.1; small accounts at 22.5 where they can pay are more.
    expect(verdict.join(" ")).toMatch(/The work takes 7\.\d CSMs/);
    expect(warnings.map(({ code }) => code)).toContain("tiers_suggested");
    expect(warnings.map(({ code }) => code)).not.toContain("outside_floors");
  });
});

describe("more CSMs fixed than the work takes", () => {
  it("are not said to be needed", async () => {
    const tiers = [
      { tier: "Enterprise", touch: "high", accounts: 18, arr: 6_200_000 },
      { tier: "Mid-market", touch: "low", accounts: 74, arr: 5_300_000 },
    ];
    const outcome = await callTool(
      "size_team",
      { team: { csm: 4, vp: 1 }, tiers, heads: 5, currency: "USD" },
      openTestPorts("."),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    // 3,132 hours, 3.0 CSMs with leavers: four do it.
    const { summary, do_next } = outcome.run.result as unknown as { summary: string; do_next: string[] };
    expect(summary).toMatch(/^5 CSMs can serve every account as planned, and so can the 4 there are\./);
    expect(do_next.join(" ")).not.toMatch(/open 1 CSM/);
  });
});
