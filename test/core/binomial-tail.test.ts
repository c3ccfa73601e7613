import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail } from "../../src/core/statistics.ts";

/** Every one of the 2^n ways the trials can end, the slow and obvious way. */
function byEnumeration(side: "few" | "many", successes: number, trials: number, probability: number): number {
  let sum = 0;
  for (let way = 0; way < 2 ** trials; way++) {
    const won = way.toString(2).split("1").length - 1;
    if (side === "few" ? won <= successes : won >= successes) sum += probability ** won * (1 - probability) ** (trials - won);
  }
  return sum;
}

describe("binomialTail", () => {
  it("gives the known chances", () => {
    expect(binomialTail("few", 17, 20, 0.95)).toBeCloseTo(0.07548367, 8);
    expect(binomialTail("few", 34, 40, 0.95)).toBeCloseTo(0.01387695, 8);
  });

  it("agrees with counting every way the trials can end", () => {
    for (let trials = 0; trials <= 9; trials++)
      for (let won = 0; won <= trials; won++)
        for (const chance of [0, 0.1, 0.5, 0.95, 1])
          for (const side of ["few", "many"] as const)
            expect(binomialTail(side, won, trials, chance)).toBeCloseTo(byEnumeration(side, won, trials, chance), 12);
  });

  it("stays a chance with thousands of trials, where no success at all is too rare for a double", () => {
    // Half of an even coin's distribution and half of the middle term, which is 1 / sqrt(pi n / 2) but for 1 / (4n) of itself.
    const trials = 100_000;
    const middle = (1 / Math.sqrt((Math.PI * trials) / 2)) * (1 - 1 / (4 * trials));
    expect(binomialTail("few", trials / 2, trials, 0.5)).toBeCloseTo(0.5 + middle / 2, 9);
  });

  it("both tails add up to 1 and the chance of exactly this many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (trials, chance, seed) => {
          const won = seed % (trials + 1);
          const few = binomialTail("few", won, trials, chance);
          const many = won === trials ? 0 : binomialTail("many", won + 1, trials, chance);
          expect(few).toBeGreaterThanOrEqual(0);
          expect(few).toBeLessThanOrEqual(1);
          expect(few + many).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
