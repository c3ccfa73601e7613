import { describe, expect, it } from "vitest";
import { daysOfWeeks, hiringSchedule, monthsOfWeeks } from "../../../src/topics/team/hiring.ts";
import { allTeamFigures } from "./team-figures.ts";

const figures = allTeamFigures();
const step = (role: "cs_ops" | "team_lead" | "csm" | "vp", heads: number) => ({
  role,
  heads,
  weeks_before: null,
  order: 0,
  why: `${heads} planned, 0 today.`,
});

describe("when to open a position", () => {
  it("today for what is needed today, with the first day after the lead time", () => {
    const { hiring_plan, recruiting } = hiringSchedule([step("cs_ops", 1), step("csm", 2)], [], figures, {
      as_of: "2026-01-31",
      costs: { csm: 100_000 },
    });
    // 10 weeks are 120 / 52 months; a CSM is full 6 months later. 0.03 to 0.2 of 2 x 100,000; CS ops has no cost of its own: 150,000 to 250,000.
    expect(hiring_plan).toMatchObject([
      { role: "cs_ops", order: 1, weeks_before: 10, opens_in_months: 0, full_in_months: null, opens_on: "2026-01-31" },
      { role: "csm", order: 2, opens_in_months: 0, full_in_months: 120 / 52 + 6, opens_on: "2026-01-31" },
    ]);
    expect(hiring_plan.map((line) => [line.recruiting_low, line.recruiting_high])).toEqual([
      [4500, 50_000],
      [6000, 40_000],
    ]);
    expect(recruiting).toEqual({ low: 10_500, high: 90_000 });
    expect(hiring_plan[0]!.why).toMatch(/1 planned, 0 today\..*hours back/);
  });

  it("for growth so early that the ramp ends in the month of need", () => {
    const { hiring_plan } = hiringSchedule([step("csm", 1)], [{ heads: 2, due: 12, starts: 6 }], figures, {
      as_of: "2026-01-01",
      costs: {},
    });
    // It starts on 1 June, 5 months from now; 70 days before that is 23 March. The plan's own step is one of the two.
    expect(hiring_plan).toMatchObject([{ role: "csm", heads: 2, opens_on: "2026-03-23", full_in_months: 11 }]);
    expect(hiring_plan[0]!.opens_in_months).toBeCloseTo(5 - 120 / 52, 12);
    expect(hiring_plan[0]!.why).toContain("Needed from month 12.");
  });

  it("now where it is too late, and keeps what the plan wants beyond growth", () => {
    const { hiring_plan } = hiringSchedule([step("csm", 3)], [{ heads: 2, due: 5, starts: 4 }], figures, {
      as_of: undefined,
      costs: {},
    });
    expect(hiring_plan.map(({ heads, opens_in_months }) => [heads, opens_in_months])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(hiring_plan[1]!.why).toContain("too soon to be full");
  });

  it("a promoted lead costs the recruiting of the CSM who takes the seat", () => {
    const { hiring_plan } = hiringSchedule([step("team_lead", 1)], [], figures, {
      as_of: undefined,
      costs: { csm: 100_000, team_lead: 900_000 },
    });
    expect(hiring_plan[0]).toMatchObject({ recruiting_low: 3000, recruiting_high: 20_000, opens_on: null });
  });

  it("knows no ramp of a VP, and nothing for no hire", () => {
    const found = hiringSchedule([step("vp", 1)], [], figures, { as_of: undefined, costs: {} });
    expect(found.hiring_plan).toMatchObject([{ full_in_months: null, opens_on: null }]);
    expect(hiringSchedule([], [], figures, { as_of: undefined, costs: {} })).toEqual({
      hiring_plan: [],
      recruiting: { low: 0, high: 0 },
    });
  });

  it("counts weeks as a year of 52 and days of 7", () => {
    expect([monthsOfWeeks(52), monthsOfWeeks(0), daysOfWeeks(10)]).toEqual([12, 0, 70]);
  });
});
