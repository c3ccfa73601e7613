import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isKnown, orNull } from "../../../src/core/known.ts";
import { caughtBlindly, cutoffsOf, leaversOf, nextBar, safeLooking } from "../../../src/topics/validation/cutoffs.ts";
import { scoreGroups } from "../../../src/topics/validation/score-quality.ts";
import { block, scored } from "./scored-cases.ts";

const choose = (from: number, count: number): bigint => {
  let result = 1n;
  for (let step = 0; step < count; step += 1) result = (result * BigInt(from - step)) / BigInt(step + 1);
  return result;
};

describe("accounts drawn blindly", () => {
  it("hold as many of the lost as often as all possible draws say", () => {
    // Two of four are lost. Of the six pairs one holds both, four hold one, one holds none.
    const two = { drawn: 2, lost: 2, accounts: 4 };
    expect([2, 1, 0].map((caught) => caughtBlindly(caught, two))).toEqual(
      [1 / 6, 5 / 6, 1].map((one) => expect.closeTo(one, 12)),
    );
    expect(caughtBlindly(3, two)).toBe(0);
  });

  it("agrees with a count of every draw of a small book, and with whole numbers of any book", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(12), fc.nat(12), fc.nat(6), (accounts, some, other, caught) => {
        const [drawn, lost] = [some % (accounts + 1), other % (accounts + 1)];
        let [hits, all] = [0, 0];
        for (let draw = 0; draw < 2 ** accounts; draw += 1) {
          const bits = draw.toString(2).padStart(accounts, "0");
          if ([...bits].filter((bit) => bit === "1").length !== drawn) continue;
          all += 1;
          if ([...bits.slice(0, lost)].filter((bit) => bit === "1").length >= caught) hits += 1;
        }
        expect(caughtBlindly(caught, { drawn, lost, accounts })).toBeCloseTo(hits / all, 10);
      }),
      { numRuns: 60 },
    );
    // 24 drawn of 146 with 14 lost, in whole numbers: all draws less those that hold none or one.
    const all = choose(146, 24);
    const fewer = choose(132, 24) + choose(14, 1) * choose(132, 23);
    const exact = Number(((all - fewer) * 10n ** 12n) / all) / 1e12;
    expect(caughtBlindly(2, { drawn: 24, lost: 14, accounts: 146 })).toBeCloseTo(exact, 9);
    expect(exact).toBeCloseTo(0.71, 2);
  });
});

describe("cut-offs of a score", () => {
  const cases = [
    scored("A", 10, true, { arr: 100 }),
    scored("B", 49, false, { arr: 10 }),
    scored("C", 50, true, { arr: 300 }),
    scored("D", 75, false, { arr: 20 }),
    scored("E", 90, true, { arr: 600 }),
  ];

  it("flag what lies strictly below them, and count false alarms and misses both ways", () => {
    // Below 50 are A and B: one left, one stayed; C and E left unflagged with 900 of the 1,000. Nobody is below 5, everybody below 95.
    const rows = cutoffsOf(cases, [5, 50, 95]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ below: 50, flagged: 2, flagged_lost: 1, flagged_kept: 1, missed_lost: 2 });
    expect(rows[0]).toMatchObject({ flagged_arr: 110, caught_arr: 100, missed_arr: 900, lost_share: 0.5 });
    expect(orNull(rows[0]!.caught_share)).toBeCloseTo(1 / 3, 12);
    // Of the ten pairs of five accounts only that of B and D holds none of the three lost.
    expect(orNull(rows[0]!.by_chance)).toBeCloseTo(0.9, 12);
  });

  it("leave money open where an amount is missing, and a share where nobody was lost", () => {
    const [row] = cutoffsOf([scored("A", 10, true), scored("B", 60, true, { arr: 1 })], [50]);
    expect(isKnown(row!.caught_arr)).toBe(false);
    const [none] = cutoffsOf([scored("A", 10, false), scored("B", 60, false)], [50]);
    expect(isKnown(none!.caught_share) || isKnown(none!.by_chance)).toBe(false);
  });

  it("name the lost that looked safest, the highest score first", () => {
    expect(safeLooking(leaversOf(cases), 2).map(({ account, score }) => [account, score])).toEqual([
      ["E", 90],
      ["C", 50],
    ]);
  });

  it("set a bar for the next score beside what this one held, a tie on the line in proportion", () => {
    const bar = { lowest_share: 0.2, caught_share: 0.4, days_ahead: 90 };
    // The lowest fifth of five is A: 100 of 1,000.
    expect(nextBar(scoreGroups(cases), 1000, bar)).toEqual({ ...bar, held: 0.1, passed: false });
    // Of ten, two are the fifth: half of the four that share the lowest score, of whom two left with 1,000 each of 2,000.
    const tied = [...block("a", 10, 4, 2), ...block("b", 80, 6, 0)];
    expect(nextBar(scoreGroups(tied), 2000, bar)).toEqual({ ...bar, held: 0.5, passed: true });
  });
});
