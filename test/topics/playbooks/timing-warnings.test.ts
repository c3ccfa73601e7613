import { describe, expect, it } from "vitest";
import type { DatedStep, StepCalendar } from "../../../src/topics/playbooks/figures.ts";
import { timingWarnings } from "../../../src/topics/playbooks/words.ts";

const dated = (date: string, past: boolean | null, hours = 1): DatedStep => ({
  day: 0,
  counted_from: "opt_out_deadline",
  date,
  action: "Act",
  owner: "CSM",
  channel: "email",
  output: "Mail",
  hours,
  past,
});
const calendar = (more: Partial<StepCalendar>): StepCalendar => ({
  anchor: "opt_out_deadline",
  count_from: "2026-11-01",
  renewal_date: "2026-12-31",
  holidays: new Set(),
  as_of: null,
  ...more,
});

describe("timingWarnings", () => {
  it("says nothing when nothing is wrong", () => {
    expect(timingWarnings([dated("2026-10-30", false)], calendar({ as_of: "2026-10-30" }), "2026-11-01")).toEqual([]);
  });

  it("counts past steps, their hours and the days left until the deadline", () => {
    const steps = [dated("2026-07-03", true, 1), dated("2026-08-03", true, 2.5), dated("2026-10-30", false)];
    const [warning, ...others] = timingWarnings(steps, calendar({ as_of: "2026-09-01" }), "2026-11-01");
    // September 30 days and October 31: 61 days from 1 September to 1 November.
    expect(others).toEqual([]);
    expect(warning!.code).toBe("steps_past");
    expect(warning!.message).toContain("2 of 3 steps (3.5 hours) lie before 2026-09-01");
    expect(warning!.message).toContain("61 days are left until the opt-out deadline, 2026-11-01");
  });

  it("counts to the last step where there is no deadline", () => {
    const steps = [dated("2026-01-12", true), dated("2026-02-11", false)];
    const found = timingWarnings(
      steps,
      calendar({ anchor: "start", count_from: "2026-01-12", as_of: "2026-02-01" }),
      "2026-01-12",
    );
    expect(found[0]!.message).toContain("10 days are left until the last step, 2026-02-11");
  });

  it("says so when the deadline itself is over", () => {
    const found = timingWarnings([dated("2026-10-30", true)], calendar({ as_of: "2026-11-04" }), "2026-11-01");
    expect(found.map((warning) => warning.code)).toEqual(["steps_past", "deadline_passed"]);
    expect(found[0]!.message).toContain("3 days have passed");
  });

  it("does not call the deadline passed on the day itself", () => {
    const found = timingWarnings([dated("2026-10-30", true)], calendar({ as_of: "2026-11-01" }), "2026-11-01");
    expect(found.map((warning) => warning.code)).toEqual(["steps_past"]);
  });

  it("warns of an unknown notice period, and counts only to the renewal date", () => {
    const late = calendar({ count_from: "2026-12-31", as_of: "2026-12-01" });
    const found = timingWarnings([dated("2026-11-30", true), dated("2026-12-31", false)], late, null);
    expect(found.map((warning) => warning.code)).toEqual(["notice_unknown", "steps_past"]);
    expect(found[1]!.message).toContain(
      "30 days are left until the renewal date, 2026-12-31 and fewer until the opt-out deadline",
    );
  });

  it("warns when the meeting falls on a day off", () => {
    const saturday = calendar({ anchor: "meeting", count_from: "2026-01-17" });
    expect(timingWarnings([dated("2026-01-16", null)], saturday, "2026-01-17").map((warning) => warning.code)).toEqual([
      "meeting_moved",
    ]);
  });
});
