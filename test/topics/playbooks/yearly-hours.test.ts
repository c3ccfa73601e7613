import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { type CapacityRequest, yearlyHours } from "../../../src/topics/playbooks/workload.ts";

const run = { kind: "at_risk", touch: "low", hours_per_run: 3 } as const;
const counted = [{ kind: "renewal" as const, touches: ["low" as const], counted_as: "renewal" }];
const year = (request: CapacityRequest, hours_per_run = 3) => yearlyHours(request, { ...run, hours_per_run }, counted)!;

describe("yearlyHours", () => {
  it("is not asked without runs and capacity", () => {
    expect(yearlyHours({}, run, counted)).toBeNull();
  });

  it("multiplies runs by hours, and compares with what the team has", () => {
    // 120 x 0.15 = 18 runs x 3 = 54 hours; 3 x 1,128 = 3,384; 54 / 3,384 = 3 / 188.
    const found = year({ capacity: { accounts: 120, triggered_share: 0.15, csms: 3, hours_per_csm: 1128 } });
    expect(found).toMatchObject({ runs_a_year: 18, hours_a_year: 54, customer_hours: 3384, warnings: [] });
    expect(found.capacity_share).toBeCloseTo(3 / 188, 12);
  });

  it("takes 0 as a value everywhere", () => {
    expect(year({ runs_a_year: 0, capacity: { customer_hours: 100 } })).toMatchObject({ hours_a_year: 0, capacity_share: 0 });
    expect(year({ capacity: { accounts: 0, triggered_share: 0.5, customer_hours: 100 } }).hours_a_year).toBe(0);
    expect(year({ capacity: { accounts: 10, triggered_share: 0, customer_hours: 100 } }).hours_a_year).toBe(0);
    expect(year({ runs_a_year: 5, capacity: { customer_hours: 100 } }, 0)).toMatchObject({ hours_a_year: 0, capacity_share: 0 });
    // No hours at all is not the same as hours nobody gave, and a share of nothing is no number.
    for (const capacity of [{ customer_hours: 0 }, { csms: 0, hours_per_csm: 1128 }, { csms: 3, hours_per_csm: 0 }]) {
      const found = year({ runs_a_year: 5, capacity });
      expect(found.customer_hours).toBe(0);
      expect(found.capacity_share).toMatchObject({ why: expect.stringContaining("0 hours") });
      expect(found.warnings.map((warning) => warning.code)).toEqual(["over_capacity"]);
    }
  });

  it("has no share when nobody says how many hours there are", () => {
    const found = year({ runs_a_year: 5 });
    const reason = { why: expect.stringContaining("Nothing says how many hours") };
    expect(found).toMatchObject({ hours_a_year: 15, customer_hours: reason, capacity_share: reason });
  });

  it("warns only above what there is", () => {
    expect(year({ runs_a_year: 10, capacity: { customer_hours: 30 } }).warnings).toEqual([]);
    expect(year({ runs_a_year: 10, capacity: { customer_hours: 29 } }).warnings).toHaveLength(1);
  });

  it("says whether these hours are in an account's ordinary hours already", () => {
    const value = (kind: "renewal" | "at_risk") =>
      yearlyHours({ runs_a_year: 1 }, { ...run, kind }, counted)!.assumptions[0]!.value;
    expect(value("renewal")).toContain("inside");
    expect(value("at_risk")).toContain("on top");
  });

  it("refuses half an answer and two answers", () => {
    const refused = (request: CapacityRequest) => expect(() => year(request)).toThrow(Problem);
    refused({ capacity: { customer_hours: 100 } });
    refused({ capacity: { accounts: 100 } });
    refused({ runs_a_year: 5, capacity: { accounts: 100, triggered_share: 0.1 } });
    refused({ runs_a_year: 5, capacity: { csms: 3 } });
    refused({ runs_a_year: 5, capacity: { customer_hours: 100, csms: 3, hours_per_csm: 1128 } });
    refused({ capacity: { accounts: 1e300, triggered_share: 1e300 } });
    refused({ runs_a_year: 1e10, capacity: { customer_hours: 5e-324 } });
  });

  it("is never infinite, and in proportion to runs", () => {
    const amount = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(amount, amount, amount, (runs_a_year, customer_hours, hours) => {
        const found = year({ runs_a_year, capacity: { customer_hours } }, hours);
        expect(Number.isFinite(found.hours_a_year)).toBe(true);
        expect(found.capacity_share === null || !Number.isNaN(found.capacity_share)).toBe(true);
        expect(year({ runs_a_year: runs_a_year * 2 }, hours).hours_a_year).toBeCloseTo(found.hours_a_year * 2, 6);
      }),
    );
  });
});
