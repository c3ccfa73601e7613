import { describe, expect, it } from "vitest";
import { fiscalQuarters, weekDate } from "../../../src/topics/blueprint/calendar.ts";
import { roadmap } from "../../../src/topics/blueprint/roadmap.ts";

const names = (asOf: string | null, start: number) => fiscalQuarters(asOf, start).map(({ name }) => name);

describe("fiscalQuarters", () => {
  it("follows the calendar when the fiscal year does, the first and last quarter in part", () => {
    expect(names("2026-11-22", 1)).toEqual(["FY2026 Q4", "FY2027 Q1", "FY2027 Q2", "FY2027 Q3", "FY2027 Q4"]);
    // From 22 November to 31 December are 40 days.
    expect(fiscalQuarters("2026-11-22", 1)[0]).toMatchObject({ from: 0, to: 40 });
  });

  it("names a fiscal year after the year it ends in, and ends its quarters where they end", () => {
    // A year from February: January 2026 is the last month of FY2026, so its fourth quarter has 31 days left.
    expect(fiscalQuarters("2026-01-01", 2)[0]).toEqual({ name: "FY2026 Q4", from: 0, to: 31 });
    expect(names("2026-02-01", 2)).toEqual(["FY2027 Q1", "FY2027 Q2", "FY2027 Q3", "FY2027 Q4"]);
    expect(names("2026-07-31", 2)[0]).toBe("FY2027 Q2");
    expect(fiscalQuarters("2026-01-01", 2).at(-1)!.to).toBe(365);
  });

  it("counts quarters when the plan has no date", () => {
    expect(names(null, 7)).toEqual(["quarter 1", "quarter 2", "quarter 3", "quarter 4"]);
  });
});

describe("dates of a plan", () => {
  it("fall on days on which people work", () => {
    // 14 March 2026 is a Saturday.
    expect(weekDate("2026-03-14", 0)).toBe("2026-03-16");
    const [step] = roadmap(
      [{ quarter: 1, week_from: 1, week_to: 4, needed_if: "always", action: "a", owner: "b", output: "c" }],
      {
        ...{ conditions: new Set(), at_risk: [], accounts: [], own_owner: 0.2, csms_today: 2, recommended: null },
        ...{ largest: { account: null, tier: "A", arr: 1, share: 0.1, single: false }, log_weeks: 4, full_week: 36 },
        team: { rebalanced: [], pools: [] },
      },
      "2026-03-14",
      fiscalQuarters("2026-03-14", 1),
    );
    // Four weeks end on Friday 10 April, which lies in the second calendar quarter.
    expect(step).toMatchObject({ until: "2026-04-10", quarter: "FY2026 Q2" });
  });

  it("end with a renewal's own day where the week ends after it", () => {
    const one = { tier: "A", tier_arr: null, covered_by: "csm" as const, health: null, notice_days: null, owner: null };
    const steps = roadmap(
      [],
      {
        ...{ conditions: new Set(), at_risk: [], own_owner: 0.2, csms_today: 2, recommended: null },
        accounts: [{ ...one, account: "Stays", arr: 100, renewal_date: "2026-08-01" } as never],
        ...{ largest: { account: "Stays", tier: "A", arr: 100, share: 1, single: true }, log_weeks: 4, full_week: 36 },
        team: { rebalanced: [], pools: [] },
      },
      "2026-01-01",
      fiscalQuarters("2026-01-01", 1),
    );
    // 1 August 2026 is a Saturday of the 31st week, which would end on 5 August: the last working day before it is Friday 31 July.
    expect(steps.find(({ what }) => what.kind === "largest")).toMatchObject({ until: "2026-07-31" });
  });
});
