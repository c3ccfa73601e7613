import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../../src/core/dates.ts";
import { type Answered, orNull } from "../../../src/core/known.ts";
import { sumMoney } from "../../../src/core/money.ts";
import type { Month } from "../../../src/topics/retention/answer.ts";
import { changesFromPeriods } from "../../../src/topics/retention/changes-of-table.ts";
import { monthlyBridge, monthlyMoves } from "../../../src/topics/retention/months.ts";
import { type AccountChange, standardPolicy } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { periodsMissing, periodsNote, subscriptionPeriods } from "../../core/subscription-periods.ts";
import { account, writtenOut } from "./account.ts";
import { movementsOfMonths, retentionOfAccounts } from "./on-the-wire.ts";

const paying = (name: string, series: number[], more: Partial<AccountChange> = {}) =>
  account(name, series[0]!, series.at(-1)!, { series, gap: series[0]! > 0 && series.includes(0), ...more });
const lines = (month: Answered<Month>) => [month.new, month.expansion, month.reactivation, month.contraction, month.churn];
const moves = (month: Answered<Month>) =>
  sumMoney([month.new, month.expansion, month.reactivation, -month.contraction, -month.churn, month.fx ?? 0]);
const tiesThroughout = (months: readonly Answered<Month>[]) => {
  for (const month of months) expect(sumMoney([month.opening, moves(month)]), month.month).toBe(month.closing);
  for (let index = 1; index < months.length; index += 1) expect(months[index]!.opening).toBe(months[index - 1]!.closing);
};
const spring = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"];

describe("monthlyBridge", () => {
  it("has a customer that starts and leaves inside the window in new and in churn", () => {
    const months = monthlyBridge([paying("A", [100, 100, 100, 100]), paying("B", [0, 40, 40, 0])], spring, standardPolicy);
    // new, expansion, reactivation, contraction, churn
    expect(months.map(lines)).toEqual([
      [40, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 40],
    ]);
    expect(months.map(({ month, from, opening, closing }) => [from, month, opening, closing])).toEqual([
      ["2026-01-01", "2026-02-01", 100, 140],
      ["2026-02-01", "2026-03-01", 140, 140],
      ["2026-03-01", "2026-04-01", 140, 100],
    ]);
    expect(movementsOfMonths(months)).toMatchObject({ new: 40, churn: 40 });
  });

  it("tells new from back: a customer is new once, and one that paid before the window never", () => {
    const changes = [paying("A", [0, 50, 0, 70]), paying("B", [0, 30, 30, 30], { paid_before: true })];
    // A: new 50, left, back with 70. B: back with 30.
    expect(monthlyBridge(changes, spring, standardPolicy).map(lines)).toEqual([
      [50, 0, 30, 0, 0],
      [0, 0, 0, 0, 50],
      [0, 0, 70, 0, 0],
    ]);
  });

  it("counts a return after more than the winback days as new, each return on its own days", () => {
    const change = paying("A", [0, 50, 0, 70], {
      paid_before: true,
      days_away: new Map([
        [0, 200],
        [2, 28],
      ]),
    });
    const lineUp = (winback_days?: number) =>
      monthlyBridge([change], spring, { winback_days }).map((month) => [month.new, month.reactivation]);
    expect(lineUp()).toEqual([
      [0, 50],
      [0, 0],
      [0, 70],
    ]);
    expect(lineUp(90)).toEqual([
      [50, 0],
      [0, 0],
      [0, 70],
    ]);
    expect(lineUp(28)[2]).toEqual([0, 70]);
    expect(lineUp(27)[2]).toEqual([70, 0]);
    // 0 is a limit and not a missing one.
    expect(lineUp(0)[2]).toEqual([70, 0]);
  });

  it("has who came and went within one month in new and in churn, the day it ends not paid for", () => {
    const rows = [
      record(2, "A", { start: "2026-01-01", amount: 100 }),
      // 25 for five days, then 45 with a second subscription: 70 at most. Comes back for one day in March.
      record(3, "B", { start: "2026-01-05", end: "2026-01-20", amount: 25 }),
      record(4, "B", { start: "2026-01-10", end: "2026-01-20", amount: 45 }),
      record(5, "B", { start: "2026-03-31", end: "2026-04-01", amount: 10 }),
      // Starts and ends on first days: in at February, out at March.
      record(6, "C", { start: "2026-02-01", end: "2026-03-01", amount: 7 }),
      // Ends on the day it starts: paid for nothing.
      record(7, "D", { start: "2026-02-10", end: "2026-02-10", amount: 900 }),
    ];
    const found = changesFromPeriods(rows, { from: "2026-01-01", to: "2026-04-01" });
    const months = monthlyBridge(found.changes, found.dates!, standardPolicy);
    expect(months.map(lines)).toEqual([
      [70 + 7, 0, 0, 0, 70],
      [0, 0, 0, 0, 7],
      [0, 0, 10, 0, 10],
    ]);
    tiesThroughout(months);
    const backwards = changesFromPeriods([...rows].reverse(), { from: "2026-01-01", to: "2026-04-01" });
    expect(writtenOut(backwards)).toEqual(writtenOut(found));
    expect(retentionOfAccounts(found.changes, standardPolicy).bridge).toMatchObject({
      starting: 100,
      new: 0,
      churn: 0,
      ending: 100,
    });
  });

  it("puts the effect of exchange rates on its own line of the last month", () => {
    const months = monthlyBridge([paying("A", [110, 110, 110], { fx: 10 })], spring.slice(0, 3), standardPolicy);
    expect(months.map(({ fx, closing }) => [fx, closing])).toEqual([
      [0, 110],
      [10, 120],
    ]);
    tiesThroughout(months);
  });

  it.skipIf(periodsMissing)(`gives every month of the subscription periods as a count of the rows does${periodsNote}`, () => {
    const rows = subscriptionPeriods();
    const [from, to] = ["2017-09-01", "2020-01-01"];
    const found = changesFromPeriods(rows, { from, to });
    const months = monthlyBridge(found.changes, found.dates!, standardPolicy);
    expect(months.length).toBe(28);
    tiesThroughout(months);
    // Slow and obvious: what each customer pays on a day is the sum of the rows that run then.
    const on = (day: string, customer: string) =>
      sumMoney(rows.filter((row) => row.account === customer && row.start! <= day && day < row.end!).map((row) => row.amount!));
    const customers = [...new Set(rows.map((row) => row.account))];
    const startAmounts = new Map(customers.map((customer) => [customer, on(from, customer)]));
    const { moves } = monthlyMoves(found.changes, found.dates!, standardPolicy);
    for (const [place, { month, from: opens, ...told }] of months.entries()) {
      let lostOfStart = 0;
      const counted = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 };
      for (const customer of customers) {
        const [before, now] = [on(opens, customer), on(month, customer)];
        if (startAmounts.get(customer)! > 0) lostOfStart += Math.max(0, before - now);
        const everBefore = rows.some((row) => row.account === customer && row.start! < opens);
        if (before === 0 && now > 0) counted[everBefore ? "reactivation" : "new"] += now;
        else if (before > 0 && now === 0) counted.churn += before;
        else if (now > before) counted.expansion += now - before;
        else counted.contraction += before - now;
      }
      const total = (day: string) => sumMoney(customers.map((customer) => on(day, customer)));
      const lost = counted.contraction + counted.churn;
      expect({ month, ...told, rate: orNull(told.rate) }).toEqual({
        month,
        opening: total(opens),
        ...counted,
        closing: total(month),
        lost,
        rate: total(opens) === 0 ? null : lost / total(opens),
        lost_counted: lostOfStart,
      });
      expect(sumMoney(moves[place]!.map(({ amount }) => amount))).toBe(
        sumMoney([counted.new, counted.expansion, counted.reactivation, counted.contraction, counted.churn]),
      );
    }
    // On the first day of the data customers 2 and 3 pay 25 + 50.
    expect(months[0]!.opening).toBe(75);
  });
});

const amount = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100);
const series = fc.array(fc.oneof(fc.constant(0), amount), { minLength: 13, maxLength: 13 });
const books = fc.array(fc.record({ series, paid_before: fc.constantFrom(true, false, null) }), { minLength: 1, maxLength: 12 });
const year = Array.from({ length: 13 }, (_, month) => addMonths("2025-01-01", month));

describe("for every book", () => {
  it("months tie to the hundredth, and all together move the book as the range does", () => {
    fc.assert(
      fc.property(books, fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }), (book, winback_days) => {
        const changes = book.map((one, index) => paying(`A${index}`, one.series, { paid_before: one.paid_before }));
        const months = monthlyBridge(changes, year, { winback_days });
        tiesThroughout(months);
        const { bridge } = retentionOfAccounts(changes, { ...standardPolicy, winback_days });
        expect(months[0]!.opening).toBe(bridge.starting);
        expect(months.at(-1)!.closing).toBe(bridge.ending);
        const all = movementsOfMonths(months)!;
        expect(sumMoney([all.new, all.expansion, all.reactivation, -all.contraction, -all.churn])).toBe(
          sumMoney([bridge.ending, -bridge.starting]),
        );
        expect(monthlyBridge([...changes].reverse(), year, { winback_days })).toEqual(months);
      }),
    );
  });
});
