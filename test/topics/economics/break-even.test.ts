import { describe, expect, it } from "vitest";
import { breakEven } from "../../../src/topics/economics/churn.ts";
import { reference } from "../../core/reference-tiers.ts";

const margin = { low: 0.7, central: 0.81, high: 0.85 };

describe("breakEven", () => {
  it("answers the reference company's plan B in points and accounts", () => {
    const answer = breakEven(490_000, 18_000_000, reference, margin, 5);
    // 490,000 / 0.81 = 604,938; / 18M = 3.36 points; at 70% margin 3.89, at 85% 3.20.
    expect(answer.retained_arr_needed).toBeCloseTo(604_938.27, 2);
    expect(answer.share_of_arr).toBeCloseTo(0.0336, 4);
    expect(answer.share_low).toBeCloseTo(0.032, 4);
    expect(answer.share_high).toBeCloseTo(0.0389, 4);
    // 490,000 / (18M x 5) = 0.544 points of value.
    expect(answer.share_by_value).toBeCloseTo(0.00544, 5);
    // 604,938 / 181,253.88 = 3.34; / 67,082.04 = 9.02; / 15,000 = 40.33.
    expect(answer.accounts.map((line) => Number(line.count!.toFixed(1)))).toEqual([3.3, 9, 40.3]);
  });

  it("answers the added cost of the 11-person plan with 4.1 points", () => {
    expect(breakEven(600_000, 18_000_000, reference, margin, 5).share_of_arr).toBeCloseTo(0.0412, 4);
  });

  it("asks for nothing when nothing is added, and for no accounts of an empty tier", () => {
    const answer = breakEven(0, 100, [{ tier: "Empty", touch: "high", accounts: 0, arr: 0 }], margin, 5);
    expect(answer.share_of_arr).toBe(0);
    expect(answer.accounts[0]!.count).toBeNull();
  });
});
