import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohortTable, dayOf } from "../../../src/topics/cohorts/cohort-table.ts";
import { historiesFromPeriods } from "../../../src/topics/cohorts/histories.ts";
import { periodsMissing, periodsNote, subscriptionPeriods } from "../../core/subscription-periods.ts";
import { history } from "./history.ts";

const values = (table: ReturnType<typeof cohortTable>) => table.map((row) => [row.cohort, row.size, row.values]);

describe("cohortTable", () => {
  it("has everybody at age 0 whatever the day of the month, and at age 1 a month after each one's own day", () => {
    // Both start in January; by 1 February neither has lived a month, and the first is gone on 10 February.
    const two = [history("A", ["2025-01-05", "2025-02-10", 50]), history("B", ["2025-01-28", null, 50])];
    expect(values(cohortTable(two, dayOf("2025-02-27"), "month", "logos", true))).toEqual([["2025-01", 2, [1]]]);
    // A still pays on 5 February, its own month.
    expect(values(cohortTable(two, dayOf("2025-03-28"), "month", "logos", true))).toEqual([["2025-01", 2, [1, 1, 0.5]]]);
  });

  it("leaves a cell blank until its last member has reached the age", () => {
    const three = [
      history("A", ["2024-01-10", null, 10]),
      history("B", ["2024-11-20", "2025-11-20", 10]),
      history("C", ["2025-02-01", null, 10]),
    ];
    // B's second year begins on 2025-11-20, its first day not paid for. C turns one on 2026-02-01.
    expect(values(cohortTable(three, dayOf("2025-11-19"), "year", "logos", true))).toEqual([
      ["2024", 2, [1]],
      ["2025", 1, [1]],
    ]);
    expect(values(cohortTable(three, dayOf("2026-01-31"), "year", "logos", true))).toEqual([
      ["2024", 2, [1, 0.5]],
      ["2025", 1, [1, null]],
    ]);
  });

  it("counts who is away as away, and again when back", () => {
    const away = [history("A", ["2025-01-01", "2025-02-01", 50], ["2025-03-01", null, 50])];
    expect(values(cohortTable(away, dayOf("2025-03-01"), "month", "logos", true))).toEqual([["2025-01", 1, [1, 0, 1]]]);
  });

  it("follows money from each one's own first day, past the opening where it grows", () => {
    const grown = [
      history("A", ["2025-01-01", "2025-02-01", 100], ["2025-02-01", null, 150]),
      history("B", ["2025-01-01", "2025-03-01", 0.1]),
    ];
    const [row] = cohortTable(grown, dayOf("2025-03-01"), "month", "money", true);
    expect(row!.opening).toBe(100.1);
    // (150 + 0.10) / 100.10, then 150 / 100.10.
    expect(row!.values).toEqual([1, 15010 / 10010, 15000 / 10010]);
    expect(cohortTable(grown, dayOf("2025-03-01"), "month", "logos", false)[0]!.opening).toBeNull();
  });

  it.skipIf(periodsMissing)(`agrees with counting every customer day by day${periodsNote}`, () => {
    const records = subscriptionPeriods();
    const knownTo = "2019-11-01";
    const { histories } = historiesFromPeriods(records, true, () => null);
    const started = histories.filter(({ start }) => start <= dayOf(knownTo));
    const table = cohortTable(started, dayOf(knownTo), "quarter", "logos", true);
    // All periods begin and end on the first of a month, so a month's first day stands for the month.
    const pays = (account: string, date: string) =>
      records.some((row) => row.account === account && row.start! <= date && date < row.end!);
    const firsts = new Map<string, string>();
    for (const { account, start } of records)
      if (!firsts.has(account) || start! < firsts.get(account)!) firsts.set(account, start!);
    const later = (date: string, months: number) => {
      const all = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
      return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, "0")}-01`;
    };
    for (const { cohort, values: shares, size } of table) {
      const own = [...firsts].filter(
        ([, start]) => start <= knownTo && `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}` === cohort,
      );
      expect(size).toBe(own.length);
      shares.forEach((share, age) => {
        const mature = own.every(([, start]) => later(start, age * 3) <= knownTo);
        const still = own.filter(([account, start]) => pays(account, later(start, age * 3))).length;
        if (mature) expect(share).toBeCloseTo(still / own.length, 12);
        else expect(share).toBeNull();
      });
    }
    // 55 customers in the file, less those who start after the day: the data README speaks of 55.
    expect(firsts.size).toBe(55);
  });

  it.skipIf(periodsMissing)(`does not depend on the order of rows, and scaling money leaves shares${periodsNote}`, () => {
    const rows = subscriptionPeriods();
    const table = (records: typeof rows) =>
      cohortTable(
        historiesFromPeriods(records, true, () => null).histories.filter(({ start }) => start <= dayOf("2019-11-01")),
        dayOf("2019-11-01"),
        "quarter",
        "money",
        true,
      );
    const expected = table(rows);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(table(shuffled).map((row) => [row.cohort, row.opening, row.values])).toEqual(
          expected.map((row) => [row.cohort, row.opening, row.values]),
        );
      }),
      { numRuns: 20 },
    );
    const thrice = table(rows.map((row) => ({ ...row, amount: row.amount! * 3 })));
    expect(thrice.map((row) => row.values)).toEqual(expected.map((row) => row.values));
  });
});
