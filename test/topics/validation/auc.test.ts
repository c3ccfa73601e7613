import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import {
  areaUnderCurve,
  aucLimits,
  delongVariance,
  structuralComponents as ofScores,
} from "../../../src/topics/validation/auc.ts";
import { aucDifference } from "../../../src/topics/validation/weights.ts";

const structuralComponents = (lost: number[], kept: number[]) => ofScores(Float64Array.from(lost), Float64Array.from(kept));

const scores = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 25 });
/** 1 when the lost account scored below the kept one, 1/2 for a tie. */
const pair = (lost: number, kept: number) => (lost < kept ? 1 : lost === kept ? 0.5 : 0);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (a: number[], b: number[]) =>
  a.reduce((sum, value, index) => sum + (value - mean(a)) * (b[index]! - mean(b)), 0) / (a.length - 1);
const slow = (lost: number[], kept: number[]) => ({
  ofLost: lost.map((one) => mean(kept.map((other) => pair(one, other)))),
  ofKept: kept.map((other) => mean(lost.map((one) => pair(one, other)))),
});

describe("the area under the curve", () => {
  it("is the share of pairs in the right order", () => {
    fc.assert(
      fc.property(scores, scores, (lost, kept) => {
        const pairs = lost.flatMap((one) => kept.map((other) => pair(one, other)));
        expect(structuralComponents(lost, kept).auc).toBeCloseTo(mean(pairs), 12);
        expect(areaUnderCurve(Float64Array.from(lost), Float64Array.from(kept))).toBe(structuralComponents(lost, kept).auc);
      }),
    );
  });

  it("by hand: lost 1 and 3, kept 2 and 3", () => {
    // Pairs 1<2, 1<3, 3>2, 3=3: (1 + 1 + 0 + 0.5) / 4. Parts: 1 and 0.25; 0.5 and 0.75.
    // Sample variances 0.28125 and 0.03125; DeLong's variance 0.28125 / 2 + 0.03125 / 2 = 0.15625.
    const components = structuralComponents([1, 3], [2, 3]);
    expect(components.auc).toBe(0.625);
    expect([...components.ofLost]).toEqual([1, 0.25]);
    expect([...components.ofKept]).toEqual([0.5, 0.75]);
    expect(delongVariance(components)).toBeCloseTo(0.15625, 12);
    const limits = orNull(aucLimits(components, 1));
    expect(limits?.low).toBeCloseTo(0.625 - Math.sqrt(0.15625), 12);
    expect(limits?.high).toBe(1); // 0.625 + 0.395 ends at 1, as a share does
  });

  it("turned around is its complement", () => {
    fc.assert(
      fc.property(scores, scores, (lost, kept) => {
        expect(structuralComponents(lost, kept).auc + structuralComponents(kept, lost).auc).toBeCloseTo(1, 12);
      }),
    );
  });

  it("does not change when scores are moved or stretched", () => {
    fc.assert(
      fc.property(scores, scores, (lost, kept) => {
        const moved = (values: number[]) => values.map((value) => 3 * value + 7);
        expect(structuralComponents(moved(lost), moved(kept)).auc).toBe(structuralComponents(lost, kept).auc);
      }),
    );
  });
});

describe("DeLong's variance", () => {
  it("is that of the slow formula over all pairs", () => {
    fc.assert(
      fc.property(scores, scores, (lost, kept) => {
        const { ofLost, ofKept } = slow(lost, kept);
        const expected = covariance(ofLost, ofLost) / lost.length + covariance(ofKept, ofKept) / kept.length;
        expect(delongVariance(structuralComponents(lost, kept))).toBeCloseTo(expected, 12);
      }),
    );
  });

  it("of two scores on the same accounts has their covariance in it", () => {
    const both = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 2,
      maxLength: 15,
    });
    fc.assert(
      fc.property(both, both, (lost, kept) => {
        const [a, b] = [0, 1].map((at) =>
          slow(
            lost.map((one) => one[at]!),
            kept.map((one) => one[at]!),
          ),
        ) as [ReturnType<typeof slow>, ReturnType<typeof slow>];
        const part = (x: number[], y: number[]) => covariance(x, x) + covariance(y, y) - 2 * covariance(x, y);
        const variance = part(a.ofLost, b.ofLost) / lost.length + part(a.ofKept, b.ofKept) / kept.length;
        const fast = [0, 1].map((at) =>
          structuralComponents(
            lost.map((one) => one[at]!),
            kept.map((one) => one[at]!),
          ),
        );
        const { gain, low, high } = aucDifference(fast[0]!, fast[1]!, 2);
        expect(gain).toBeCloseTo(mean(a.ofLost) - mean(b.ofLost), 12);
        expect(((high - low) / 4) ** 2).toBeCloseTo(Math.max(0, variance), 10);
      }),
    );
  });

  it("claims no certainty from one account of a kind, from ties only, or from a clean split", () => {
    expect(orNull(aucLimits(structuralComponents([1], [2, 3]), 1.96))).toBeNull();
    expect(orNull(aucLimits(structuralComponents([1, 2], [3]), 1.96))).toBeNull();
    expect(orNull(aucLimits(structuralComponents([5, 5, 5], [5, 5]), 1.96))).toBeNull();
    expect(orNull(aucLimits(structuralComponents([1, 2], [3, 4]), 1.96))).toBeNull();
  });
});
