import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, changeOf, scoredMean, scoredShare } from "../../../src/topics/surveys/result.ts";
import { surveyFigures } from "./survey-figures.ts";

const z = 1.959963984540054;
const nps = { lowest: -100, highest: 100, sample: false };
const npsOf = (votes: number) => scoredMean({ votes, mean: 30, variance: 6100 }, votes, null, nps, z);

describe("scores", () => {
  it("NPS 30 of 100 and of 20 answers", () => {
    expect(npsOf(100).margin).toBeCloseTo(15.307808, 6);
    expect(npsOf(100).ends!.low).toBeCloseTo(14.692192, 6);
    expect(npsOf(100).ends!.high).toBeCloseTo(45.307808, 6);
    expect(npsOf(20).margin).toBeCloseTo(34.229299, 6);
  });

  it("an interval ends where scores end; the margin does not", () => {
    const { ends, margin } = scoredMean({ votes: 10, mean: 90, variance: 900 }, 10, null, nps, z);
    // 1.96 x 30 / sqrt(10) = 18.6
    expect(margin).toBeCloseTo((z * 30) / Math.sqrt(10), 9);
    expect(ends!.high).toBe(100);
  });

  it("a mean of ratings divides by one less: answers 2 1 3 2 5 1 2 4 have 1.96 x sqrt(2) / sqrt(8)", () => {
    const { margin } = scoredMean({ votes: 8, mean: 2.5, variance: 14 / 8 }, 8, null, { lowest: 1, highest: 7, sample: true }, z);
    expect(margin).toBeCloseTo(z / 2, 12);
  });

  it("shares by Wilson: 8 of 10, and 80 of 100", () => {
    const ten = scoredShare({ votes: 10, mean: 0.8, variance: 0.16 }, 10, null, z).ends!;
    expect([ten.low, ten.high].map((end) => end.toFixed(6))).toEqual(["0.490162", "0.943318"]);
    const hundred = scoredShare({ votes: 100, mean: 0.8, variance: 0.16 }, 100, null, z).ends!;
    expect(hundred.low).toBeCloseTo(0.7111708, 7);
    expect(hundred.high).toBeCloseTo(0.8666331, 7);
  });

  it("a share of a whole population leaves nothing to chance, of a part less than all", () => {
    const moments = { votes: 10, mean: 0.8, variance: 0.16 };
    expect(scoredShare(moments, 10, 10, z).ends).toEqual({ low: 0.8, high: 0.8 });
    // (N - n) / (N - 1) = 10 / 19: as if 19 had answered out of many.
    const half = scoredShare(moments, 10, 20, z).ends!;
    const nineteen = scoredShare({ ...moments, votes: 19 }, 19, null, z).ends!;
    expect(half.low).toBeCloseTo(nineteen.low, 12);
    expect(half.high).toBeCloseTo(nineteen.high, 12);
  });
});

describe("bands", () => {
  it("names every band the interval reaches, half-open", () => {
    expect(bandsOf(30, { low: 14.7, high: 45.3 }, surveyFigures.npsBands)).toMatchObject({
      band: "good",
      bands_possible: ["below average", "good"],
    });
    expect(bandsOf(30, { low: 29.9, high: 50 }, surveyFigures.npsBands).bands_possible).toEqual([
      "below average",
      "good",
      "great",
    ]);
    expect(bandsOf(30, { low: 30, high: 49.99 }, surveyFigures.npsBands).bands_possible).toEqual(["good"]);
    expect(bandsOf(-5, null, surveyFigures.npsBands)).toMatchObject({ band: "critical", bands_possible: ["critical"] });
    expect(bandsOf(55, null, surveyFigures.npsBands).by_standard).toEqual([
      { standard: "strategist", band: "great" },
      { standard: "strategist_overview", band: "great" },
    ]);
  });
});

const wave = (score: number, error: number | null) => ({ score, answers: 1, error, interval: null });

describe("changes", () => {
  it("two waves of 100 alike in spread: the margin is sqrt(2) as wide", () => {
    const error = npsOf(100).wave.error!;
    const change = changeOf(wave(35, error), wave(30, error), z);
    expect(change.margin).toBeCloseTo(15.307808 * Math.SQRT2, 5);
    expect(change).toMatchObject({ difference: 5, previous: 30, told_apart: false });
    expect(changeOf(wave(60, error), wave(30, error), z).told_apart).toBe(true);
  });

  it("is unknown where one wave's chance is", () => {
    expect(changeOf(wave(5, null), wave(3, 1), z)).toMatchObject({ difference: 2, low: null, margin: null, told_apart: null });
  });

  it("shares by Newcombe: his example of 56 of 70 against 48 of 80 has 0.0524 to 0.3339", () => {
    const share = (yes: number, votes: number) => {
      const mean = yes / votes;
      return scoredShare({ votes, mean, variance: mean * (1 - mean) }, votes, null, z).wave;
    };
    const change = changeOf(share(56, 70), share(48, 80), z);
    expect(change.difference).toBeCloseTo(0.2, 12);
    expect(change.low).toBeCloseTo(0.0524, 4);
    expect(change.high).toBeCloseTo(0.3339, 4);
    expect(change.told_apart).toBe(true);
  });

  it("turned round, the change has the other sign and the same margin", () => {
    const any = fc.record({
      score: fc.integer({ min: -100, max: 100 }),
      error: fc.double({ min: 0, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const there = changeOf(wave(a.score, a.error), wave(b.score, b.error), z);
        const back = changeOf(wave(b.score, b.error), wave(a.score, a.error), z);
        expect(there.difference).toBe(0 - back.difference);
        expect(there.margin).toBe(back.margin);
        expect(there.told_apart).toBe(back.told_apart);
      }),
    );
  });
});
