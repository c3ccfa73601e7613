import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { account } from "./account.ts";
import { retentionOfAccounts, withoutPrice } from "./on-the-wire.ts";

const book = [
  account("grew by more", 100, 120),
  account("grew by less", 100, 102),
  account("shrank", 100, 90),
  account("left", 100, 0),
  account("new", 0, 60),
];
const without = (changes: typeof book, increase: number, policy = standardPolicy) =>
  withoutPrice(changes, retentionOfAccounts(changes, policy), policy, increase);

describe("withoutPrice", () => {
  it("takes from each account its opening times the increase, and no more than it grew", () => {
    // 5 of 20 and 2 of 2; nothing of who shrank, left or is new. Net 312 / 400, without 7 of it 305 / 400.
    const found = without(book, 0.05);
    expect(found.price_expansion).toBe(7);
    expect(found.nrr_without_price).toBe(305 / 400);
    expect(retentionOfAccounts(book, standardPolicy).nrr).toBe(312 / 400);
  });

  it("knows an increase of 0, and refuses percents and cuts", () => {
    expect(without(book, 0)).toEqual({ nrr_without_price: 312 / 400, price_expansion: 0 });
    expect(() => without(book, 5)).toThrow("5% as 0.05");
    expect(() => without(book, -0.05)).toThrow("from 0 to 1");
    expect(without([account("new", 0, 60)], 0.05)).toEqual({ nrr_without_price: null, price_expansion: 0 });
  });

  it("follows the policy: who paused counts as lost and has no price part; who came back stays in", () => {
    const paused = [account("paused", 100, 110, { gap: true }), account("stayed", 100, 110, { gap: false })];
    expect(without(paused, 0.05, { ...standardPolicy, gap: "churned" })).toEqual({
      nrr_without_price: 105 / 200,
      price_expansion: 5,
    });
    const back = [account("stayed", 100, 110), account("back", 0, 30, { paid_before: true })];
    expect(without(back, 0.05, { ...standardPolicy, reactivation: "included" }).nrr_without_price).toBe(1.35);
  });

  it("never passes net retention, nor falls below gross", () => {
    const money = fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => hundredths / 100);
    const books = fc.array(fc.tuple(money, money), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(books, fc.integer({ min: 0, max: 100 }), (amounts, percent) => {
        const changes = amounts.map(([start, end], index) => account(`A${index}`, start, end));
        const { nrr, grr, bridge } = retentionOfAccounts(changes, standardPolicy);
        const found = without(changes, percent / 100);
        expect(found.price_expansion).toBeLessThanOrEqual(bridge.expansion);
        if (nrr === null) return;
        expect(found.nrr_without_price!).toBeLessThanOrEqual(nrr);
        expect(found.nrr_without_price!).toBeGreaterThanOrEqual(grr!);
      }),
    );
  });
});
