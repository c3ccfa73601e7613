import { describe, expect, it } from "vitest";
import { monthsInWindow, windowBefore } from "../../../src/topics/retention/months.ts";
import { annualiseWindow } from "./on-the-wire.ts";

describe("monthsInWindow", () => {
  it("counts whole months by either custom", () => {
    expect(monthsInWindow({ from: "2025-01-01", to: "2026-01-01" })).toBe(12);
    expect(monthsInWindow({ from: "2025-01-01", to: "2025-12-31" })).toBe(12);
    expect(monthsInWindow({ from: "2025-01-31", to: "2025-02-28" })).toBe(1);
  });
  it("counts the rest in days of the month it falls in", () => {
    // 14 of February's 28 days, and 10 of January's 31.
    expect(monthsInWindow({ from: "2026-01-01", to: "2026-02-15" })).toBe(1.5);
    expect(monthsInWindow({ from: "2026-01-01", to: "2026-01-11" })).toBeCloseTo(10 / 31, 12);
  });
});

describe("windowBefore", () => {
  it("is of the same length, right before", () => {
    expect(windowBefore({ from: "2025-01-01", to: "2026-01-01" })).toEqual({ from: "2024-01-01", to: "2025-01-01" });
    expect(windowBefore({ from: "2025-01-01", to: "2025-12-31" })).toEqual({ from: "2024-01-01", to: "2024-12-31" });
    expect(windowBefore({ from: "2025-04-01", to: "2025-07-01" })).toEqual({ from: "2025-01-01", to: "2025-04-01" });
    // 45 days back from 1 March 2025: 28 of February and 17 of January.
    expect(windowBefore({ from: "2025-03-01", to: "2025-04-15" })).toEqual({ from: "2025-01-15", to: "2025-03-01" });
  });
});

describe("annualiseWindow", () => {
  it("compounds, up from half a year and down from two", () => {
    const half = annualiseWindow({ from: "2025-01-01", to: "2025-07-01" }, 1.1, 0.9)!;
    expect(half.months).toBe(6);
    expect(half.nrr).toBeCloseTo(1.21, 12);
    expect(half.grr).toBeCloseTo(0.81, 12);
    expect(half.monthly_grr ** 6).toBeCloseTo(0.9, 12);
    expect(annualiseWindow({ from: "2024-01-01", to: "2026-01-01" }, 1.21, 0.81)).toMatchObject({
      months: 24,
      nrr: 1.1,
      grr: 0.9,
    });
  });
  it("keeps 0 and 1, and says nothing of less than a month", () => {
    expect(annualiseWindow({ from: "2025-01-01", to: "2025-04-01" }, 0, 0)).toMatchObject({ nrr: 0, grr: 0 });
    expect(annualiseWindow({ from: "2025-01-01", to: "2025-04-01" }, 1, 1)).toMatchObject({ nrr: 1, grr: 1 });
    expect(annualiseWindow({ from: "2025-01-01", to: "2025-01-20" }, 0.9, 0.9)).toBeNull();
  });
});
