import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runTool } from "../../../src/tool/run.ts";
import { planWeek } from "../../../src/topics/week/plan-week.ts";
import { accountsGiven, weekReads } from "../../../src/topics/week/question.ts";
import { triageBook } from "../../../src/topics/week/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { figuresOf } from "../../shipped-library.ts";

const figures = figuresOf(weekReads);
const as_of = "2026-11-30";
const plan = (
  rows: Parameters<typeof accountsGiven>[0],
  hours: number | Record<string, number>,
  blocked: { hours: number; owner?: string }[] = [],
) => planWeek(accountsGiven(rows), { as_of, hours, booked: blocked.map((one) => ({ date: as_of, ...one })), lifts: {} }, figures);
const reasons = (row: Omit<Parameters<typeof accountsGiven>[0][number], "account">) =>
  plan([{ account: "A", owner: "Ann", touch: "high", ...row }], 10)[0]!.lines.flatMap(({ musts }) =>
    musts.map(({ reason }) => reason),
  );

describe("what must be done this week", () => {
  it("counts days from the day asked for, to the day", () => {
    // Silence of a high-touch account may last 45 days: 16 October is 45 days before 30 November, 15 October is 46.
    expect(reasons({ last_contact: "2026-10-16" })).toEqual([]);
    expect(reasons({ last_contact: "2026-10-15" })).toEqual(["dark"]);
    // 30 days to the deadline: 30 December; a talk of 30 days ago still counts.
    expect(reasons({ deadline: "2026-12-30" })).toEqual(["opt_out_near"]);
    expect(reasons({ deadline: "2026-12-31" })).toEqual([]);
    expect(reasons({ deadline: "2026-12-30", last_contact: "2026-10-31" })).toEqual([]);
    // In the last week the question is asked again, though somebody talked yesterday: 7 December is 7 days ahead, the 8th is 8.
    expect(reasons({ deadline: "2026-12-07", last_contact: "2026-11-29" })).toEqual(["opt_out_near"]);
    expect(reasons({ deadline: "2026-12-08", last_contact: "2026-11-29" })).toEqual([]);
    // The week ends on 6 December.
    expect(reasons({ promise_due: "2026-12-06" })).toEqual(["promise_due"]);
    expect(reasons({ promise_due: "2026-11-30" })).toEqual(["promise_overdue"]);
    expect(reasons({ promise_due: "2026-12-07" })).toEqual([]);
    expect(reasons({ put_off: 2 })).toEqual([]);
    expect(reasons({ put_off: 3 })).toEqual(["put_off"]);
  });

  it("asks about a passed deadline only while the renewal lies ahead and no notice is known", () => {
    expect(reasons({ renewal_date: "2026-12-20", notice_days: 60, last_contact: "2026-11-20" })).toEqual(["deadline_passed"]);
    expect(reasons({ renewal_date: "2026-12-20", notice_days: 60, notice_served: true, last_contact: "2026-11-20" })).toEqual([
      "notice_given",
    ]);
    expect(reasons({ renewal_date: "2026-11-20", notice_days: 60, last_contact: "2026-11-20" })).toEqual([]);
  });

  it("names several reasons of one account once, the gravest first, and takes the time of the longest", () => {
    const [week] = plan(
      [{ account: "A", owner: "Ann", touch: "high", escalations: 1, promise_due: "2026-11-20", last_contact: "2026-01-01" }],
      10,
    );
    expect(week!.lines).toHaveLength(1);
    expect(week!.lines[0]!.musts.map(({ reason }) => reason)).toEqual(["promise_overdue", "escalation_open", "dark"]);
    expect(week!.lines[0]!.hours).toBe(1);
  });

  it("leaves out the least grave first where hours are short, and plans nothing else", () => {
    const [week] = plan(
      [
        { account: "Dark", owner: "Ann", touch: "high", arr: 900_000, last_contact: "2026-01-01" },
        { account: "Notice", owner: "Ann", touch: "high", arr: 10_000, notice_served: true },
        { account: "Red", owner: "Ann", touch: "low", arr: 500_000, light: "red", last_contact: "2026-11-29" },
      ],
      2,
    );
    // Notice takes 1.5 of 2 hours, dark 0.75 does not fit.
    expect(week!.lines.map(({ one }) => one.account)).toEqual(["Notice"]);
    expect(week!.left_out.map(({ one, why }) => [one.account, why])).toEqual([
      ["Dark", "must"],
      ["Red", "save"],
    ]);
  });

  it("takes booked hours off, and gives no hours to accounts nobody owns", () => {
    const weeks = plan(
      [
        { account: "A", owner: "Ann" },
        { account: "B", last_contact: "2026-01-01" },
      ],
      10,
      [{ hours: 4, owner: "Ann" }, { hours: 1 }],
    );
    expect(weeks.map(({ owner, hours }) => [owner, hours])).toEqual([
      ["Ann", 5],
      [null, 0],
    ]);
    expect(weeks[1]!.left_out[0]!.one.account).toBe("B");
  });
});

describe("the best use of the hours left", () => {
  const row = fc.record({
    arr: fc.integer({ min: 1, max: 500 }),
    touch: fc.constantFrom("high" as const, "low" as const),
    red: fc.boolean(),
  });

  it("is the set of plays worth most, against every subset", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), fc.integer({ min: 0, max: 20 }), (rows, hours) => {
        // Spoken to today, so that no must and no reserve takes an hour.
        const accounts = rows.map(({ arr, touch, red }, place) => ({
          account: `A${place}`,
          owner: "Ann",
          arr: arr * 1000,
          touch,
          light: red ? ("red" as const) : ("green" as const),
          last_contact: as_of,
        }));
        const [week] = plan(accounts, hours);
        // Days 0 to 4 of the at-risk playbook: 0.75 + 0.25 + 1 + 1.5 + 0.5 = 4 hours for high touch, 0.25 + 0.5 + 0.25 = 1 for low.
        const able = accounts
          .filter(({ light }) => light === "red")
          .map(({ arr, touch }) => ({ worth: arr * 0.05, takes: touch === "high" ? 4 : 1 }));
        let best = 0;
        for (let set = 0; set < 2 ** able.length; set += 1) {
          const of = able.filter((_, place) => Math.floor(set / 2 ** place) % 2 === 1);
          if (of.reduce((sum, one) => sum + one.takes, 0) <= hours)
            best = Math.max(
              best,
              of.reduce((sum, one) => sum + one.worth, 0),
            );
        }
        expect(week!.lines.reduce((sum, { worth }) => sum + (worth?.low ?? 0), 0)).toBeCloseTo(best, 6);
        expect(week!.lines.reduce((sum, one) => sum + one.hours, 0)).toBeLessThanOrEqual(hours);
        const names = [...week!.lines, ...week!.left_out].map(({ one }) => one.account);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("tries expansion with a healthy account alone, and never beside an escalation", () => {
    const of = (row: object) =>
      plan([{ account: "A", owner: "Ann", arr: 1000, expansion: 500, last_contact: as_of, ...row }], 20)[0]!.lines.map(
        ({ why }) => why,
      );
    expect(of({ health: 80 })).toEqual(["expand"]);
    expect(of({ health: 59 })).toEqual(["save"]);
    expect(of({})).toEqual([]);
    expect(of({ health: 80, escalations: 1 })).toEqual(["must"]);
  });

  it("keeps part of the hours for the largest accounts, whatever their color", () => {
    // 20 hours, 15% are 3: six talks of half an hour; a fifth of 10 accounts are two.
    const rows = Array.from({ length: 10 }, (_, place) => ({
      account: `A${place}`,
      owner: "Ann",
      arr: (place + 1) * 1000,
      touch: "high" as const,
      health: 90,
      last_contact: "2026-11-10",
    }));
    expect(plan(rows, 20)[0]!.lines.map(({ one, why }) => [one.account, why])).toEqual([
      ["A9", "reserve"],
      ["A8", "reserve"],
    ]);
  });
});

describe("an account without an amount", () => {
  it("is said, since no choice by money can take it", async () => {
    const accounts = [
      { account: "A", owner: "Ann", light: "red", last_contact: as_of },
      { account: "B", owner: "Ann", arr: 500, light: "red", last_contact: as_of },
    ];
    const { result } = await runTool(triageBook, { as_of, hours: 4, accounts }, openTestPorts());
    expect(result.best).toMatchObject([{ account: "B" }]);
    expect(result.left_out).toMatchObject([{ account: "A", arr: null }]);
    expect(result.warnings.find(({ code }) => code === "accounts_without_arr")?.message).toContain(
      "1 account without an amount (A)",
    );
  });
});
