import { expect, it } from "vitest";
import { readHeader } from "../../src/tables/header.ts";
import { findTwoAmounts } from "../../src/tables/match-columns.ts";

const pair = (...headers: string[]): (string | undefined)[] => {
  const found = findTwoAmounts(headers.map(readHeader), new Set());
  return [headers[found.arr_start?.index ?? -1], headers[found.arr_end?.index ?? -1]];
};

it.each([
  ["ARR a year ago", "ARR now"],
  ["ARR 2025-01", "ARR 2026-01"],
  ["Starting ARR", "Ending ARR"],
  ["MRR start", "MRR end"],
  ["arr_start", "arr_end"],
  ["ARR at 31.12.2024", "ARR at 31.12.2025"],
  ["MRR Jan 2025", "MRR Dec 2025"],
  ["Revenue 2024", "Revenue 2025"],
  ["ARR Q4 2024", "ARR Q1 2025"],
  ["Previous ARR", "Current ARR"],
  ["Prior year ARR (USD)", "ARR (USD)"],
  ["2025-01", "2026-01"],
  ["ARR FY24", "ARR FY25"],
])("%s before %s, in either order", (start, end) => {
  expect(pair("Account", start, end)).toEqual([start, end]);
  expect(pair(end, start, "Account")).toEqual([start, end]);
});

it.each([
  ["ARR"],
  ["Current ARR"],
  ["Start Date", "End Date", "ARR"],
  ["ARR", "MRR"],
  ["ARR 2025"],
  ["New ARR", "Churned ARR", "ARR"],
])("no pair in %j", (...headers) => {
  expect(pair(...headers)).toEqual([undefined, undefined]);
});

it("finds columns of many months", () => {
  const headers = ["Account", "MRR 2025-01", "MRR 2025-02", "MRR 2025-03"].map(readHeader);
  expect(findTwoAmounts(headers, new Set()).wide).toEqual([1, 2, 3]);
});
