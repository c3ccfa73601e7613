import { describe, expect, it } from "vitest";
import { teamAccounts, teamFloors, tiersOfAccounts, tiersWithAccounts } from "../../../src/topics/team/question.ts";
import type { BookAccount } from "../../../src/topics/tiers/assign-tiers.ts";

const standard = [
  { tier: "High touch", touch: "high" as const, min_arr: 100_000 },
  { tier: "Low touch", touch: "low" as const, min_arr: 15_000 },
  { tier: "Tech touch", touch: "tech" as const, min_arr: 0 },
];
const floors = teamFloors([], standard);
function row(account: string, arr: number, rest: Partial<BookAccount> = {}): BookAccount {
  return {
    account,
    arr,
    row: 2,
    owner: null,
    tier: null,
    touch: null,
    parent: null,
    health: null,
    renewal_date: null,
    notice_days: null,
    complexity: null,
    growth: null,
    strategic: null,
    change: null,
    periods_below: null,
    last_move: null,
    partner: null,
    open_escalation: null,
    cells: {},
    ...rest,
  };
}
const placed = (account: BookAccount, named: Parameters<typeof teamAccounts>[2] = []) => {
  const { tier, touch, covered_by } = teamAccounts([account], floors, named).accounts[0]!;
  return [tier, touch, covered_by];
};

describe("accounts of a table", () => {
  it("without tier stand where their ARR puts them, a floor belonging to the tier above", () => {
    expect(placed(row("A", 15_000))).toEqual(["Low touch", "low", "csm"]);
    expect(placed(row("A", 14_999.99))).toEqual(["Tech touch", "tech", "csm"]);
  });

  it("keep the tier and touch the table gives, whatever their ARR", () => {
    expect(placed(row("A", 500, { tier: "high touch" }))).toEqual(["High touch", "high", "csm"]);
    expect(placed(row("A", 500, { tier: "Gold", touch: "low" }))).toEqual(["Gold", "low", "csm"]);
    expect(placed(row("A", 500, { tier: "Gold" }), [{ tier: "Gold", touch: "high" }])).toEqual(["Gold", "high", "csm"]);
    expect(placed(row("A", 500, { touch: "high" }))).toEqual(["High touch", "high", "csm"]);
  });

  it("refuse a tier whose touch nobody gave, with its accounts", () => {
    const book = [row("A", 1, { tier: "Enterprise" }), row("B", 2, { tier: "Enterprise" })];
    expect(() => teamAccounts(book, floors, [])).toThrow(/Enterprise: 2 accounts/);
  });

  it("that a partner looks after are marked, and those that pay nothing are left out and counted", () => {
    expect(placed(row("A", 500, { partner: true }))).toEqual(["Tech touch", "tech", "partner"]);
    const result = teamAccounts([row("A", 500), row("B", 0)], floors, []);
    expect(result.accounts.map(({ account }) => account)).toEqual(["A"]);
    expect(result.warnings.find(({ code }) => code === "not_paying")!.message).toContain("1");
  });

  it("make up tiers that add up, partners on their own line", () => {
    const { accounts } = teamAccounts([row("A", 500.1), row("B", 500.2), row("C", 700, { partner: true })], floors, []);
    expect(tiersOfAccounts(accounts, [{ tier: "Tech touch", touch: "tech", accounts: 0, hours_per_account: 2 }])).toMatchObject([
      { tier: "Tech touch", covered_by: "csm", accounts: 2, arr: 1000.3, hours_per_account: 2 },
      { tier: "Tech touch", covered_by: "partner", accounts: 1, arr: 700 },
    ]);
  });
});

describe("tiers as given", () => {
  it("need their accounts where no table counts them", () => {
    expect(() => tiersWithAccounts([])).toThrow(/nothing to size/);
    expect(() => tiersWithAccounts([{ tier: "A", touch: "high" }])).toThrow(/no number of accounts: A/);
  });
  it("their floors go before the standard's", () => {
    expect(teamFloors([{ tier: "Big", touch: "high", min_arr: 50_000 }], standard).map(({ tier, min }) => [tier, min])).toEqual([
      ["Big", 50_000],
      ["Below Big", 0],
    ]);
  });
  const big = { tier: "Big", touch: "high" as const, min_arr: 50_000 };
  const bounds = (tiers: Parameters<typeof teamFloors>[0]) =>
    teamFloors(tiers, standard).map(({ tier, touch, min }) => [tier, touch, min]);
  it("none vanishes: one without a floor beside others is refused by name", () => {
    expect(() => teamFloors([big, { tier: "Rest", touch: "low" }], standard)).toThrow(
      /no min_arr: Rest\.[\s\S]*0 for the lowest/,
    );
    expect(bounds([big, { tier: "Rest", touch: "low", min_arr: 0 }])).toEqual([
      ["Big", "high", 50_000],
      ["Rest", "low", 0],
    ]);
  });
  it("a single missing floor is the standard's for that name, two are refused though it knows both", () => {
    expect(bounds([big, { tier: "low TOUCH", touch: "low" }])).toEqual([
      ["Big", "high", 50_000],
      ["low TOUCH", "low", 15_000],
      ["Below low TOUCH", "tech", 0],
    ]);
    const both = [big, { tier: "Low touch", touch: "low" as const }, { tier: "Tech touch", touch: "tech" as const }];
    expect(() => teamFloors(both, standard)).toThrow(/no min_arr: Low touch, Tech touch/);
  });
});
