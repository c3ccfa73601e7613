import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundUp } from "../../../src/core/money.ts";
import type { TeamPlan } from "../../../src/topics/team/answer.ts";
import { planTeam } from "../../../src/topics/team/plan-team.ts";
import type { TeamAccount, TeamQuestion } from "../../../src/topics/team/question.ts";
import { referenceTiers } from "./reference-company.ts";
import { teamFigures } from "./team-figures.ts";

const figures = teamFigures();
const today = { csm: 6, vp: 1 };
const plan = (question: Partial<TeamQuestion> = {}): TeamPlan =>
  planTeam({ tiers: referenceTiers, team: today, ...question }, figures);
const role = (result: TeamPlan, name: string) => result.roles.find((line) => line.role === name);

describe("the reference company", () => {
  it("needs 5.76 CSMs: 40 x 81.5, 120 x 22.5 and 180 x 3 hours over 1,128", () => {
    const result = plan();
    expect(result.hours_per_csm).toBeCloseTo(1128, 9);
    expect(result.pools.map((pool) => pool.hours_per_account)).toEqual([81.5, 22.5, 3]);
    // 3,260 + 2,700 + 540 = 6,500 hours; 6,500 / 1,128 = 5.7624
    expect(result.pools.map((pool) => Number(pool.fte.toFixed(2)))).toEqual([2.89, 2.39, 0.48]);
    expect(result.csm_fte).toBeCloseTo(6500 / 1128, 9);
    expect(result.rounding).toEqual({ pools_separately: 7, remainders_shared: 6 });
    expect(result.pools.map((pool) => pool.csms)).toEqual([3, 3, 0]);
    // Of the people needed 0.15 leave, each for 2/12 + 6/12 x 0.55 = 0.441667 of a year: x 1.06625, 6.14
    expect(result.csm_fte_with_attrition).toBeCloseTo((6500 / 1128) * 1.06625, 9);
    expect(result.need.middle).toBeCloseTo(6.1442, 4);
    // Every unknown at once: x 0.8 x 0.6 / 0.67 and x 1.2 x 0.6 / 0.5
    expect(result.need.joint_low).toBeCloseTo(((6500 * 0.8) / (1880 * 0.67)) * 1.06625, 9);
    expect(result.need.joint_high).toBeCloseTo(((6500 * 1.2) / 940) * 1.06625, 9);
  });

  it.each([
    [0.67, 5.2],
    [0.6, 5.8],
    [0.5, 6.9],
    [0.4, 8.6],
  ])("at a customer time of %f needs %f", (customer_time, fte) => {
    expect(plan({ customer_time }).csm_fte.toFixed(1)).toBe(fte.toFixed(1));
  });

  it("needs 7.1 with a 35-hour week and 41 days away, and 7.4 with attrition at 50% customer time", () => {
    // 6,500 / 919.8 = 7.07; 6,500 / 940 = 6.91, x 1.06625 = 7.37
    expect(plan({ contract_hours: 1820, leave_hours: 287 }).csm_fte.toFixed(1)).toBe("7.1");
    expect(plan({ customer_time: 0.5 }).csm_fte_with_attrition.toFixed(1)).toBe("7.4");
  });

  it("is a range of what nobody measured, strongest first", () => {
    const result = plan();
    // hours per account 20% either way: 5.76 x 0.8 = 4.61 to 6.91; customer time 6,500/1,259.6 = 5.16 to 6,500/940 = 6.91
    expect(result.drivers.map(({ input }) => input)).toEqual(["hours per account", "customer time"]);
    expect(result.drivers[1]!.low).toBeCloseTo(6500 / (1880 * 0.67), 9);
    expect(result.drivers[1]!.high).toBeCloseTo(6500 / 940, 9);
    expect(result.range.low).toBeCloseTo((6500 * 0.8) / 1128, 9);
    const measured = plan({
      customer_time: 0.6,
      tiers: referenceTiers.map((tier, index) => ({ ...tier, hours_per_account: [81.5, 22.5, 3][index] })),
    });
    expect(measured.drivers).toEqual([]);
    expect(measured.range).toEqual({ low: measured.csm_fte, high: measured.csm_fte });
    expect(plan({ customer_time: 0.6 }).drivers.map(({ input }) => input)).toEqual(["hours per account"]);
  });

  it("costs what its roles cost: 7 people 1.18M today, the source's 11 people 1.78M or 9.9% of ARR", () => {
    expect(plan().today).toEqual({ heads: 7, cost: 1_180_000 });
    const source = plan({ heads: 8, team: { csm: 6, vp: 1, cs_ops: 1, renewals: 1 } });
    expect([source.headcount, source.cost]).toEqual([11, 1_780_000]);
    expect(source.cost_share_of_arr).toBeCloseTo(1.78 / 18, 9);
    expect(source.span_checks).toEqual([{ leader: "vp-1", reports: 10, low: 2, high: 8, ok: false }]);
  });

  it("adds no role for a number of customers alone, and says who is only worth a look", () => {
    const result = plan();
    expect(result.roles.map(({ role: name, heads }) => [name, heads])).toEqual([
      ["vp", 1],
      ["team_lead", 0],
      ["csm", 6],
      ["cs_ops", 0],
      ["onboarding", 0],
    ]);
    expect(role(result, "team_lead")!.because).toMatchObject({ code: "other", source: expect.stringContaining("compounding") });
    expect(role(result, "onboarding")!.because).toMatchObject({ code: "few_hours", fte: 0 });
    // 6.14 with leavers: 0.14 of a person more than the six there are is no hire.
    expect(result.hiring_plan).toEqual([]);
    // Six people under a VP are within a leader's span whatever a source says of six CSMs.
    const other = planTeam({ tiers: referenceTiers, team: today }, teamFigures("compounding"));
    expect(role(other, "team_lead")!.heads).toBe(0);
  });

  it("follows a plan that names its own roles", () => {
    const named = plan({ planned: { cs_ops: 1, team_lead: 1, digital_csm: 1 }, heads: 6 });
    // 6 x 150 + 280 + 190 + 150 + 150 = 1,670 thousand: plan B
    expect([named.headcount, named.cost]).toEqual([10, 1_670_000]);
  });

  it("checks ARR for each CSM: 18M is 3.0M for each of six, 3.6 to 9 CSMs at 2 to 5M", () => {
    expect(plan().arr_check).toEqual({ arr_per_csm: 3_000_000, low: 3.6, high: 9 });
  });

  it("says what attrition leaves undone instead of hiding it", () => {
    const { capacity, warnings } = plan();
    // 6 x 1,128 = 6,768 available; 6,500 x 1.06625 = 6,930.625 needed
    expect(capacity.hours_short).toBeCloseTo(162.625, 6);
    expect(warnings.map((warning) => warning.code)).toContain("hours_short");
  });
});

describe("hours nobody counts twice", () => {
  it("a renewals role takes the renewal hours off the CSMs", () => {
    // 40 x 8 + 120 x 3 + 180 x 0.5 = 770 hours, 0.68 of a person: 6,500 - 770 = 5,730
    const result = plan({ team: { csm: 6, vp: 1, renewals: 1 } });
    expect(result.csm_fte).toBeCloseTo(5730 / 1128, 9);
    expect(result.capacity.hours_needed).toBeCloseTo(5730, 6);
  });

  it("known new accounts replace low touch's share of onboarding", () => {
    // 40, 120 and 180 of 340: 60 x (40 x 20 + 120 x 3 + 180 x 0.25) / 340 = 212.647 hours, at the low end 60 x 870 / 340 = 153.5, at the
    // high end 60 x 1,504 / 340 = 265.4; 120 x 3 = 360 hours of shares leave: 6,140 + 212.647
    const result = plan({ new_accounts_a_year: 60 });
    expect(result.csm_fte).toBeCloseTo((6140 + (60 * 1205) / 340) / 1128, 9);
    expect(result.new_accounts!.accounts).toBe(60);
    expect(result.new_accounts!.hours).toBeCloseTo(212.647, 3);
    const driver = result.drivers.find(({ input }) => input === "hours per new account")!;
    expect([driver.low, driver.high].map((end) => (end - 6140 / 1128).toFixed(2))).toEqual(["0.14", "0.24"]);
  });

  it("unknown new accounts are a question with its effect", () => {
    // 100 x 870 / 340 / 1,128 = 0.23 and 100 x 1,504 / 340 / 1,128 = 0.39
    const question = plan().questions.find((one) => one.question.includes("new accounts"))!;
    expect([question.low.toFixed(2), question.high.toFixed(2)]).toEqual(["0.23", "0.39"]);
  });

  it("an onboarding specialist takes new accounts first, up to one person's year", () => {
    // 100 x 81.5 = 8,150 hours and 60 x 20 = 1,200: 9,350 / 1,128 x 1.06625 = 8.84, two more than seven. A specialist takes 1,128 of them:
    // 8,222 / 1,128 x 1.06625 = 7.77, one more.
    const many = { tiers: [{ tier: "A", touch: "high" as const, accounts: 100, arr: 20e6 }], new_accounts_a_year: 60 };
    const result = plan({ ...many, team: { csm: 7, vp: 1 } });
    expect(result.capacity.hours_needed).toBeCloseTo(8222, 6);
    expect([role(result, "csm")!.heads, role(result, "onboarding")!.heads]).toEqual([8, 1]);
    // With the specialist already there the CSMs' need says so at once.
    expect(plan({ ...many, team: { csm: 7, onboarding: 1 } }).csm_fte).toBeCloseTo(8222 / 1128, 9);
    // The same number of customers with 212 hours of welcome has none.
    expect(role(plan({ new_accounts_a_year: 60 }), "onboarding")!.heads).toBe(0);
  });

  it("renewals that are due for 600 customers leave the CSMs in the plan", () => {
    // 600 x 22.5 = 13,500 hours, x 1.06625 / 1,128 = 12.76: two more than eleven. 600 x 3 = 1,800 of renewals are 1.596 of a person, one
    // specialist; 12,372 stay, 11.69, one more.
    const result = planTeam(
      { tiers: [{ tier: "Mid", touch: "low", accounts: 600, arr: 40e6 }], team: { csm: 11, vp: 1 } },
      figures,
    );
    expect(role(result, "renewals")!.heads).toBe(1);
    expect(role(result, "csm")!.heads).toBe(12);
    expect(result.capacity.hours_needed).toBeCloseTo(12_372, 6);
  });
});

describe("hours that must be affordable", () => {
  const smb = (average: number) =>
    plan({ tiers: [{ tier: "SMB", touch: "tech", accounts: 100, arr: average * 100 }] }).pools[0]!.hours_per_account;
  it("tech touch gets its three hours only above 13.3K", () => {
    // 3 x 150,000 / 1,128 = 398.94; over 3% = 13,298
    expect(smb(13_300)).toBe(3);
    expect(smb(13_290)).toBe(0);
  });

  it("unknown ARR keeps the hours and says so", () => {
    const result = plan({ tiers: [{ tier: "SMB", touch: "tech", accounts: 188 }] });
    expect(result.pools[0]!.hours_per_account).toBe(3);
    expect(result.drivers.map(({ input, low }) => [input, low])).toContainEqual(["ARR of the tech-touch accounts", 0]);
    expect(result.arr).toBeNull();
  });

  it("measured hours are kept whatever the ARR", () => {
    const tiers = [{ tier: "SMB", touch: "tech" as const, accounts: 100, arr: 1000, hours_per_account: 2 }];
    expect(plan({ tiers }).pools[0]!.hours_per_account).toBe(2);
  });

  it("partners' accounts count in accounts and ARR, not in hours", () => {
    const result = plan({ tiers: [{ tier: "Partner", touch: "high", accounts: 10, arr: 5e6, covered_by: "partner" }] });
    expect(result.csm_fte).toBe(0);
    expect(result.arr).toBe(5e6);
    expect(result.arr_check).toBeNull();
  });
});

describe("a fixed team", () => {
  it("four CSMs: 1,988 hours too few", () => {
    // 6,500 - 4 x 1,128 = 1,988. An hour of Enterprise carries 181,250 / 81.5 = 2,224 of ARR, of mid-market 2,981, of SMB 5,000, whose only
    // step is to nobody. 1,988 / (81.5 - 22.5) = 34 Enterprise accounts, 2,006 hours; 34 / 40 of 7,250,000 are 6,162,500.
    const result = plan({ heads: 4 });
    expect(result.served_less).toMatchObject([{ tier: "Enterprise", accounts: 34, arr: 6_162_500, from: "high", to: "low" }]);
    expect(result.arr_at_risk).toBe(6_162_500);
    expect(result.capacity.hours_freed).toBeCloseTo(2006, 6);
    expect(role(result, "onboarding")!.heads).toBe(0);
  });

  it("a budget buys CSMs after the other roles, never more than the work asks for", () => {
    // (1,000,000 - 280,000) / 150,000 = 4.8
    const tight = plan({ budget: 1_000_000 });
    expect([tight.capacity.csms, tight.cost, tight.budget_left]).toEqual([4, 880_000, 120_000]);
    expect(plan({ budget: 9_000_000 }).capacity.csms).toBe(6);
    expect(() => plan({ budget: 200_000 })).toThrow(/280000/);
  });
});

describe("impossible input", () => {
  it.each<[string, Partial<TeamQuestion>]>([
    ["leave_hours", { leave_hours: 2080, contract_hours: 2080 }],
    ["customer_time", { customer_time: 0 }],
    ["stands twice", { tiers: [referenceTiers[0]!, referenceTiers[0]!] }],
  ])("%s", (word, question) => {
    expect(() => plan(question)).toThrow(word);
  });
});

describe("whatever the company", () => {
  const tiers = fc.uniqueArray(
    fc.record({
      tier: fc.constantFrom("A", "B", "C", "D", "E"),
      touch: fc.constantFrom("high" as const, "low" as const, "tech" as const),
      accounts: fc.integer({ min: 0, max: 900 }),
      arr: fc.option(fc.integer({ min: 0, max: 90_000_000 }), { nil: undefined }),
    }),
    { selector: (tier) => tier.tier, minLength: 1 },
  );

  it("parts tie: roles to cost and chart, pools to the ceiling, accounts to tiers, nothing infinite", () => {
    fc.assert(
      fc.property(tiers, fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }), (all, heads) => {
        const result = planTeam({ tiers: all, team: today, heads }, figures);
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(result.pools.map((pool) => pool.accounts))).toBe(sum(all.map((tier) => tier.accounts)));
        expect(sum(result.pools.map((pool) => pool.csms))).toBe(roundUp(result.csm_fte));
        expect(sum(result.roles.map((line) => line.heads))).toBe(result.headcount);
        expect(result.org_chart.length).toBe(result.headcount);
        expect(result.range.low).toBeLessThanOrEqual(result.csm_fte);
        expect(result.range.high).toBeGreaterThanOrEqual(result.csm_fte);
        // A tier costs its own work at the price of a CSM's hour.
        expect(sum(result.pools.map((pool) => pool.cost!))).toBeCloseTo(result.csm_fte * 150_000, 1);
        expect(result.need.joint_low).toBeLessThanOrEqual(result.need.low + 1e-9);
        expect(result.need.joint_high).toBeGreaterThanOrEqual(result.need.high - 1e-9);
        if (heads !== undefined)
          expect(result.capacity.hours_needed - result.capacity.hours_freed).toBeLessThanOrEqual(
            result.capacity.hours_available + 1e-6,
          );
        expect(
          JSON.stringify(result, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? "BAD" : value)),
        ).not.toContain("BAD");
        expect(planTeam({ tiers: [...all].reverse(), team: today, heads }, figures)).toEqual(result);
      }),
    );
  });

  it("twice the accounts are twice the people", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (accounts) => {
        const fte = (count: number) => plan({ tiers: [{ tier: "A", touch: "low", accounts: count }] }).csm_fte;
        expect(fte(2 * accounts)).toBeCloseTo(2 * fte(accounts), 6);
      }),
    );
  });
});

describe("a book with owners", () => {
  const account = (name: string, owner: string | null, arr: number, rest: Partial<TeamAccount> = {}): TeamAccount => ({
    account: name,
    owner,
    arr,
    tier: "Enterprise",
    touch: "high",
    covered_by: "csm",
    renewal_date: "2026-12-01",
    notice_days: 30,
    health: 80,
    ...rest,
  });
  // 81.5 hours each: 14 accounts fill a CSM (1,141 > 1,128), 13 fit (1,059.5).
  const book = [
    ...Array.from({ length: 15 }, (_, index) => account(`A${index}`, "Ana", 200_000 + index)),
    ...Array.from({ length: 5 }, (_, index) => account(`B${index}`, "Ben", 300_000 + index)),
  ];
  const answer = (rest: Partial<TeamQuestion> = {}) =>
    planTeam({ tiers: [], accounts: book, as_of: "2026-01-01", customer_time: 0.6, ...rest }, figures);

  it("shows each book and who has too much, and proposes the moves that end it", () => {
    const result = answer();
    expect(result.books.map(({ owner, accounts, hours }) => [owner, accounts, hours])).toEqual([
      ["Ana", 15, 1222.5],
      ["Ben", 5, 407.5],
    ]);
    // 94.5 hours too many at 81.5 each: the two smallest go to Ben
    expect(result.rebalanced.map(({ account: name, to }) => [name, to])).toEqual([
      ["A0", "Ben"],
      ["A1", "Ben"],
    ]);
    expect(result.books_after!.map(({ accounts }) => accounts)).toEqual([13, 7]);
    expect(result.served_less).toEqual([]);
    expect(result.warnings.find((warning) => warning.code === "overloaded")!.message).toContain("Ana");
    expect(role(result, "csm")!.today).toBe(2);
  });

  it("with two heads moves as few accounts as it can", () => {
    const result = answer({ heads: 2 });
    // 94.5 hours too many, 81.5 each: two moves
    expect(result.rebalanced.map(({ from, to }) => [from, to])).toEqual([
      ["Ana", "Ben"],
      ["Ana", "Ben"],
    ]);
    expect(result.books_after!.map(({ accounts }) => accounts)).toEqual([13, 7]);
    expect(result.served_less).toEqual([]);
  });

  it("with one head Ben goes, the smallest accounts get less, and the rest fits", () => {
    const result = answer({ heads: 1 });
    expect(result.leaving).toEqual(["Ben"]);
    // 20 x 81.5 - 1,128 = 502 hours; 59 each: 9 accounts, the smallest ones
    expect(result.served_less.map(({ account: name }) => name).sort()).toEqual([
      "A0",
      "A1",
      "A2",
      "A3",
      "A4",
      "A5",
      "A6",
      "A7",
      "A8",
    ]);
    expect(result.rebalanced.length).toBe(5);
    expect(result.books_after![0]!.load!).toBeLessThanOrEqual(1);
    expect(result.assumptions.map(({ what }) => what)).toContain("Who leaves");
    expect(answer({ leaving: ["Ana"] }).leaving).toEqual(["Ana"]);
  });

  it("spares accounts whose renewal or notice date is near, and red ones", () => {
    const near = book.map((one) => {
      if (one.account === "A0") return { ...one, renewal_date: "2026-06-30" };
      // Renewal on 10 July is outside the half year, its notice date of 10 June is inside.
      if (one.account === "A1") return { ...one, renewal_date: "2026-07-10", notice_days: 30 };
      if (one.account === "A2") return { ...one, health: 39 };
      return one.account === "A3" ? { ...one, renewal_date: "2026-07-01", notice_days: 0, health: 40 } : one;
    });
    const result = answer({ heads: 1, accounts: near });
    const less = result.served_less.map(({ account: name }) => name);
    expect(less).not.toEqual(expect.arrayContaining(["A0"]));
    expect(less.filter((name) => ["A0", "A1", "A2"].includes(name!))).toEqual([]);
    expect(less).toContain("A3");
    expect(result.books.find(({ owner }) => owner === "Ana")!.renewals).toBe(1);
  });

  it("more heads than owners bring new books", () => {
    const result = answer({ heads: 3 });
    expect(result.books_after!.map(({ owner }) => owner)).toContain("new CSM 1");
  });

  it("accounts of nobody are listed as such", () => {
    const result = answer({ accounts: [...book, account("Z", null, 100_000)] });
    expect(result.books.at(-1)).toMatchObject({ owner: "unassigned", accounts: 1, load: null });
  });

  it("does not depend on the order of rows", () => {
    expect(answer({ heads: 1, accounts: [...book].reverse() })).toEqual(answer({ heads: 1 }));
  });
});
