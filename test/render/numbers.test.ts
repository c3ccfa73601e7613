import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped, plural } from "../../src/core/english.ts";
import { decimal, money, numberText, percent, shortMoney } from "../../src/render/numbers.ts";

describe("money", () => {
  it.each([
    [0, "$0"],
    [7, "$7"],
    [12.5, "$12.50"],
    [99.99, "$99.99"],
    // Rounds up to a hundred, where amounts are whole.
    [99.999, "$100"],
    [100.5, "$101"],
    [1_234_567, "$1,234,567"],
    [-261_264, "-$261,264"],
    [-0.001, "$0.00"],
  ])("%d is %s", (amount, text) => expect(money(amount, "USD")).toBe(text));

  it("puts the sign of a currency it knows, and else its code", () => {
    expect([money(5, "EUR"), money(5, "GBP"), money(-5, "CHF")]).toEqual(["€5", "£5", "-CHF 5"]);
  });
});

describe("shortMoney", () => {
  it.each([
    [0, "$0"],
    [399.4, "$399"],
    // 999.5 rounds to a thousand, 999.4 does not.
    [999.4, "$999"],
    [999.5, "$1K"],
    [1_250, "$1.3K"],
    [9_949, "$9.9K"],
    [9_950, "$10K"],
    [408_000, "$408K"],
    // 999.499 thousand is 999 thousand; half a thousand more is a million.
    [999_499, "$999K"],
    [999_500, "$1M"],
    [1_180_000, "$1.18M"],
    [18_000_000, "$18M"],
    [-290_000, "-$290K"],
    [-0.2, "$0"],
  ])("%d is %s", (amount, text) => expect(shortMoney(amount, "USD")).toBe(text));
});

describe("percent", () => {
  it.each([
    [0, "0.0%"],
    [1, "100.0%"],
    [0.9739, "97.4%"],
    [-0.0232, "-2.3%"],
    [-0.0001, "0.0%"],
    [12.5, "1,250.0%"],
  ])("%d is %s", (rate, text) => expect(percent(rate)).toBe(text));

  it("takes other decimals", () => {
    expect([percent(0.645, 0), percent(0.00537, 2)]).toEqual(["65%", "0.54%"]);
  });
});

describe("decimal", () => {
  it.each([
    [0, "0"],
    [5.7624, "5.76"],
    [-5.7624, "-5.76"],
    [-0.001, "0"],
    [1_128, "1,128"],
  ])("%d is %s", (value, text) => expect(decimal(value)).toBe(text));

  it("keeps as many decimals as asked for", () => {
    expect([decimal(6, 1, 1), decimal(0.53, 2, 2), decimal(-0.04, 1, 1)]).toEqual(["6.0", "0.53", "0.0"]);
  });
});

describe("plural and numberText", () => {
  it("says one thing in the singular and none or several in the plural", () => {
    expect([plural(0, "account"), plural(1, "account"), plural(1_200, "account")]).toEqual([
      "0 accounts",
      "1 account",
      "1,200 accounts",
    ]);
    expect(plural(2, "person", "people")).toBe("2 people");
  });

  it("prints a number by its kind", () => {
    expect([numberText("rate", 0.916), numberText("money", 7_250_155.28), numberText("hours", 22.54)]).toEqual([
      "91.6%",
      "7,250,155.28",
      "22.5",
    ]);
    // 604,938 of ARR at 181,254 an account is 3.3 accounts, not 3.
    expect([numberText("count", 40), numberText("count", 3.3375)]).toEqual(["40", "3.3"]);
  });
});

describe("grouped", () => {
  it.each([
    [0, 3, 0, "0"],
    [1_234_567, 3, 0, "1,234,567"],
    // The shortest decimal is rounded, its half up: as a binary number 1.005 lies below the half.
    [1.005, 2, 2, "1.01"],
    [-1.005, 2, 2, "-1.01"],
    [999.9995, 3, 0, "1,000"],
    [1234.5, 4, 0, "1,234.5"],
    [0.1, 2, 2, "0.10"],
    [-0.0004, 3, 0, "-0"],
    [-0, 3, 0, "-0"],
    [1e21, 0, 0, "1,000,000,000,000,000,000,000"],
    [Number.POSITIVE_INFINITY, 2, 0, "∞"],
  ])("%d with %d decimals, %d at least, is %s", (value, most, least, text) => expect(grouped(value, most, least)).toBe(text));

  it("is what Intl writes, for any number", () => {
    const decimals = fc.constantFrom(0, 1, 2, 3, 4, 12);
    const number = fc.oneof(
      fc.double(),
      fc.double({ min: -1e9, max: 1e9 }),
      fc.integer().map((cents) => cents / 200),
    );
    fc.assert(
      fc.property(number, decimals, (value, most) => {
        const intl = new Intl.NumberFormat("en-US", { maximumFractionDigits: most }).format(value);
        expect(grouped(value, most)).toBe(intl);
      }),
    );
  });
});
