import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { playbookAnchor } from "../../../src/topics/playbooks/figures.ts";

describe("playbookAnchor", () => {
  it("puts a renewal on its opt-out deadline", () => {
    // December 31 days back to 30 November is 31, November 29 more to 1 November: 60.
    expect(playbookAnchor("opt_out_deadline", { renewal_date: "2026-12-31", notice_days: 60 })).toEqual({
      anchor_date: "2026-11-01",
      reason: null,
      count_from: "2026-11-01",
    });
  });

  it("takes 0 days of notice as a value: the deadline is the renewal date", () => {
    expect(playbookAnchor("opt_out_deadline", { renewal_date: "2026-12-31", notice_days: 0 }).anchor_date).toBe("2026-12-31");
  });

  it("does not take an unknown notice period for 0 days", () => {
    const anchor = playbookAnchor("opt_out_deadline", { renewal_date: "2026-12-31" });
    expect(anchor.anchor_date).toBeNull();
    expect(anchor.reason).toContain("not 0 days");
    expect(anchor.count_from).toBe("2026-12-31");
  });

  it("has no date without a renewal date, even with the notice period", () => {
    expect(playbookAnchor("opt_out_deadline", { notice_days: 60 })).toMatchObject({ anchor_date: null, count_from: null });
  });

  it("has no date without a start, and says what days count from", () => {
    const anchor = playbookAnchor("trigger", {});
    expect(anchor).toMatchObject({ anchor_date: null, count_from: null });
    expect(anchor.reason).toContain("trigger");
  });

  it("refuses dates of the other kind instead of dropping them", () => {
    expect(() => playbookAnchor("start", { start: "2026-01-12", renewal_date: "2026-12-31" })).toThrow(Problem);
    expect(() => playbookAnchor("meeting", { start: "2026-01-12", notice_days: 0 })).toThrow(/notice_days/);
    expect(() => playbookAnchor("opt_out_deadline", { start: "2026-01-12" })).toThrow(/renewal_date/);
  });

  it("refuses a notice period longer than any contract", () => {
    const notice = { renewal_date: "2026-12-31", notice_days: 1_000_000_000 };
    expect(() => playbookAnchor("opt_out_deadline", notice)).toThrow(Problem);
  });

  it("refuses a day the calendar does not have", () => {
    expect(() => playbookAnchor("start", { start: "2026-02-30" })).toThrow(Problem);
    expect(() => playbookAnchor("opt_out_deadline", { renewal_date: "2026-13-01" })).toThrow(Problem);
  });
});
