import { expect, it } from "vitest";
import { columnOf } from "../../src/tables/columns.ts";
import { readAmounts } from "../../src/tables/left-out-rows.ts";

const place = { header: "MRR", rowOf: (index: number) => index + 2 };

it("rounds halves away from zero, past what doubles leave", () => {
  expect([...readAmounts(columnOf([1.005, 0.1 + 0.2, 2.675]), place, undefined, 1).values]).toEqual([1.01, 0.3, 2.68]);
});

it("does not call dust a rounding", () => {
  expect(readAmounts(columnOf([0.1 + 0.2]), place, undefined, 1).notes).toEqual([]);
});

it("takes no negative amount, no percentage and no amount past reason", () => {
  const column = readAmounts(columnOf(["(5)", "85%", "99999999999999"]), place, undefined, 1);
  expect([...column.values]).toEqual([null, null, null]);
  expect([...column.faults.values()].map(({ code }) => code)).toEqual(["negative_amount", "not_an_amount", "amount_too_large"]);
});

it("divides cents", () => {
  expect([...readAmounts(columnOf(["12345", 99]), place, undefined, 0.01).values]).toEqual([123.45, 0.99]);
});
