import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type AccountHours, accountHoursFigure, hoursPerAccount } from "../../../src/topics/workload/hours.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

const activities = library.figure<z.infer<typeof AccountHours>>(accountHoursFigure).value;

describe("hoursPerAccount", () => {
  it("adds up the library's activities", () => {
    // 26 x 0.75 + 4 x 6 + 2 x 8 + 6 + 8 + 8; 6 x 0.75 + 4 x 0.5 + 4 x 0.5 + 3 + 2 + 3 + 6; 4 x 0.25 + 0.5 + 1.5.
    expect(hoursPerAccount(activities, "high")).toBe(81.5);
    expect(hoursPerAccount(activities, "low")).toBe(22.5);
    expect(hoursPerAccount(activities, "tech")).toBe(3);
  });

  it("leaves out work that is counted elsewhere", () => {
    expect(hoursPerAccount(activities, "high", { withoutRenewals: true })).toBe(73.5);
    expect(hoursPerAccount(activities, "low", { withoutRenewals: true, withoutOnboarding: true })).toBe(16.5);
  });

  it("does not take an unlisted touch for no hours", () => {
    expect(() => hoursPerAccount([], "tech")).toThrow(/lists no work for tech touch/);
  });
});
