import { describe, expect, it } from "vitest";
import { comparedPlan } from "../../../src/topics/blueprint/build-plan.ts";
import { planReads } from "../../../src/topics/blueprint/figures.ts";
import type { SinceLastRun } from "../../../src/topics/blueprint/plan.ts";
import type { Company } from "../../../src/topics/blueprint/question.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const { library } = openTestPorts();
const figures = Object.fromEntries(
  Object.entries(planReads).map(([name, reference]) => [name, library.figure(reference as never)]),
) as never;

const tiers = (enterprise: number, midMarket: number): Company["tiers"] => [
  { tier: "Enterprise", touch: "high", min_arr: 100_000, accounts: enterprise, arr: enterprise * 200_000, hours_per_account: 80 },
  { tier: "Mid-market", touch: "low", min_arr: 0, accounts: midMarket, arr: midMarket * 50_000, hours_per_account: 20 },
];
// 2,000 hours less 0 at 50% are 1,000 hours a CSM.
const hours = { contract_hours: 2000, leave_hours: 0, customer_time: 0.5 };
const earlier: Company = { ...hours, tiers: tiers(50, 100), team: { csm: 6 }, costs: { csm: 100_000 } };

function changes(now: Company, before = earlier): Map<string, SinceLastRun> {
  const plan = comparedPlan({ company: now, book: null, retention: null, as_of: null }, before, figures);
  return new Map(plan.since_last_run.map((line) => [line.what, line]));
}

describe("why a plan is not the last one", () => {
  it("names each input and what it moved, one after the other", () => {
    const found = changes({ ...earlier, tiers: tiers(60, 90), customer_time: 0.6, team: { csm: 7 } });
    const fte = found.get("csm_fte")!;
    // Then 50 x 80 + 100 x 20 = 6,000 hours are 6 CSMs. Enterprise +10: +800 hours, +0.8. Mid-market -10: -200, -0.2.
    // 6,600 hours at 1,200 a CSM are 5.5, so customer time moved it by 5.5 - 6.6 = -1.1.
    expect(fte.before).toBeCloseTo(6, 9);
    expect(fte.now).toBeCloseTo(5.5, 9);
    expect(fte.because!.map(({ what, from, to }) => [what, from, to])).toEqual([
      ["accounts in Enterprise", 50, 60],
      ["accounts in Mid-market", 100, 90],
      ["share of time with customers", 0.5, 0.6],
    ]);
    for (const [index, moved] of [0.8, -0.2, -1.1].entries()) expect(fte.because![index]!.moved).toBeCloseTo(moved, 9);
    // A head more at 100,000; ARR +10 x 200,000 - 10 x 50,000.
    expect(found.get("cost")!.because).toEqual([{ what: "today's team", from: null, to: null, moved: 100_000 }]);
    expect(found.get("arr")!.because!.map(({ moved }) => moved)).toEqual([2_000_000, -500_000]);
  });

  it("changes the book as one where it cannot change tier by tier", () => {
    const [enterprise, midMarket] = tiers(50, 100)!;
    const found = changes({
      ...earlier,
      tiers: [enterprise!, { ...midMarket!, tier: "Commercial", accounts: 40, arr: 2_000_000 }],
    });
    // Both floors are 0, so no book holds both tiers: it changes as one. 40 x 20 hours = 0.8 CSMs for 100 x 20 = 2.
    const because = found.get("csm_fte")!.because!;
    expect(because.map(({ what, from, to }) => [what, from, to])).toEqual([["the book: accounts and ARR by tier", 150, 90]]);
    expect(because[0]!.moved).toBeCloseTo(-1.2, 9);
  });

  it("adds up to the difference, whatever changed", () => {
    const now: Company = {
      ...earlier,
      tiers: tiers(41, 133)!.map((tier, index) => ({ ...tier, hours_per_account: [77, 26][index] })),
      contract_hours: 1900,
      leave_hours: 150,
      attrition: 0.3,
      costs: { csm: 130_000 },
      new_accounts_a_year: 20,
      gross_margin: 0.7,
      nrr: 1.1,
      grr: 0.9,
    };
    for (const { before, now: after, because } of changes(now, { ...earlier, nrr: 1, grr: 0.85 }).values())
      expect(because!.reduce((sum, { moved }) => sum + moved, before)).toBeCloseTo(after!, 6);
  });

  it("says nothing moved where nothing did", () => {
    for (const line of changes(earlier).values()) expect([line.before, line.because]).toEqual([line.now, []]);
  });
});
