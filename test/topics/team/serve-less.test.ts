import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ServedAccount, serveLess, serveTiersLess } from "../../../src/topics/team/serve-less.ts";
import type { TierLine } from "../../../src/topics/team/work.ts";

const hours = { high: 81.5, low: 22.5, tech: 3 };
function account(name: string, arr: number, service: "high" | "low" | "tech", keep: ServedAccount["keep"] = null): ServedAccount {
  return { account: name, tier: service, arr, owner: "Ana", service, hours: hours[service], renews: keep === "renewal", keep };
}
const steps = (accounts: ServedAccount[], short: number) =>
  serveLess(accounts, short, hours).served_less.map(({ account, from, to }) => `${account} ${from} ${to}`);

describe("who gets less", () => {
  it("where an hour carries the least ARR", () => {
    // high to low frees 59 hours, low to tech 19.5, tech to none 3:
    // A 118,000/81.5 = 1,448 an hour, B 29,250/22.5 = 1,300, C 9,000/3 = 3,000. 19 hours short: B alone frees 19.5.
    const book = [account("A", 118_000, "high"), account("B", 29_250, "low"), account("C", 9_000, "tech")];
    expect(steps(book, 19)).toEqual(["B low tech"]);
    // 60 hours: B (19.5) and A (59) free 78.5. A alone frees only 59, so both stay.
    expect(steps(book, 60)).toEqual(["A high low", "B low tech"]);
    // 59 hours: B comes first and is not enough, A alone would be. Looking back, without A 19.5 are too few, without B 59 suffice.
    expect(steps(book, 59)).toEqual(["A high low"]);
  });

  it("nobody while the work fits", () => {
    expect(serveLess([account("A", 1, "high")], 0, hours)).toMatchObject({ served_less: [], hours_freed: 0 });
  });

  it("an account near its renewal only after one step of the others, one at risk never, and nobody loses all before", () => {
    const book = [
      account("Near", 1_000, "low", "renewal"),
      account("Red", 2_000, "low", "health"),
      account("Big", 900_000, "low"),
    ];
    expect(steps(book, 10)).toEqual(["Big low tech"]);
    // One step of Big gives 19.5; the one near its renewal is next, and the red one keeps its care whatever is short.
    expect(steps(book, 25)).toEqual(["Big low tech", "Near low tech"]);
    expect(steps(book, 45)).toEqual(["Big low none", "Near low none"]);
    expect(serveLess(book, 67.5, hours)).toMatchObject({ hours_freed: 45 });
  });

  it("never the account that holds a fifth of all ARR, nor an undecided renewal", () => {
    const book = [
      { ...account("Whale", 10_000, "high"), keep: "largest" as const },
      { ...account("Open", 5_000, "high"), keep: "undecided" as const },
      account("S1", 100_000, "high"),
      account("S2", 100_000, "high"),
    ];
    expect(steps(book, 100)).toEqual(["S1 high low", "S2 high low"]);
    // 2 x 81.5 of the small ones is all there is to take; the rest stays undone.
    expect(steps(book, 200)).toEqual(["S1 high none", "S2 high none"]);
    expect(serveLess(book, 1000, hours).hours_freed).toBeCloseTo(2 * 81.5, 9);
  });

  it("of equal accounts the one whose renewal is farther off, and its reason is the one that decided", () => {
    const far = { ...account("Far", 100_000, "low"), renewal_date: "2027-05-01" };
    const soon = { ...account("Aside", 100_000, "low"), renewal_date: "2026-12-01" };
    const { served_less } = serveLess([soon, far], 10, hours);
    expect(served_less).toMatchObject([{ account: "Far", why: expect.stringMatching(/^Least ARR for each hour/) }]);
    const near = serveLess([account("A", 1, "low"), account("N", 1, "low", "renewal")], 30, hours).served_less;
    expect(near.map((row) => row.why)).toEqual([
      expect.stringMatching(/^Least ARR/),
      expect.stringMatching(/^Its renewal or last day to object is near; a step less/),
    ]);
  });

  it("goes past a touch that would take more hours", () => {
    const cheap = { ...account("A", 50_000, "high"), hours: 10 };
    expect(steps([cheap], 5)).toEqual(["A high tech"]);
  });

  const books = fc.uniqueArray(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 4 }),
      arr: fc.integer({ min: 1, max: 500_000 }),
      service: fc.constantFrom("high" as const, "low" as const, "tech" as const),
      keep: fc.constantFrom(null, "renewal" as const, "health" as const),
    }),
    { selector: (one) => one.name, maxLength: 30 },
  );

  it("frees what is asked wherever those who may be asked hold it, those near renewal after the others, and never of those at risk", () => {
    fc.assert(
      fc.property(books, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const book = rows.map((row) => account(row.name, row.arr, row.service, row.keep));
        const free = book.filter((one) => one.keep !== "health").reduce((sum, one) => sum + one.hours, 0);
        const result = serveLess(book, free * share, hours);
        const freed = result.served_less.reduce((sum, row) => sum + row.hours_freed, 0);
        expect(freed).toBeGreaterThanOrEqual(free * share - 1e-6);
        expect(freed).toBeCloseTo(result.hours_freed, 6);
        const left = (keep: ServedAccount["keep"]) =>
          result.accounts.some((one) => one.keep === keep && (one.service === "high" || one.service === "low"));
        const took = (keep: ServedAccount["keep"]) =>
          result.served_less.some((row) => book.find((one) => one.account === row.account)?.keep === keep);
        expect(took("health")).toBe(false);
        if (took("renewal")) expect(result.accounts.some((one) => one.keep === null && one.service === "high")).toBe(false);
        if (result.served_less.some((row) => row.to === "none")) expect(left(null) || left("renewal")).toBe(false);
      }),
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(books, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const book = rows.map((row) => account(row.name, row.arr, row.service, row.keep));
        const short = share * 500;
        expect(serveLess([...book].reverse(), short, hours).served_less).toEqual(serveLess(book, short, hours).served_less);
      }),
    );
  });
});

describe("who gets less when only totals are known", () => {
  const line = (tier: string, touch: "high" | "low" | "tech", accounts: number, arr: number | null): TierLine => ({
    tier,
    touch,
    served_as: touch,
    accounts,
    arr,
    min_arr: null,
    covered_by: "csm",
    hours_per_account: hours[touch],
    measured: false,
    renewal_hours: 0,
    onboarding: { low: 0, central: 0, high: 0 },
    new_accounts: 0,
    factor: 1,
    first_year: 0,
    note: null,
  });

  it("is a number of accounts of the tier whose hours carry the least", () => {
    // 181,250 / 81.5 = 2,224, 67,083 / 22.5 = 2,981 and 15,000 / 3 = 5,000: two of Enterprise, 2 x 59 = 118 hours, 362,500.
    const lines = [
      line("Enterprise", "high", 40, 7_250_000),
      line("Mid-market", "low", 120, 8_050_000),
      line("SMB", "tech", 180, 2_700_000),
    ];
    expect(serveTiersLess(lines, 100, hours, 0.2).served_less).toMatchObject([
      { account: null, tier: "Enterprise", accounts: 2, arr: 362_500, from: "high", to: "low", hours_freed: 118 },
    ]);
  });

  it("without ARR takes from the lowest touch first", () => {
    const lines = [line("Enterprise", "high", 40, null), line("SMB", "tech", 10, null)];
    // Nobody loses all while a step elsewhere would do: one Enterprise account. All steps to the program give 40 x 78.5 = 3,140 hours, then
    // SMB's 30 before Enterprise's last 3 each.
    expect(serveTiersLess(lines, 33, hours, 0.2).served_less).toMatchObject([
      { tier: "Enterprise", accounts: 1, arr: null, to: "low" },
    ]);
    expect(serveTiersLess(lines, 3150, hours, 0.2).served_less).toMatchObject([
      { tier: "Enterprise", accounts: 40, to: "tech" },
      { tier: "SMB", accounts: 4, arr: null, to: "none", hours_freed: 12 },
    ]);
  });

  it("takes a second step when the first round is not enough, and parts add up to the tier", () => {
    const result = serveTiersLess([line("Mid", "low", 10, 1_000_000)], 200, hours, 0.2);
    // 10 x 19.5 = 195 hours, 5 more: ceil(5 / 3) = 2 accounts go on to none.
    expect(result.served_less).toMatchObject([
      { accounts: 8, to: "tech", arr: 800_000 },
      { accounts: 2, to: "none", arr: 200_000 },
    ]);
    expect(result.hours_freed).toBeCloseTo(201, 9);
  });

  it("ends whatever rest of an hour is left: noise counts as nothing, anything more as an account", () => {
    const lines = [line("Mid", "low", 10, 1_000_000)];
    // What thousands of additions of hours leave behind is about 1e-12; as a share of an account it rounds to none.
    expect(serveTiersLess(lines, 5e-12, hours, 0.2).served_less).toEqual([]);
    expect(serveTiersLess(lines, 2e-9, hours, 0.2).served_less).toMatchObject([{ accounts: 1, to: "tech" }]);
  });
});
