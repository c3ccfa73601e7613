import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/contract/problem.ts";
import { type ReviewRule, reviewPlaybook } from "../../../src/core/playbooks/review-playbook.ts";

const rule: ReviewRule = {
  parts: [
    { part: "trigger", question: "What starts it?", fix: "Name a field and a value." },
    { part: "owner", question: "Who?", fix: "Name a role." },
  ],
  signs: [
    { part: "trigger", words: ["when", "trigger"], needs_number: true, specific_words: ["closed won"] },
    { part: "owner", words: ["owner", "CSM"], needs_number: false, specific_words: [] },
  ],
  vague: [{ word: "reach out", instead: "say call or mail" }],
};

describe("reviewPlaybook", () => {
  it("finds a trigger without a number, a missing owner and a vague word", () => {
    expect(reviewPlaybook("When a customer seems unhappy, reach out.", rule)).toEqual([
      { place: "line 1", problem: expect.stringContaining("The trigger names no number"), fix: "Name a field and a value." },
      { place: "whole text", problem: "No sign of the owner.", fix: "Name a role." },
      { place: "line 1", problem: expect.stringContaining('"reach out"'), fix: "Better: say call or mail." },
    ]);
  });

  it("accepts a number or a specific event in any of the part's sentences", () => {
    expect(reviewPlaybook("Owner: CSM.\nTrigger: health below 40.", rule)).toEqual([]);
    expect(reviewPlaybook("Owner: CSM. Use it when you like. Trigger is stage Closed Won.", rule)).toEqual([]);
  });

  it("does not take a number from another sentence", () => {
    expect(reviewPlaybook("The CSM runs it when needed. It has 12 steps.", rule)).toMatchObject([{ place: "line 1" }]);
  });

  it("reads whole words only", () => {
    // "whenever" is not "when", "downer" is not "owner".
    expect(reviewPlaybook("Whenever a downer comes.", rule).map((finding) => finding.problem)).toEqual([
      "No sign of the trigger.",
      "No sign of the owner.",
    ]);
  });

  it("names the lines of a word, and counts them when there are many", () => {
    const text = (count: number) => `CSM, when 1\n${"reach out\n".repeat(count)}`;
    expect(reviewPlaybook(text(2), rule)[0]!.place).toBe("line 2 and 3");
    expect(reviewPlaybook(text(5), rule)[0]!.place).toBe("line 2 and 4 others");
  });

  it("refuses an empty text", () => {
    expect(() => reviewPlaybook(" \n ", rule)).toThrow(Problem);
  });
});
