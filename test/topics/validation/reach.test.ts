// Lift by tenths, capacity and average precision: all read the book from the worst score up.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Known, unknown } from "../../../src/core/known.ts";
import {
  atCapacity,
  averagePrecision,
  liftByDecile,
  scoreGroups,
  type UsedCase,
} from "../../../src/topics/validation/score-quality.ts";
import { block, parted, plain, scored } from "./scored-cases.ts";

const book = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 15 }), lost: fc.boolean(), cents: fc.integer({ min: 0, max: 999_999 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((rows) => rows.map(({ score, lost, cents }, index) => scored(`A${index}`, score, lost, { arr: cents / 100 })));
const eventsOf = (cases: readonly UsedCase[]) => cases.filter(({ lost }) => lost).length;

describe("lift by tenths", () => {
  it("by hand: twenty accounts, all four losses among the six worst, which score alike", () => {
    // Tenths hold 2 accounts. The 6 of score 10 hold 4 lost: each of the first three tenths gets 2/6 of 4 = 4/3, a third of all, lift 10/3.
    // Lost ARR 4,000 over three tenths: 1,333.33 + 1,333.34 + 1,333.33, since each running sum is exact to the hundredth.
    const rows = liftByDecile(scoreGroups([...block("bad", 10, 6, 4), ...block("good", 90, 14, 0)]), 0);
    expect(rows).toHaveLength(10);
    for (const row of rows.slice(0, 3)) {
      expect(row.accounts).toBe(2);
      expect(row.lost).toBeCloseTo(4 / 3, 12);
      expect(row.lost_share).toBeCloseTo(1 / 3, 12);
      expect(row.lift).toBeCloseTo(10 / 3, 12);
    }
    expect(rows.map(({ arr_lost }) => arr_lost)).toEqual([1333.33, 1333.34, 1333.33, 0, 0, 0, 0, 0, 0, 0]);
    expect(rows[3]).toEqual({ decile: 4, accounts: 2, lost: 0, lost_share: 0, lift: 0, arr_lost: 0 });
  });

  it("adds up to all accounts, all losses and all lost ARR", () => {
    fc.assert(
      fc.property(book, (cases) => {
        const rows = liftByDecile(scoreGroups(cases), 0);
        const sum = (values: (number | null)[]) => values.reduce((total: number, value) => total + (value ?? 0), 0);
        const hundredths = (value: Known<number>) => Math.round(parted(value).value! * 100);
        expect(sum(rows.map(({ accounts }) => accounts))).toBeCloseTo(cases.length, 9);
        expect(sum(rows.map(({ lost }) => lost))).toBeCloseTo(eventsOf(cases), 9);
        const cents = cases.filter(({ lost }) => lost).reduce((total, { arr }) => total + Math.round(arr! * 100), 0);
        expect(sum(rows.map(({ arr_lost }) => hundredths(arr_lost)))).toBe(cents);
        for (const row of rows) expect(row.lost).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("has no lift where nobody was lost, and no money where it is not known", () => {
    const [first] = liftByDecile(scoreGroups(block("A", 50, 10, 0)), unknown("No ARR."));
    expect(plain(first!)).toEqual({ decile: 1, accounts: 1, lost: 0, lost_share: null, lift: null, arr_lost: null });
  });
});

describe("at the team's capacity", () => {
  it("by hand: ten calls find five of eight losses", () => {
    // The 4 worst hold 3 lost. The next 12 score alike and hold 4 lost; 6 of those 12 are called: 2 lost. 5 of 10 called, 5 of 8 lost.
    // The eighth loss scored 90. ARR: 3 x 1,000 and half of 4 x 1,000.
    const cases = [...block("a", 5, 4, 3), ...block("b", 30, 12, 4), ...block("c", 90, 4, 1)];
    expect(atCapacity(scoreGroups(cases), 10, 0)).toEqual({ capacity: 10, precision: 0.5, recall: 0.625, arr_reached: 5000 });
  });

  it("calling nobody finds nobody, and calling more than there are finds all", () => {
    const groups = scoreGroups(block("a", 5, 4, 3));
    expect(plain(atCapacity(groups, 0, 0))).toEqual({ capacity: 0, precision: null, recall: 0, arr_reached: 0 });
    expect(atCapacity(groups, 9, 0)).toEqual({ capacity: 9, precision: 0.75, recall: 1, arr_reached: 3000 });
  });
});

describe("the area under precision and recall", () => {
  it("by hand: lost at 10 and 30, kept at 20", () => {
    const cases = [scored("A", 10, true), scored("B", 20, false), scored("C", 30, true)];
    expect(averagePrecision(scoreGroups(cases))).toBeCloseTo((1 / 1 + 2 / 3) / 2, 12);
  });

  it("is precision averaged over the losses, slowly", () => {
    fc.assert(
      fc.property(book, (cases) => {
        const losses = cases.filter(({ lost }) => lost);
        // For each loss: of all accounts that score no higher, the share lost.
        const precisions = losses.map(({ score }) => {
          const called = cases.filter((one) => one.score <= score);
          return eventsOf(called) / called.length;
        });
        const area = averagePrecision(scoreGroups(cases));
        if (losses.length === 0) expect(parted(area).value).toBeNull();
        else expect(area).toBeCloseTo(precisions.reduce((sum, value) => sum + value, 0) / losses.length, 12);
      }),
    );
  });

  it("of a score that says the same of everybody is the share lost", () => {
    expect(averagePrecision(scoreGroups(block("a", 50, 8, 2)))).toBe(0.25);
  });
});
