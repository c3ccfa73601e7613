import { describe, expect, it } from "vitest";
import { type Cohort, cohortDrift, driftVerdict } from "../../../src/topics/cohorts/cohort-table.ts";

/** A cohort of so many customers, of whom so many are left at each age that has come. */
function cohort(name: string, size: number, ages: number, ...left: number[]): Cohort {
  const values = Array.from({ length: ages }, (_, age) =>
    age === 0 ? 1 : left[age - 1] === undefined ? null : left[age - 1]! / size,
  );
  const kept = [size, ...left].map((count) => ({ sum: count, squares: count, products: count }));
  return { cohort: name, size, began: size, squares: size, opening: size, kept, values };
}

describe("cohortDrift", () => {
  // The table of the page: 120 of 2022 keep 90, 84, 80 percent; 150 of 2023 keep 87, 80; 200 of 2024 keep 82.
  const table = [
    cohort("2022", 120, 4, 108, 101, 96),
    cohort("2023", 150, 4, 130, 120),
    cohort("2024", 200, 4, 164),
    cohort("2025", 240, 4),
  ];

  it("compares down a column: the newest that have reached the age with all before", () => {
    const [first, second] = cohortDrift(table, 20, 1.96);
    // Age 1: 164/200 against (108 + 130)/270.
    expect(first).toMatchObject({
      age: 1,
      older_cohorts: "2022 to 2023",
      newest_cohorts: "2024",
      older_customers: 270,
      newest_customers: 200,
    });
    expect(first!.change_in_share).toBeCloseTo(0.82 - 238 / 270, 12);
    // Two proportions: p = 402/470; 1.96 x sqrt(p (1 - p) (1/200 + 1/270)) = 0.0643.
    const p = 402 / 470;
    expect(first!.chance_share).toBeCloseTo(1.96 * Math.sqrt(p * (1 - p) * (1 / 200 + 1 / 270)), 10);
    expect(first!.beyond_chance).toBe(false);
    expect(second).toMatchObject({ age: 2, older_cohorts: "2022", newest_cohorts: "2023" });
    // Age 3 has one cohort: nothing to compare with.
    expect(cohortDrift(table, 20, 1.96).length).toBe(2);
  });

  it("sees a fall that chance does not explain", () => {
    const fallen = [cohort("2023", 400, 2, 360), cohort("2024", 400, 2, 300)];
    const [row] = cohortDrift(fallen, 20, 1.96);
    // p = 0.825: 1.96 x sqrt(0.144375 x 2 / 400) = 0.0527, and the fall is 0.15.
    expect(row!.chance_share).toBeCloseTo(0.05266, 4);
    expect(driftVerdict([row!], 1, 20).verdict).toBe("newer_keep_less");
    expect(driftVerdict(cohortDrift([fallen[1]!, { ...fallen[0]!, cohort: "2025" }], 20, 1.96), 1, 20).verdict).toBe(
      "newer_keep_more",
    );
  });

  it("claims nothing on a handful of customers", () => {
    // None of three against one of one: p = 1/4, 1.96 x sqrt(3/16 x (1/3 + 1)) = 0.98 below the change of 1, though by lot it is one case in four.
    const [row] = cohortDrift([cohort("old", 3, 2, 0), cohort("new", 1, 2, 1)], 20, 1.96);
    expect(row!.change_in_share).toBe(1);
    expect(row!.chance_share).toBeCloseTo(0.98, 10);
    expect(row!.beyond_chance).toBe(false);
  });

  it("joins small newest cohorts until there are customers enough, where there are twice as many", () => {
    const small = ["a", "b", "c", "d", "e", "f"].map((name) => cohort(name, 10, 2, 8));
    expect(cohortDrift(small, 20, 1.96)[0]).toMatchObject({ older_cohorts: "a to d", newest_cohorts: "e to f" });
    expect(cohortDrift(small.slice(3), 20, 1.96)[0]).toMatchObject({ older_cohorts: "d to e", newest_cohorts: "f" });
  });

  it("weighs customers by their money: one that shrinks by half among equals", () => {
    const paying = (name: string, ...kept: number[]): Cohort => ({
      cohort: name,
      size: kept.length,
      began: 100 * kept.length,
      squares: 100 ** 2 * kept.length,
      opening: 100 * kept.length,
      kept: [kept.map(() => 100), kept].map((amounts) => ({
        sum: amounts.reduce((sum, amount) => sum + amount, 0),
        squares: amounts.reduce((sum, amount) => sum + amount ** 2, 0),
        products: amounts.reduce((sum, amount) => sum + amount * 100, 0),
      })),
      values: [1, 0.5],
    });
    const [row] = cohortDrift([paying("1", 100, 100), paying("2", 100, 50)], 20, 1.96);
    // Shares 1 and 0.75, together 0.875: residuals 12.5, 12.5, 12.5, -37.5 squared sum to 1875, over 4 x 100^2 = 0.046875.
    expect(row!.change_in_share).toBe(-0.25);
    expect(row!.chance_share).toBeCloseTo(1.96 * Math.sqrt(0.046875 * (1 / 2 + 1 / 2)), 12);
  });

  it("does not gauge chance from nothing, and says too few", () => {
    const [row] = cohortDrift([cohort("1", 30, 2, 30), cohort("2", 30, 2, 30)], 20, 1.96);
    expect(row).toMatchObject({ chance_share: { why: expect.any(String) }, beyond_chance: false, change_in_share: 0 });
    expect(driftVerdict([row!], 12, 20)).toEqual({ verdict: "no_difference_seen", drift: row });
    expect(driftVerdict([row!], 12, 31)).toMatchObject({ verdict: "too_few", drift: { why: expect.any(String) } });
    expect(driftVerdict([], 12, 20)).toMatchObject({ verdict: "too_few", drift: { why: expect.any(String) } });
  });
});
