import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm, logRank, survivalByGroup } from "../../../src/topics/cohorts/groups.ts";
import { type CohortFigures, groupLevelFigure, type Life, tenureBucketsFigure } from "../../../src/topics/cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../../../src/topics/retention/figures.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";
import { life } from "./life.ts";

const figures: Pick<CohortFigures, "standardErrors" | "tenureBuckets" | "groupLevel" | "fewAccounts"> = {
  standardErrors: library.figure(confidenceFigure),
  tenureBuckets: library.figure(tenureBucketsFigure),
  groupLevel: library.figure(groupLevelFigure),
  fewAccounts: library.figure(fewAccountsFigure),
};

/** Slow and obvious: at every age of a loss, look at every customer. */
function slowly(group: readonly Life[], all: readonly Life[]) {
  const seen = (lives: readonly Life[], age: number) =>
    lives.filter((one) => (one.entered === 0 || one.entered < age) && one.months >= age).length;
  let expected = 0;
  let variance = 0;
  for (const age of new Set(all.filter((one) => one.churned).map((one) => one.months))) {
    const n = seen(all, age);
    const k = seen(group, age);
    const lost = all.filter((one) => one.churned && one.months === age).length;
    expected += (lost * k) / n;
    if (n > 1) variance += (lost * (k / n) * (1 - k / n) * (n - lost)) / (n - 1);
  }
  return { expected, variance };
}

describe("logRank", () => {
  it("gives the published test of 6-MP against placebo (Freireich 1963): 9 of 19.25 expected, variance 6.257, chi-square 16.79", () => {
    const treated = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    const group = treated.map((time) => life(Math.abs(time), time > 0));
    const others = placebo.map((time) => life(time, true));
    const found = logRank(group, [...group, ...others]);
    expect(found.observed).toBe(9);
    expect(found.expected).toBeCloseTo(19.25, 2);
    expect(found.variance).toBeCloseTo(6.257, 3);
    expect((found.observed - found.expected) ** 2 / found.variance).toBeCloseTo(16.79, 2);
    const other = logRank(others, [...group, ...others]);
    expect(other.observed + found.observed).toBeCloseTo(other.expected + found.expected, 10);
    expect(other.expected).toBeCloseTo(10.75, 2);
    expect(found.chance).toBeLessThan(0.001);
  });

  it("is worked by hand: of A (lost at 1, seen to 3) and B (lost at 2, seen to 3) at 1 one of four, at 2 one of three", () => {
    // Group A: at 1 two of four at risk, 1/2; at 2 one of three, 1/3: expected 5/6. Variance 1/4 + 2/9 = 17/36.
    const a = [life(1, true), life(3, false)];
    const found = logRank(a, [...a, life(2, true), life(3, false)]);
    expect(found.expected).toBeCloseTo(5 / 6, 12);
    expect(found.variance).toBeCloseTo(17 / 36, 12);
    expect(found.chance).toBe(1);
  });

  it("agrees with looking at every customer, late entries and ties among them; expected losses add up", () => {
    const anyLife = fc
      .record({
        entered: fc.integer({ min: 0, max: 9 }),
        more: fc.integer({ min: 1, max: 9 }),
        churned: fc.boolean(),
        group: fc.constantFrom("a", "b", "c"),
      })
      .map(({ entered, more, churned, group }) => life(entered + more, churned, { entered, group }));
    fc.assert(
      fc.property(fc.array(anyLife, { minLength: 1, maxLength: 40 }), (lives) => {
        let expected = 0;
        for (const name of ["a", "b", "c"]) {
          const group = lives.filter((one) => one.group === name);
          const found = logRank(group, lives);
          const slow = slowly(group, lives);
          expect(found.expected).toBeCloseTo(slow.expected, 9);
          expect(found.variance).toBeCloseTo(slow.variance, 9);
          expect(found.chance).toBeGreaterThanOrEqual(0);
          expect(found.chance).toBeLessThanOrEqual(1);
          expected += found.expected;
        }
        expect(expected).toBeCloseTo(lives.filter(({ churned }) => churned).length, 9);
      }),
    );
  });
});

describe("holm", () => {
  it("steps down: 3 x 0.01, then 2 x 0.03 and no less, then 0.04 and no less", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.6, 0.5])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it("is what testing every set of groups at once gives: a group is named when every set that holds it is, at its least times its size", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (chances) => {
        const sets = Array.from({ length: 2 ** chances.length - 1 }, (_, index) =>
          chances.map((_, place) => place).filter((place) => ((index + 1) >> place) & 1),
        );
        const closed = chances.map((_, place) =>
          Math.max(
            ...sets
              .filter((set) => set.includes(place))
              .map((set) => Math.min(1, set.length * Math.min(...set.map((one) => chances[one]!)))),
          ),
        );
        for (const [place, chance] of holm(chances).entries()) expect(chance).toBeCloseTo(closed[place]!, 12);
      }),
    );
  });
});

const telco = resolve(import.meta.dirname, "../../../../shared/data/telco-churn/Telco-Customer-Churn.csv");

describe.skipIf(!existsSync(telco))("seven thousand customers by scipy.stats.logrank (skipped where the file is absent)", () => {
  const lines = existsSync(telco) ? readFileSync(telco, "utf8").trim().split(/\r?\n/) : [""];
  const place = (header: string) => lines[0]!.split(",").indexOf(header);
  const all = lines.slice(1).map((line) => {
    const cells = line.split(",");
    const of = (header: string) => cells[place(header)]!;
    const group = `${of("gender")}|${of("PaymentMethod")}`;
    return life(Number(of("tenure")), of("Churn") === "Yes", { group });
  });
  const test = (name: string) =>
    logRank(
      all.filter(({ group }) => group!.split("|").includes(name)),
      all,
    );

  it("men leave as women do, those who pay by electronic check twice as often", () => {
    const men = test("Male");
    expect(men.observed).toBe(930);
    // statistic -0.7250565303654855 of the women, two-sided 0.46842.
    expect((men.expected - men.observed) / Math.sqrt(men.variance)).toBeCloseTo(0.7250565303654855, 9);
    expect(men.chance).toBeGreaterThanOrEqual(0.46841);
    const check = test("Electronic check");
    expect([check.observed, check.expected]).toEqual([1071, expect.closeTo(527.84, 2)]);
  });
});

/** Numbers from 0 to 1 in a fixed order (Park and Miller). */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** 240 customers drawn into twelve owners' books, leaving at one rate a month whoever owns them, seen for 6 to 36 months. */
function randomBook(next: () => number, owners: number, rate: (owner: number) => number): Life[] {
  return Array.from({ length: 240 }, () => {
    const owner = Math.floor(next() * owners);
    const leaves = Math.ceil(Math.log(next()) / Math.log(1 - rate(owner)));
    const seen = 6 + Math.floor(next() * 30);
    return life(Math.min(leaves, seen), leaves <= seen, { group: `CSM${owner + 1}` });
  });
}

describe("a group is named only beyond chance", () => {
  it("twelve random owners of 240 customers: one is named in no more books than the level allows", () => {
    const next = drawn(20_261_130);
    const books = 400;
    let named = 0;
    for (let book = 0; book < books; book += 1)
      if (
        survivalByGroup(
          randomBook(next, 12, () => 0.04),
          figures,
        ).verdict === "differ"
      )
        named += 1;
    // Five in a hundred of 400 are 20, give or take 4.4.
    expect(named).toBeLessThanOrEqual(20);
  });

  it("owners of three or four customers each are not named for a loss or two", () => {
    const next = drawn(7);
    let named = 0;
    for (let book = 0; book < 300; book += 1)
      if (
        survivalByGroup(
          randomBook(next, 70, () => 0.01),
          figures,
        ).verdict === "differ"
      )
        named += 1;
    expect(named).toBeLessThanOrEqual(15);
  });

  it("an owner whose customers leave four times as fast is found", () => {
    const next = drawn(11);
    let found = 0;
    for (let book = 0; book < 40; book += 1) {
      const { groups } = survivalByGroup(
        randomBook(next, 6, (owner) => (owner === 0 ? 0.12 : 0.03)),
        figures,
      );
      if (groups.find(({ group }) => group === "CSM1")!.stands_out === "leaves_more") found += 1;
    }
    expect(found).toBeGreaterThan(35);
  });

  it("gives every group an interval, also where nobody has left", () => {
    const lives = [
      ...Array.from({ length: 6 }, () => life(20, false, { group: "a" })),
      ...Array.from({ length: 6 }, () => life(5, true, { group: "b" })),
    ];
    const { groups, verdict } = survivalByGroup(lives, figures);
    expect(verdict).toBe("too_few");
    // None of six: the share under which six all stay one time in forty, 0.025^(1/6) = 0.5407.
    expect(groups.find(({ group }) => group === "a")!.survival[0]).toMatchObject({ survival: 1, high: 1 });
    expect(groups.find(({ group }) => group === "a")!.survival[0]!.low as number).toBeCloseTo(0.5407, 4);
  });
});
