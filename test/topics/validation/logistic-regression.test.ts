import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logisticRegression as regress, solvePositiveDefinite } from "../../../src/topics/validation/weights.ts";

const repeated = (count: number, value: number) => Array.from({ length: count }, () => value);
const logisticRegression = (columns: Float64Array[], outcomes: Uint8Array, settings: { ridge: number; mostSteps: number }) =>
  regress({ columns, outcomes, rows: Uint32Array.from(outcomes.keys()) }, settings);
const plain = { ridge: 0, mostSteps: 50 };

describe("logistic regression", () => {
  it("with one yes-or-no column is the logarithm of the odds ratio", () => {
    const count = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(count, count, count, count, (lostWith, keptWith, lostWithout, keptWithout) => {
        const column = Float64Array.from([...repeated(lostWith + keptWith, 1), ...repeated(lostWithout + keptWithout, 0)]);
        const outcomes = Uint8Array.from([
          ...repeated(lostWith, 1),
          ...repeated(keptWith, 0),
          ...repeated(lostWithout, 1),
          ...repeated(keptWithout, 0),
        ]);
        const fit = logisticRegression([column], outcomes, plain);
        expect(fit?.intercept).toBeCloseTo(Math.log(lostWithout / keptWithout), 6);
        expect(fit?.slopes[0]).toBeCloseTo(Math.log((lostWith * keptWithout) / (keptWith * lostWithout)), 6);
      }),
    );
  });

  it("balances every column against the ridge, as the penalised likelihood demands at its top", () => {
    const row = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), (rows) => {
        const outcomes = Uint8Array.from(rows, ([, , lost]) => (lost ? 1 : 0));
        fc.pre(new Set(outcomes).size === 2);
        const columns = [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)];
        const fit = logisticRegression(columns, outcomes, { ridge: 0.5, mostSteps: 50 });
        expect(fit).not.toBeNull();
        const misses = rows.map(([a, b], at) => {
          const chance = 1 / (1 + Math.exp(-(fit!.intercept + fit!.slopes[0]! * a + fit!.slopes[1]! * b)));
          return outcomes[at]! - chance;
        });
        expect(misses.reduce((sum, miss) => sum + miss, 0)).toBeCloseTo(0, 6);
        for (const at of [0, 1]) {
          const pull = misses.reduce((sum, miss, index) => sum + miss * columns[at]![index]!, 0);
          expect(pull).toBeCloseTo(0.5 * fit!.slopes[at]!, 6);
        }
      }),
    );
  });

  it("does not settle on a clean split, and does with a ridge", () => {
    const [column, outcomes] = [Float64Array.of(1, 2, 3, 4), Uint8Array.of(1, 1, 0, 0)];
    expect(logisticRegression([column], outcomes, { ridge: 0, mostSteps: 20 })).toBeNull();
    const held = logisticRegression([column], outcomes, { ridge: 1, mostSteps: 50 });
    expect(held?.slopes[0]).toBeLessThan(0);
    expect(Number.isFinite(held?.slopes[0])).toBe(true);
  });

  it("uses the rows it is told to, and a first guess changes nothing but the steps", () => {
    // Rows 0 to 5 and 9: with 2 lost of 3, without 1 of 4, so ln(2 / 1) - ln(1 / 3) = ln 6. The rows between would say otherwise.
    const column = Float64Array.of(1, 1, 1, 0, 0, 0, 1, 1, 1, 0);
    const outcomes = Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0, 0, 0);
    const data = { columns: [column], outcomes, rows: Uint32Array.of(0, 1, 2, 3, 4, 5, 9) };
    for (const from of [undefined, { intercept: 2, slopes: [-1] }]) {
      const fit = regress(data, plain, from);
      expect(fit?.slopes[0]).toBeCloseTo(Math.log(6), 9);
      expect(fit?.intercept).toBeCloseTo(-Math.log(3), 9);
    }
  });

  it("says nothing of one outcome, or of two columns that are one", () => {
    expect(logisticRegression([Float64Array.of(1, 2)], Uint8Array.of(1, 1), plain)).toBeNull();
    const column = Float64Array.of(1, 2, 3, 1, 2, 3);
    expect(logisticRegression([column, column], Uint8Array.of(1, 0, 0, 0, 1, 1), plain)).toBeNull();
  });
});

describe("a positive definite system", () => {
  it("is solved: put back, the solution gives the right side", () => {
    const entry = fc.integer({ min: -5, max: 5 });
    const square = fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(square, fc.array(entry, { minLength: 4, maxLength: 4 }), (root, right) => {
        // root x its transpose, plus 1 on the diagonal, is positive definite whatever the root.
        const matrix = root.map((a, i) => root.map((b, j) => a.reduce((sum, value, k) => sum + value * b[k]!, i === j ? 1 : 0)));
        const solution = solvePositiveDefinite(matrix, right)!;
        matrix.forEach((line, i) => {
          expect(line.reduce((sum, value, j) => sum + value * solution[j]!, 0)).toBeCloseTo(right[i]!, 6);
        });
      }),
    );
  });

  it("by hand, and refused when it is not definite", () => {
    // 4x + 2y = 2 and 2x + 3y = 1 hold for x = 1/2, y = 0.
    const solution = solvePositiveDefinite([[4], [2, 3]], [2, 1])!;
    expect(solution[0]).toBeCloseTo(0.5, 12);
    expect(solution[1]).toBeCloseTo(0, 12);
    expect(solvePositiveDefinite([[1], [1, 1]], [1, 1])).toBeNull();
    expect(solvePositiveDefinite([[0]], [1])).toBeNull();
  });
});
