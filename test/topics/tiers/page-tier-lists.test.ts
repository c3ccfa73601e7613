import { describe, expect, it } from "vitest";
import { noTierLists, pageTierLists } from "../../../src/topics/tiers/tier-book.ts";
import { checkTierQuestion } from "../../../src/topics/tiers/tool.ts";

const lists = { ...noTierLists, not_paying: Array.from({ length: 30 }, (_, index) => `account ${index}`), moves: [] };

describe("pageTierLists", () => {
  it("pages every row once, to the end", () => {
    const seen: string[] = [];
    let offset: number | null = 0;
    while (offset !== null) {
      const { page, next_offset } = pageTierLists(lists, offset, 12);
      seen.push(...page.not_paying);
      offset = next_offset;
    }
    expect(seen).toEqual(lists.not_paying);
  });

  it("is empty past the end", () => {
    expect(pageTierLists(lists, 99, 12)).toEqual({ page: noTierLists, next_offset: null });
  });
});

describe("checkTierQuestion", () => {
  it.each([
    ["nothing", {}, /no book/],
    ["two books", { table: "a.csv", accounts: [] }, /more than once: table, accounts/],
    ["weights without the method", { accounts: [], weights: {} }, /Set method to weighted/],
    ["totals with floors", { tiers: [], floors: [] }, /Totals of tiers cannot be put into other tiers: floors/],
    ["totals with a method", { tiers: [], method: "derived" as const }, /method derived/],
    ["a day that does not exist", { accounts: [], as_of: "2026-13-01" }, /not a date/],
    ["a negative total", { tiers: [], arr: -1 }, /arr is -1/],
  ])("refuses %s", (_, question, message) => {
    expect(() => checkTierQuestion(question)).toThrow(message);
  });

  it("accepts one source", () => {
    expect(() => checkTierQuestion({ table: "a.csv", method: "derived" })).not.toThrow();
  });
});
