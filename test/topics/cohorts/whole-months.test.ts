import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths } from "../../../src/core/dates.ts";
import {
  anniversary,
  cohortName,
  dateOf,
  dayOf,
  monthsOf,
  monthsUntil,
  wholeMonths,
} from "../../../src/topics/cohorts/cohort-table.ts";

describe("wholeMonths", () => {
  it("counts anniversaries, the last day of a short month standing for later days", () => {
    expect(wholeMonths(dayOf("2026-01-15"), dayOf("2026-01-15"))).toBe(0);
    expect(wholeMonths(dayOf("2026-01-15"), dayOf("2026-02-14"))).toBe(0);
    expect(wholeMonths(dayOf("2026-01-15"), dayOf("2026-02-15"))).toBe(1);
    expect(wholeMonths(dayOf("2026-01-31"), dayOf("2026-02-28"))).toBe(1);
    expect(wholeMonths(dayOf("2026-01-31"), dayOf("2026-02-27"))).toBe(0);
    expect(wholeMonths(dayOf("2024-02-29"), dayOf("2025-02-28"))).toBe(12);
    expect(wholeMonths(dayOf("2025-12-31"), dayOf("2027-01-01"))).toBe(12);
  });

  it("is the last anniversary not after the day, found by walking", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 900 }), (from, days) => {
        const start = addDays("2020-01-01", from);
        const date = addDays(start, days);
        let months = 0;
        while (addMonths(start, months + 1) <= date) months += 1;
        expect(wholeMonths(dayOf(start), dayOf(date))).toBe(months);
        let until = 0;
        while (addMonths(start, until) < date) until += 1;
        expect(monthsUntil(dayOf(start), dayOf(date))).toBe(until);
      }),
    );
  });
});

describe("days", () => {
  it("keep the order and the calendar of dates, and refuse those that do not exist", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: -600, max: 600 }), (days, months) => {
        const date = addDays("2000-03-01", days);
        expect(dateOf(dayOf(date))).toBe(date);
        expect(dayOf(addDays(date, 1))).toBeGreaterThan(dayOf(date));
        expect(dateOf(anniversary(dayOf(date), months))).toBe(addMonths(date, months));
      }),
    );
    for (const wrong of ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "x"])
      expect(() => dayOf(wrong)).toThrow("not a date");
  });
});

describe("cohort intervals", () => {
  it("name the calendar interval of a day, and say how long they are", () => {
    expect(["month", "quarter", "year"].map((one) => cohortName(dayOf("2025-06-30"), one as "month"))).toEqual([
      "2025-06",
      "2025-Q2",
      "2025",
    ]);
    expect(cohortName(dayOf("2025-07-01"), "quarter")).toBe("2025-Q3");
    expect([monthsOf("month"), monthsOf("quarter"), monthsOf("year")]).toEqual([1, 3, 12]);
  });
});
