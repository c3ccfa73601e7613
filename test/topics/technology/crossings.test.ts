import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/core/known.ts";
import { crossings } from "../../../src/topics/technology/vendors.ts";

const vendor = (name: string, scores: Record<string, number>) => ({
  name,
  scores: new Map(Object.entries(scores)),
  price: unknown("No price."),
});
const weightsOf = (shares: Record<string, number>) =>
  Object.entries(shares).map(([criterion, weight_share]) => ({ criterion, weight_share }));
type Shares = Record<string, number>;
type Scores = Record<string, number>;

/** The score written out from its definition: the moved criterion gets t, the others what is left in their proportions. */
function scoreAt(scores: Scores, shares: Shares, moved: string, t: number): number {
  let [points, known] = [0, 0];
  for (const [criterion, share] of Object.entries(shares)) {
    if (scores[criterion] === undefined) continue;
    const weight = criterion === moved ? t : (share / (1 - shares[moved]!)) * (1 - t);
    points += weight * scores[criterion];
    known += weight;
  }
  return points / known;
}

describe("crossings", () => {
  const shares = { fit: 0.25, integration: 0.2, ease: 0.15, tco: 0.15, support: 0.1, roadmap: 0.1, stability: 0.05 };
  const a = vendor("A", { fit: 4, integration: 3, ease: 4, tco: 3, support: 4, roadmap: 3, stability: 5 });
  const b = vendor("B", { fit: 3, integration: 5, ease: 3, tco: 4, support: 3, roadmap: 4, stability: 3 });
  const at = (criterion: keyof typeof shares) =>
    crossings(a, b, { criterion, weight_share: shares[criterion] }, weightsOf(shares));

  it("gives the page's two vendors their exact weights", () => {
    // Without fit: A 2.60 / 0.75, B 2.90 / 0.75, so B by 0.4; with fit alone A by 1: 0.4 (1 - w) = w, w = 0.4 / 1.4.
    expect(at("fit")).toEqual([expect.closeTo(0.4 / 1.4, 9)]);
    // Without integration: A 3.00 / 0.8, B 2.65 / 0.8, so A by 0.4375; with it alone B by 2: w = 0.4375 / 2.4375.
    expect(at("integration")).toEqual([expect.closeTo(0.4375 / 2.4375, 9)]);
    // Without stability: A 3.35 / 0.95, B 3.50 / 0.95, so B by 0.15 / 0.95; with it alone A by 2: w = d / (d + 2).
    const d = 0.15 / 0.95;
    expect(at("stability")).toEqual([expect.closeTo(d / (d + 2), 9)]);
  });

  it("is the same whoever comes first", () => {
    for (const criterion of Object.keys(shares) as (keyof typeof shares)[])
      expect(crossings(b, a, { criterion, weight_share: shares[criterion] }, weightsOf(shares).reverse())).toEqual(at(criterion));
  });

  it("has none where one leads at every weight, where the two are equal, and where the criterion holds all the weight", () => {
    const two = weightsOf({ x: 0.5, y: 0.5 });
    const x = { criterion: "x", weight_share: 0.5 };
    expect(crossings(vendor("A", { x: 3, y: 3 }), vendor("B", { x: 2, y: 2 }), x, two)).toEqual([]);
    expect(crossings(vendor("A", { x: 3, y: 2 }), vendor("B", { x: 3, y: 2 }), x, two)).toEqual([]);
    expect(
      crossings(vendor("A", { x: 3 }), vendor("B", { x: 2 }), { criterion: "x", weight_share: 1 }, weightsOf({ x: 1 })),
    ).toEqual([]);
    // Level only where x weighs nothing: nobody changes places there.
    expect(crossings(vendor("A", { x: 3, y: 2 }), vendor("B", { x: 2, y: 2 }), x, two)).toEqual([]);
  });

  it("solves the quotient that a missing score makes", () => {
    // Weights 1/3 each. A has no z: (3t + 1 (1-t)/2) / (t + (1-t)/2) = (5t + 1) / (t + 1). B: 2 at every weight.
    // 5t + 1 = 2t + 2 at t = 1/3.
    const third = weightsOf({ x: 1 / 3, y: 1 / 3, z: 1 / 3 });
    const found = crossings(
      vendor("A", { x: 3, y: 1 }),
      vendor("B", { x: 2, y: 2, z: 2 }),
      { criterion: "x", weight_share: 1 / 3 },
      third,
    );
    expect(found).toEqual([expect.closeTo(1 / 3, 8)]);
  });

  it("finds two crossings where there are two", () => {
    // u: y 1/2, z 1/2 beside x. A scored x 5 and y 1: (5t + (1-t)/2) / ((1+t)/2) = (1 + 9t) / (1 + t). B scored x 4, y 1, z 2.6:
    // 4t + 1.8 (1-t) = 1.8 + 2.2t. Equal where 1 + 9t = 1.8 + 4t + 2.2t², 2.2t² - 5t + 0.8 = 0: t = (5 - sqrt(25 - 7.04)) / 4.4, the other above 1.
    const low = (5 - Math.sqrt(25 - 7.04)) / 4.4;
    const given = weightsOf({ x: 0.5, y: 0.25, z: 0.25 });
    const moved = { criterion: "x", weight_share: 0.5 };
    expect(crossings(vendor("A", { x: 5, y: 1 }), vendor("B", { x: 4, y: 1, z: 2.6 }), moved, given)).toEqual([
      expect.closeTo(low, 8),
    ]);
    // B with x 5, y 2, z 3.4: 2.7 + 2.3t. 1 + 9t = 2.7 + 5t + 2.3t², 2.3t² - 4t + 1.7 = 0: t = (4 ± sqrt(16 - 15.64)) / 4.6 = 1 or 17/23.
    expect(crossings(vendor("A", { x: 5, y: 1 }), vendor("B", { x: 5, y: 2, z: 3.4 }), moved, given)).toEqual([
      expect.closeTo(17 / 23, 8),
    ]);
    // A with x 4: (1 + 7t) / (1 + t). B with x 4.2, y 1, z 1.4: 1.2 + 3t. 1 + 7t = 1.2 + 4.2t + 3t², 3t² - 2.8t + 0.2 = 0: both inside.
    const root = Math.sqrt(2.8 ** 2 - 4 * 3 * 0.2);
    expect(crossings(vendor("A", { x: 4, y: 1 }), vendor("B", { x: 4.2, y: 1, z: 1.4 }), moved, given)).toEqual([
      expect.closeTo((2.8 - root) / 6, 8),
      expect.closeTo((2.8 + root) / 6, 8),
    ]);
  });

  it("stands wherever a fine walk along the weight sees the order turn", () => {
    const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    const scores = fc.record({ x: score, y: score, z: score });
    const STEPS = 500;
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), (one, other, i, j) => {
        const total = i + j + 4;
        const named: Shares = { x: i / total, y: j / total, z: 4 / total };
        const clean = (given: typeof one): Scores =>
          Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
        const [p, q] = [clean(one), clean(other)];
        fc.pre(Object.keys(p).length > 0 && Object.keys(q).length > 0);
        const found = crossings(vendor("P", p), vendor("Q", q), { criterion: "x", weight_share: named.x! }, weightsOf(named));
        const difference = (t: number) => scoreAt(p, named, "x", t) - scoreAt(q, named, "x", t);
        for (const root of found) expect(Math.abs(difference(root))).toBeLessThan(1e-6);
        for (let step = 1; step + 1 < STEPS; step += 1) {
          const [from, to] = [step / STEPS, (step + 1) / STEPS];
          if (difference(from) * difference(to) < -1e-15)
            expect(
              found.some((root) => root >= from - 1e-6 && root <= to + 1e-6),
              `between ${from} and ${to}`,
            ).toBe(true);
        }
      }),
    );
  });
});
