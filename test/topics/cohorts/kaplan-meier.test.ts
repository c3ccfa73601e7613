import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import type { Life } from "../../../src/topics/cohorts/lives.ts";
import * as exact from "../../../src/topics/cohorts/survival.ts";
import { survivalAfter } from "../../../src/topics/cohorts/survival.ts";
import { life } from "./life.ts";

/** Steps with null for limits that are not known. */
const kaplanMeier = (...given: Parameters<typeof exact.kaplanMeier>) =>
  exact.kaplanMeier(...given).map((step) => ({ ...step, low: orNull(step.low), high: orNull(step.high) }));
const median = (lives: readonly Life[]) => {
  const { median_survival, median_low, median_high } = exact.medianSurvival(exact.kaplanMeier(lives, 1.959964));
  return [median_survival, median_low, median_high].map(orNull);
};
const ten = (
  [
    [1, 1],
    [3, 1],
    [3, 0],
    [5, 0],
    [6, 1],
    [8, 0],
    [12, 1],
    [12, 0],
    [12, 0],
    [12, 0],
  ] as const
).map(([months, lost]) => life(months, lost === 1));

/** Slow and obvious: at every age, look at every customer. */
function slowly(
  lives: readonly Life[],
): { month: number; at_risk: number; churned: number; survival: number; variance: number }[] {
  let survival = 1;
  let sum = 0;
  return [...new Set(lives.filter((one) => one.churned).map((one) => one.months))]
    .sort((a, b) => a - b)
    .map((month) => {
      const seen = lives.filter((one) => (one.entered === 0 || one.entered < month) && one.months >= month);
      const lost = seen.filter((one) => one.churned && one.months === month);
      survival *= (seen.length - lost.length) / seen.length;
      sum += lost.length / (seen.length * (seen.length - lost.length));
      return { month, at_risk: seen.length, churned: lost.length, survival, variance: survival * survival * sum };
    });
}

const anyLife = fc
  .record({ entered: fc.integer({ min: 0, max: 20 }), more: fc.integer({ min: 1, max: 20 }), churned: fc.boolean() })
  .map(({ entered, more, churned }) => life(entered + more, churned, { entered }));

describe("kaplanMeier", () => {
  it("gives the ten customers worked by hand: 9/10, x 8/9, x 5/6, x 3/4", () => {
    const steps = kaplanMeier(ten, 1.96);
    expect(steps.map(({ month, at_risk, churned }) => [month, at_risk, churned])).toEqual([
      [1, 10, 1],
      [3, 9, 1],
      [6, 6, 1],
      [12, 4, 1],
    ]);
    [0.9, 0.8, 2 / 3, 0.5].forEach((share, index) => {
      expect(steps[index]!.survival).toBeCloseTo(share, 12);
    });
    expect(median(ten)[0]).toBe(12);
    // Six of ten are still here, and no step says so.
    expect(steps.some(({ survival }) => Math.abs(survival - 0.6) < 0.01)).toBe(false);
  });

  it("gives the published remission times of 21 patients on 6-MP (Freireich 1963): survival, Greenwood error, log-log limits", () => {
    const times = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
    const lives = times.map((time) => life(Math.abs(time), time > 0));
    const steps = kaplanMeier(lives, 1.959964);
    const published = [
      [6, 0.857, 0.0764, 0.62, 0.952],
      [7, 0.807, 0.0869, 0.563, 0.923],
      [10, 0.753, 0.0963, 0.503, 0.889],
      [13, 0.69, 0.1068, 0.432, 0.849],
      [16, 0.627, 0.1141, 0.368, 0.805],
      [22, 0.538, 0.1282, 0.268, 0.747],
      [23, 0.448, 0.1346, 0.188, 0.68],
    ] as const;
    const slow = slowly(lives);
    published.forEach(([month, survival, error, low, high], index) => {
      const step = steps[index]!;
      expect(step.month).toBe(month);
      expect(step.survival).toBeCloseTo(survival, 3);
      expect(Math.sqrt(slow[index]!.variance)).toBeCloseTo(error, 4);
      expect(Math.abs(step.low! - low)).toBeLessThan(0.0006);
      expect(Math.abs(step.high! - high)).toBeLessThan(0.0006);
    });
    // R survfit (conf.type log-log): median 23, lower limit 13, upper limit not reached.
    expect(median(lives)).toEqual([23, 13, null]);
  });

  it("agrees with looking at every customer at every age, late entries and ties among them", () => {
    fc.assert(
      fc.property(fc.array(anyLife, { minLength: 1, maxLength: 30 }), (lives) => {
        const fast = kaplanMeier(lives, 1.96);
        const slow = slowly(lives);
        expect(fast.map(({ month, at_risk, churned }) => [month, at_risk, churned])).toEqual(
          slow.map(({ month, at_risk, churned }) => [month, at_risk, churned]),
        );
        fast.forEach(({ survival, low, high }, index) => {
          expect(survival).toBeCloseTo(slow[index]!.survival, 10);
          if (low === null || high === null) return;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
          expect(high).toBeLessThanOrEqual(1);
          // The limits again, from Greenwood's variance of S: the error of log(-log S) is sqrt(variance) / (S |log S|).
          const error = Math.sqrt(slow[index]!.variance) / (survival * Math.abs(Math.log(survival)));
          expect(low).toBeCloseTo(Math.exp(-Math.exp(Math.log(-Math.log(survival)) + 1.96 * error)), 8);
          expect(high).toBeCloseTo(Math.exp(-Math.exp(Math.log(-Math.log(survival)) - 1.96 * error)), 8);
        });
      }),
    );
  });

  it("does not depend on the order of customers", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ten, { minLength: ten.length }), (shuffled) => {
        expect(kaplanMeier(shuffled, 1.96)).toEqual(kaplanMeier(ten, 1.96));
      }),
    );
  });

  it("counts a loss after no time, and has no limits where all are gone", () => {
    const steps = kaplanMeier([life(0, true), life(4, true)], 1.96);
    expect(steps).toMatchObject([
      { month: 0, at_risk: 2, survival: 0.5 },
      { month: 4, at_risk: 1, survival: 0, low: null, high: null },
    ]);
    expect(orNull(exact.survivalLimits(1, 0, 1.96).low)).toBeNull();
  });

  it("has no median before half are gone, and reads survival between steps", () => {
    const lives = [life(2, true), life(9, false), life(9, false)];
    const steps = kaplanMeier(lives, 1.96);
    expect(median(lives)[0]).toBeNull();
    expect(survivalAfter(steps, 1)).toBeNull();
    expect(survivalAfter(steps, 8)?.survival).toBeCloseTo(2 / 3, 12);
  });

  it("finds the median where a product of fractions only nearly makes a half", () => {
    // 3/4 x 2/3 = 1/2 in whole numbers, whatever the bits say.
    for (let size = 2; size <= 60; size += 2) {
      const lives = Array.from({ length: size }, (_, index) => life(index + 1, true));
      expect(median(lives)[0]).toBe(size / 2);
    }
  });
});

describe("the worked example on file", () => {
  const file = new URL("../../../../shared/knowledge/worked-examples.json", import.meta.url);
  const text = (() => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return null;
    }
  })();
  it.skipIf(text === null)(`is matched${text === null ? " (skipped: the worked examples are not on this machine)" : ""}`, () => {
    const example = (JSON.parse(text!) as { kaplan_meier: { tenure_months_and_churned: [number, boolean][]; steps: object[] } })
      .kaplan_meier;
    const lives = example.tenure_months_and_churned.map(([months, churned]) => life(months, churned));
    kaplanMeier(lives, 1.96).forEach(({ month, at_risk, churned, survival }, index) => {
      const { survival: right, ...counts } = example.steps[index] as { survival: number };
      expect({ month, at_risk, churned }).toEqual(counts);
      expect(survival).toBeCloseTo(right, 12);
    });
  });
});
