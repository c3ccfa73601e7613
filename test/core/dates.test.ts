import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, businessDay, dayNumber, daysBetween, isoDate, monthStart } from "../../src/core/dates.ts";

describe("dates", () => {
  it("counts days by the calendar", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2025-02-28", "2025-03-01")).toBe(1);
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(monthStart("2026-02-17")).toBe("2026-02-01");
  });

  it("keeps the day, or the month's last where it is shorter", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2026-01-15", -13)).toBe("2024-12-15");
  });

  it("refuses a day that does not exist", () => {
    expect(() => dayNumber("2026-02-30")).toThrow(/not a date of the calendar/);
    expect(() => dayNumber("31.01.2026")).toThrow(/year-month-day/);
  });

  it("goes there and back", () => {
    fc.assert(fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => dayNumber(isoDate(day)) === day));
  });
});

describe("businessDay", () => {
  it("moves a weekend forward or back", () => {
    // 2026-01-31 is a Saturday.
    expect(businessDay("2026-01-31", 1, new Set())).toBe("2026-02-02");
    expect(businessDay("2026-01-31", -1, new Set())).toBe("2026-01-30");
    expect(businessDay("1969-12-28", 1, new Set())).toBe("1969-12-29");
  });

  it("skips holidays too", () => {
    expect(businessDay("2026-01-31", 1, new Set(["2026-02-02"]))).toBe("2026-02-03");
  });
});
