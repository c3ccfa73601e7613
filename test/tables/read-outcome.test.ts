import { describe, expect, it } from "vitest";
import { readOutcome } from "../../src/tables/read-cells.ts";

describe("how it ended", () => {
  it.each([
    ["Churned", "Yes", "lost"],
    ["Churn", "No", "kept"],
    ["churn flag", "0", "kept"],
    ["Renewed", "yes", "kept"],
    ["Renewed", "FALSE", "lost"],
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
