import { describe, expect, it } from "vitest";
import { changesFromSnapshots } from "../../../src/topics/retention/changes-of-months.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { definitionsOfAccounts, retentionOfAccounts } from "./on-the-wire.ts";

let row = 1;
const paid = (account: string, month: string, amount: number, more = {}) => {
  row += 1;
  return record(row, account, { month, amount, ...more });
};
const quarter = { from: "2025-01-01", to: "2025-04-01" };
const problem = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("changesFromSnapshots", () => {
  const months = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"];
  const steady = months.map((month) => paid("Steady", month, 100));

  it("reads an absent row as not paying, and sees gap, return and loss", () => {
    const rows = [
      ...steady,
      paid("Gap", months[0]!, 50),
      paid("Gap", months[3]!, 40),
      paid("Gone", months[0]!, 30),
      paid("Gone", months[1]!, 0),
      paid("Back", "2024-12-01", 20),
      paid("Back", months[2]!, 20),
      paid("Back", months[3]!, 20),
      paid("New", months[3]!, 10),
    ];
    const { changes } = changesFromSnapshots(rows, quarter);
    // Cohort 100 + 50 + 30 = 180; end 100 + 40.
    const found = retentionOfAccounts(changes, standardPolicy);
    expect(found.bridge).toEqual({
      starting: 180,
      new: 10,
      expansion: 0,
      reactivation: 20,
      contraction: 10,
      churn: 30,
      ending: 170,
    });
    expect(found.nrr).toBeCloseTo(140 / 180, 12);
    const gap = definitionsOfAccounts(changes).definitions.find(({ definition }) => definition === "gap_as_churn")!;
    expect(gap.nrr).toBeCloseTo(100 / 180, 12);
  });

  it("adds rows of one account in one month", () => {
    const rows = [...steady, paid("Steady", months[0]!, 25)];
    expect(changesFromSnapshots(rows, quarter).changes).toMatchObject([{ start: 125, end: 100 }]);
  });

  it("names the first and last month when asked for another", () => {
    expect(problem(() => changesFromSnapshots(steady, { from: "2024-01-01", to: months[3]! }))).toContain(
      "from (2024-01-01) is not a month of the table, which runs from 2025-01-01 to 2025-04-01",
    );
    expect(problem(() => changesFromSnapshots(steady, { from: months[0]!, to: "2025-03-31" }))).toContain("to (2025-03-31)");
  });

  it("does not read gaps across a month that the table lacks", () => {
    const rows = steady.filter(({ month }) => month !== "2025-02-01");
    const found = changesFromSnapshots(rows, quarter);
    expect(found.changes).toMatchObject([{ start: 100, end: 100, gap: null, series: null }]);
    expect(found.notices).toMatchObject([{ code: "months_missing" }]);
    expect(found.notices[0]).toMatchObject({ code: "months_missing", months: expect.arrayContaining(["2025-02-01"]) });
  });

  it("does not know who paid before without months before", () => {
    const rows = [...steady, paid("New", months[3]!, 10)];
    expect(changesFromSnapshots(rows, quarter).changes.find(({ account }) => account === "New")!.paid_before).toBeNull();
  });

  it("puts an account into the segment it starts in, by most of its money", () => {
    const rows = [
      paid("A", months[0]!, 60, { cells: { Region: "EMEA" } }),
      paid("A", months[0]!, 40, { cells: { Region: "APAC" } }),
      paid("A", months[3]!, 90, { cells: { Region: "APAC" } }),
      paid("N", months[3]!, 5, { cells: { Region: "APAC" } }),
    ];
    const found = changesFromSnapshots(rows, quarter, ({ cells }) => cells.Region ?? null);
    expect(found.changes.map(({ account, segment }) => [account, segment])).toEqual([
      ["A", "EMEA"],
      ["N", "APAC"],
    ]);
    expect(found.notices.map(({ code }) => code)).toContain("segments_mixed");
  });
});
