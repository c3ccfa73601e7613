import { describe, expect, it } from "vitest";
import { changesFromSnapshots } from "../../../src/topics/retention/changes-of-months.ts";
import { changesFromPeriods } from "../../../src/topics/retention/changes-of-table.ts";
import { standardPolicy, withinWinback } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { retentionOfAccounts } from "./on-the-wire.ts";

const window = { from: "2026-01-01", to: "2026-04-01" };
const all = () => null;

describe("days away", () => {
  it("run from the end of the last payment to the return, by the calendar", () => {
    const rows = [
      record(2, "stays", { start: "2025-01-01", amount: 10 }),
      // Paid to 10 December, back on 15 February: 21 + 31 + 15 = 67 days, in the step that begins on 1 February.
      record(3, "back", { start: "2025-06-01", end: "2025-12-10", amount: 20 }),
      record(4, "back", { start: "2026-02-15", amount: 25 }),
      // Another subscription ran until 31 December: 31 + 15 = 46 days.
      record(5, "two", { start: "2025-06-01", end: "2025-12-10", amount: 20 }),
      record(6, "two", { start: "2025-11-01", end: "2025-12-31", amount: 5 }),
      record(7, "two", { start: "2026-02-15", amount: 25 }),
      // The child's payment counts for its parent: 30 December to 15 January is 16 days.
      record(8, "child", { parent: "parent", start: "2025-03-01", end: "2025-12-30", amount: 8 }),
      record(9, "parent", { start: "2026-01-15", amount: 9 }),
      record(10, "new", { start: "2026-02-15", amount: 25 }),
    ];
    const { changes } = changesFromPeriods(rows, window, all, true);
    const away = Object.fromEntries(changes.map(({ account, days_away }) => [account, [...days_away!]]));
    expect(away).toEqual({ stays: [], back: [[1, 67]], two: [[1, 46]], parent: [[0, 16]], new: [] });
    expect(changesFromPeriods([...rows].reverse(), window, all, true).changes).toEqual(changes);
    expect(changesFromPeriods(rows, window).changes[0]!.days_away).toBeUndefined();
  });

  it("of monthly amounts run from the first month without one", () => {
    const months = ["2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"];
    const rows = months.map((month, index) => record(index + 2, "stays", { month, amount: 10 }));
    // Last paid for October, so away from 1 November to 1 March: 30 + 31 + 31 + 28 = 120 days.
    rows.push(record(20, "back", { month: "2025-10-01", amount: 5 }), record(21, "back", { month: "2025-11-01", amount: 0 }));
    rows.push(record(22, "back", { month: "2026-03-01", amount: 5 }), record(23, "back", { month: "2026-04-01", amount: 5 }));
    const { changes } = changesFromSnapshots(rows, window, all, true);
    expect([...changes.find(({ account }) => account === "back")!.days_away!]).toEqual([[1, 120]]);
    const lines = (winback_days?: number) => {
      const { bridge, accounts, nrr, grr } = retentionOfAccounts(changes, { ...standardPolicy, winback_days });
      return [bridge.new, bridge.reactivation, accounts.new, accounts.reactivated, nrr, grr, bridge.ending];
    };
    expect(lines()).toEqual([0, 5, 0, 1, 1, 1, 15]);
    expect(lines(120)).toEqual([0, 5, 0, 1, 1, 1, 15]);
    expect(lines(119)).toEqual([5, 0, 1, 0, 1, 1, 15]);
  });

  it("decide for an account that fell to zero inside the window too, where a gap is a loss", () => {
    const rows = [
      record(2, "A", { start: "2025-01-01", end: "2026-01-11", amount: 50 }),
      record(3, "A", { start: "2026-02-20", amount: 60 }),
    ];
    // Away from 11 January to 20 February: 40 days.
    const { changes } = changesFromPeriods(rows, window, all, true);
    const lines = (winback_days: number) => {
      const { bridge } = retentionOfAccounts(changes, { ...standardPolicy, gap: "churned", winback_days });
      return [bridge.churn, bridge.reactivation, bridge.new, bridge.ending];
    };
    expect(lines(40)).toEqual([50, 60, 0, 60]);
    expect(lines(39)).toEqual([50, 0, 60, 60]);
  });

  it("are enough when nobody limits them or knows them", () => {
    expect(withinWinback(1000, undefined)).toBe(true);
    expect(withinWinback(undefined, 30)).toBe(true);
    expect(withinWinback(1, 0)).toBe(false);
  });
});
