import { describe, expect, it } from "vitest";
import { columnOf } from "../../src/tables/columns.ts";
import { readDates } from "../../src/tables/read-dates.ts";

const place = { header: "Start", rowOf: (index: number) => index + 2 };
const values = (cells: (string | number | Date | null)[], order?: "day_first" | "month_first", workbook = false) => [
  ...readDates(columnOf(cells), place, order, workbook).values,
];

describe("dates that say themselves what they are", () => {
  it.each([
    ["2025-01-31", "2025-01-31"],
    ["2025-01-31T23:30:00-08:00", "2025-01-31"],
    ["2025-01-31 00:10:00 UTC", "2025-01-31"],
    ["2025/1/5", "2025-01-05"],
    ["20250131", "2025-01-31"],
    ["2025-01", "2025-01-01"],
    ["Jan 2025", "2025-01-01"],
    ["January 2025", "2025-01-01"],
    ["Jan-25", "2025-01-01"],
    ["01/2025", "2025-01-01"],
    ["31 Jan 2025", "2025-01-31"],
    ["31-Jan-25", "2025-01-31"],
    ["Jan 31, 2025", "2025-01-31"],
    ["29 Feb 2024", "2024-02-29"],
    ["Fri, 31 Jan 2025", "2025-01-31"],
    ["5. März 2025", "2025-03-05"],
    ["Mrz 25", "2025-03-01"],
    ["1er février 2025", "2025-02-01"],
    ["août 2025", "2025-08-01"],
    ["15 de mayo de 2024", "2024-05-15"],
    ["Dez-24", "2024-12-01"],
    ["2023\u201101\u201105", "2023-01-05"],
  ])("%s is %s", (text, expected) => expect(values([text])).toEqual([expected]));

  it.each(["jui 2025", "31 Feb 2025", "2025-02-29", "2025-13-01", "soon", "31/31/2025"])("%s is no date", (text) => {
    const column = readDates(columnOf([text]), place, undefined, false);
    expect([...column.values]).toEqual([null]);
    expect(column.faults.has(0)).toBe(true);
  });
});

describe("times", () => {
  it("that are all midnight of a place east of Greenwich mean the next day", () => {
    // 22:00 UTC is midnight in Berlin in summer, 23:00 in winter.
    expect(values(["2026-03-31T22:00:00.000Z", "2026-10-31T23:00:00.000Z", ""])).toEqual(["2026-04-01", "2026-11-01", null]);
    expect(values(["2026-03-31 16:00:00 UTC", "2026-04-30 16:00:00 UTC"])).toEqual(["2026-04-01", "2026-05-01"]);
  });

  it("of any other kind stand for their day", () => {
    expect(values(["2026-03-31T22:00:00Z", "2026-03-31T14:10:00Z"])).toEqual(["2026-03-31", "2026-03-31"]);
    expect(values(["2026-03-31T22:00:00Z"])).toEqual(["2026-03-31"]);
    expect(values(["2026-03-31T05:00:00Z", "2026-11-30T06:00:00Z"])).toEqual(["2026-03-31", "2026-11-30"]);
    expect(values(["2026-03-31T12:00:00Z", "2026-04-30T12:00:00Z"])).toEqual(["2026-03-31", "2026-04-30"]);
  });
});

describe("day and month", () => {
  it("takes the order from one date that leaves no doubt", () => {
    expect(values(["01/02/2025", "13/02/2025"])).toEqual(["2025-02-01", "2025-02-13"]);
    expect(values(["01/02/2025", "02/13/2025"])).toEqual(["2025-01-02", "2025-02-13"]);
    expect(values(["31.12.25"])).toEqual(["2025-12-31"]);
    expect(values(["01.02.2025"])).toEqual(["2025-02-01"]);
    expect(values(["05/05/2025"])).toEqual(["2025-05-05"]);
  });

  it("asks when no date of the column decides, and when two contradict", () => {
    expect(readDates(columnOf(["01/02/2025"]), place, undefined, false).refusal).toMatchObject({
      code: "dates_unclear",
      remedy: expect.stringContaining("reading.dates"),
    });
    expect(readDates(columnOf(["13/02/2025", "02/13/2025"]), place, undefined, false).refusal).toMatchObject({
      code: "dates_mixed",
      what: expect.stringMatching(/row 2.*row 3/),
    });
  });

  it("goes by the caller's word; what does not fit is a bad cell", () => {
    expect(values(["01/02/2025"], "month_first")).toEqual(["2025-01-02"]);
    expect(values(["01/02/2025"], "day_first")).toEqual(["2025-02-01"]);
    expect(readDates(columnOf(["02/13/2025"]), place, "day_first", false).faults.get(0)!.reason).toBe(
      '"02/13/2025" is not a date of the calendar',
    );
  });
});

it("reads a workbook's dates in UTC and its serial numbers", () => {
  // serial 45688: 2025-01-01 is 45658, and 30 days later is 2025-01-31
  expect(values([new Date(Date.UTC(2025, 0, 31)), 45688], undefined, true)).toEqual(["2025-01-31", "2025-01-31"]);
});
