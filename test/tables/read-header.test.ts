import { expect, it } from "vitest";
import { readHeader } from "../../src/tables/header.ts";

it.each([
  ["ARR (USD)", { key: "arr", currency: "USD", scale: 1, unit: "arr" }],
  ["mrr_eur", { key: "mrr", currency: "EUR", scale: 1, unit: "mrr" }],
  ["mrr-in-cents", { key: "mrr", scale: 0.01, unit: "mrr" }],
  ["MRR (cents)", { key: "mrr", scale: 0.01 }],
  ["amount-in-cents", { key: "amount", scale: 0.01, unit: "amount" }],
  ["ARR ($K)", { key: "arr", currency: "$", scale: 1000 }],
  ["ARR in thousands", { key: "arr", scale: 1000 }],
  ["ARR (k€)", { key: "arr", currency: "EUR", scale: 1000 }],
  ["ARR (€M)", { key: "arr", currency: "EUR", scale: 1_000_000 }],
  ["ARR__c", { key: "arr" }],
  ["Created (UTC)", { key: "created" }],
  ["customerID", { key: "customerid", currency: null }],
  ["Customer", { key: "customer", currency: null, scale: 1, unit: null, time: null }],
  ["Contract Months", { key: "contractmonths", scale: 1 }],
])("%s", (text, expected) => expect(readHeader(text)).toMatchObject(expected));
