import { describe, expect, it } from "vitest";
import { readOutcome as read } from "../../src/tables/read-cells.ts";
import { shippedKnowledge } from "./read-as-shipped.ts";

const readOutcome = (header: string) => read(header, shippedKnowledge.words);

describe("how it ended", () => {
  it.each([
    ["Churned", "Yes", "lost"],
    ["Churn", "No", "kept"],
    ["churn flag", "0", "kept"],
    ["Renewed", "yes", "kept"],
    ["Renewed", "FALSE", "lost"],
    ["churn_flag", "TRUE", "lost"],
    ["is_churned", "0", "kept"],
    ["has_churned", "1", "lost"],
    ["churn_label", "no", "kept"],
    ["is_renewed", "t", "kept"],
    ["churned_last_12m", "yes", "lost"],
    ["Retained", "1", "kept"],
    ["Outcome", "Renewed", "kept"],
    ["Outcome", "closed lost", "lost"],
    ["Outcome", "Churned", "lost"],
    ["Status", "cancelled", "lost"],
    ["Renewal outcome", "not renewed", "lost"],
    ["Status", "Not churned", "kept"],
  ])("%s: %s is %s", (header, cell, outcome) => {
    expect(readOutcome(header)(cell)).toBe(outcome);
  });

  it("is unknown when blank", () => {
    expect(readOutcome("Churned")("")).toBeNull();
  });

  it("is asked about when yes and no say nothing under the header, or the word is none", () => {
    expect(readOutcome("Outcome")("yes")).toMatchObject({ code: "not_an_outcome" });
    expect(readOutcome("Churned")("perhaps")).toMatchObject({ code: "not_an_outcome" });
  });
});
