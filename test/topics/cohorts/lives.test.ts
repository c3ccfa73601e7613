import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../../src/core/dates.ts";
import { dateOf } from "../../../src/topics/cohorts/cohort-table.ts";
import { livesFromTenure, livesOfHistories, noticeEnd, observe, sortStarts } from "../../../src/topics/cohorts/histories.ts";
import { livesGiven } from "../../../src/topics/cohorts/lives.ts";
import { record } from "../../core/record.ts";
import { history, paidOn } from "./history.ts";

const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};
const pile = { least_customers: 3, times: 2 };

describe("livesOfHistories", () => {
  const seen = { from: "2025-01-01", to: null, known_to: "2025-06-15" };

  it("looks at each customer on its monthly anniversaries", () => {
    const members = [
      history("open", ["2025-01-10", null, 5]),
      history("ended on an anniversary", ["2025-01-10", "2025-03-10", 5]),
      history("ended inside a month", ["2025-01-10", "2025-03-20", 5]),
      history("ended after the last anniversary seen", ["2025-01-20", "2025-06-10", 5]),
      history("notice for later", ["2025-01-10", "2025-09-10", 5]),
    ];
    const { lives } = livesOfHistories({ members, late: [] }, seen);
    // Known to 15 June: five anniversaries of the 10th, four of the 20th; an end on 10 June is seen on 20 June at the earliest.
    expect(lives.map(({ months, churned, amount }) => [months, churned, amount])).toEqual([
      [5, false, 5],
      [2, true, 5],
      [3, true, 5],
      [4, false, 5],
      [5, false, 5],
    ]);
  });

  it("passes over a time away, and counts who came back", () => {
    const members = [
      history("A", ["2025-01-01", "2025-02-01", 5], ["2025-04-01", null, 5]),
      history("B", ["2025-01-01", "2025-03-01", 5], ["2025-02-01", "2025-05-01", 5]),
    ];
    const { lives, returned } = livesOfHistories({ members, late: [] }, seen);
    expect(lives.map(({ months, churned }) => [months, churned])).toEqual([
      [5, false],
      [4, true],
    ]);
    expect(returned).toBe(1);
  });

  it("lets older customers enter at their age, and leaves out those never seen after it", () => {
    const late = [
      history("since May 2024", ["2024-05-01", null, 5]),
      history("since mid May 2024", ["2024-05-15", "2025-03-15", 5]),
      history("gone before", ["2024-05-01", "2024-12-01", 5]),
      history("gone at its first anniversary", ["2024-05-15", "2025-01-10", 5]),
    ];
    const { lives, left_out } = livesOfHistories({ members: [], late }, seen);
    // On 1 January 2025 the first is 8 months old; the second turns 8 on 15 January and is lost at 10.
    expect(lives.map(({ entered, months, churned }) => [entered, months, churned])).toEqual([
      [8, 13, false],
      [8, 10, true],
    ]);
    expect(left_out).toMatchObject([{ customers: 2 }]);
  });

  it("agrees with the cohort table where nobody comes back: alive at an age is paying on that day", () => {
    const stay = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      months: fc.integer({ min: 1, max: 8 }),
      end: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(fc.array(stay, { minLength: 1, maxLength: 10 }), (stays) => {
        const two = (number: number) => String(number).padStart(2, "0");
        const members = stays.map(({ day, months, end }, index) =>
          history(`A${index}`, [`2025-01-${two(day)}`, `2025-${two(1 + months)}-${two(end)}`, 5]),
        );
        const { lives } = livesOfHistories({ members, late: [] }, seen);
        lives.forEach(({ months, churned }, index) => {
          const own = members[index]!;
          const start = dateOf(own.start);
          for (let age = 0; addMonths(start, age) <= seen.known_to; age += 1)
            expect(paidOn(own, addMonths(start, age)) > 0).toBe(churned ? age < months : true);
        });
      }),
    );
  });
});

describe("sortStarts", () => {
  const day = (name: string, start: string) => history(name, [start, null, 5]);
  const old = ["a", "b", "c", "d", "e"].map((name) => day(name, "2024-01-01"));
  const others = [day("f", "2024-02-01"), day("g", "2024-02-01"), day("h", "2024-03-01")];
  const all = [...old, ...others];
  const seen = { from: "2024-01-01", to: null, known_to: "2024-12-01" };

  it("does not take a first day full of old customers for a cohort", () => {
    // Five on the first day are more than twice the two of the busiest other.
    expect(sortStarts(all, seen, "2024-01-01", pile)).toMatchObject({ unknown_start: 5, left_out: [{ customers: 5 }] });
    expect(sortStarts(all, seen, "2024-01-01", { ...pile, times: 2.5 }).members.length).toBe(8);
    expect(sortStarts(all, seen, "2024-01-01", { ...pile, least_customers: 6 }).unknown_start).toBe(0);
  });

  it("believes a from before the table begins, and a table of one day", () => {
    expect(sortStarts(all, { ...seen, from: "2023-12-31" }, "2024-01-01", pile)).toMatchObject({
      unknown_start: 0,
      left_out: [],
    });
    expect(sortStarts(old, seen, "2024-01-01", pile).members.length).toBe(5);
  });

  it("sorts by from, to and the last known day, and counts all it leaves out", () => {
    const wide = [...others, day("later", "2024-06-01"), day("unknown", "2025-01-01")];
    const { members, late, left_out } = sortStarts(
      wide,
      { from: "2024-03-01", to: "2024-06-01", known_to: "2024-12-01" },
      "2024-02-01",
      pile,
    );
    expect(members.map(({ account }) => account)).toEqual(["h"]);
    expect(late.map(({ account }) => account)).toEqual(["f", "g"]);
    expect(left_out.map(({ customers }) => customers)).toEqual([1, 1]);
  });

  it("does not know a return after the last known day", () => {
    const back = history("A", ["2024-01-01", "2024-03-01", 5], ["2025-01-01", null, 5]);
    const { members } = sortStarts([back], seen, "2024-01-01", pile);
    expect(livesOfHistories({ members, late: [] }, seen).lives).toMatchObject([{ months: 2, churned: true }]);
  });
});

describe("observe", () => {
  const table = {
    histories: [],
    notices: [],
    amounts_known: true,
    first: "2024-01-01",
    last: "2025-01-01",
    ends_at_last: false,
    never_paid: 0,
    rows_left_out: 0,
  };

  it("asks for as_of and refuses dates that do not fit", () => {
    expect(message(() => observe(table, false, {}))).toContain("2024-01-01 to 2025-01-01");
    expect(message(() => observe(table, false, { as_of: "2024-01-01" }))).toContain("leaves nothing");
    expect(message(() => observe(table, false, { as_of: "2024-06-01", to: "2024-07-01" }))).toContain(
      "to (2024-07-01) is after as_of",
    );
    expect(message(() => observe(table, false, { as_of: "2024-06-01", from: "2024-03-01", to: "2024-03-01" }))).toContain(
      "is not after from",
    );
    expect(message(() => observe(table, false, { as_of: "2024-02-30" }))).toContain("not a date");
    expect(message(() => observe({ ...table, ends_at_last: true }, false, { as_of: "2025-01-01" }))).toContain("end of the file");
  });

  it("knows months up to their last first day, and open subscriptions beyond the last date", () => {
    expect(observe(table, true, { as_of: "2025-01-31" }).observation.known_to).toBe("2025-01-01");
    const beyond = observe(table, false, { as_of: "2025-06-01", from: "2023-01-01" });
    expect(beyond.observation).toEqual({ from: "2023-01-01", to: null, known_to: "2025-06-01" });
    expect(beyond.notices.map(({ code }) => code)).toEqual(["after_last_date"]);
  });
});

describe("noticeEnd", () => {
  it("warns when most customers of the month before are gone", () => {
    const all = ["a", "b", "c", "d"].map((name, index) => history(name, ["2024-01-01", index === 3 ? null : "2024-12-20", 5]));
    expect(noticeEnd(all, "2025-01-01").map(({ code }) => code)).toEqual(["data_may_end"]);
    expect(noticeEnd(all.slice(1), "2025-01-01")).toEqual([]);
  });
});

describe("lives that are given", () => {
  it("take 0 for a value: no tenure yet, and seen from the start", () => {
    expect(livesGiven([{ months: 0, churned: false, entered: 0 }])).toEqual([
      { months: 0, churned: false, entered: 0, group: null, amount: null },
    ]);
    expect(livesFromTenure([record(2, "A", { tenure_months: 0, outcome: "kept" })], () => null, false).lives[0]).toMatchObject({
      months: 0,
    });
  });

  it("are refused where they cannot be, each by its place", () => {
    const text = message(() =>
      livesGiven([
        { months: -1, churned: true },
        { months: 5, churned: true, entered: 5 },
        { months: 2000, churned: false },
      ]),
    );
    expect(text).toContain("lives[0]: months is -1");
    expect(text).toContain("lives[1]: entered is 5, not before");
    expect(text).toContain("lives[2]: months is 2000");
    const rows = [record(2, "A", { tenure_months: 5 }), record(3, "B", { outcome: "lost" })];
    expect(message(() => livesFromTenure(rows, () => null, false))).toMatch(/row 2: whether it left.*row 3: the tenure/s);
    expect(message(() => livesFromTenure([], () => null, false))).toContain("no rows");
  });
});
