import { describe, expect, it } from "vitest";
import { reportingLine } from "../../../src/topics/organization/maturity.ts";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const ask = (answers: Omit<AssessmentQuestion, "ask">) => reportingLine({ ask: "reporting", ...answers }, figures);
const standing = (line: string, answers: Omit<AssessmentQuestion, "ask">) =>
  ask(answers).lines.find((one) => one.line === line)?.standing;
const large = { several_teams: true, own_budget: true, board_number: true };

describe("reportingLine", () => {
  // A line to the CEO works up to 50 to 60 employees.
  it.each([
    [0, "fits"],
    [50, "fits"],
    [51, "open"],
    [60, "open"],
    [61, "ruled out"],
  ])("the CEO with %d employees: %s", (employees, expected) => {
    expect(standing("CEO", { employees })).toBe(expected);
  });

  it("a CCO needs teams, budget and a number of the board, all three", () => {
    expect(standing("CCO", large)).toBe("fits");
    for (const lacking of ["several_teams", "own_budget", "board_number"] as const) {
      expect(standing("CCO", { ...large, [lacking]: false })).toBe("ruled out");
      expect(standing("CCO", { ...large, [lacking]: undefined })).toBe("open");
    }
  });

  it("a growth driver does not report into cost control, nor a cost center under sales", () => {
    expect(standing("COO", { ambition: "growth_driver" })).toBe("ruled out");
    expect(standing("CRO", { ambition: "growth_driver" })).toBe("fits");
    expect(standing("CRO", { ambition: "Cost center" })).toBe("ruled out");
    expect(standing("COO", { ambition: "retention driver" })).toBe("fits");
  });

  it("takes the one who could have settled most of what was stuck, among those left", () => {
    const stuck_decisions = { ceo: 7, cro: 2, coo: 1 };
    expect(ask({ employees: 40, stuck_decisions })).toMatchObject({ choice: "CEO", open: null, passed_over: null });
    expect(ask({ employees: 61, stuck_decisions })).toMatchObject({ choice: "CRO", passed_over: "CEO" });
  });

  it("chooses nothing on a tie, on zeros, or when nobody counted", () => {
    expect(ask({ stuck_decisions: { cro: 3, coo: 3 } })).toMatchObject({ choice: null, open: "tie" });
    expect(ask({ stuck_decisions: { cro: 0 } })).toMatchObject({ choice: null, open: "none_settled" });
    expect(ask({ employees: 40 })).toMatchObject({ choice: null, open: "nobody_counted" });
  });

  it("a line nobody counted for is unknown, not 0", () => {
    expect(ask({ stuck_decisions: { cro: 0 } }).lines.map(({ stuck }) => stuck)).toEqual([0, null, null, null]);
  });

  it("the only one left is the choice", () => {
    // 61 employees, no budget of its own, a growth driver: CEO, CCO and COO are out.
    expect(ask({ employees: 61, own_budget: false, ambition: "growth driver" })).toMatchObject({ choice: "CRO", open: null });
    expect(ask({ employees: 61, own_budget: false, ambition: "cost center" })).toMatchObject({ choice: "COO" });
  });

  it("says who loses no money when customers leave", () => {
    const lines = ask({ employees: 40, paid_on_retention: ["cro"] }).lines;
    expect(lines.filter(({ reasons }) => reasons.includes("not_paid_on_retention")).map(({ line }) => line)).toEqual([
      "COO",
      "CEO",
      "CCO",
    ]);
  });

  it("refuses lines there are not", () => {
    expect(() => ask({ stuck_decisions: { cmo: 3 } })).toThrow(/CRO; COO; CEO; CCO/);
    expect(() => ask({ employees: 1, reports_to: "CFO" })).toThrow(/CFO/);
  });
});
