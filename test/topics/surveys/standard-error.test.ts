import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import { momentsOf, momentsOfRatings, standardError, votesNeeded } from "../../../src/topics/surveys/answers.ts";

const z = 1.959963984540054;

/** Variance of the mean over every sample of so many out of a population, drawn without putting back: the slow and obvious way. */
function varianceOfSampleMeans(population: readonly number[], size: number): number {
  const means: number[] = [];
  const draw = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === size) means.push(chosen.reduce((sum, value) => sum + value, 0) / size);
    else for (let next = from; next < population.length; next++) draw(next + 1, [...chosen, population[next]!]);
  };
  draw(0, []);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / means.length;
}

describe("momentsOf", () => {
  it("of promoters, passives and detractors is p + d - (p - d)^2, as listing every answer gives", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 30 }), (promoters, passives, detractors) => {
        const votes = promoters + passives + detractors;
        const [p, d] = [promoters / votes, detractors / votes];
        const found = momentsOf([
          { value: 1, count: promoters },
          { value: 0, count: passives },
          { value: -1, count: detractors },
        ]);
        const answers = [...Array(promoters).fill(1), ...Array(passives).fill(0), ...Array(detractors).fill(-1)] as number[];
        const listed = answers.reduce((sum, answer) => sum + (answer - (p - d)) ** 2, 0) / votes;
        expect(found.mean).toBeCloseTo(p - d, 12);
        expect(found.variance).toBeCloseTo(p + d - (p - d) ** 2, 12);
        expect(found.variance).toBeCloseTo(listed, 12);
      }),
    );
  });

  it("of values all alike has no variance, not even the last bit of one", () => {
    expect(momentsOf(Array.from({ length: 3 }, () => ({ value: 1 / 3, count: 1 })))).toEqual({
      votes: 3,
      mean: 1 / 3,
      variance: 0,
    });
  });

  it("one vote an account: nine friends in one account weigh as one critic in another", () => {
    const rated = [
      ...Array.from({ length: 9 }, () => ({ place: "", rating: 10, account: "A" })),
      { place: "", rating: 0, account: "B" },
    ];
    expect(momentsOfRatings(rated, (rating) => rating, true)).toEqual({ votes: 2, mean: 5, variance: 25 });
    expect(momentsOfRatings(rated, (rating) => rating, false)).toEqual({ votes: 10, mean: 9, variance: 9 });
  });
});

describe("standardError", () => {
  it("shrinks for a finite population exactly as drawing every sample shows", () => {
    // The population's own variance stands for the answers': sigma^2 / n x (N - n) / (N - 1).
    for (const population of [
      [1, 0, -1, 1, 1],
      [2, 2, 5, 7, 1, 4],
    ])
      for (let size = 2; size < population.length; size++) {
        const { variance } = momentsOf(population.map((value) => ({ value, count: 1 })));
        const error = standardError({ votes: size, variance }, population.length, false);
        expect(orNull(error)! ** 2).toBeCloseTo(varianceOfSampleMeans(population, size), 12);
      }
  });

  it("is 0 when everybody answered, and unknown when all who answered are alike", () => {
    expect(standardError({ votes: 5, variance: 0 }, 5, false)).toBe(0);
    expect(standardError({ votes: 1, variance: 0 }, 1, true)).toBe(0);
    expect(orNull(standardError({ votes: 5, variance: 0 }, 6, false))).toBeNull();
    expect(orNull(standardError({ votes: 1, variance: 0 }, null, true))).toBeNull();
  });
});

describe("votesNeeded", () => {
  it("gives the known numbers: 235 for 10 points, 938 for 5, 3,831 in each wave for a change of 5", () => {
    expect(votesNeeded(0.61, 0.1 / z, null)).toBe(235);
    expect(votesNeeded(0.61, 0.05 / z, null)).toBe(938);
    expect(votesNeeded(0.61, 0.05 / (z + 0.8416212335729143) / Math.SQRT2, null)).toBe(3831);
  });

  it("are enough and no more than enough, and never more than there are", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.005, max: 0.2, noNaN: true }),
        fc.integer({ min: 2, max: 5000 }),
        (variance, error, population) => {
          const needed = votesNeeded(variance, error, population);
          expect(needed).toBeLessThanOrEqual(population);
          expect(needed).toBeGreaterThanOrEqual(1);
          const reached = (votes: number) => Math.sqrt(((variance / votes) * (population - votes)) / (population - 1));
          expect(reached(needed)).toBeLessThanOrEqual(error + 1e-12);
          if (needed > 1) expect(reached(needed - 1)).toBeGreaterThan(error - 1e-12);
        },
      ),
    );
  });
});
