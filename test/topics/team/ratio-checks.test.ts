import { describe, expect, it } from "vitest";
import { ratioChecks } from "../../../src/topics/team/plan-team.ts";
import { referenceTiers } from "./reference-company.ts";
import { teamFigures } from "./team-figures.ts";

const { ratios } = teamFigures();
const checks = (mandate?: number[]) =>
  Object.fromEntries(
    ratioChecks(referenceTiers, ratios, mandate).map(({ standard, low, high }) => [standard, [low.toFixed(1), high.toFixed(1)]]),
  );

describe("ratio checks of 40, 120 and 180 accounts", () => {
  it("are what each source would ask for", () => {
    expect(checks()).toEqual({
      // 40/25 + 120/100 + 180/500 = 1.6 + 1.2 + 0.36; 40/10 + 120/50 + 0.36 = 4 + 2.4 + 0.36; the open end counts as 500
      strategist: ["3.2", "6.8"],
      // 40/25 + 120/75 + 180/200 = 1.6 + 1.6 + 0.9; 40/15 + 120/40 + 180/100 = 2.67 + 3 + 1.8
      strategist_org: ["4.1", "7.5"],
      // 40/15 + 120/50 + 180/300 = 2.67 + 2.4 + 0.6
      strategist_chart: ["5.7", "5.7"],
      // 40/15 + 120/40 = 2.67 + 3, nobody for SMB
      strategist_example: ["5.7", "5.7"],
      // 40/30 + 120/150 + 0.36; 40/10 + 120/50 + 0.36
      compounding: ["2.5", "6.8"],
      // 40/15 + 120/50 + 180/200 = 2.67 + 2.4 + 0.9; 40/5 + 120/20 + 180/75 = 8 + 6 + 2.4
      compounding_names: ["6.0", "16.4"],
    });
  });

  it("rise under an expansion quota by 1/0.8 to 1/0.7", () => {
    // 3.16/0.8 = 3.95, 6.76/0.7 = 9.66; 5.667/0.8 = 7.08, 5.667/0.7 = 8.10
    expect(checks([0.2, 0.3])).toMatchObject({ strategist_example: ["7.1", "8.1"] });
    const overview = ratioChecks(referenceTiers, ratios, [0.2, 0.3]).find(({ standard }) => standard === "strategist")!;
    expect(overview.low).toBeCloseTo(3.95, 9);
    expect(overview.high).toBeCloseTo(9.657142857, 9);
  });
});
