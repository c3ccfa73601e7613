import { describe, expect, it } from "vitest";
import type { AssessmentQuestion } from "../../../src/topics/organization/question.ts";
import { ambition } from "../../../src/topics/organization/red-flags.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const ask = (answers: Omit<AssessmentQuestion, "ask">) => {
  const { low, high } = ambition({ ask: "ambition", ...answers }, figures);
  return low === high ? low : `${low} to ${high}`;
};

describe("ambition", () => {
  it("the page's own check: 70%, trouble, 15% and funded as a cost center", () => {
    const found = ambition(
      {
        ask: "ambition",
        next_year_from_signed: 0.7,
        trouble_if_largest_leave: true,
        growth_from_expansion: 0.15,
        funded_as: "cost_center",
      },
      figures,
    );
    expect(found).toMatchObject({ low: "Retention driver", high: "Retention driver", funded: "Cost center" });
    expect(found.gap).toEqual({ low: 1, high: 1 });
    expect(found.tests.map(({ yes }) => yes)).toEqual([true, true, false]);
  });

  it("a share is a yes above its line, and not on it", () => {
    const others = { trouble_if_largest_leave: false };
    // The lines are 50% of next year's revenue and 30% of growth.
    expect(ask({ ...others, next_year_from_signed: 0.5, growth_from_expansion: 0.3 })).toBe("Cost center");
    expect(ask({ ...others, next_year_from_signed: 0.500001, growth_from_expansion: 0.3 })).toBe("Retention driver");
    expect(ask({ ...others, next_year_from_signed: 0.5, growth_from_expansion: 0.300001 })).toBe("Growth driver");
  });

  it("0 and no are answers", () => {
    expect(ask({ next_year_from_signed: 0, trouble_if_largest_leave: false, growth_from_expansion: 0 })).toBe("Cost center");
  });

  it("an open question brackets the level by what its yes would ask for", () => {
    expect(ask({ next_year_from_signed: 0.4 })).toBe("Cost center to Growth driver");
    expect(ask({ growth_from_expansion: 0.1 })).toBe("Cost center to Retention driver");
    expect(ask({ trouble_if_largest_leave: true })).toBe("Retention driver to Growth driver");
    // The highest yes decides, so nothing else can change it.
    expect(ask({ growth_from_expansion: 0.4 })).toBe("Growth driver");
  });

  it("the twenty largest are a hint from their line on", () => {
    const at = (top_twenty_share: number) =>
      ambition({ ask: "ambition", growth_from_expansion: 0, top_twenty_share }, figures).concentrated?.yes;
    expect([at(0.499), at(0.5), at(0)]).toEqual([false, true, false]);
  });

  it("refuses a level there is not", () => {
    expect(() => ask({ growth_from_expansion: 0.1, funded_as: "profit center" })).toThrow(
      /Cost center; Retention driver; Growth driver/,
    );
  });
});
