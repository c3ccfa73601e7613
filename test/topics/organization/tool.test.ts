import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssessmentAsk, assessmentAsks } from "../../../src/topics/organization/question.ts";
import { assessOrganization } from "../../../src/topics/organization/tool.ts";
import { cases } from "../../cases.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { callerOf, type ResultOf } from "../../tool-caller.ts";

type Result = ResultOf<typeof assessOrganization>;
const ports = openTestPorts();
const caller = callerOf(assessOrganization, ports);

async function call(ask: AssessmentAsk, answers?: Record<string, unknown>, top: Record<string, unknown> = {}): Promise<Result> {
  const result = await caller.call({ ask, ...top, ...(answers === undefined ? {} : { answers }) });
  expect(result.missing.length).toBeLessThanOrEqual(3);
  for (const { rule } of [...result.findings, ...result.next_steps]) expect(ports.library.ids()).toContain(rule);
  return result;
}
const refusal = (input: Record<string, unknown>) => expect(caller.call(input)).rejects;

describe("every question", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "assess_organization" && tags.includes("door")))(
    "$name",
    async ({ input, output }) => {
      const { ask, answers, ...top } = input as { ask: AssessmentAsk; answers?: Record<string, unknown> };
      const result = await call(ask, answers, top);
      expect(subsetOf(result, output)).toEqual([]);
      expect(result.summary).not.toMatch(/Wilson|p-value|confidence|undefined|null|NaN/);
    },
  );

  it.each(assessmentAsks)("%s alone says which answers it takes", async (ask) => {
    await refusal({ ask }).toThrow(new RegExp(`${ask} needs .*\\n- (answers\\.)?[a-z_]+: `));
  });

  it.each(assessmentAsks)("%s refuses answers of another question, and misspelt ones", async (ask) => {
    const foreign = ask === "charter" ? { grr: 0.9 } : { charter: {} };
    await refusal({ ask, answers: foreign }).toThrow(/has no use for answers\./);
    await refusal({ ask, answers: { handoff: "low" } }).toThrow(/answers has no handoff/);
  });

  it("absent parts are absent, not null", async () => {
    const result = await call("stage", undefined, { customers: 0 });
    for (const part of ["causes", "flags", "gaps", "attention", "charter", "disagreement"])
      expect(result).not.toHaveProperty(part);
  });
});

describe("maturity", () => {
  it("names the weakest, what moves it up, and how little evidence bears", async () => {
    const result = await call("maturity", {
      components: [
        { component: "handoff", level: "medium", evidence: "document for 28 of 30" },
        { component: "renewal", level: "high" },
      ],
    });
    expect(result.levels![0]).toMatchObject({ level: "Proactive", low: "Reactive" });
    expect(result.summary).toMatch(/Proactive on the 2 parts marked.*Handoff/);
    expect(result.summary).toMatch(/5 parts are not marked and 1 mark has no evidence/);
    expect(result.recommendation).toMatch(/Handoff first, from medium to high: the customer's goal is confirmed before closing/);
    expect(result.missing[0]!.what).toContain("Journey and ideal customer");
  });
});

describe("stage", () => {
  it("says that the signs disagree, each with its own, and what to prove next", async () => {
    const result = await call("stage", undefined, { customers: 340, csms: 6, funding: "series_b" });
    expect(result.summary).toMatch(/disagree \(340 customers: Specialization; 6 CSMs: Specialization; Series B: Scale\)/);
    expect(result.disagreement!.signals).toHaveLength(3);
    expect(result.summary).toContain("Prove next: scale, shown by high margins");
  });

  it("without disagreement there is no such part, and what lacks is asked", async () => {
    const result = await call("stage", undefined, { csms: 0 });
    expect(result).not.toHaveProperty("disagreement");
    expect(result.summary).toContain("0 CSMs: Founding");
    expect(result.missing.map(({ what }) => what.split(":")[0])).toEqual(["customers", "funding"]);
  });
});

describe("partial answers", () => {
  it("ambition is bracketed, and the level is null with its reason", async () => {
    const result = await call("ambition", { next_year_from_signed: 0 });
    expect(result.levels![0]).toMatchObject({ level: null, low: "Cost center", high: "Growth driver" });
    expect(result.recommendation).toMatch(/no less than a cost center/);
    expect(result.missing).toHaveLength(2);
  });

  it("reporting without counts recommends nothing and asks who could settle", async () => {
    const result = await call("reporting", { employees: 0 });
    expect(result.recommendation).toBeNull();
    expect(result.missing[0]!.what).toContain("stuck_decisions");
    expect(result.levels).toHaveLength(4);
  });

  it("reporting names the trade-off of the line it takes", async () => {
    const result = await call("reporting", { stuck_decisions: { cro: 7 }, employees: 61, reports_to: "COO" });
    expect(result.summary).toMatch(/Move from the COO to the CRO, and guard against this: at the end of each quarter/);
    expect(result.summary).toMatch(/CEO \(61 employees, and a line to the CEO stops working by 60\)/);
  });

  it("a first leader where the source is silent is no guess", async () => {
    expect((await call("first_hire", { people_in_a_year: 40 }, { funding: "growth" })).recommendation).toBeNull();
    expect((await call("first_hire", { people_in_a_year: 0 }, { funding: "seed" })).summary).toContain("no leader to hire");
    expect((await call("first_hire", { people_in_a_year: 10 }, { funding: "series_b" })).summary).toMatch(/^Hire an operator/);
  });

  it("root cause: too few cannot tell, and asks for how many more", async () => {
    const result = await call("root_cause", { losses: [{ cause: "execution", accounts: 4, arr: 0 }] });
    expect(result.levels![0]!.level).toBe("cannot tell");
    expect(result.recommendation).toBeNull();
    expect(result.summary).toMatch(/^Cannot tell yet/);
    expect(result.missing[0]!.what).toContain("6 more");
  });

  it("root cause in dollars and accounts", async () => {
    const result = await call("root_cause", {
      losses: [
        { cause: "upstream", accounts: 19, arr: 900_000 },
        { cause: "execution", accounts: 1, arr: 100_000 },
      ],
    });
    expect(result.summary).toContain("95% of 20 lost accounts and 90% of 1M lost");
    expect(result.summary).toContain("Had execution been perfect, 100K would have stayed.");
  });

  it("red flags: no flag so far is not calm, four quiet signs are", async () => {
    expect((await call("red_flags", { danger_named: true })).recommendation).toBeNull();
    const quiet = { danger_named: true, renewals_owned: true, lost_arr: 0, new_arr: 0, surprise_losses: 0, losses_total: 0 };
    expect((await call("red_flags", quiet)).levels![0]!.level).toBe("no emergency");
  });

  it("attention with a row missing shows what it has", async () => {
    const result = await call("attention", {
      split: [
        { name: "A", hours: 0, arr: 1 },
        { name: "B", arr: 3 },
      ],
    });
    expect(result.attention![0]).toMatchObject({ name: "A", hours: 0, arr_share: 0.25, hours_share: null });
    expect(result.missing[0]!.what).toBe("answers.split: hours of B");
    expect(result.charts).toEqual([]);
  });
});

describe("journey", () => {
  const gaps = Array.from({ length: 20 }, (_, index) => ({
    gap: `Gap ${index}`,
    stage: "Renewal",
    accounts: index,
    severity: 1,
  }));

  it("shows the first twelve of many, and says how many there are", async () => {
    const result = await call("journey", { gaps });
    expect(result.gaps).toHaveLength(12);
    expect(result.gaps_total).toBe(20);
    expect(result.gaps![0]).toMatchObject({ gap: "Gap 19", rank: 1, weight: 19 });
    expect(result.charts).toHaveLength(1);
  });

  it("gives the usual remedy of the stage and the measure that will show it", async () => {
    const steps = (await call("journey", { gaps: gaps.slice(0, 3) })).next_steps.map(({ step }) => step).join(" ");
    expect(steps).toContain("a playbook that begins months before");
    expect(steps).toContain("gross retention (shows after a year)");
  });
});

describe("charter", () => {
  it("fills what was said and marks the rest, inventing nothing", async () => {
    const result = await call("charter", {
      charter: { company: "North*wind", outcomes: [{ result: "Customers stay" }], not_ours: [{ task: "Quote" }] },
    });
    expect(result.charter).toContain("# Customer success charter: North\\*wind");
    expect(result.charter).toContain("- Customers stay. Measure: to be decided. By: to be decided.");
    expect(result.charter).toContain("- Quote. Who does: to be decided.");
    for (const heading of ["Which outcomes are ours?", "What do we do for them?", "What do we not do?", "Whom do we work with?"])
      expect(result.charter).toContain(`## ${heading}`);
    // Two dates, owner, signatures; measure and date of the outcome; who quotes; activities and neighbors.
    expect(result.blanks).toBe(9);
    expect(result.charter!.match(/to be decided/g)).toHaveLength(9);
  });
});

describe("refusals name the thing and the remedy", () => {
  it.each([
    ["a percent", { ask: "red_flags", answers: { grr: 82 } }, /answers\.grr: .*80% is 0\.8/],
    ["half a customer", { ask: "stage", customers: 1.5 }, /customers/],
    ["fewer than none", { ask: "stage", csms: -1 }, /csms/],
    ["a round there is not", { ask: "stage", funding: "ipo" }, /series_b/],
    [
      "a cause there is not",
      { ask: "root_cause", answers: { losses: [{ cause: "price", accounts: 2 }] } },
      /upstream, execution, outside, unknown/,
    ],
    [
      "a part there is not",
      { ask: "maturity", answers: { components: [{ component: "Sales", level: "low" }] } },
      /Implementation/,
    ],
    ["a question there is not", { ask: "vision" }, /root_cause/],
    ["cents of cents", { ask: "red_flags", answers: { lost_arr: 1.234, new_arr: 5 } }, /hundredth/],
    [
      "too much",
      {
        ask: "attention",
        answers: {
          split: [
            { name: "A", hours: 1, arr: 9e13 },
            { name: "B", hours: 1, arr: 9e13 },
          ],
        },
      },
      /exact/,
    ],
    ["too long", { ask: "charter", answers: { charter: { company: "x".repeat(9000) } } }, /too long/],
  ])("%s", async (_, input, message) => {
    await refusal(input).toThrow(message);
  });
});

describe("any answers at all", () => {
  it("give a sound result or a refusal", async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const answers = fc.record(
      {
        grr: share,
        nrr: fc.double({ min: 0, max: 3, noNaN: true }),
        danger_named: fc.boolean(),
        renewals_owned: fc.boolean(),
        time_away: share,
        top_twenty_share: share,
        reports_per_leader: fc.nat(30),
      },
      { requiredKeys: ["grr"] },
    );
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        await call("red_flags", given);
      }),
      { numRuns: 40 },
    );
  });
});
