import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

/** What a leader asks who knows five totals: do I need to hire? */
const company = {
  arr: 12_400_000,
  accounts: 212,
  currency: "USD",
  annual_logo_churn: 0.11,
  team: { csm: 4, vp: 1 },
  tiers: [
    { tier: "Enterprise", accounts: 18, arr_share: 0.5 },
    { tier: "Mid-market", accounts: 74 },
    { tier: "Small", accounts: 120 },
  ],
};

interface Digest {
  summary: string;
  because: string[];
  check_first: string[];
  verdict: string[];
  service_levels: { level: string; csms: number }[];
  next_hire: { cost: number; arr_needed: number; from_work: number; accounts: { tier: string; count: number }[] };
  economics: { arr_lost_low: number; arr_lost_high: number; losses_may_be: { who: string; arr_lost: number; grr: number }[] };
  pay: { ote: number; loaded_cost: number };
  roadmap: { when: string; action: string }[];
}

async function build(rest: Record<string, unknown> = {}): Promise<Digest> {
  const outcome = await callTool("build_blueprint", { company: { ...company, ...rest }, as_of: "2026-11-30" }, openTestPorts());
  if (outcome.kind === "done") return outcome.run.result as unknown as Digest;
  throw new Error(outcome.kind === "problem" ? outcome.message : outcome.kind);
}

describe("a company known by its totals", () => {
  it("shows the working in one line", async () => {
    // 18 x 81.5 + 74 x 22.5 = 3,132 hours; over 1,128 a CSM 2.78; leavers 15% x 0.4417 of a year: 2.96.
    expect((await build()).because[0]).toBe(
      "18 Enterprise x 81.5 h + 74 Mid-market x 22.5 h = 3,132 h; over 1,128 h a CSM 2.8, with leavers 3 (2.4 to 3.6); 4 stand.",
    );
  });

  it("says how much of the need is a choice of service", async () => {
    // A step lighter: 18 x 22.5 + 74 x 3 = 627 hours. Hours for all: 120 x 3 more. A quota takes a quarter of the time. Heavier: 92 x 81.5 + 120 x 22.5 = 10,198.
    const leavers = 1 + 0.15 * (2 / 12 + 0.5 * 0.55);
    const { service_levels } = await build();
    expect(service_levels.map(({ level }) => level)).toEqual(["lighter", "planned", "hours_for_all", "with_quota", "heavier"]);
    for (const [index, hours] of [627, 3132, 3492, 3132 / 0.75, 10_198].entries())
      expect(service_levels[index]!.csms).toBeCloseTo((hours / 1128) * leavers, 3);
  });

  it("prices the next hire and says when it is due, in hours and in lost ARR", async () => {
    const { next_hire, summary } = await build();
    // 150,000 / 0.81; an average Enterprise account pays 6.2M / 18.
    expect(next_hire).toMatchObject({ cost: 150_000, from_work: 4.5 });
    expect(next_hire.arr_needed).toBeCloseTo(150_000 / 0.81, 2);
    expect(next_hire.accounts[0]!.count).toBeCloseTo(150_000 / 0.81 / (6_200_000 / 18), 4);
    expect(summary).toContain(
      "when logged work passes 4.5 CSMs or losses for want of contact pass $185K a year; look on 2027-03-01",
    );
    expect(summary.split(" ").length).toBeLessThanOrEqual(60);
  });

  it("puts the losses in order, and its ends are those of the cases", async () => {
    const { losses_may_be, arr_lost_low, arr_lost_high } = (await build()).economics;
    expect(losses_may_be.map(({ who }) => who)).toEqual(["all small", "one large", "mixed", "spread evenly"]);
    // 23.32 small ones of 7,500; one of 344,444 and 22.32 small; 11% of 12.4M.
    expect(losses_may_be[0]!.arr_lost).toBeCloseTo(23.32 * 7500, 2);
    expect(losses_may_be[1]!.arr_lost).toBeCloseTo(6_200_000 / 18 + 22.32 * 7500, 1);
    expect(losses_may_be[3]!.arr_lost).toBeCloseTo(1_364_000, 2);
    expect([arr_lost_low, arr_lost_high]).toEqual([losses_may_be[0]!.arr_lost, losses_may_be[3]!.arr_lost]);
  });

  it("says plainly who gets no hours, and pays out of what a person costs", async () => {
    const digest = await build();
    expect(digest.check_first.join(" ")).toContain("The 120 Small accounts get no CSM hours, only a program");
    expect(digest.pay).toMatchObject({ ote: 120_000, loaded_cost: 150_000 });
    expect((await build({ costs: { csm: 100_000 } })).pay).toMatchObject({ ote: 80_000, loaded_cost: 100_000 });
  });
});

describe("the first year", () => {
  const actions = async (rest: Record<string, unknown>) => (await build(rest)).roadmap.map(({ action }) => action).join("\n");

  it("asks for what this company lacks and not for what it has", async () => {
    const totals = await actions({});
    expect(totals).toMatch(/Make one list of accounts/);
    expect(totals).toMatch(/log customer hours/);
    expect(totals).toMatch(/digital program for the 120 Small accounts/);
    expect(totals).not.toMatch(/Open the position|Check the health score/);
    expect(await actions({ customer_time: 0.6 })).not.toMatch(/log customer hours/);
  });

  it("follows the moves of the plan: positions opened, people who start, steps down", async () => {
    // 60 named accounts take 4,890 hours, 4.6 CSMs with leavers; 2 stand, and 20% of 20M is lost.
    const more = { tiers: [{ tier: "All", touch: "high", accounts: 60, arr: 20_000_000 }], arr: 20_000_000, accounts: 60 };
    const hiring = await actions({ ...more, team: { csm: 2, vp: 1 }, annual_logo_churn: 0.2, gross_margin: 0.8 });
    expect(hiring).toMatch(/Open the position: .*CSM/);
    expect(hiring).toMatch(/CSMs? starts?, with a named book/);
    const fewer = await actions({ ...more, team: { csm: 12 }, annual_logo_churn: 0.03 });
    expect(fewer).toMatch(/Go from 12 to \d+ CSMs by moves and by not backfilling/);
  });

  it("asks a company of one account for no tiers", async () => {
    const one = await actions({ arr: 900_000, accounts: 1, tiers: undefined, team: { csm: 1 }, annual_logo_churn: 0 });
    expect(one).not.toMatch(/tier/);
  });
});

describe("when to wait for a hire", () => {
  it("is not said where the work is missing already or people are to spare", async () => {
    const sixty = { tiers: [{ tier: "All", touch: "high", accounts: 60, arr: 20_000_000 }], arr: 20_000_000, accounts: 60 };
    // 4,890 hours are 4.6 CSMs with leavers: two fixed are short already, twelve are too many.
    const fixed = await build({ ...sixty, team: { csm: 5 }, heads: 2 });
    const spare = await build({ ...sixty, team: { csm: 12 }, annual_logo_churn: 0.03 });
    for (const { verdict } of [fixed, spare]) expect(verdict.join(" ")).not.toMatch(/Hire one when/);
    expect((await build({ ...sixty, team: { csm: 5 } })).verdict.join(" ")).toMatch(/Hire one when logged work passes 5\.5 CSMs/);
  });
});
