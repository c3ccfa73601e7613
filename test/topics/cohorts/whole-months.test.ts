import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths } from "../../../src/core/dates.ts";
import { cohortName, monthsOf, monthsUntil, wholeMonths } from "../../../src/topics/cohorts/cohort-table.ts";

describe("wholeMonths", () => {
  it("counts anniversaries, the last day of a short month standing for later days", () => {
    expect(wholeMonths("2026-01-15", "2026-01-15")).toBe(0);
    expect(wholeMonths("2026-01-15", "2026-02-14")).toBe(0);
    expect(wholeMonths("2026-01-15", "2026-02-15")).toBe(1);
    expect(wholeMonths("2026-01-31", "2026-02-28")).toBe(1);
    expect(wholeMonths("2026-01-31", "2026-02-27")).toBe(0);
    expect(wholeMonths("2024-02-29", "2025-02-28")).toBe(12);
    expect(wholeMonths("2025-12-31", "2027-01-01")).toBe(12);
  });

  it("is the last anniversary not after the day, found by walking", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 900 }), (from, days) => {
        const start = addDays("2020-01-01", from);
        const date = addDays(start, days);
        let months = 0;
        while (addMonths(start, months + 1) <= date) months += 1;
        expect(wholeMonths(start, date)).toBe(months);
        let until = 0;
        while (addMonths(start, until) < date) until += 1;
        expect(monthsUntil(start, date)).toBe(until);
      }),
    );
  });
});

describe("cohort intervals", () => {
  it("name the calendar interval of a day, and say how long they are", () => {
    expect(["month", "quarter", "year"].map((one) => cohortName("2025-06-30", one as "month"))).toEqual([
      "2025-06",
      "2025-Q2",
      "2025",
    ]);
    expect(cohortName("2025-07-01", "quarter")).toBe("2025-Q3");
    expect([monthsOf("month"), monthsOf("quarter"), monthsOf("year")]).toEqual([1, 3, 12]);
  });
});
