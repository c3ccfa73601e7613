import { describe, expect, it } from "vitest";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { redFlags } from "../../../src/topics/organization/red-flags.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const ask = (answers: Omit<AssessmentQuestion, "ask">) => redFlags({ ask: "red_flags", ...answers }, figures);
const raised = (answers: Omit<AssessmentQuestion, "ask">) =>
  ask(answers)
    .flags.filter((flag) => flag.raised)
    .map(({ sign }) => sign);

describe("red flags, one by one on both sides of the limit", () => {
  it.each([
    // Limits: surprises above 50%, losses above 50% of new ARR, GRR below 80%, NRR below 90%, twenty largest from 50%, time away above 20%, span above 8.
    ["surprises", { surprise_losses: 5, losses_total: 10 }, false],
    ["surprises", { surprise_losses: 6, losses_total: 10 }, true],
    ["surprises, nobody left", { surprise_losses: 0, losses_total: 0 }, false],
    ["losses of new", { lost_arr: 500, new_arr: 1000 }, false],
    ["losses of new", { lost_arr: 500.01, new_arr: 1000 }, true],
    ["losses and nothing won", { lost_arr: 1, new_arr: 0 }, true],
    ["nothing lost, nothing won", { lost_arr: 0, new_arr: 0 }, false],
    ["danger", { danger_named: true }, false],
    ["danger", { danger_named: false }, true],
    ["renewals", { renewals_owned: true }, false],
    ["renewals", { renewals_owned: false }, true],
    ["grr", { grr: 0.8 }, false],
    ["grr", { grr: 0.799999 }, true],
    ["grr of 0", { grr: 0 }, true],
    ["nrr", { nrr: 0.9 }, false],
    ["nrr", { nrr: 0.899999 }, true],
    ["nrr above one", { nrr: 1.3 }, false],
    ["twenty largest", { top_twenty_share: 0.499999 }, false],
    ["twenty largest", { top_twenty_share: 0.5 }, true],
    ["time away", { time_away: 0.2 }, false],
    ["time away", { time_away: 0.200001 }, true],
    ["time away of 0", { time_away: 0 }, false],
    ["span", { reports_per_leader: 8 }, false],
    ["span", { reports_per_leader: 9 }, true],
    ["operations", { csms: 4, team: { cs_ops: 0 } }, false],
    ["operations", { csms: 5, team: { cs_ops: 0 } }, true],
    ["operations there", { csms: 5, team: { cs_ops: 1 } }, false],
    ["onboarding", { customers: 100, team: { onboarding: 0 } }, true],
    ["onboarding", { customers: 99, team: { onboarding: 0 } }, false],
  ])("%s: %j is %s", (_, answers, expected) => {
    const found = ask(answers);
    expect(found.flags).toHaveLength(1);
    expect(found.flags[0]!.raised).toBe(expected);
    expect(found.flags[0]!.rule).toMatch(/^[a-z]+-[a-z-]+$/);
  });

  it("carries number and limit", () => {
    expect(ask({ lost_arr: 600, new_arr: 1000 }).flags[0]).toMatchObject({
      number: 0.6,
      limit: 0.5,
      rule: "economics-cost-of-none",
    });
    expect(ask({ reports_per_leader: 9 }).flags[0]).toMatchObject({ number: 9, limit: 8, rule: "org-spans" });
    expect(ask({ lost_arr: 1, new_arr: 0 }).flags[0]).not.toHaveProperty("number");
  });

  it("a role nobody gave a number for is unknown and not 0", () => {
    const found = ask({ csms: 5, customers: 120, team: { cs_ops: 0 } });
    expect(found.flags.map(({ sign, role }) => [sign, role])).toEqual([["role_csms", "cs_ops"]]);
    expect(found.roles_unknown).toEqual(["onboarding"]);
  });
});

describe("the emergency", () => {
  it("begins with two of the four signs; other flags do not count", () => {
    expect(ask({ danger_named: false, renewals_owned: false }).emergency).toBe(true);
    expect(ask({ danger_named: false, grr: 0.5 }).emergency).toBeNull();
  });

  it("is ruled out only when the unknown ones cannot make it", () => {
    const calm = { danger_named: true, renewals_owned: true };
    expect(ask(calm).emergency).toBeNull();
    expect(ask({ ...calm, lost_arr: 0, new_arr: 10 }).emergency).toBe(false);
    expect(ask({ ...calm, lost_arr: 9, new_arr: 10 })).toMatchObject({
      emergency: null,
      signs: { raised: 1, unknown: ["surprise_losses"] },
    });
    expect(ask({ ...calm, lost_arr: 9, new_arr: 10, surprise_losses: 0, losses_total: 3 }).emergency).toBe(false);
  });

  it("shows raised flags first", () => {
    expect(raised({ danger_named: true, renewals_owned: false, grr: 0.5 })).toEqual(["renewals_owned", "grr"]);
    expect(ask({ danger_named: true, grr: 0.5 }).flags.map(({ raised: up }) => up)).toEqual([true, false]);
  });
});

describe("refusals", () => {
  it.each([
    ["half a ratio", { lost_arr: 1 }, /new_arr/],
    ["the other half", { losses_total: 3 }, /surprise_losses/],
    ["more surprises than losses", { surprise_losses: 4, losses_total: 3 }, /4.*3/],
    ["a role there is not", { csms: 5, team: { janitor: 0 } }, /cs_ops/],
    ["a team without size", { team: { cs_ops: 0 } }, /csms, customers/],
    ["two numbers of CSMs", { csms: 5, team: { csm: 6 } }, /5.*6/],
  ])("%s", (_, answers, message) => {
    expect(() => ask(answers)).toThrow(message);
  });
});
