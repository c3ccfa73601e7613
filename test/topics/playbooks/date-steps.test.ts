import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Anchor, dateSteps, type PlaybookStep, type StepCalendar } from "../../../src/topics/playbooks/figures.ts";

const step = (day: number, more: Partial<PlaybookStep> = {}): PlaybookStep => ({
  touch: "high",
  day,
  action: "Act",
  owner: "CSM",
  channel: "email",
  output: "Mail",
  hours: 1,
  ...more,
});
const calendar = (more: Partial<StepCalendar>): StepCalendar => ({
  anchor: "start",
  count_from: null,
  renewal_date: null,
  holidays: new Set(),
  as_of: null,
  ...more,
});
const dates = (days: number[], more: Partial<StepCalendar>) =>
  dateSteps(
    days.map((day) => step(day)),
    calendar(more),
  ).map((dated) => dated.date);

describe("dateSteps", () => {
  it("moves a step after a start from Saturday to Monday", () => {
    // 12 January 2026 is a Monday: day 5 is Saturday 17, day 7 Monday 19.
    expect(dates([0, 5, 7], { count_from: "2026-01-12" })).toEqual(["2026-01-12", "2026-01-19", "2026-01-19"]);
  });

  it("puts what a meeting agrees on another day than the meeting, over a weekend and a holiday", () => {
    const steps = [step(0), step(5), step(7, { another_day: true })];
    const dated = (holidays: string[]) =>
      dateSteps(steps, calendar({ count_from: "2026-01-12", holidays: new Set(holidays) })).map(({ date }) => date);
    expect(dated([])).toEqual(["2026-01-12", "2026-01-19", "2026-01-20"]);
    expect(dated(["2026-01-20"])).toEqual(["2026-01-12", "2026-01-19", "2026-01-21"]);
  });

  it("moves a step before a deadline from Saturday to Friday", () => {
    // 120 days before Sunday 1 November 2026 is Saturday 4 July.
    expect(dates([-120, 0], { anchor: "opt_out_deadline", count_from: "2026-11-01" })).toEqual(["2026-07-03", "2026-10-30"]);
  });

  it("steps over given holidays, in the direction of the playbook", () => {
    // Monday 19 January 2026 is a holiday: Saturday 17 goes on to Tuesday 20, or back to Friday 16.
    const holidays = new Set(["2026-01-19"]);
    expect(dates([0], { count_from: "2026-01-17", holidays })).toEqual(["2026-01-20"]);
    expect(dates([0], { anchor: "meeting", count_from: "2026-01-19", holidays })).toEqual(["2026-01-16"]);
  });

  it("counts what follows the deadline from the renewal date, and puts it last", () => {
    const steps = [step(0, { counted_from: "renewal_date" }), step(0), step(-7)];
    const dated = dateSteps(
      steps,
      calendar({ anchor: "opt_out_deadline", count_from: "2026-11-01", renewal_date: "2027-01-02" }),
    );
    // Sunday 25 October and Sunday 1 November go back to Fridays; Saturday 2 January 2027 goes on to Monday 4.
    expect(dated.map((each) => each.date)).toEqual(["2026-10-23", "2026-10-30", "2027-01-04"]);
    expect(dated.map((each) => each.counted_from)).toEqual(["opt_out_deadline", "opt_out_deadline", "renewal_date"]);
  });

  it("leaves dates open without a date to count from, and keeps the days", () => {
    const dated = dateSteps([step(3), step(0)], calendar({ as_of: "2026-01-01" }));
    expect(dated.map(({ day, date, past }) => ({ day, date, past }))).toEqual([
      { day: 0, date: null, past: null },
      { day: 3, date: null, past: null },
    ]);
  });

  it("calls a step past only before the day asked about", () => {
    const dated = dateSteps([step(0), step(1), step(2)], calendar({ count_from: "2026-01-12", as_of: "2026-01-13" }));
    expect(dated.map((each) => each.past)).toEqual([true, false, false]);
    expect(dateSteps([step(0)], calendar({ count_from: "2026-01-12" }))[0]!.past).toBeNull();
  });

  it("never puts a step on a day off, nor out of order, whatever the start, the steps and the holidays", () => {
    const date = fc
      .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2040-12-31T00:00:00Z"), noInvalidDate: true })
      .map((each) => each.toISOString().slice(0, 10));
    const someStep = fc.record({ day: fc.integer({ min: -200, max: 200 }), late: fc.boolean() });
    fc.assert(
      fc.property(
        date,
        fc.array(someStep, { minLength: 1, maxLength: 15 }),
        fc.uniqueArray(fc.integer({ min: -210, max: 210 }), { maxLength: 60 }),
        fc.constantFrom(...Anchor.options),
        fc.integer({ min: 0, max: 120 }),
        (count_from, some, offsets, anchor, notice) => {
          const plus = (days: number) => new Date(Date.parse(count_from) + days * 86_400_000).toISOString().slice(0, 10);
          const holidays = new Set(offsets.map(plus));
          const steps = some.map(({ day, late }) => step(day, late ? { counted_from: "renewal_date" } : {}));
          const dated = dateSteps(steps, calendar({ anchor, count_from, renewal_date: plus(notice), holidays }));
          expect(dated).toHaveLength(steps.length);
          for (const [index, each] of dated.entries()) {
            expect([1, 2, 3, 4, 5]).toContain(new Date(`${each.date}T00:00:00Z`).getUTCDay());
            expect(holidays.has(each.date!)).toBe(false);
            if (index > 0) expect(each.date! >= dated[index - 1]!.date!).toBe(true);
          }
        },
      ),
    );
  });
});
