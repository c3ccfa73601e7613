import { describe, expect, it } from "vitest";
import { charter } from "../../../src/topics/organization/question.ts";

const ask = (given: Parameters<typeof charter>[0]["charter"]) => charter({ ask: "charter", charter: given });
const full = {
  company: "Northwind",
  valid_from: "1 July",
  next_review: "1 January",
  outcomes: [{ result: "Customers stay", measure: "GRR as signed", by: "the year's end" }],
  activities: [{ tier: "Named", does: "monthly call" }],
  not_ours: [{ task: "Tickets", who: "Support" }],
  neighbors: [{ who: "Sales", passes: "handoff", when: "before closing", decides: "CRO" }],
  owns_net_retention: "CRO",
  signed_by: ["VP", "CRO"],
};

describe("charter", () => {
  it("counts no blank where all was said, and one for each thing that was not", () => {
    expect(ask(full).blanks).toBe(0);
    // Company, two dates, owner, signatures, and four empty lists.
    expect(ask({}).blanks).toBe(9);
    expect(ask({ ...full, outcomes: [{ result: "Customers stay" }] }).blanks).toBe(2);
    expect(ask({ ...full, signed_by: [] }).blanks).toBe(1);
  });

  it("names refusals without an address and outcomes without a measure", () => {
    const found = ask({ ...full, not_ours: [{ task: "Quote" }], outcomes: [{ result: "Adoption" }] });
    expect(found.refused_without_address).toEqual(["Quote"]);
    expect(found.outcomes_without_measure).toEqual(["Adoption"]);
  });
});
