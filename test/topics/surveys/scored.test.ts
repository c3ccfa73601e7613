import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Known, onTheWire, orNull, unknown } from "../../../src/core/known.ts";
import { momentsOfMean, votesNeeded } from "../../../src/topics/surveys/answers.ts";
import { bandsOf, changeOf, scoredMean, scoredShare } from "../../../src/topics/surveys/score.ts";
import { surveyFigures } from "./survey-figures.ts";

const z = 1.959963984540054;
const sureness = { confidence: 0.95, standardErrors: z, power: 0.8416212335729143, smallMean: 30 };
const nps = { kind: "net", lowest: -100, highest: 100 } as const;
const npsOf = (votes: number) => scoredMean({ votes, mean: 30, variance: 6100 }, votes, null, nps, sureness);
const endsOf = ({ ends }: { ends: Known<{ low: number; high: number }> }) => orNull(ends);

describe("scores", () => {
  it("NPS 30 of 100 and of 20 answers", () => {
    expect(npsOf(100).margin).toBeCloseTo(15.307808, 6);
    expect(endsOf(npsOf(100))!.low).toBeCloseTo(14.692192, 6);
    expect(endsOf(npsOf(100))!.high).toBeCloseTo(45.307808, 6);
    expect(npsOf(20).margin).toBeCloseTo(34.229299, 6);
  });

  it("an interval ends where scores end; the margin does not", () => {
    const { ends, margin } = scoredMean({ votes: 10, mean: 90, variance: 900 }, 10, null, nps, sureness);
    // 1.96 x 30 / sqrt(10) = 18.6
    expect(margin).toBeCloseTo((z * 30) / Math.sqrt(10), 9);
    expect(endsOf({ ends })!.high).toBe(100);
  });

  it("a mean of few ratings has Student's interval: answers 2 1 3 2 5 1 2 4 have 2.364624 x sqrt(2) / sqrt(8)", () => {
    const effort = { kind: "mean", lowest: 1, highest: 7 } as const;
    const moments = { votes: 8, mean: 2.5, variance: 14 / 8 };
    expect(scoredMean(moments, 8, null, effort, sureness).margin).toBeCloseTo(2.364624252 / 2, 8);
    // From 30 votes on, the normal distribution: the sample's variance 60 / 29, so z x sqrt(60 / 29 / 30).
    const thirty = scoredMean({ votes: 30, mean: 3, variance: 2 }, 30, null, effort, sureness);
    expect(thirty.margin).toBeCloseTo(z * Math.sqrt(2 / 29), 12);
  });

  it("shares by Wilson: 8 of 10, and 80 of 100", () => {
    const ten = endsOf(scoredShare({ votes: 10, mean: 0.8, variance: 0.16 }, 10, null, sureness))!;
    expect([ten.low, ten.high].map((end) => end.toFixed(6))).toEqual(["0.490162", "0.943318"]);
    const hundred = endsOf(scoredShare({ votes: 100, mean: 0.8, variance: 0.16 }, 100, null, sureness))!;
    expect(hundred.low).toBeCloseTo(0.7111708, 7);
    expect(hundred.high).toBeCloseTo(0.8666331, 7);
  });

  it("a share of a whole population leaves nothing to chance, of a part less than all", () => {
    const moments = { votes: 10, mean: 0.8, variance: 0.16 };
    expect(scoredShare(moments, 10, 10, sureness).ends).toEqual({ low: 0.8, high: 0.8 });
    // (N - n) / (N - 1) = 10 / 19: as if 19 had answered out of many.
    const half = endsOf(scoredShare(moments, 10, 20, sureness))!;
    const nineteen = endsOf(scoredShare({ ...moments, votes: 19 }, 19, null, sureness))!;
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

const wave = (score: number, error: number | null) => {
  const size = error ?? unknown("All alike.");
  return { score, answers: 1, votes: 1, errors: { kindest: size, typical: size, harshest: size }, interval: null, freedom: null };
};

describe("changes", () => {
  it("two waves of 100 alike in spread: the margin is sqrt(2) as wide", () => {
    const error = orNull(npsOf(100).wave.errors.typical)!;
    const change = changeOf(wave(35, error), wave(30, error), sureness);
    expect(change.margin).toBeCloseTo(15.307808 * Math.SQRT2, 5);
    expect(change).toMatchObject({ difference: 5, previous: 30, told_apart: false });
    expect(changeOf(wave(60, error), wave(30, error), sureness).told_apart).toBe(true);
  });

  it("is unknown where one wave's chance is", () => {
    expect(onTheWire(changeOf(wave(5, null), wave(3, 1), sureness)).fields).toMatchObject({
      difference: 2,
      low: null,
      margin: null,
      told_apart: null,
    });
  });

  it("shares by Newcombe: his example of 56 of 70 against 48 of 80 has 0.0524 to 0.3339", () => {
    const share = (yes: number, votes: number) => {
      const mean = yes / votes;
      return scoredShare({ votes, mean, variance: mean * (1 - mean) }, votes, null, sureness).wave;
    };
    const change = changeOf(share(56, 70), share(48, 80), sureness);
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
        const there = changeOf(wave(a.score, a.error), wave(b.score, b.error), sureness);
        const back = changeOf(wave(b.score, b.error), wave(a.score, a.error), sureness);
        expect(there.difference).toBe(0 - back.difference);
        expect(there.margin).toBe(back.margin);
        expect(there.told_apart).toBe(back.told_apart);
      }),
    );
  });
});

describe("a change of which only the scores are known", () => {
  /** Every way to split so many answers whose net is the given one, and the standard errors in which a difference lies. */
  const variances = (answers: number, net: number): number[] =>
    Array.from({ length: Math.floor((answers - net) / 2) + 1 }, (_, detractors) => {
      const share = net / answers;
      return (net + 2 * detractors) / answers - share * share;
    });

  const form = { kind: "net", lowest: -100, highest: 100, step: 100 } as const;
  const waveOf = (answers: number, mean: number) =>
    scoredMean(momentsOfMean(answers, mean, form, 0.3), answers, null, nps, sureness).wave;

  it("38 from 61 after 31 from 84 is chance in every split", () => {
    const { fields } = onTheWire(changeOf(waveOf(61, 38), waveOf(84, 31), sureness));
    expect(fields).toMatchObject({ difference: 7, told_apart: false });
    // Kindest: 0.38 - 0.1444 = 0.2356 over 61 and 0.31 - 0.0961 = 0.2139 over 84; three in ten passive: 0.5556 and 0.6039; harshest: 0.8556 and
    // 0.9039. Two-sided chances of 7 points by scipy.stats.norm.sf.
    const by = (now: number, before: number) => 100 * z * Math.sqrt(now / 61 + before / 84);
    expect(fields.margin_kindest).toBeCloseTo(by(0.2356, 0.2139), 9);
    expect(fields.margin).toBeCloseTo(by(0.5556, 0.6039), 9);
    expect(fields.margin_harshest).toBeCloseTo(by(0.8556, 0.9039), 9);
    expect(fields.chance_kindest).toBeCloseTo(0.381898, 6);
    expect(fields.chance).toBeCloseTo(0.583469, 6);
    expect(fields.chance_harshest).toBeCloseTo(0.656596, 6);
  });

  /** The exact chance of every sum of so many answers, each a promoter, passive or detractor by lot; the first is that of all detractors. */
  const sums = (answers: number, promoters: number, detractors: number): number[] => {
    let chances = [1];
    for (let asked = 0; asked < answers; asked += 1) {
      const next = new Array<number>(chances.length + 2).fill(0);
      chances.forEach((chance, at) => {
        next[at]! += chance * detractors;
        next[at + 1]! += chance * (1 - promoters - detractors);
        next[at + 2]! += chance * promoters;
      });
      chances = next;
    }
    return chances;
  };
  /** The exact chance that the first wave's score is at least so far above the second's. */
  const above = (a: number[], b: number[], points: number): number => {
    const [n, m] = [(a.length - 1) / 2, (b.length - 1) / 2];
    const below = b.reduce<number[]>((all, chance) => (all.push((all.at(-1) ?? 0) + chance), all), []);
    return a.reduce((sum, chance, at) => {
      const highest = Math.floor(((at - n) / n - points / 100) * m + 1e-9) + m;
      return sum + (highest < 0 ? 0 : chance * below[Math.min(highest, 2 * m)]!);
    }, 0);
  };

  it("the exact chance, counted over all sums of two waves, is near the normal one", () => {
    // Both waves at the same truth, 34 with three in ten passive: promoters 0.52, detractors 0.18.
    const [now, before] = [sums(61, 0.52, 0.18), sums(84, 0.52, 0.18)];
    const exact = above(now, before, 7) + above(before, now, 7);
    expect(Math.abs(exact - orNull(changeOf(waveOf(61, 38), waveOf(84, 31), sureness).chance)!)).toBeLessThan(0.02);
  });

  it("about 2,000 answers a wave find 7 points four times in five, counted over all sums", () => {
    const [now, before] = [momentsOfMean(61, 38, form, 0.3), momentsOfMean(84, 31, form, 0.3)];
    const needed = votesNeeded((now.variance + before.variance) / 2, 7 / (z + sureness.power) / Math.SQRT2, null);
    expect(needed).toBe(1858);
    // Truths of 38 and 31 with three in ten passive, told apart where they lie 1.96 standard errors from each other.
    const margin = z * Math.sqrt((now.variance + before.variance) / needed);
    const found = above(sums(needed, 0.54, 0.16), sums(needed, 0.505, 0.195), margin);
    expect(Math.abs(found - 0.8)).toBeLessThan(0.01);
  });

  it("the bracket holds every split that can be counted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 60 }), (answers, drawn) => {
        const net = drawn % (answers + 1);
        const { variance, bounds } = momentsOfMean(answers, (100 * net) / answers, form, 0.3);
        const { least, most } = bounds!;
        const all = variances(answers, net);
        for (const one of all) {
          expect(one * 10_000).toBeGreaterThanOrEqual(least - 1e-6);
          expect(one * 10_000).toBeLessThanOrEqual(most + 1e-6);
        }
        expect(Math.min(...all) * 10_000).toBeCloseTo(least, 6);
        expect(variance).toBeGreaterThanOrEqual(least);
        expect(variance).toBeLessThanOrEqual(most);
      }),
    );
  });
});
