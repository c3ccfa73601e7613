import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesFromPeriods } from "../../../src/topics/retention/changes-of-table.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { periodsMissing, periodsNote, subscriptionPeriods } from "../../core/subscription-periods.ts";
import { writtenOut } from "./account.ts";
import { retentionOfAccounts } from "./on-the-wire.ts";

const period = (row: number, account: string, start: string, end: string | null, amount: number, more = {}) =>
  record(row, account, { start, end, amount, ...more });
const year = { from: "2025-01-01", to: "2026-01-01" };
const problem = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("changesFromPeriods", () => {
  it.skipIf(periodsMissing)(`gives the published cohort of the subscription periods${periodsNote}`, () => {
    const { changes } = changesFromPeriods(subscriptionPeriods(), { from: "2018-11-01", to: "2019-11-01" });
    const { nrr, grr, logo_retention, bridge, accounts } = retentionOfAccounts(changes, standardPolicy);
    expect(bridge.starting).toBe(575);
    expect(accounts.starting).toBe(11);
    expect(nrr).toBeCloseTo(0.9739130434782609, 12);
    expect(grr).toBe(0.8);
    expect(logo_retention).toBeCloseTo(10 / 11, 12);
  });

  it("pays on the first day of a period and no longer on its end day", () => {
    const rows = [
      period(2, "ends on from", "2024-01-01", "2025-01-01", 10),
      period(3, "starts on from", "2025-01-01", null, 20),
      period(4, "ends on to", "2024-01-01", "2026-01-01", 30),
      period(5, "ends after to", "2024-01-01", "2026-01-02", 40),
      period(6, "starts on to", "2026-01-01", null, 50),
      period(7, "joined without a gap", "2024-01-01", "2025-06-01", 60),
      period(8, "joined without a gap", "2025-06-01", null, 60),
    ];
    const { changes } = changesFromPeriods(rows, year);
    const pairs = Object.fromEntries(changes.map(({ account, start, end, gap }) => [account, [start, end, gap]]));
    expect(pairs).toEqual({
      "starts on from": [20, 20, false],
      "ends on to": [30, 0, true],
      "ends after to": [40, 40, false],
      "starts on to": [0, 50, false],
      "joined without a gap": [60, 60, false],
    });
  });

  it("adds several subscriptions of one account: cancelling one of two is contraction", () => {
    const rows = [period(2, "A", "2024-01-01", "2025-05-01", 100), period(3, "A", "2024-01-01", null, 50)];
    const { bridge } = retentionOfAccounts(changesFromPeriods(rows, year).changes, standardPolicy);
    expect(bridge).toMatchObject({ starting: 150, contraction: 100, churn: 0 });
  });

  it("closes where the next window opens, also with customers who came and went", () => {
    const rows = [
      period(2, "A", "2024-01-01", null, 100),
      period(3, "inside", "2025-02-01", "2025-09-01", 70),
      period(4, "B", "2025-03-01", null, 30),
    ];
    const first = retentionOfAccounts(changesFromPeriods(rows, { from: "2024-06-01", to: "2025-06-01" }).changes, standardPolicy);
    const second = retentionOfAccounts(
      changesFromPeriods(rows, { from: "2025-06-01", to: "2026-06-01" }).changes,
      standardPolicy,
    );
    // On 2025-06-01: 100 + 70 + 30.
    expect(first.bridge.ending).toBe(200);
    expect(second.bridge.starting).toBe(200);
  });

  it("knows who paid before the start: back is not new", () => {
    const rows = [
      period(2, "back", "2023-01-01", "2024-01-01", 10),
      period(3, "back", "2025-03-01", null, 15),
      period(4, "new", "2025-03-01", null, 20),
    ];
    const { bridge } = retentionOfAccounts(changesFromPeriods(rows, year).changes, standardPolicy);
    expect(bridge).toMatchObject({ starting: 0, reactivation: 15, new: 20 });
  });

  it("counts a merged child as the parent's contraction: 200 + 150 become 300", () => {
    const rows = [
      period(2, "Parent", "2024-01-01", "2025-07-01", 200_000),
      period(3, "Child", "2024-01-01", "2025-07-01", 150_000, { parent: "Parent" }),
      period(4, "Parent", "2025-07-01", null, 300_000),
    ];
    const { bridge, accounts } = retentionOfAccounts(changesFromPeriods(rows, year).changes, standardPolicy);
    expect(bridge).toMatchObject({ starting: 350_000, contraction: 50_000, churn: 0, ending: 300_000 });
    expect(accounts).toMatchObject({ starting: 1, churned: 0, contracted: 1 });
  });

  it("refuses a window outside the data", () => {
    const rows = [period(2, "A", "2024-01-01", "2026-06-01", 100)];
    expect(problem(() => changesFromPeriods(rows, { from: "2023-01-01", to: "2025-01-01" }))).toContain(
      "from (2023-01-01) is before",
    );
    expect(problem(() => changesFromPeriods(rows, { from: "2025-06-01", to: "2026-06-01" }))).toContain(
      "2024-01-01 to 2026-06-01",
    );
    expect(problem(() => changesFromPeriods(rows, { from: "2026-01-01", to: "2025-01-01" }))).toContain("is not before");
  });

  it("says when the data seems to end inside the window", () => {
    const rows = [1, 2, 3, 4].map((row) => period(row, `A${row}`, "2024-01-01", row === 4 ? "2027-01-01" : "2025-12-20", 10));
    // Three of four are gone in the last month.
    expect(changesFromPeriods(rows, year).notices.map(({ code }) => code)).toContain("data_may_end");
  });

  it("doubts a last month that loses more than all the months before", () => {
    const rows = (gone: number, goneBefore: number) =>
      Array.from({ length: 10 }, (_, index) => {
        const end = index < gone ? "2025-12-20" : index < gone + goneBefore ? "2025-06-15" : null;
        return period(index + 2, `A${index}`, "2024-01-01", end, 10);
      });
    const codes = (gone: number, before: number) => changesFromPeriods(rows(gone, before), year).notices.map(({ code }) => code);
    // Four of ten leave in the last month and six stay: 4 x 2 > 6. Three of ten: 3 x 2 < 7.
    expect(codes(4, 0)).toContain("data_may_end");
    expect(codes(3, 0)).not.toContain("data_may_end");
    // Three of the six still there in December, 3 x 2 > 3, yet four had left in June.
    expect(codes(3, 4)).not.toContain("data_may_end");
  });

  it("says when ends look like the last day paid for", () => {
    const rows = ["A", "B"].flatMap((name, index) => [
      period(index * 2 + 2, name, "2024-01-01", "2024-12-31", 10),
      period(index * 2 + 3, name, "2025-01-01", null, 10),
    ]);
    expect(changesFromPeriods(rows, { from: "2024-06-01", to: "2025-06-01" }).notices.map(({ code }) => code)).toContain(
      "ends_look_inclusive",
    );
  });

  it("names every row it cannot use", () => {
    const rows = [
      period(2, "A", "2024-01-01", null, -5),
      record(3, "B", { start: "2024-01-01" }),
      period(4, "C", "2024-05-01", "2024-04-01", 5),
    ];
    const message = problem(() => changesFromPeriods(rows, year));
    expect(message).toContain("row 2: the amount is -5");
    expect(message).toContain("row 3: the amount is missing");
    expect(message).toContain("row 4: it ends on 2024-04-01");
  });

  it.skipIf(periodsMissing)(`gives the same for any order of rows${periodsNote}`, () => {
    const rows = subscriptionPeriods();
    const window = { from: "2018-11-01", to: "2019-11-01" };
    const expected = writtenOut(changesFromPeriods(rows, window));
    expect(expected.changes[0]).toHaveProperty("series");
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }), (shuffled) => {
        expect(writtenOut(changesFromPeriods(shuffled, window))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
