import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { healthAccount, weightSets } from "../../../src/topics/health/book.ts";
import {
  arrOfAccounts,
  capPlaces,
  distribution,
  judgeAccount,
  type Measure,
  priorities,
  responsesInOrder,
} from "../../../src/topics/health/judge-account.ts";
import { orderAccounts } from "../../../src/topics/health/score-book.ts";
import { bands, figures } from "./health-figures.ts";

const measure: Measure = {
  weights: weightSets({}, figures),
  least_coverage: 0.6,
  shelf_lives: figures.shelfLives.value,
  bands,
  caps: capPlaces(figures.bandCaps.value, bands),
  as_of: null,
};
const responses = responsesInOrder(figures.responses.value, bands);
const judge = (account: string, score: number | null, arr: number | null = null) =>
  judgeAccount(healthAccount({ account, score, arr }), measure, null);
const row = fc.record({
  account: fc.string({ minLength: 1 }),
  score: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  arr: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null }),
});
const book = fc.uniqueArray(row, { selector: ({ account }) => account });

describe("arrOfAccounts", () => {
  it("sums what is known, keeps 0, and is null only where accounts are and no ARR is known", () => {
    expect(arrOfAccounts([])).toEqual({ accounts: 0, arr: 0, accounts_without_arr: 0 });
    expect(arrOfAccounts([{ arr: 0 }, { arr: null }])).toEqual({ accounts: 2, arr: 0, accounts_without_arr: 1 });
    expect(arrOfAccounts([{ arr: null }])).toEqual({ accounts: 1, arr: null, accounts_without_arr: 1 });
    expect(arrOfAccounts([{ arr: 0.1 }, { arr: 0.2 }]).arr).toBe(0.3);
  });
});

describe("distribution", () => {
  it("has a line of its own for accounts nobody can judge, and adds up to the book", () => {
    const lines = distribution([judge("a", 79.8, 10), judge("b", null, 5), judge("c", 0, 1)], responses);
    expect(lines.map(({ band, accounts, arr }) => [band, accounts, arr])).toEqual([
      ["emergency", 1, 1],
      ["critical", 0, 0],
      ["at-risk", 0, 0],
      ["stable", 1, 10],
      ["healthy", 0, 0],
      ["undetermined", 1, 5],
    ]);
  });

  it("adds up whatever the book", () => {
    fc.assert(
      fc.property(book, (rows) => {
        const lines = distribution(
          rows.map(({ account, score, arr }) => judge(account, score, arr)),
          responses,
        );
        const total = (of: (line: (typeof lines)[number]) => number) => lines.reduce((sum, line) => sum + of(line), 0);
        expect(total(({ accounts }) => accounts)).toBe(rows.length);
        expect(total(({ arr }) => arr ?? 0)).toBe(rows.reduce((sum, { arr }) => sum + (arr ?? 0), 0));
        expect(total((line) => line.accounts_without_arr)).toBe(rows.filter(({ arr }) => arr === null).length);
      }),
    );
  });
});

describe("orderAccounts", () => {
  it("puts the worst band first, the unknown before the green, the larger ARR first, then the name", () => {
    const rows = [
      judge("green", 90, 900),
      judge("unknown", null, 800),
      judge("z", 10, 50),
      judge("a", 10, 50),
      judge("none", 10, null),
      judge("zero", 10, 0),
      judge("yellow", 59.5, 5),
    ];
    const names = orderAccounts(rows, responses).map(({ source }) => source.account);
    expect(names).toEqual(["a", "z", "zero", "none", "yellow", "unknown", "green"]);
  });

  it("lesson 9: gives the same order however the rows stand", () => {
    fc.assert(
      fc.property(book, (rows) => {
        const judged = rows.map(({ account, score, arr }) => judge(account, score, arr));
        const names = (list: typeof judged) => orderAccounts(list, responses).map(({ source }) => source.account);
        expect(names([...judged].reverse())).toEqual(names(judged));
      }),
    );
  });
});

describe("priorities", () => {
  const list = orderAccounts(
    [judge("a", 10, 50), judge("b", 30, 40), judge("c", 50, 30), judge("d", 90, 20), judge("e", null, 10)],
    responses,
  );

  it("counts who is in danger and who cannot be judged, and how far the team reaches", () => {
    const { in_danger, unknown, worked } = priorities(list, responses, 1);
    expect([in_danger.accounts, in_danger.arr, unknown.accounts, unknown.arr]).toEqual([3, 120, 1, 10]);
    expect([worked?.now.arr, worked?.waiting.accounts, worked?.waiting.arr]).toEqual([50, 2, 70]);
  });

  it("takes a team that can work nobody for what it is", () => {
    expect(priorities(list, responses, 0).worked?.waiting.accounts).toBe(3);
    expect(priorities(list, responses, undefined).worked).toBeNull();
  });
});
