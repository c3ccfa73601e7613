import { describe, expect, it } from "vitest";
import { teamCost } from "../../../src/topics/team/figures.ts";
import { hiringPlan } from "../../../src/topics/team/hiring.ts";
import { affordableCsms } from "../../../src/topics/team/roles.ts";
import { teamFigures } from "./team-figures.ts";

const figures = teamFigures();
const loaded = figures.loadedCosts.value;

describe("cost", () => {
  it("seven people today and the eleven of the source's plan", () => {
    // 6 x 150,000 + 280,000 = 1,180,000; (8 + 1 + 1) x 150,000 + 280,000 = 1,780,000
    expect(teamCost({ csm: 6, vp: 1 }, {}, loaded).central).toBe(1_180_000);
    expect(teamCost({ csm: 8, cs_ops: 1, renewals: 1, vp: 1 }, {}, loaded).central).toBe(1_780_000);
  });

  it("the user's own cost has no bracket, the library's has", () => {
    // csm exact: 6 x 140,000 = 840,000; vp 240,000 to 400,000
    expect(teamCost({ csm: 6, vp: 1 }, { csm: 140_000 }, loaded)).toEqual({
      low: 1_080_000,
      central: 1_120_000,
      high: 1_240_000,
    });
    expect(teamCost({ csm: 1 }, { csm: 0 }, loaded).central).toBe(0);
  });

  it("refuses a role whose cost nobody knows", () => {
    expect(() => teamCost({ cco: 1 }, {}, { csm: { low: 1, central: 1, high: 1 } })).toThrow(/costs\.cco/);
  });
});

describe("what a budget buys", () => {
  it("is the floor of what is left after the other roles", () => {
    // (1,200,000 - 280,000) / 150,000 = 6.13
    expect(affordableCsms({ budget: 1_200_000, others: 280_000, csm: 150_000 })).toBe(6);
    expect(affordableCsms({ budget: 280_000, others: 280_000, csm: 150_000 })).toBe(0);
  });

  it("is refused below the other roles' cost, and when heads cost more", () => {
    expect(() => affordableCsms({ budget: 200_000, others: 280_000, csm: 150_000 })).toThrow(/80000 short/);
    // 280,000 - 279,999.99, without the noise of binary fractions
    expect(() => affordableCsms({ budget: 279_999.99, others: 280_000, csm: 150_000 })).toThrow(/ 0\.01 short/);
    expect(() => affordableCsms({ budget: 1_000_000, others: 280_000, csm: 150_000, heads: 6 })).toThrow(/1180000/);
  });
});

describe("hiring", () => {
  it("lists what is missing, in the rule's order, and nobody who is there", () => {
    const line = (role: "csm" | "cs_ops" | "vp" | "team_lead", heads: number, today: number | null) => ({
      role,
      heads,
      today,
      because: { code: "today" as const },
      rule: "",
    });
    const plan = hiringPlan(
      [line("csm", 8, 6), line("vp", 1, 1), line("team_lead", 1, 0), line("cs_ops", 1, 0)],
      figures.leadTimes.value,
    );
    expect(plan.map(({ role, heads, weeks_before, order }) => [order, role, heads, weeks_before])).toEqual([
      [1, "cs_ops", 1, 10],
      [2, "team_lead", 1, 4],
      [3, "csm", 2, 10],
    ]);
    expect(hiringPlan([line("csm", 8, null)], figures.leadTimes.value)).toEqual([]);
  });
});
