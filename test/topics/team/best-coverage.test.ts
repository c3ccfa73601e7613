import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isKnown } from "../../../src/core/known.ts";
import type { BudgetCoverage } from "../../../src/topics/team/answer.ts";
import { bestCoverage, budgetCoverage, type Coverage, type CoverTier, coverageChanges } from "../../../src/topics/team/budget.ts";
import type { TeamQuestion } from "../../../src/topics/team/question.ts";
import { planRoles } from "../../../src/topics/team/roles.ts";
import { referenceTiers } from "./reference-company.ts";
import { allTeamFigures } from "./team-figures.ts";

const figures = allTeamFigures();
const names = ["high", "low", "tech", "none"] as const;
const tier = (name: string, accounts: number, arr: number, ...hours: number[]): CoverTier => ({
  tier: name,
  accounts,
  arr,
  ways: [...hours, 0].map((each, index, all) => ({ service: names[names.length - all.length + index]!, hours: each })),
});

/** What a number of accounts each way of service covers, by the definition. */
function covered(tiers: readonly CoverTier[], counts: readonly (readonly number[])[]): { hours: number; arr: number } {
  let [hours, arr] = [0, 0];
  for (const [index, { ways, accounts, arr: all }] of tiers.entries())
    for (const [way, count] of counts[index]!.entries()) {
      hours += count * ways[way]!.hours;
      arr += (all / accounts) * count * (ways[way]!.hours / ways[0]!.hours);
    }
  return { hours, arr };
}

/** Every plan there is: each tier whole in one way, or one tier in two neighboring ways, by going through all numbers of accounts. */
function bruteForce(tiers: readonly CoverTier[], most: number): number {
  const splits = (one: CoverTier): number[][] => {
    const found: number[][] = [];
    for (let way = 0; way < one.ways.length; way += 1)
      for (let up = 0; up <= one.accounts; up += 1)
        if (way + 1 < one.ways.length || up === one.accounts) {
          const counts = one.ways.map(() => 0);
          counts[way] = up;
          if (way + 1 < one.ways.length) counts[way + 1] = one.accounts - up;
          found.push(counts);
        }
    return found;
  };
  const all = tiers.reduce<number[][][]>((plans, one) => plans.flatMap((plan) => splits(one).map((own) => [...plan, own])), [[]]);
  const mixed = (counts: number[]) => counts.filter((count) => count > 0).length > 1;
  const allowed = all.filter((plan) => plan.filter(mixed).length <= 1);
  return Math.max(
    ...allowed.map((plan) => covered(tiers, plan)).flatMap(({ hours, arr }) => (hours <= most + 1e-9 ? [arr] : [])),
  );
}

const anyTiers = fc
  .array(
    fc.record({
      accounts: fc.integer({ min: 1, max: 6 }),
      arr: fc.integer({ min: 0, max: 10_000 }),
      touch: fc.integer({ min: 0, max: 2 }),
      factor: fc.constantFrom(1, 1.5, 0.7),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      tier(`T${index}`, row.accounts, row.arr, ...[81.5, 22.5, 3].slice(row.touch).map((hours) => hours * row.factor)),
    ),
  );

describe("the best coverage for so many hours", () => {
  it("gives way where an hour covers least", () => {
    // B covers 100 an hour, A 50. 30 hours: B takes 20 and A's 10 are 5 of its accounts at 2.
    const tiers = [tier("A", 10, 1000, 2), tier("B", 10, 2000, 2)];
    expect(bestCoverage(tiers, 30)).toMatchObject({
      hours: 30,
      arr_covered: 2500,
      counts: [
        [5, 5],
        [10, 0],
      ],
    });
  });

  it("everything where it fits, nothing where there is nothing", () => {
    const tiers = [tier("A", 10, 1000, 81.5, 22.5, 3)];
    expect(bestCoverage(tiers, 815)).toMatchObject({ arr_covered: 1000, counts: [[10, 0, 0, 0]] });
    expect(bestCoverage(tiers, 1e9)).toMatchObject({ hours: 815, arr_covered: 1000 });
    expect(bestCoverage(tiers, 0)).toMatchObject({ hours: 0, arr_covered: 0, counts: [[0, 0, 0, 10]] });
    expect(bestCoverage([], 100)).toEqual({ hours: 0, arr_covered: 0, counts: [] });
  });

  it("lets nobody fall further than the next way while hours last", () => {
    // 10 x 22.5 = 225; 275 left over 59 are 4 accounts in high touch
    expect(bestCoverage([tier("A", 10, 1000, 81.5, 22.5, 3)], 500).counts).toEqual([[4, 6, 0, 0]]);
  });

  it("is what going through every plan finds", () => {
    fc.assert(
      fc.property(anyTiers, fc.double({ min: 0, max: 1, noNaN: true }), (tiers, share) => {
        const hours = share * tiers.reduce((sum, one) => sum + one.accounts * one.ways[0]!.hours, 0);
        const best = bestCoverage(tiers, hours);
        expect(best.arr_covered).toBeCloseTo(bruteForce(tiers, hours), 1);
        const check = covered(tiers, best.counts);
        expect(check.arr).toBeCloseTo(best.arr_covered, 6);
        expect(check.hours).toBeCloseTo(best.hours, 6);
        expect(best.hours).toBeLessThanOrEqual(hours + 1e-6);
        for (const [index, counts] of best.counts.entries())
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(tiers[index]!.accounts);
      }),
      { numRuns: 60 },
    );
  });

  it("is within one account of what any plan could do, even one that cuts accounts into hours", () => {
    fc.assert(
      fc.property(anyTiers, fc.double({ min: 0, max: 1, noNaN: true }), (tiers, share) => {
        let left = share * tiers.reduce((sum, one) => sum + one.accounts * one.ways[0]!.hours, 0);
        const best = bestCoverage(tiers, left).arr_covered;
        const worth = (one: CoverTier) => one.arr / (one.accounts * one.ways[0]!.hours);
        let bound = 0;
        for (const one of [...tiers].sort((a, b) => worth(b) - worth(a))) {
          const hours = Math.min(left, one.accounts * one.ways[0]!.hours);
          bound += hours * worth(one);
          left -= hours;
        }
        const account = Math.max(...tiers.map((one) => one.arr / one.accounts));
        expect(best).toBeLessThanOrEqual(bound + 0.02);
        expect(best).toBeGreaterThanOrEqual(bound - account - 0.02);
      }),
    );
  });

  it("more hours never cover less", () => {
    fc.assert(
      fc.property(
        anyTiers,
        fc.double({ min: 0, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (tiers, hours, more) => {
          const less: Coverage = bestCoverage(tiers, hours);
          expect(bestCoverage(tiers, hours + more).arr_covered).toBeGreaterThanOrEqual(less.arr_covered - 0.02);
        },
      ),
    );
  });

  it("does twelve tiers at once", () => {
    const tiers = Array.from({ length: 12 }, (_, index) =>
      tier(`T${index}`, 20 + index, 1e6 + index * 7919, 81.5 + index, 22.5, 3),
    );
    const half = tiers.reduce((sum, one) => sum + one.accounts * one.ways[0]!.hours, 0) / 2;
    expect(bestCoverage(tiers, half).hours).toBeGreaterThan(half - 90);
  });
});

describe("what changes between two plans", () => {
  it("counts the accounts whose service differs, from the best served down", () => {
    const tiers = [tier("A", 10, 1000, 81.5, 22.5, 3)];
    // Places 1-4 high, 5-10 low against 1-2 high, 3-7 low, 8-10 tech: 3 and 4 go to low, 8 to 10 to tech.
    expect(coverageChanges(tiers, [[4, 6, 0, 0]], [[2, 5, 3, 0]])).toEqual([
      { tier: "A", from: "high", to: "low", accounts: 2, arr: 200 },
      { tier: "A", from: "low", to: "tech", accounts: 3, arr: 300 },
    ]);
    expect(coverageChanges(tiers, [[4, 6, 0, 0]], [[4, 6, 0, 0]])).toEqual([]);
  });
});

describe("a budget in service", () => {
  const answer = (rest: Partial<TeamQuestion>) => {
    const question: TeamQuestion = {
      tiers: referenceTiers,
      team: { csm: 6, vp: 1 },
      costs: { csm: 150_000, vp: 280_000 },
      customer_time: 0.6,
      ...rest,
    };
    return budgetCoverage(question, planRoles(question, figures), figures);
  };
  const ask = (rest: Partial<TeamQuestion>): BudgetCoverage => {
    const coverage = answer(rest);
    if (isKnown(coverage)) return coverage;
    throw new Error(coverage.why);
  };

  it("covers the million of the example and says what 50,000 would change", () => {
    // 4.8 CSMs are 5,414.4 hours. Per hour: SMB 5,000, mid-market 67,083.33 / 22.5 = 2,981.48, Enterprise 181,250 / 81.5 = 2,223.93.
    // Enterprise has 5,414.4 - 540 - 2,700 = 2,174.4; above 900 for low touch 1,274.4 are 21 steps of 59.
    const coverage = ask({ budget: 1_000_000 });
    expect(coverage.lines.map(({ tier: name, served_as, accounts }) => [name, served_as, accounts])).toEqual([
      ["Enterprise", "high", 21],
      ["Enterprise", "low", 19],
      ["Mid-market", "low", 120],
      ["SMB", "tech", 180],
    ]);
    // 8,050,000 + 2,700,000 + 21 x 181,250 + 19 x 181,250 x 22.5 / 81.5
    expect(coverage.arr_covered).toBeCloseTo(10_750_000 + 21 * 181_250 + (19 * 181_250 * 22.5) / 81.5, 1);
    expect(coverage.marginal).toMatchObject({ budget_step: 50_000, budget_less: 950_000, budget_more: 1_050_000 });
    expect(coverage.marginal.loses).toEqual([{ tier: "Enterprise", from: "high", to: "low", accounts: 6, arr: 1_087_500 }]);
    expect(coverage.marginal.arr_covered_lost).toBeCloseTo((6 * 181_250 * 59) / 81.5, 1);
  });

  it("takes new accounts' hours first, and adds a player-coach's", () => {
    // 60 new accounts take 60 x 1,205 / 340 = 212.647 hours by touch; half a book is 564
    expect(ask({ budget: 1_000_000, new_accounts_a_year: 60 }).hours_bought).toBeCloseTo(5414.4 - (60 * 1205) / 340, 6);
    const coached = { team: { csm: 6, vp: 1 }, player_coaches: ["Vera"], budget: 1_000_000 };
    expect(ask(coached).hours_bought).toBeCloseTo(5414.4 + 564, 6);
    expect(ask({ budget: 280_000, new_accounts_a_year: 60 }).hours_bought).toBe(0);
  });

  it("says so when less would not pay the others, and when more adds nothing", () => {
    const bare = ask({ budget: 300_000 });
    expect(isKnown(bare.marginal.arr_covered_lost)).toBe(false);
    const rich = ask({ budget: 2_000_000 });
    expect([rich.arr_covered_share, rich.marginal.gains, rich.marginal.arr_covered_gained]).toEqual([1, [], 0]);
  });

  it.each<[string, Partial<TeamQuestion>]>([
    ["No budget", {}],
    ["ARR of a tier is unknown", { budget: 1e6, tiers: [{ tier: "A", touch: "low", accounts: 4 }] }],
    ["No account takes hours", { budget: 1e6, tiers: [{ tier: "A", touch: "low", accounts: 4, arr: 1e6, covered_by: "none" }] }],
    ["costs nothing", { budget: 1e6, costs: { csm: 0, vp: 1 } }],
    [
      "join them to 12",
      {
        budget: 1e6,
        tiers: Array.from({ length: 13 }, (_, index) => ({ tier: `T${index}`, touch: "low" as const, accounts: 4, arr: 1e6 })),
      },
    ],
  ])("is null with a reason: %s", (words, rest) => {
    expect(answer(rest)).toMatchObject({ why: expect.stringContaining(words) });
  });

  it("an order of tiers never changes it", () => {
    const turned = ask({ budget: 1_000_000, tiers: [...referenceTiers].reverse() });
    expect(turned).toEqual(ask({ budget: 1_000_000 }));
  });
});
