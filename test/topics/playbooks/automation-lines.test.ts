import { describe, expect, it } from "vitest";
import { automationLines } from "../../../src/topics/playbooks/draft-playbook.ts";
import type { DatedStep } from "../../../src/topics/playbooks/figures.ts";

const step = (more: Partial<DatedStep>): DatedStep => ({
  day: 0,
  counted_from: "trigger",
  date: null,
  action: "Act",
  owner: "CSM",
  channel: "email",
  output: "Mail",
  hours: 1,
  past: null,
  ...more,
});

describe("automationLines", () => {
  it("counts from the anchor's field, day 0 and dated steps included, so that one set of rules serves every account", () => {
    const lines = automationLines([], [step({}), step({ day: -14, counted_from: "meeting" })]);
    expect(lines[0]).toEqual({
      when: "run_open = true and today - trigger_date >= 0",
      do: "Step 1: open a task for CSM",
      needs: ["run_open", "trigger_date"],
    });
    expect(lines[1]!.when).toBe("run_open = true and today - meeting_date >= -14");
  });

  it("keeps a condition with alternatives together, and names its fields once", () => {
    const [line] = automationLines([], [step({ date: "2026-01-12", only_if: "logins = 0 or logins = empty" })]);
    expect(line!.when).toBe("run_open = true and today - trigger_date >= 0 and (logins = 0 or logins = empty)");
    expect(line!.needs).toEqual(["run_open", "trigger_date", "logins"]);
  });

  it("ends with the steps that are late", () => {
    expect(automationLines([], []).map((line) => line.when)).toEqual([
      "run_open = true and today > step_due_date and step_output = empty",
    ]);
  });
});
