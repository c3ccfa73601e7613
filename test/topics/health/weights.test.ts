import { describe, expect, it } from "vitest";
import { acceptedComponents } from "../../../src/topics/health/answer.ts";
import { knownComponents, weightSets, weightsOf } from "../../../src/topics/health/book.ts";
import { figures, general, problem } from "./health-figures.ts";

describe("weightSets", () => {
  it("takes the general five unless told otherwise, and the set of each touch on request", () => {
    expect(weightSets({}, figures).sets.get("all")).toEqual(general);
    const byTouch = weightSets({ by_touch: true }, figures);
    // The rule's own line: tech touch rests half on usage.
    expect(weightsOf({ touch: "tech" }, byTouch)[0]).toEqual({ component: "usage", weight_share: 0.5 });
    expect(weightsOf({ touch: "high" }, byTouch).map(({ component }) => component)).toContain("financial");
    expect(weightsOf({ touch: "tech" }, weightSets({}, figures))).toEqual(general);
  });

  it("takes own weights that add up to 1, with 0 among them", () => {
    const own = weightSets({ weights: { usage: 0.1, support: 0.2, roi: 0.7, growth: 0 } }, figures);
    expect(own.sets.get("all")?.at(-1)).toEqual({ component: "growth", weight_share: 0 });
  });

  it("refuses weights that do not add up to 1, negative ones, and two sets at once", () => {
    expect(problem(() => weightSets({ weights: { usage: 0.5, support: 0.4 } }, figures))).toMatch(
      /weights add up to 0.9, not to 1/,
    );
    expect(problem(() => weightSets({ weights: { usage: 30, support: 70 } }, figures))).toMatch(
      /weights.usage: 30[\s\S]*0.3 for 30%/,
    );
    expect(problem(() => weightSets({ weights: { usage: 1.2, support: -0.2 } }, figures))).toMatch(/weights.support: -0.2/);
    expect(problem(() => weightSets({ weights: {} }, figures))).toMatch(/weights add up to 0, not to 1/);
    expect(problem(() => weightSets({ weights: { usage: 1 }, by_touch: true }, figures))).toMatch(/by_touch, and not both/);
  });
});

describe("acceptedComponents", () => {
  it("knows the rule's names, and own ones that some account has", () => {
    expect(knownComponents(figures)).toEqual(["usage", "engagement", "relationship", "support", "growth", "financial"]);
    const accounts = [{ scores: { roi: 5 } }, { scores: null }];
    expect(acceptedComponents({ weights: { roi: 1 } }, accounts, figures).has("roi")).toBe(true);
  });

  it("refuses a weight for a component nobody has, which is a misspelling", () => {
    const message = problem(() => acceptedComponents({ weights: { usgae: 1 } }, [{ scores: { usage: 5 } }], figures));
    expect(message).toMatch(/no account has: usgae.*usage, engagement/);
    // A known name may be missing everywhere; coverage says so.
    expect(problem(() => acceptedComponents({ weights: { usage: 1 } }, [{ scores: {} }], figures))).toBe("no problem");
  });
});
