import { describe, expect, it } from "vitest";
import { fiscalQuarters } from "../../../src/topics/blueprint/build-plan.ts";

describe("fiscalQuarters", () => {
  it("follows the calendar when the fiscal year does", () => {
    expect(fiscalQuarters("2026-11-22", 1)).toEqual(["FY2026 Q4", "FY2027 Q1", "FY2027 Q2", "FY2027 Q3"]);
  });

  it("names a fiscal year after the year it ends in", () => {
    // A year from February: January 2026 is the last month of FY2026; July 2026 lies in its second quarter's last month of FY2027.
    expect(fiscalQuarters("2026-01-01", 2)[0]).toBe("FY2026 Q4");
    expect(fiscalQuarters("2026-02-01", 2)[0]).toBe("FY2027 Q1");
    expect(fiscalQuarters("2026-07-31", 2)[0]).toBe("FY2027 Q2");
  });

  it("counts quarters when the plan has no date", () => {
    expect(fiscalQuarters(null, 7)).toEqual(["quarter 1", "quarter 2", "quarter 3", "quarter 4"]);
  });
});
