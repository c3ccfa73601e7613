import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountsAt,
  checkGrowth,
  delivered,
  growthHires,
  growthMonths,
  monthOfShortage,
  newAccountsIn,
  newAccountsInYear,
  planMonths,
} from "../../../src/topics/team/growth.ts";
import type { TeamQuestion } from "../../../src/topics/team/question.ts";
import { teamAnswer } from "../../../src/topics/team/team-answer.ts";
import { teamWork } from "../../../src/topics/team/work.ts";
import { referenceTiers } from "./reference-company.ts";
import { allTeamFigures } from "./team-figures.ts";

const figures = allTeamFigures();
const tier = (name: string, touch: "high" | "low" | "tech", accounts: number, covered_by?: "partner") => ({
  tier: name,
  touch,
  accounts,
  covered_by,
});

describe("accounts month by month", () => {
  it("adds so many a month, to the part of a tier that CSMs serve", () => {
    const tiers = [tier("A", "low", 30, "partner"), tier("A", "low", 100), tier("B", "tech", 50)];
    expect(accountsAt(tiers, { a_month: [{ tier: "A", accounts: 5 }] }, 0)).toEqual([30, 100, 50]);
    expect(accountsAt(tiers, { a_month: [{ tier: "A", accounts: 5 }] }, 3)).toEqual([30, 115, 50]);
  });

  it("spreads a yearly share so that month 12 holds all of it", () => {
    // 100 x 1.44 = 144; half a year is the square root, 1.2
    const tiers = [tier("A", "low", 100)];
    expect(accountsAt(tiers, { share: 0.44 }, 12)[0]).toBeCloseTo(144, 9);
    expect(accountsAt(tiers, { share: 0.44 }, 6)[0]).toBeCloseTo(120, 9);
    expect(accountsAt(tiers, { share: 0 }, 7)).toEqual([100]);
  });

  it("counts new accounts by tier where CSMs serve", () => {
    const tiers = [tier("A", "low", 100), tier("B", "tech", 100), tier("C", "high", 100, "partner")];
    const [low, tech, partner] = newAccountsIn(tiers, { share: 0.44 }, 12);
    expect(low).toBeCloseTo(100 * (1.44 - 1.44 ** (11 / 12)), 9);
    expect([tech, partner]).toEqual([low, 0]);
    expect(newAccountsInYear(tiers, { share: 0.44 })).toEqual([44, 44, 0]);
    expect(newAccountsInYear(tiers, { share: -0.2 })).toEqual([0, 0, 0]);
    expect(newAccountsInYear(tiers, { a_month: [{ tier: "B", accounts: 9 }] })).toEqual([0, 108, 0]);
  });

  it.each([
    [{}, /share or a_month/],
    [{ share: 0.1, a_month: [] }, /share or a_month/],
    [{ share: -1 }, /growth.share is -1/],
    [{ share: Number.NaN }, /growth.share/],
    [{ a_month: [{ tier: "Z", accounts: 1 }] }, /no tier Z.*the tiers are A/s],
    [{ a_month: [{ tier: "A", accounts: -1 }] }, /0 or more/],
    [
      {
        a_month: [
          { tier: "A", accounts: 1 },
          { tier: "A", accounts: 2 },
        ],
      },
      /stands twice/,
    ],
  ])("refuses %j", (growth, message) => {
    expect(() => checkGrowth(growth, [{ tier: "A" }])).toThrow(message);
  });
});

describe("the need month by month", () => {
  // 1,128 hours a year are 94 a month. 100 accounts at 22.56 hours are 188 a month: 2 CSMs. An onboarding in low touch takes 3 hours.
  const question: TeamQuestion = {
    tiers: [{ tier: "A", touch: "low", accounts: 100, arr: 5e6, hours_per_account: 22.56 }],
    customer_time: 0.6,
    new_accounts_a_year: 60,
  };
  const work = (onboardingHeads: number) => teamWork(question, figures, { renewalHeads: 0, onboardingHeads });
  const growth = { a_month: [{ tier: "A", accounts: 5 }] };

  it("adds the month's accounts and their onboarding", () => {
    const months = growthMonths(growth, { now: work(0), later: work(0), specialists_after: 0 });
    // Month 3: 115 x 22.56 / 12 = 216.2, and 5 x 3 = 15 of onboarding: 231.2 / 94
    expect(months[2]).toMatchObject({ month: 3, accounts: 115 });
    expect(months[2]!.hours).toBeCloseTo(231.2, 6);
    expect(months[2]!.csms_needed).toBeCloseTo(231.2 / 94, 6);
    expect(months).toHaveLength(12);
  });

  it("takes onboarding off the CSMs from the month a specialist is there", () => {
    const months = growthMonths(growth, { now: work(0), later: work(1), specialists_after: 3 });
    expect(months[2]!.hours).toBeCloseTo(231.2, 6);
    // A specialist has 94 hours a month and takes all 15: 120 x 1.88
    expect(months[3]!.hours).toBeCloseTo(225.6, 6);
  });

  it("in a year without growth is the yearly need in every month, onboarding aside", () => {
    const flat = growthMonths({ share: 0 }, { now: work(0), later: work(0), specialists_after: 0 });
    for (const month of flat) expect(month.csms_needed).toBeCloseTo(2, 9);
  });

  it("adds up over the year to service and onboarding", () => {
    const months = growthMonths(growth, { now: work(0), later: work(0), specialists_after: 0 });
    // Service: sum of (100 + 5m) x 1.88 for m = 1 to 12 = (1,200 + 5 x 78) x 1.88 = 2,989.2; onboarding 60 x 3
    expect(months.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(3169.2, 6);
  });
});

describe("what a hire delivers", () => {
  const ramp = { ramp_months: 6, ramp_delivery: 0.45 };
  it("0.725 of a person in the first year: (6 x 0.45 + 6) / 12", () => {
    expect(planMonths.reduce((sum, month) => sum + delivered(month - 1, ramp), 0) / 12).toBeCloseTo(0.725, 12);
    expect(delivered(-1, ramp)).toBe(0);
  });

  it("the definition for every ramp of up to a year", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (ramp_months, ramp_delivery) => {
          const year = planMonths.reduce((sum, month) => sum + delivered(month - 1, { ramp_months, ramp_delivery }), 0);
          expect(year).toBeCloseTo(ramp_months * ramp_delivery + 12 - ramp_months, 9);
        },
      ),
    );
  });
});

describe("whom to hire for growth", () => {
  const months = (needs: number[]) =>
    needs.map((csms_needed, index) => ({ month: index + 1, accounts: 0, hours: 0, csms_needed }));
  const rising = months([5.0, 5.2, 5.4, 5.6, 5.8, 6.0, 6.2, 6.4, 6.6, 6.8, 7.0, 7.2]);
  const times = { lead_months: 120 / 52, ramp_months: 6 };

  it("so that the ramp ends when the work is there", () => {
    // Six there: the first above is month 7. Full then means a start in month 1, which nobody can: 2.31 months to fill a seat, month 4.
    // The second is needed in month 12 and starts in month 6.
    expect(growthHires(rising, 6, times)).toEqual([
      { heads: 1, due: 7, starts: 4 },
      { heads: 1, due: 12, starts: 6 },
    ]);
  });

  it("several for one month together, none where the team is enough", () => {
    expect(growthHires(months([1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4]), 1.5, times)).toEqual([{ heads: 3, due: 10, starts: 4 }]);
    expect(growthHires(rising, 7.2, times)).toEqual([]);
    // 0.1 + 0.2 is not above 0.3
    expect(growthHires(months(Array(12).fill(0.1 + 0.2)), 0.3, times)).toEqual([]);
  });

  it("nobody for a shortage that is over before anybody could start", () => {
    expect(growthHires(months([9, 9, 9, 5, 5, 5, 5, 5, 5, 5, 5, 5]), 6, times)).toEqual([]);
  });

  it("says the first short month, and the range moves it", () => {
    expect(monthOfShortage(rising, 6)).toBe(7);
    // 5.0 x 1.2 is 6 and not above it, 5.2 x 1.2 = 6.24 is
    expect(monthOfShortage(rising, 6, 1.2)).toBe(2);
    // 7.2 x 0.8 = 5.76
    expect(monthOfShortage(rising, 6, 0.8)).toBeNull();
  });
});

describe("growth in a whole answer", () => {
  const ask = (growth: Parameters<typeof teamAnswer>[1], rest: Partial<TeamQuestion> = {}) =>
    teamAnswer({ tiers: referenceTiers, team: { csm: 6, vp: 1 }, customer_time: 0.6, ...rest }, growth, figures);

  it("growth of nothing needs what the plan needs, less low touch's share of onboarding", () => {
    const found = ask({ share: 0 });
    // 6,500 - 120 x 3 = 6,140 hours over 1,128 = 5.4433; there 6 x (1 - 0.15 x 0.441667) = 5.6025
    for (const month of found.growth!.months) {
      expect(month.csms_needed).toBeCloseTo(6140 / 1128, 6);
      expect(month.csms_there).toBeCloseTo(5.6025, 6);
    }
    expect(found.growth!.first_short_month).toBeNull();
    expect(found.plan.new_accounts).toMatchObject({ accounts: 0, hours: 0 });
    expect(found.plan.csm_fte).toBeCloseTo(6140 / 1128, 9);
  });

  it("counts the year's new accounts once, in the plan and in the months", () => {
    const found = ask({ a_month: [{ tier: "Enterprise", accounts: 1 }] }, { team: { csm: 6, vp: 1, onboarding: 1 } });
    expect(found.plan.new_accounts).toMatchObject({ accounts: 12, hours: 0 });
    // The specialist takes the 20 hours; month 12 has 52 Enterprise accounts: (52 x 81.5 + 120 x 19.5 + 540) / 1,128
    expect(found.growth!.months[11]!.csms_needed).toBeCloseTo((52 * 81.5 + 2340 + 540) / 1128, 6);
  });

  it("hires nobody with heads or budget fixed, and does not know who is there without a team", () => {
    expect(ask({ share: 0.5 }, { heads: 6 }).growth!.hires).toEqual([]);
    expect(ask({ share: 0.5 }, { heads: 6 }).growth!.months_still_short).toBe(12);
    const unknown = ask({ share: 0.5 }, { team: undefined }).growth!;
    expect([unknown.months[0]!.csms_there, unknown.first_short_month, unknown.hires]).toEqual([null, null, []]);
  });

  it("never needs an infinite team, nor more hires than people are missing", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.99, max: 20, noNaN: true }), fc.integer({ min: 0, max: 30 }), (share, csm) => {
        const { growth } = ask({ share }, { team: { csm, vp: 1 } });
        const hired = growth!.hires.reduce((sum, { heads }) => sum + heads, 0);
        const most = Math.max(...growth!.months.map(({ csms_needed }) => csms_needed));
        for (const month of growth!.months) expect(Number.isFinite(month.csms_needed)).toBe(true);
        expect(hired).toBeLessThanOrEqual(Math.ceil(most));
        expect(growth!.hires.every(({ starts, due, heads }) => starts >= 4 && starts <= due && heads > 0)).toBe(true);
      }),
    );
  });
});
