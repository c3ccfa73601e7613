import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { draftPlaybook as draft, type PlaybookRequest, type PlaybookRule } from "../../../src/topics/playbooks/draft-playbook.ts";
import type { Anchor, PlaybookStep } from "../../../src/topics/playbooks/figures.ts";
import { draftFindings } from "../../../src/topics/playbooks/words.ts";

const draftPlaybook = (request: PlaybookRequest, rule: PlaybookRule) => {
  const made = draft(request, rule);
  return { ...made, ...draftFindings(made, request, rule.rule) };
};

const step = (day: number, hours: number, more: Partial<PlaybookStep> = {}): PlaybookStep => ({
  touch: "high",
  day,
  action: "Act",
  owner: "CSM",
  channel: "email",
  output: "Mail",
  hours,
  ...more,
});
const ruleOf = (anchor: Anchor, steps: PlaybookStep[]): PlaybookRule => ({
  rule: "playbooks-sample",
  outlines: [
    { touch: "high", anchor, owner: "CSM", trigger: "Health below 40" },
    { touch: "low", anchor, owner: "Pool CSM", trigger: "Health below 30" },
  ],
  steps,
  checks: [
    { part: "exit", touches: ["high", "low"], text: "Signed" },
    { part: "metric", touches: ["high"], text: "Median days" },
    { part: "escalation", touches: ["low"], text: "After 3 days the manager" },
    { part: "automation", touches: ["high"], text: "Health opens the run", when: "health < 40", needs: ["health"] },
  ],
  messages: [
    { touch: "high", day: 0, subject: "{account}", text: "Hello {contact}, {account} has {health}. {owner}" },
    { touch: "low", day: 0, subject: "Low", text: "{other}" },
  ],
  stop_rules: [],
  no_run: [{ kind: "ebr", touch: "tech", why: "nobody meets them", instead: "Draft qbr." }],
});

describe("draftPlaybook", () => {
  it("takes the lines of the touch asked for and no others", () => {
    const rule = ruleOf("trigger", [step(0, 1), step(1, 2), step(0, 4, { touch: "low" })]);
    const { playbook, hours_per_run } = draftPlaybook({ kind: "at_risk", touch: "high" }, rule);
    expect(playbook).toMatchObject({
      trigger: "Health below 40",
      exit_criteria: ["Signed"],
      metrics: ["Median days"],
      escalation: [],
    });
    expect(playbook.steps).toHaveLength(2);
    expect(hours_per_run).toBe(3);
  });

  it("separates the hours before the deadline from those after it", () => {
    const rule = ruleOf("opt_out_deadline", [step(-7, 2), step(0, 0.5), step(0, 0.25, { counted_from: "renewal_date" })]);
    const draft = draftPlaybook({ kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: 30 }, rule);
    // Day 0 is the deadline itself and counts; the renewal date comes after it.
    expect(draft).toMatchObject({ hours_per_run: 2.75, hours_before_deadline: 2.5 });
  });

  it("says why a playbook without a start has no date", () => {
    const draft = draftPlaybook({ kind: "onboarding", touch: "high", as_of: "2026-01-01" }, ruleOf("start", [step(0, 1)]));
    expect(draft.playbook.anchor_date).toBeNull();
    expect(draft.hours_before_deadline).toBeNull();
    expect(draft.reason).toContain("start is not given");
  });

  it("warns of nothing where all is known", () => {
    const rule = ruleOf("meeting", [step(0, 1)]);
    const draft = draftPlaybook(
      {
        kind: "qbr",
        touch: "high",
        start: "2026-01-12",
        as_of: "2026-01-01",
        holidays: ["2026-01-13"],
        account: "Acme",
        owner: "R. Ilic",
        merge: { contact: "Ana", health: "0" },
      },
      rule,
    );
    expect(draft.warnings).toEqual([]);
    expect(draft.assumptions.map((assumption) => assumption.what)).toEqual(["Hours per step"]);
  });

  it("fills the messages of the touch, and leaves in braces what nobody gave", () => {
    const rule = ruleOf("trigger", [step(0, 1)]);
    const draft = draftPlaybook({ kind: "at_risk", touch: "high", account: "Acme", merge: { health: "0" } }, rule);
    expect(draft.playbook.messages).toEqual([{ day: 0, subject: "Acme", text: "Hello {contact}, Acme has 0. {owner}" }]);
    expect(draft.merge_fields).toEqual([
      { field: "account", value: "Acme" },
      { field: "contact", value: null },
      { field: "health", value: "0" },
      { field: "owner", value: null },
    ]);
  });

  it("says which given fields no message has a place for", () => {
    const rule = ruleOf("trigger", [step(0, 1, { touch: "low" })]);
    const draft = draftPlaybook({ kind: "at_risk", touch: "low", owner: "R. Ilic", merge: { goal: "Speed" } }, rule);
    expect(draft.warnings.map((warning) => warning.code)).toEqual(["merge_unused"]);
    expect(draft.warnings[0]!.message).toContain("owner, goal");
  });

  it("gives the opening test of its touch and one line a step", () => {
    const rule = ruleOf("trigger", [step(0, 1), step(2, 1, { owner: "Program", only_if: "logins = 0" })]);
    const { automation } = draftPlaybook({ kind: "at_risk", touch: "high", start: "2026-01-12" }, rule).playbook;
    expect(automation.slice(0, 3)).toEqual([
      { when: "health < 40", do: "Health opens the run", needs: ["health"] },
      {
        when: "run_open = true and today - trigger_date >= 0",
        do: "Step 1: open a task for CSM",
        needs: ["run_open", "trigger_date"],
      },
      {
        when: "run_open = true and today - trigger_date >= 2 and logins = 0",
        do: "Step 2: run it (email)",
        needs: ["run_open", "trigger_date", "logins"],
      },
    ]);
  });

  it("says what to do instead where a kind has no run for a touch", () => {
    const rule = ruleOf("meeting", [step(0, 1)]);
    expect(() => draftPlaybook({ kind: "ebr", touch: "tech" }, rule)).toThrow(/nobody meets them.*Draft qbr/s);
  });

  it("refuses a touch the rule does not have", () => {
    const rule = ruleOf("start", [step(0, 1)]);
    expect(() => draftPlaybook({ kind: "onboarding", touch: "tech" }, rule)).toThrow(/playbooks-sample .* tech touch/);
    expect(() => draftPlaybook({ kind: "onboarding", touch: "low" }, rule)).toThrow(Problem);
  });

  it("refuses a holiday or a day asked about that does not exist, instead of ignoring it", () => {
    const rule = ruleOf("start", [step(0, 1)]);
    expect(() => draftPlaybook({ kind: "onboarding", touch: "high", holidays: ["2026-02-30"] }, rule)).toThrow(/2026-02-30/);
    expect(() => draftPlaybook({ kind: "onboarding", touch: "high", as_of: "2026-00-01" }, rule)).toThrow(/2026-00-01/);
  });
});
