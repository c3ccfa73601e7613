import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import { hazardByTenure, type Life, leavingTime, lossesOfPhase, type TenureBucket } from "../../../src/topics/cohorts/lives.ts";
import { life } from "./life.ts";

const buckets: TenureBucket[] = [
  { phase: "onboarding", to_month: 3 },
  { phase: "between", to_month: 10 },
  { phase: "renewal", to_month: 13 },
  { phase: "later", to_month: null },
];
const many = (count: number, months: number, churned: boolean): Life[] =>
  Array.from({ length: count }, () => life(months, churned));

describe("hazardByTenure", () => {
  it("divides losses by the months spent in each stretch", () => {
    const hazard = hazardByTenure(
      [life(2, true), life(3, true), life(6, false), life(12, true), life(20, false, { entered: 11 })],
      buckets,
    );
    // To 3: 2 + 3 + 3 + 3 = 11. To 10: 3 + 7 = 10. To 13: 2 + (13 - 11) = 4. Later: 20 - 13 = 7.
    expect(
      hazard.map(({ from_month, to_month, at_risk_months, churned }) => [from_month, orNull(to_month), at_risk_months, churned]),
    ).toEqual([
      [0, 3, 11, 2],
      [3, 10, 10, 0],
      [10, 13, 4, 1],
      [13, null, 7, 0],
    ]);
    expect(hazard[0]!.hazard_rate).toBeCloseTo(2 / 11, 12);
    expect(hazard[1]!.hazard_rate).toBe(0);
  });

  it("keeps all losses and all months, whatever the lives", () => {
    const anyLife = fc
      .record({ entered: fc.integer({ min: 0, max: 30 }), more: fc.integer({ min: 1, max: 30 }), churned: fc.boolean() })
      .map(({ entered, more, churned }) => life(entered + more, churned, { entered }));
    fc.assert(
      fc.property(fc.array(anyLife, { minLength: 1, maxLength: 30 }), (lives) => {
        const hazard = hazardByTenure(lives, buckets);
        expect(hazard.reduce((sum, { churned }) => sum + churned, 0)).toBe(lives.filter(({ churned }) => churned).length);
        expect(hazard.reduce((sum, one) => sum + one.at_risk_months, 0)).toBe(
          lives.reduce((sum, { months, entered }) => sum + months - entered, 0),
        );
      }),
    );
  });

  it("has no rate where all left after no time", () => {
    expect(hazardByTenure([life(0, true)], buckets)).toMatchObject([
      { churned: 1, at_risk_months: 0, hazard_rate: { why: expect.any(String) } },
    ]);
  });
});

describe("leavingTime", () => {
  // 100 customers: 20 leave at month 2, then 2 in month 6; the rest are seen to month 9.
  const early = [...many(20, 2, true), ...many(2, 6, true), ...many(78, 9, false)];
  // 100 customers: 2 in month 6, 30 at month 12, the rest seen to 20.
  const late = [...many(2, 6, true), ...many(30, 12, true), ...many(68, 20, false)];

  it("finds onboarding, renewal, both", () => {
    expect(leavingTime(hazardByTenure(early, buckets), 20, 1.96)).toBe("onboarding");
    expect(leavingTime(hazardByTenure(late, buckets), 20, 1.96)).toBe("renewal");
    expect(leavingTime(hazardByTenure([...early, ...late], buckets), 20, 1.96)).toBe("both");
  });

  it("finds neither where one leaves each month of twenty months", () => {
    const even = Array.from({ length: 20 }, (_, month) => many(5, month + 1, true)).flat();
    expect(leavingTime(hazardByTenure([...even, ...many(2000, 20, false)], buckets), 20, 1.96)).toBe("neither");
  });

  it("says nothing on few losses, or where nothing else was seen", () => {
    expect(leavingTime(hazardByTenure(early, buckets), 23, 1.96)).toBe("too_few");
    expect(leavingTime(hazardByTenure(many(50, 2, true), buckets), 20, 1.96)).toBe("too_few");
    expect(lossesOfPhase([], ["renewal"])).toEqual({ churned: 0, at_risk_months: 0 });
  });
});
