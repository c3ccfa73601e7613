import { expect, it } from "vitest";
import type { PlanDigest } from "../../../src/topics/blueprint/answer.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

/** The company of the sources' own example: $18M from 340 accounts in three tiers, 6 CSMs and a VP, 8% of customers lost a year. */
const tiers = [
  { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40 },
  { tier: "Mid-market", touch: "low", min_arr: 30_000, accounts: 120 },
  { tier: "SMB", touch: "tech", min_arr: 0, accounts: 180 },
];
const company = {
  ...{ currency: "USD", arr: 18e6, accounts: 340, annual_logo_churn: 0.08, team: { csm: 6, vp: 1 }, tiers },
  targets: { grr: 0.92, nrr: 1.15 },
  proposed_plan: { roles: { csm: 8, cs_ops: 1, renewals: 1, vp: 1 }, cost: 1_200_000, lift: [0.08, 0.12] },
};

async function ask<Answer>(tool: string, input: Record<string, unknown>): Promise<Answer> {
  const outcome = await callTool(tool as Parameters<typeof callTool>[0], input, openTestPorts());
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Answer;
}
const near = (value: number | null | undefined, expected: number, within: number) =>
  expect(Math.abs((value ?? Number.NaN) - expected), `${value} for ${expected}`).toBeLessThanOrEqual(within);

it("gives the numbers of the main job as they were worked by hand", async () => {
  const plan = await ask<PlanDigest>("build_blueprint", { company, as_of: "2026-03-16" });
  // Enterprise may hold 33 to 80% of ARR, mid-market 20 to 67%, SMB 0 to 30%; the central case is 40, 45 and 15.
  const shares = plan.tiers.map(({ arr, arr_low, arr_high }) => [arr_low, arr, arr_high].map((amount) => amount / 18e6));
  for (const [index, expected] of [
    [0.333, 0.403, 0.8],
    [0.2, 0.447, 0.667],
    [0, 0.15, 0.3],
  ].entries())
    expected.forEach((share, place) => {
      near(shares[index]![place], share, 0.001);
    });
  // (2,080 - 200) x 60% = 1,128; 40 x 81.5 + 120 x 22.5 + 180 x 3 = 6,500 hours; 15% leave with 0.44 of a year lost: x 1.06625.
  expect(plan.team.hours_per_csm).toBe(1128);
  near(plan.team.csm_fte, 6500 / 1128, 1e-5);
  near(plan.team.csm_fte_with_attrition, (6500 / 1128) * 1.06625, 1e-5);
  // 6 x 150K + 280K; the plan of the sources: 8 CSMs, operations and renewals beside the VP.
  expect(plan.team.cost_today).toBe(1_180_000);
  const proposed = plan.options.find(({ kind }) => kind === "proposed")!;
  expect([proposed.heads, proposed.cost, proposed.added_cost]).toEqual([11, 1_780_000, 600_000]);
  // 600K / 81% of 18M.
  near(proposed.break_even?.share_of_arr, 600_000 / 0.81 / 18e6, 1e-6);
  // 8% of 340 are 27.2 customers: all SMB 27.2 x 15K; shares 70, 25 and 5; in proportion 8% of ARR.
  const grr = Object.fromEntries(plan.economics.losses_may_be.map((one) => [one.who, one.grr]));
  near(grr["all small"], 1 - (27.2 * 15_000) / 18e6, 1e-4);
  near(grr.mixed, 0.945, 0.001);
  near(grr["spread evenly"], 0.92, 1e-6);
  // 2.1 points of spread, x 1.96 x the root of 2.
  near(plan.economics.grr_change, 0.057, 0.001);
  expect(plan.verdict.join(" ")).toContain("GRR target 92% may be met already");
  // 6.14 against 6 is 0.14 of a person: too little for a hire, so the sources' eight have no work behind them.
  expect(plan.recommended).toBe("A");
  expect(plan.verdict.join(" ")).toContain("Only 0.1 of a CSM's work is missing; a hire needs 0.5.");
});

it("gives the ratios, the check by ARR and the break-evens of the main job", async () => {
  const team = await ask<{
    ratio_checks: { standard: string; low: number; high: number }[];
    arr_check: { low: number; high: number };
    drivers: { input: string; low: number; high: number }[];
  }>("size_team", {
    ...{ detail: true, team: { csm: 6, vp: 1 }, currency: "USD" },
    tiers: tiers.map((tier, index) => ({ ...tier, arr: [7_250_155, 8_049_845, 2_700_000][index] })),
  });
  const ratio = (standard: string) => {
    const found = team.ratio_checks.find((one) => one.standard === standard)!;
    return [Number(found.low.toFixed(2)), Number(found.high.toFixed(2))];
  };
  // 40/25 + 120/100 + 180/500 to 40/10 + 120/50 + 180/500; 40/25 + 120/75 + 180/200 to 40/15 + 120/40 + 180/100; 40/15 + 120/40.
  expect(ratio("strategist")).toEqual([3.16, 6.76]);
  expect(ratio("strategist_org")).toEqual([4.1, 7.47]);
  expect(ratio("strategist_example")).toEqual([5.67, 5.67]);
  expect(ratio("compounding_names")).toEqual([5.97, 16.4]);
  // 18M over 5M and over 2M a CSM.
  expect([team.arr_check.low, team.arr_check.high]).toEqual([3.6, 9]);
  // At half of the time with customers 6,500 / 940.
  near(team.drivers.find(({ input }) => /time/i.test(input))?.high, 6500 / 940, 1e-6);
  type Case = { options: { break_even: number; value_break_even: number; budget_rule_break_even: number; npv: number }[] };
  const business = (option: Record<string, unknown>) =>
    ask<Case>("model_economics", { ask: "business_case", arr: 18e6, options: [{ name: "plan", ...option }] });
  const [dear] = (await business({ cost: 600_000 })).options;
  // Cash 600K / 0.81, value 600K / 5, and 600K as at most 30% of what is kept.
  near(dear!.break_even, 0.0412, 1e-4);
  near(dear!.value_break_even, 0.0067, 1e-4);
  near(dear!.budget_rule_break_even, 0.1111, 1e-4);
  // Plan B of 490K with lifts of 1, 2.5 and 3 points: negative in the base case; 2, 5 and 6: positive.
  const lifts = { low: [0.005, 0.01, 0.01], base: [0.01, 0.025, 0.03], high: [0.02, 0.05, 0.06] };
  const [planB] = (await business({ cost: 490_000, ...lifts })).options as unknown as [
    { npv: number; cases: { case: string; npv: number }[] },
  ];
  const of = (name: string) => planB.cases.find((one) => one.case === name)!.npv;
  expect([of("low") < 0, planB.npv < 0, of("high") > 0]).toEqual([true, true, true]);
});
