import { describe, expect, it } from "vitest";
import { dateOf } from "../../../src/topics/cohorts/cohort-table.ts";
import { historiesFromPeriods, historiesFromSnapshots } from "../../../src/topics/cohorts/histories.ts";
import { record } from "../../core/record.ts";
import { history, paidOn, paidTo } from "./history.ts";

const period = (row: number, account: string, start: string, end: string | null, amount: number | null, more = {}) =>
  record(row, account, { start, end, amount, ...more });
const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("an account's history", () => {
  it("pays on its first day and no longer on its end day; subscriptions add up", () => {
    const two = history("A", ["2025-01-01", "2025-03-01", 0.1], ["2025-02-01", null, 0.2]);
    expect(["2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01"].map((date) => paidOn(two, date))).toEqual([0, 0.1, 0.3, 0.2]);
    expect(paidTo(two)).toBeNull();
    expect(paidTo(history("B", ["2025-01-01", "2025-03-01", 1], ["2025-01-15", "2025-02-01", 1]))).toBe("2025-03-01");
  });
});

describe("historiesFromPeriods", () => {
  it("counts children under their parent, and free periods as not paying", () => {
    const found = historiesFromPeriods(
      [
        period(2, "Child", "2025-03-01", "2025-06-01", 50, { parent: "Parent" }),
        period(3, "Parent", "2025-05-01", null, 80),
        period(4, "Trial", "2025-01-01", "2025-02-01", 0),
        period(5, "Trial", "2025-02-01", null, 10),
        period(6, "Never", "2025-01-01", "2025-02-01", 0),
      ],
      true,
      () => null,
    );
    expect(found.histories.map(({ account, start }) => [account, dateOf(start)])).toEqual([
      ["Parent", "2025-03-01"],
      ["Trial", "2025-02-01"],
    ]);
    expect(found).toMatchObject({ never_paid: 1, first: "2025-01-01", last: "2025-06-01", ends_at_last: false });
    expect(found.notices.map(({ code }) => code)).toEqual(["parents", "ended_without_amount"]);
  });

  it("takes the group of the earliest paying row, in any order of rows", () => {
    const rows = [
      period(2, "A", "2025-03-01", null, 5, { tier: "late" }),
      period(3, "A", "2025-01-01", "2025-03-01", 5, { tier: "b" }),
      period(4, "A", "2025-01-01", "2025-03-01", 5, { tier: "a" }),
      period(5, "A", "2024-01-01", "2024-03-01", 0, { tier: "free" }),
    ];
    for (const order of [rows, [...rows].reverse()])
      expect(historiesFromPeriods(order, true, ({ tier }) => tier).histories[0]!.group).toBe("a");
  });

  it("follows dates alone where there is no amount, and names every row it cannot use", () => {
    expect(
      paidOn(historiesFromPeriods([period(2, "A", "2025-01-01", null, null)], false, () => null).histories[0]!, "2025-02-01"),
    ).toBe(1);
    const bad = [
      period(2, "A", "2025-02-01", "2025-01-01", 5),
      record(3, "B", { amount: 5 }),
      period(4, "C", "2025-01-01", null, null),
    ];
    const text = message(() => historiesFromPeriods(bad, true, () => null));
    expect(text).toContain("row 2: it ends on 2025-01-01");
    expect(text).toContain("row 3: the start date is missing");
    expect(text).toContain("row 4: the amount is missing");
  });
});

describe("historiesFromSnapshots", () => {
  const row = (number: number, account: string, month: string, amount: number) => record(number, account, { month, amount });
  it("holds an amount until the next month, an absent row and a 0 being away", () => {
    const found = historiesFromSnapshots(
      [
        row(2, "A", "2025-01-01", 10),
        row(3, "A", "2025-02-01", 12),
        row(4, "B", "2025-01-01", 5),
        row(5, "B", "2025-02-01", 0),
        row(6, "A", "2025-03-01", 12),
      ],
      () => null,
    );
    const [a, b] = found.histories;
    expect(["2025-01-15", "2025-02-01", "2025-03-01"].map((date) => [paidOn(a!, date), paidOn(b!, date)])).toEqual([
      [10, 5],
      [12, 0],
      [12, 0],
    ]);
    expect([paidTo(a!), paidTo(b!)]).toEqual([null, "2025-02-01"]);
    expect(found).toMatchObject({ last: "2025-03-01", ends_at_last: true, notices: [] });
  });

  it("says which months are missing for everybody", () => {
    const { notices, histories } = historiesFromSnapshots(
      [row(2, "A", "2025-01-01", 10), row(3, "A", "2025-04-01", 10)],
      () => null,
    );
    expect(notices[0]).toMatchObject({ code: "months_missing", after: ["2025-01-01"] });
    expect(paidOn(histories[0]!, "2025-03-01")).toBe(10);
  });
});
