import { describe, expect, it } from "vitest";
import { decisionInWindow } from "../../../src/topics/blueprint/history.ts";

const year = { from: "2025-01-01", to: "2026-01-01" };

describe("when a contract came up for decision", () => {
  it.each([
    ["the next renewal of a yearly contract was also last year", "2026-10-01", 12, "2025-10-01"],
    ["a first day years ago comes round each year", "2021-03-15", 12, "2025-03-15"],
    ["the last day of the window belongs to it", "2027-01-01", 12, "2026-01-01"],
    ["a month's last day", "2024-02-29", 12, "2025-02-28"],
    ["monthly: the last one", "2025-05-20", 1, "2025-12-20"],
    ["three years: 2026-06, 2023-06 are both outside", "2026-06-01", 36, null],
    ["three years: 2025-06 is inside", "2028-06-01", 36, "2025-06-01"],
  ])("%s", (_, end, months, date) => {
    expect(decisionInWindow(end, months, year)).toBe(date);
  });

  it("leaves the first day of the window to the year before", () => {
    expect(decisionInWindow("2025-01-01", 24, year)).toBeNull();
  });
});
