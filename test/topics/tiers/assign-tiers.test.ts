import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import { assignTiers } from "../../../src/topics/tiers/assign-tiers.ts";
import { type Floor, orderFloors } from "../../../src/topics/tiers/floors.ts";
import { oneAccount, threeFloors } from "./one-account.ts";

const book = [
  oneAccount("B", 100_000),
  oneAccount("A", 100_000),
  oneAccount("Small", 14_999),
  oneAccount("Partner's", 20_000, { partner: true }),
  oneAccount("Gone", 0),
];

describe("assignTiers", () => {
  it("gives tier, rule and the distance from the tier's own floor, largest first and then by name", () => {
    expect(assignTiers(book, threeFloors).accounts).toEqual([
      { account: "A", arr: 100_000, tier: "Enterprise", touch: "high", rule: "floor", distance: 0 },
      { account: "B", arr: 100_000, tier: "Enterprise", touch: "high", rule: "floor", distance: 0 },
      { account: "Partner's", arr: 20_000, tier: "Mid-market", touch: "low", rule: "floor", distance: 5000 },
      { account: "Small", arr: 14_999, tier: "SMB", touch: "tech", rule: "floor", distance: 14_999 },
    ]);
  });

  it("counts partner-managed accounts and leaves those that do not pay apart", () => {
    const { tiers, not_paying } = assignTiers(book, threeFloors);
    // 200,000 + 20,000 + 14,999 = 234,999.
    expect(tiers.map(({ tier, accounts, arr, arr_share }) => ({ tier, accounts, arr, arr_share }))).toEqual([
      { tier: "Enterprise", accounts: 2, arr: 200_000, arr_share: 200_000 / 234_999 },
      { tier: "Mid-market", accounts: 1, arr: 20_000, arr_share: 20_000 / 234_999 },
      { tier: "SMB", accounts: 1, arr: 14_999, arr_share: 14_999 / 234_999 },
    ]);
    expect(not_paying).toEqual(["Gone"]);
  });

  it("has no shares when nobody pays", () => {
    expect(assignTiers([oneAccount("Gone", 0)], threeFloors).tiers.map(({ arr_share }) => arr_share)).toEqual([null, null, null]);
  });

  it("lets an override win over the floor and over a hold", () => {
    const from = threeFloors[0]!;
    const override = { account: "Small", tier: "Enterprise", owner: "VP", reason: "reference", expires: "2026-06-01" };
    const { accounts, moves } = assignTiers(book, threeFloors, {
      previous: {
        known: new Map([["Small", threeFloors[2]!]]),
        rules: {
          transitions: { down_margin: 0.15, periods: 2, cooling_off_days: 180, override_months: 12 },
          freeze: { lead_days: 90, notice_days: 60 },
          as_of: "2026-01-01",
        },
      },
      overrides: { applied: new Map([["Small", { override, floor: from }]]), expired: [], too_long: [] },
    });
    // 14,999 - 100,000 = -85,001.
    expect(accounts.find(({ account }) => account === "Small")).toMatchObject({ rule: "override", distance: -85_001 });
    expect(moves).toEqual([{ account: "Small", from: "SMB", to: "Enterprise", arr: 14_999, why: "override by VP: reference" }]);
  });
});

const cents = fc.integer({ min: 0, max: 50_000_000 }).map((hundredths) => hundredths / 100);
const books = fc
  .uniqueArray(cents, { minLength: 1, maxLength: 40, comparator: () => false })
  .map((amounts) => amounts.map((arr, index) => oneAccount(`account ${index}`, arr)));
const floorSets = fc
  .uniqueArray(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 5 })
  .map((levels) => orderFloors(levels.map((min, index): Floor => ({ tier: `tier ${index}`, touch: "low", min }))));

describe("properties", () => {
  it("every account is in exactly one tier, and accounts and ARR add up to the book", () => {
    fc.assert(
      fc.property(books, floorSets, (accounts, floors) => {
        const { tiers, accounts: placed, not_paying } = assignTiers(accounts, floors);
        expect([...placed.map(({ account }) => account), ...not_paying].sort()).toEqual(
          accounts.map(({ account }) => account).sort(),
        );
        expect(tiers.reduce((sum, tier) => sum + tier.accounts, 0) + not_paying.length).toBe(accounts.length);
        expect(sumMoney(tiers.map(({ arr }) => arr))).toBe(sumMoney(accounts.map(({ arr }) => arr)));
      }),
    );
  });

  it("the order of rows changes nothing", () => {
    fc.assert(
      fc.property(books, floorSets, fc.infiniteStream(fc.nat()), (accounts, floors, keys) => {
        const shuffled = accounts
          .map((account) => ({ account, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ account }) => account);
        expect(assignTiers(shuffled, floors)).toEqual(assignTiers(accounts, floors));
      }),
    );
  });

  it("raising a floor never moves an account up", () => {
    fc.assert(
      fc.property(books, floorSets, fc.nat(), fc.integer({ min: 1, max: 100_000 }), (accounts, floors, which, by) => {
        const index = which % (floors.length - 1);
        const raised = floors.map((floor, place) => (place === index ? { ...floor, min: floor.min + by } : floor));
        fc.pre(index === 0 || raised[index]!.min < raised[index - 1]!.min);
        const rank = (tier: string) => floors.findIndex((floor) => floor.tier === tier);
        const before = new Map(assignTiers(accounts, floors).accounts.map((one) => [one.account, rank(one.tier)]));
        for (const { account, tier } of assignTiers(accounts, raised).accounts)
          expect(rank(tier)).toBeGreaterThanOrEqual(before.get(account)!);
      }),
    );
  });
});
