import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maturity } from "../../../src/topics/organization/maturity.ts";
import { type Mark, marks } from "../../../src/topics/organization/question.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
// The seven parts of the page, in the order of the customer's path.
const parts = ["Journey and ideal customer", "Handoff", "Implementation", "Education", "Support", "Customer success", "Renewal"];
const all = (level: Mark, evidence: string | undefined = "seen") => parts.map((component) => ({ component, level, evidence }));
const ask = (components: Parameters<typeof maturity>[0]["components"]) => maturity({ ask: "maturity", components }, figures);

describe("maturity", () => {
  it("the page's own sheet: agreed marks are the lowest of three, and the stage is the weakest", () => {
    const found = ask([
      { component: "Journey and ideal customer", level: ["medium", "low", "low"], evidence: "31 of 90" },
      { component: "Handoff", level: ["medium", "low", "medium"], evidence: "11 of 30" },
      { component: "Implementation", level: ["medium", "medium"], evidence: "52 days" },
      { component: "Education", level: "low", evidence: "two webinars" },
      { component: "Support", level: ["high", "medium", "medium"], evidence: "times kept" },
      { component: "Customer success", level: ["high", "medium", "medium"], evidence: "tiers" },
      { component: "Renewal", level: ["medium", "medium", "high"], evidence: "missed by 9%" },
    ]);
    expect(found.components.map(({ level }) => level)).toEqual(["low", "low", "medium", "low", "medium", "medium", "medium"]);
    expect(found.stage).toEqual({ level: "Reactive", low: "Reactive", high: "Reactive" });
    expect(found.weakest.map(({ component }) => component)).toEqual([parts[0], "Handoff", "Education"]);
    expect(found.next).toMatchObject({ component: parts[0], from: "low", to: "medium" });
    expect(found.components[4]).toMatchObject({ low: "medium", high: "high", differ: true });
  });

  it.each([
    ["low", "Reactive", "Reactive"],
    ["medium", "Proactive", "Proactive"],
    ["high", "Strategic", "Transformational"],
  ] as const)("all %s is %s, and marks reach no further than %s", (mark, level, high) => {
    expect(ask(all(mark)).stage).toEqual({ level, low: level, high });
  });

  it("one low among high decides, wherever it stands; no average", () => {
    for (const part of parts)
      expect(ask(all("high").map((one) => (one.component === part ? { ...one, level: "low" as const } : one))).stage.level).toBe(
        "Reactive",
      );
  });

  it("a mark without evidence may be low, an unmarked part too", () => {
    const bare = parts.map((component) => ({ component, level: "high" as const }));
    expect(ask(bare).stage).toEqual({ level: "Strategic", low: "Reactive", high: "Transformational" });
    const one = ask([{ component: "renewal", level: "medium", evidence: "a dated process" }]);
    expect(one.stage).toEqual({ level: "Proactive", low: "Reactive", high: "Proactive" });
    expect(one.unmarked).toHaveLength(6);
    expect(one.components[0]).toMatchObject({ level: null, low: "low", high: "high" });
  });

  it("nothing is left to raise when all is high", () => {
    expect(ask(all("high")).next).toBeNull();
  });

  it("refuses names there are not, with the list, and a part given twice", () => {
    expect(() => ask([{ component: "Sales", level: "low" }])).toThrow(/"Sales".*Handoff/);
    expect(() => ask([...all("low"), { component: "handoff", level: "high" }])).toThrow(/"Handoff" twice/);
  });

  it("the order of the marks changes nothing", () => {
    const given = fc.tuple(
      ...parts.map((component) => fc.record({ component: fc.constant(component), level: fc.constantFrom(...marks) })),
    );
    fc.assert(
      fc.property(
        given.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(ask(shuffled)).toEqual(ask(rows));
        },
      ),
    );
  });
});
