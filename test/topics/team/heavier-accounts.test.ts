import { describe, expect, it } from "vitest";
import { planTeam } from "../../../src/topics/team/plan-team.ts";
import type { TeamQuestion, TeamTier } from "../../../src/topics/team/question.ts";
import { referenceTiers } from "./reference-company.ts";
import { allTeamFigures } from "./team-figures.ts";

const figures = allTeamFigures();
const plan = (tiers: TeamTier[], rest: Partial<TeamQuestion> = {}) => planTeam({ tiers, customer_time: 0.6, ...rest }, figures);
const high = (rest: Partial<TeamTier>): TeamTier => ({ tier: "A", touch: "high", accounts: 40, arr: 7_250_000, ...rest });

describe("complexity and newness", () => {
  it("multiply the hours of a tier, in every touch", () => {
    // 81.5 x 1.5 = 122.25
    expect(plan([high({ complexity: 1.5 })]).pools[0]!.hours_per_account).toBeCloseTo(122.25, 9);
    expect(plan([high({ complexity: 1.5, hours_per_account: 60 })]).pools[0]!.hours_per_account).toBeCloseTo(90, 9);
    // With one head 40 x 122.25 - 1,128 = 3,762 hours are short; a step to low touch keeps 22.5 x 1.5 = 33.75 and frees 88.5: all 40
    // free 3,540, and 222 more at 33.75 a step to no tech-touch tier: tech keeps 3 x 1.5 = 4.5, frees 29.25, 8 accounts.
    const fixed = plan([high({ complexity: 1.5 })], { heads: 1 });
    expect(fixed.served_less.map(({ to, accounts }) => [to, accounts])).toEqual([
      ["low", 32],
      ["tech", 8],
    ]);
  });

  it("first years take a quarter more, as a range, and only where hours are assumed", () => {
    // A fifth of the accounts: 81.5 x 1.05; at the ends x 1.02 and x 1.1 of 3,260 hours over 1,128
    const result = plan([high({ first_year: 0.2 })]);
    expect(result.pools[0]!.hours_per_account).toBeCloseTo(85.575, 9);
    const driver = result.drivers.find(({ input }) => input.includes("first year"))!;
    expect([driver.low, driver.high].map((end) => (end * 1128) / 3260)).toEqual([
      expect.closeTo(1.02, 9),
      expect.closeTo(1.1, 9),
    ]);
    const given = plan([high({ first_year: 0.2, hours_per_account: 60 })]);
    expect(given.pools[0]!.hours_per_account).toBe(60);
    expect(given.assumptions.map(({ what, value }) => `${what}: ${value}`)).toContain("First year of A: nothing added");
  });

  it("0 and 1 are values that change nothing", () => {
    const plain = plan(referenceTiers);
    const said = plan(referenceTiers.map((tier) => ({ ...tier, complexity: 1, first_year: 0 })));
    expect(said).toEqual(plain);
    expect(plan(referenceTiers, { sick_hours: 0 }).csm_fte).toBe(plain.csm_fte);
  });

  it("move renewals with the rest to a renewals role", () => {
    // 40 x 8 x 1.5 = 480 hours of renewals leave 40 x 73.5 x 1.5 = 4,410
    const result = plan([high({ complexity: 1.5 })], { team: { csm: 4, renewals: 1 } });
    expect(result.capacity.hours_needed).toBeCloseTo(4410, 6);
  });

  it("partners' accounts count in ARR and take no hours, however complex", () => {
    const result = plan([high({ complexity: 3, first_year: 1, covered_by: "partner" })]);
    expect([result.csm_fte, result.arr]).toEqual([0, 7_250_000]);
  });
});

describe("the working year of a country", () => {
  it("takes contract, leave and sickness as given: a 35-hour week gives 919.8 hours", () => {
    // 35 x 52 = 1,820; 36 days off and 5 sick days of 7 hours are 252 and 35; 1,533 x 0.6
    const result = plan(referenceTiers, { contract_hours: 1820, leave_hours: 252, sick_hours: 35 });
    expect(result.hours_per_csm).toBeCloseTo(919.8, 9);
    expect(result.csm_fte.toFixed(1)).toBe("7.1");
    // Sickness beside the library's 200 hours of leave: (2,080 - 200 - 80) x 0.6
    expect(plan(referenceTiers, { sick_hours: 80 }).hours_per_csm).toBeCloseTo(1080, 9);
  });

  it("refuses a year with nothing left of it", () => {
    expect(() => plan(referenceTiers, { contract_hours: 1000, leave_hours: 500, sick_hours: 500 })).toThrow(/sick_hours of 500/);
  });
});
