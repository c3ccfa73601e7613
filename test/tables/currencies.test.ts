import { expect, it } from "vitest";
import { currencyOf, resolveCurrencies } from "../../src/tables/header.ts";

it("lets a code say which dollar a sign means", () => {
  expect(resolveCurrencies(["$"])).toEqual(["USD"]);
  expect(resolveCurrencies(["$", "CAD"])).toEqual(["CAD"]);
  expect(resolveCurrencies(["$", "EUR"])).toEqual(["EUR", "USD"]);
  expect(resolveCurrencies(["kr"])).toEqual([]);
  expect(resolveCurrencies(["kr", "SEK"])).toEqual(["SEK"]);
});

it("reads signs and codes", () => {
  expect(["€", "usd", " US$ ", "A$"].map(currencyOf)).toEqual(["EUR", "USD", "USD", "AUD"]);
});
