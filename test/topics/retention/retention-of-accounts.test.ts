import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { account } from "./account.ts";
import { retentionOfAccounts, segmentsOfAccounts } from "./on-the-wire.ts";

// A up 50, B down 40, C gone 100, D new 80, E flat, F back 40, G down 20 (up and down again between).
const book = [
  account("A", 100, 150),
  account("B", 100, 60),
  account("C", 100, 0),
  account("D", 0, 80, { paid_before: false }),
  account("E", 50, 50),
  account("F", 0, 40, { paid_before: true }),
  account("G", 200, 180),
];

describe("retentionOfAccounts", () => {
  it("gives the worked book: cohort 550 becomes 440", () => {
    const found = retentionOfAccounts(book, standardPolicy);
    // 150 + 60 + 0 + 50 + 180 = 440 of 550; capped 100 + 60 + 0 + 50 + 180 = 390 of 550.
    expect(found.nrr).toBe(0.8);
    expect(found.grr).toBeCloseTo(0.7090909090909091, 12);
    expect(found.logo_retention).toBe(0.8);
    expect(found.bridge).toEqual({
      starting: 550,
      new: 80,
      expansion: 50,
      reactivation: 40,
      contraction: 60,
      churn: 100,
      ending: 560,
    });
    expect(found.accounts).toEqual({ starting: 5, churned: 1, contracted: 2, flat: 1, expanded: 1, new: 1, reactivated: 1 });
  });

  it("counts returned customers into net only when asked: (440 + 40) / 550", () => {
    const found = retentionOfAccounts(book, { ...standardPolicy, reactivation: "included" });
    expect(found.nrr).toBeCloseTo(480 / 550, 12);
    expect(found.grr).toBeCloseTo(390 / 550, 12);
  });

  it("leaves downgrades out of gross only when asked: (550 - 100) / 550", () => {
    const found = retentionOfAccounts(book, { ...standardPolicy, grr: "churn_only" });
    expect(found.grr).toBeCloseTo(450 / 550, 12);
    expect(found.nrr).toBe(0.8);
  });

  it("is 100% when nothing moved", () => {
    expect(retentionOfAccounts([account("A", 100, 100)], standardPolicy)).toMatchObject({ nrr: 1, grr: 1, logo_retention: 1 });
  });

  it("counts an account at zero at the start as outside the cohort, and nobody at the start as undefined", () => {
    expect(retentionOfAccounts([account("A", 0, 100)], standardPolicy)).toMatchObject({
      nrr: null,
      grr: null,
      logo_retention: null,
      accounts: { starting: 0, new: 1 },
    });
  });

  it("books a gap as churn and reactivation when asked, so that the bridge ties", () => {
    const found = retentionOfAccounts([account("A", 50, 25, { gap: true }), account("B", 50, 50, { gap: false })], {
      ...standardPolicy,
      gap: "churned",
    });
    // A's 50 churned and its 25 came back: 100 - 50 + 25 = 75; retention counts B only.
    expect(found.bridge).toMatchObject({ starting: 100, churn: 50, reactivation: 25, contraction: 0, ending: 75 });
    expect(found).toMatchObject({ nrr: 0.5, grr: 0.5, logo_retention: 0.5 });
  });

  it("meets the edge of a band exactly: 90.09 of 100.10 is 0.9", () => {
    expect(retentionOfAccounts([account("A", 100.1, 90.09)], standardPolicy).grr).toBe(0.9);
  });
});

const amount = fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => hundredths / 100);
const anyAccount = fc
  .record({
    start: fc.oneof(fc.constant(0), amount),
    end: fc.oneof(fc.constant(0), amount),
    paid_before: fc.constantFrom(true, false, null),
    gap: fc.boolean(),
    segment: fc.constantFrom("EMEA", "Americas", "APAC"),
  })
  .map(({ start, end, ...more }) => account("any", start, end, more));
const anyBook = fc
  .array(anyAccount, { minLength: 1, maxLength: 30 })
  .map((accounts) => accounts.map((one, index) => ({ ...one, account: `account ${index}` })));
const anyPolicy = fc.record({
  reactivation: fc.constantFrom("excluded" as const, "included" as const),
  gap: fc.constantFrom("retained" as const, "churned" as const),
  grr: fc.constantFrom("standard" as const, "churn_only" as const),
});

describe("for every book", () => {
  it("standard gross is at most 1 and at most net", () => {
    fc.assert(
      fc.property(anyBook, (accounts) => {
        const { nrr, grr } = retentionOfAccounts(accounts, standardPolicy);
        if (nrr === null || grr === null) return;
        expect(grr).toBeLessThanOrEqual(Math.min(1, nrr));
        expect(grr).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("the bridge ends at what everybody pays at the end, under every policy", () => {
    fc.assert(
      fc.property(anyBook, anyPolicy, (accounts, policy) => {
        const { bridge } = retentionOfAccounts(accounts, policy);
        expect(bridge.ending).toBe(sumMoney(accounts.map(({ end }) => end)));
        expect(bridge.starting).toBe(sumMoney(accounts.map(({ start }) => start)));
      }),
    );
  });

  it("segments add up to the whole, column by column", () => {
    fc.assert(
      fc.property(anyBook, anyPolicy, (accounts, policy) => {
        const { bridge, accounts: counts } = retentionOfAccounts(accounts, policy);
        const segments = segmentsOfAccounts(accounts, policy);
        for (const part of Object.keys(bridge) as (keyof typeof bridge)[])
          expect(sumMoney(segments.map((segment) => segment[part]))).toBe(bridge[part]);
        expect(segments.reduce((sum, segment) => sum + segment.accounts, 0)).toBe(counts.starting);
      }),
    );
  });

  it("the order of accounts never matters", () => {
    fc.assert(
      fc.property(anyBook, anyPolicy, (accounts, policy) => {
        const backwards = [...accounts].reverse();
        expect(retentionOfAccounts(backwards, policy)).toEqual(retentionOfAccounts(accounts, policy));
        expect(segmentsOfAccounts(backwards, policy)).toEqual(segmentsOfAccounts(accounts, policy));
      }),
    );
  });

  it("money in another size leaves the rates", () => {
    fc.assert(
      fc.property(anyBook, anyPolicy, fc.integer({ min: 2, max: 1000 }), (accounts, policy, factor) => {
        const scaled = accounts.map((one) => ({
          ...one,
          start: sumMoney([one.start * factor]),
          end: sumMoney([one.end * factor]),
        }));
        const before = retentionOfAccounts(accounts, policy);
        const after = retentionOfAccounts(scaled, policy);
        expect([after.nrr, after.grr, after.logo_retention]).toEqual([before.nrr, before.grr, before.logo_retention]);
      }),
    );
  });

  it("a new customer leaves net and gross", () => {
    fc.assert(
      fc.property(anyBook, anyPolicy, amount, (accounts, policy, end) => {
        const before = retentionOfAccounts(accounts, policy);
        const after = retentionOfAccounts([...accounts, account("new", 0, end, { paid_before: false })], policy);
        expect([after.nrr, after.grr]).toEqual([before.nrr, before.grr]);
      }),
    );
  });
});
