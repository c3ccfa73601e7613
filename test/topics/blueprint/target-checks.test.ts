import { describe, expect, it } from "vitest";
import { checkGrrTarget, checkNrrTarget, mixNrr } from "../../../src/topics/blueprint/checks.ts";
import { churnBounds } from "../../../src/topics/economics/churn.ts";
import { reference } from "../../core/reference-tiers.ts";

const targets = [
  { touch: "high" as const, segment: "Enterprise", target_rate: [1.15, 1.3] },
  { touch: "low" as const, segment: "Mid-market", target_rate: [1.05, 1.15] },
  { touch: "tech" as const, segment: "SMB", target_rate: [0.95, 1.05] },
];
const churn = churnBounds(reference, 0.08, { high: 0.05, low: 0.25, tech: 0.7 });

describe("target checks", () => {
  it("weights the segments' expectations by ARR", () => {
    // 0.4028 x 115 + 0.4472 x 105 + 0.15 x 95 = 107.5; 0.4028 x 130 + 0.4472 x 115 + 0.15 x 105 = 119.5.
    const mix = mixNrr(reference, targets);
    expect(mix.low).toBeCloseTo(1.075, 3);
    expect(mix.high).toBeCloseTo(1.195, 3);
  });

  it("says a GRR target may already be met when only logo churn is known", () => {
    const check = checkGrrTarget(0.92, null, churn);
    expect(check.verdict).toBe("possibly met");
    expect(check.low).toBeCloseTo(0.92, 6);
    expect(check.high).toBeCloseTo(0.9773, 4);
    expect(checkGrrTarget(0.98, null, churn).verdict).toBe("not met");
    expect(checkGrrTarget(0.92, 0.9199, churn).verdict).toBe("not met");
    expect(checkGrrTarget(0.92, 0.92, []).verdict).toBe("met");
    expect(checkGrrTarget(0.92, null, []).verdict).toBe("unknown");
  });

  it("places an NRR target within what the mix is expected to reach", () => {
    const mix = mixNrr(reference, targets);
    expect(checkNrrTarget(1.15, null, mix).why).toContain("upper half");
    expect(checkNrrTarget(1.25, null, mix).why).toContain("above");
    expect(checkNrrTarget(1.15, 1.16, mix).verdict).toBe("met");
  });
});
