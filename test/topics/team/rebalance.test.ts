import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { books, leavers, rebalance } from "../../../src/topics/team/books.ts";
import type { ServedAccount } from "../../../src/topics/team/serve-less.ts";

function account(name: string, owner: string | null, hours: number, renews = false): ServedAccount {
  return { account: name, tier: "T", arr: hours * 1000, owner, service: "low", hours, renews, keep: null };
}

describe("books", () => {
  it("add up accounts, ARR, hours and renewals, those without an owner last", () => {
    const list = books(
      [account("A", "Ana", 60, true), account("B", "Ana", 20), account("C", null, 30), account("D", "Ben", 10)],
      100,
    );
    expect(list).toEqual([
      { owner: "Ana", accounts: 2, arr: 80_000, hours: 80, renewals: 1, load: 0.8 },
      { owner: "Ben", accounts: 1, arr: 10_000, hours: 10, renewals: 0, load: 0.1 },
      { owner: "unassigned", accounts: 1, arr: 30_000, hours: 30, renewals: 0, load: null },
    ]);
  });

  it("without a day the renewals are unknown, not 0", () => {
    expect(books([{ ...account("A", "Ana", 1), renews: null }], 100)[0]!.renewals).toBeNull();
  });
});

describe("who leaves", () => {
  const owners = [
    { owner: "Ana", hours: 900 },
    { owner: "Ben", hours: 400 },
    { owner: "Cid", hours: 400 },
  ];
  it("those named, then those with the fewest hours", () => {
    expect(leavers(owners, 2, [])).toEqual(["Ben"]);
    expect(leavers(owners, 1, ["Ana"])).toEqual(["Ana", "Ben"]);
    expect(leavers(owners, 3, [])).toEqual([]);
    expect(leavers(owners, undefined, ["Cid"])).toEqual(["Cid"]);
  });
  it("refuses a stranger and names the owners", () => {
    expect(() => leavers(owners, 2, ["Zoe"])).toThrow(/Zoe[\s\S]*Ana, Ben, Cid/);
  });
});

describe("rebalancing", () => {
  it("gives a leaver's accounts to whoever has the most time left, the largest first", () => {
    const { moves } = rebalance(
      [account("A", "Ana", 50), account("B", "Ben", 30), account("C", "Cid", 40), account("D", "Cid", 30)],
      ["Ana", "Ben"],
      120,
    );
    // C to Ben (30 < 50), then Ben has 70: D to Ana.
    expect(moves.map(({ account: name, from, to }) => [name, from, to])).toEqual([
      ["C", "Cid", "Ben"],
      ["D", "Cid", "Ana"],
    ]);
  });

  it("relieves an overload with the one account that fits best", () => {
    // Ana 130 of 100, Ben 50: 30 must go. 40 is the smallest that ends the overload and fits into 50.
    const book = [account("A", "Ana", 70), account("B", "Ana", 40), account("C", "Ana", 20), account("D", "Ben", 50)];
    expect(rebalance(book, ["Ana", "Ben"], 100).moves).toMatchObject([{ account: "B", from: "Ana", to: "Ben" }]);
  });

  it("leaves an account near its renewal where it is while another will do", () => {
    const book = [account("A", "Ana", 70), account("B", "Ana", 40, true), account("C", "Ana", 45), account("D", "Ben", 50)];
    expect(rebalance(book, ["Ana", "Ben"], 125).moves.map((move) => move.account)).toEqual(["C"]);
    const only = [account("A", "Ana", 70), account("B", "Ana", 40, true), account("D", "Ben", 50)];
    expect(rebalance(only, ["Ana", "Ben"], 100).moves.map((move) => move.account)).toEqual(["B"]);
  });

  it("needs nobody for accounts without human hours", () => {
    expect(rebalance([account("A", "Cid", 0)], ["Ana"], 100).moves).toMatchObject([
      { account: "A", from: "Cid", to: "unassigned" },
    ]);
  });

  const cases = fc.record({
    rows: fc.array(
      fc.record({
        owner: fc.constantFrom("Ana", "Ben", "Cid", null),
        hours: fc.integer({ min: 0, max: 60 }),
        renews: fc.boolean(),
      }),
      {
        maxLength: 40,
      },
    ),
    capacity: fc.integer({ min: 60, max: 900 }),
  });
  it("loses no account, overloads nobody who had room, and does not depend on the order of rows", () => {
    fc.assert(
      fc.property(cases, ({ rows, capacity }) => {
        const book = rows.map((row, index) => account(`A${index}`, row.owner, row.hours, row.renews));
        const result = rebalance(book, ["Ana", "Ben"], capacity);
        expect(result.accounts.map((one) => one.account)).toEqual(book.map((one) => one.account));
        expect(result.accounts.every((one) => one.hours === 0 || one.owner === "Ana" || one.owner === "Ben")).toBe(true);
        const after = books(result.accounts, capacity, ["Ana", "Ben"]);
        const total = book.reduce((sum, one) => sum + one.hours, 0);
        // With at most 60 hours an account, two books can only fail to fit when less than one account's room is left in each.
        if (total <= 2 * capacity - 2 * 60) expect(after.every((one) => one.load === null || one.load <= 1)).toBe(true);
        expect(books(rebalance([...book].reverse(), ["Ben", "Ana"], capacity).accounts, capacity, ["Ana", "Ben"])).toEqual(after);
      }),
    );
  });
});
