import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { mergeValues } from "../../../src/topics/playbooks/draft-playbook.ts";
import type { DatedStep } from "../../../src/topics/playbooks/figures.ts";

const none = { anchor: "trigger", anchor_date: null };
const meeting = { counted_from: "meeting", day: 0, date: "2026-09-04" } as DatedStep;

describe("mergeValues", () => {
  it("knows the input's own fields and what merge adds", () => {
    const values = mergeValues({ account: "Acme", owner: "R. Ilic", merge: { goal: "0 errors" } }, none, []);
    expect([...values]).toEqual([
      ["account", "Acme"],
      ["owner", "R. Ilic"],
      ["goal", "0 errors"],
    ]);
  });

  it("takes the deadline and the day the meeting is really held", () => {
    const renewal = mergeValues({ renewal_date: "2026-12-31" }, { anchor: "opt_out_deadline", anchor_date: "2026-11-01" }, []);
    expect(renewal.get("opt_out_deadline")).toBe("2026-11-01");
    expect(renewal.get("renewal_date")).toBe("2026-12-31");
    // A meeting planned for a holiday was moved; the message names the moved day.
    expect(mergeValues({}, { anchor: "meeting", anchor_date: "2026-09-07" }, [meeting]).get("meeting_date")).toBe("2026-09-04");
  });

  it("knows no deadline that is unknown", () => {
    expect(mergeValues({}, { anchor: "opt_out_deadline", anchor_date: null }, []).has("opt_out_deadline")).toBe(false);
  });

  it("refuses an empty value and two values for one field", () => {
    expect(() => mergeValues({ account: " " }, none, [])).toThrow(/account: no text/);
    expect(() => mergeValues({ merge: { goal: "" } }, none, [])).toThrow(Problem);
    expect(() => mergeValues({ account: "Acme", merge: { account: "Bolt" } }, none, [])).toThrow(/"Bolt" against "Acme"/);
    expect(mergeValues({ account: "Acme", merge: { account: "Acme" } }, none, []).get("account")).toBe("Acme");
  });
});
