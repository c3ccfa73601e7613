import { describe, expect, it } from "vitest";
import { assessOrganizationBy } from "../../../src/topics/organization/gaps.ts";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { shareText, withArticle, within } from "../../../src/topics/organization/words-root-cause.ts";
import { wordAssessment } from "../../../src/topics/organization/words-stage.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const say = (question: AssessmentQuestion, currency = "USD") =>
  wordAssessment(assessOrganizationBy(question, figures), { question, figures, currency }).summary;

describe("words", () => {
  it("fit into sentences", () => {
    expect([withArticle("Operator"), withArticle("Player-coach")]).toEqual(["an operator", "a player-coach"]);
    expect([within("CSMs by segment"), within("A VP"), within("Founders own")]).toEqual([
      "CSMs by segment",
      "a VP",
      "founders own",
    ]);
    expect([shareText(0), shareText(0.575), shareText(1)]).toEqual(["0%", "57.5%", "100%"]);
  });
});

describe("summaries lead with the verdict", () => {
  it("in the company's currency", () => {
    const losses = [
      { cause: "upstream" as const, accounts: 1, arr: 100_000 },
      { cause: "execution" as const, accounts: 19, arr: 900_000 },
    ];
    expect(say({ ask: "root_cause", losses }, "EUR")).toMatch(/^The losses come mostly from execution: .* 10% of €1M lost/);
  });

  it("hours that follow revenue need no move", () => {
    expect(say({ ask: "attention", split: [{ name: "A", hours: 5, arr: 5 }] })).toBe(
      "Hours follow revenue exactly; there is nothing to move.",
    );
  });

  it("one flag too few is no emergency, and says what is not known", () => {
    // One of four up, one unknown: two would make it.
    expect(say({ ask: "red_flags", danger_named: false, renewals_owned: true, lost_arr: 0, new_arr: 1 })).toMatch(
      /^1 red flag among 3 checked; whether it is an emergency is not known \(1 of the 4 signs of an emergency are up, 1 not known; 2 make one\)/,
    );
  });

  it("all high is two stages and not one", () => {
    const components = figures.components.value.map(({ component }) => ({ component, level: "high" as const, evidence: "seen" }));
    expect(say({ ask: "maturity", components })).toMatch(/^The stage is Strategic or Transformational: every mark is high/);
  });
});
