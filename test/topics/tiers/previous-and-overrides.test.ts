import { describe, expect, it } from "vitest";
import { settleOverrides } from "../../../src/topics/tiers/assign-tiers.ts";
import { matchPreviousTiers } from "../../../src/topics/tiers/tier-book.ts";
import { oneAccount, threeFloors } from "./one-account.ts";

describe("matchPreviousTiers", () => {
  it("knows names in other letters and leaves accounts without one alone", () => {
    const book = [oneAccount("A", 5, { tier: "ENTERPRISE " }), oneAccount("B", 5)];
    const { scheme, known } = matchPreviousTiers(book, threeFloors);
    expect(scheme).toBe("same");
    expect([...known].map(([account, floor]) => [account, floor.tier])).toEqual([["A", "Enterprise"]]);
  });

  it("names row, column, text and accepted values when some names are unknown", () => {
    const book = [oneAccount("A", 5, { tier: "SMB" }), oneAccount("B", 5, { tier: "Mid Market", row: 3 })];
    expect(() => matchPreviousTiers(book, threeFloors, "Customer tier")).toThrow(
      /row 3, column Customer tier: "Mid Market" of B[\s\S]*Accepted: Enterprise, Mid-market, SMB/,
    );
  });

  it("takes a book in which no name is known for a first tiering", () => {
    const book = [oneAccount("A", 5, { tier: "Gold" }), oneAccount("B", 5, { tier: "Bronze" })];
    expect(matchPreviousTiers(book, threeFloors)).toEqual({ scheme: "new", known: new Map(), names: ["Bronze", "Gold"] });
    expect(matchPreviousTiers([oneAccount("A", 5)], threeFloors).scheme).toBe("none");
  });
});

describe("settleOverrides", () => {
  const book = [oneAccount("A", 5000), oneAccount("Gone", 0)];
  const override = { account: "A", tier: "enterprise", owner: "VP", reason: "reference customer", expires: "2026-06-01" };
  const settle = (more: object, as_of: string | null = "2026-01-01") =>
    settleOverrides([{ ...override, ...more }], book, threeFloors, 12, as_of);

  it("applies one in force", () => {
    expect(settle({}).applied.get("A")?.floor.tier).toBe("Enterprise");
  });

  it("expires on its date: the day before it holds, on the day it does not", () => {
    expect(settle({}, "2026-05-31").applied.size).toBe(1);
    expect(settle({}, "2026-06-01")).toMatchObject({ expired: [{ account: "A" }] });
    expect(settle({}, "2026-06-01").applied.size).toBe(0);
  });

  it("marks one that lasts longer than twelve months, and not one of exactly twelve", () => {
    expect(settle({ expires: "2027-01-01" }).too_long).toEqual([]);
    expect(settle({ expires: "2027-01-02" }).too_long).toHaveLength(1);
  });

  it.each([
    ["no day", {}, null, /Give as_of/],
    ["an unknown account", { account: "X" }, "2026-01-01", /X: there is no such account/],
    ["an account that pays nothing", { account: "Gone" }, "2026-01-01", /Gone: it pays nothing/],
    ["an unknown tier", { tier: "Gold" }, "2026-01-01", /no tier "Gold"; the tiers are Enterprise, Mid-market, SMB/],
    ["no owner", { owner: " " }, "2026-01-01", /no owner or no reason/],
    ["no reason", { reason: "" }, "2026-01-01", /no owner or no reason/],
    ["a date that does not exist", { expires: "2026-02-30" }, "2026-01-01", /not a date of the calendar/],
  ])("refuses %s", (_, more, as_of, message) => {
    expect(() => settle(more, as_of)).toThrow(message);
  });

  it("refuses two in force for one account", () => {
    const two = [override, { ...override, tier: "SMB" }];
    expect(() => settleOverrides(two, book, threeFloors, 12, "2026-01-01")).toThrow(/two overrides are in force/);
  });
});
