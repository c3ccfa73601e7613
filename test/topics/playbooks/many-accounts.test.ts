import { describe, expect, it } from "vitest";
import { publicHolidays } from "../../../src/tool/holidays.ts";
import { runTool } from "../../../src/tool/run.ts";
import { draftPlaybook } from "../../../src/topics/playbooks/tool.ts";
import { mondayOf } from "../../../src/topics/playbooks/workload.ts";
import { openTestPorts } from "../../open-test-ports.ts";

interface Week {
  week: string;
  hours: number;
  accounts: number;
  over: boolean | null;
}
interface Result {
  playbook: { steps: { date: string }[] };
  accounts: { account: string; begin: string; last_day?: string; last_day_first?: boolean }[];
  waves: { begin: string; accounts: number }[];
  options: { hours_a_week: number; last_begins: string }[];
  at_once_peak?: Week;
  weeks: Week[];
  staggered_to: string | null;
  hours_a_week: number | null;
  summary: string;
  check_first: string[];
  unknown: string[];
  warnings: { code: string }[];
  undefined: { field: string; reason: string }[];
}
const ports = openTestPorts();
const call = async (input: object) => (await runTool(draftPlaybook, input, ports)).result as unknown as Result;

describe("publicHolidays", () => {
  it("knows a country, a region of it, and their names", async () => {
    // Easter 2027 is 28 March: Good Friday 26 March, Easter Monday 29 March, Ascension 6 May, Whit Monday 17 May, Corpus Christi 27 May.
    const german = [
      "2027-01-01",
      "2027-03-26",
      "2027-03-29",
      "2027-05-01",
      "2027-05-06",
      "2027-05-17",
      "2027-10-03",
      "2027-12-25",
      "2027-12-26",
    ];
    for (const place of ["DE", "de", "Germany"])
      expect((await publicHolidays(place, [2027])).days.map(({ date }) => date)).toEqual(german);
    for (const place of ["DE-BY", "Bavaria", "Germany, Bavaria"])
      expect((await publicHolidays(place, [2027])).days.map(({ date }) => date)).toEqual(
        [...german, "2027-01-06", "2027-05-27", "2027-11-01"].sort(),
      );
    // Thanksgiving is the fourth Thursday of November: 25 November 2027.
    expect((await publicHolidays("USA", [2027])).days.map(({ date }) => date)).toContain("2027-11-25");
  });

  it("says which regions keep a day that the country does not", async () => {
    const { some_regions } = await publicHolidays("DE", [2027]);
    expect(some_regions[0]).toMatchObject({ date: "2027-01-06", regions: ["DE-BW", "DE-BY", "DE-ST"] });
    expect((await publicHolidays("DE-BE", [2027])).some_regions).toEqual([]);
  });

  it("refuses a place there is not, with those there are", async () => {
    await expect(publicHolidays("Atlantis", [2027])).rejects.toThrow(/no country is called "Atlantis"/);
    await expect(publicHolidays("DE-ZZ", [2027])).rejects.toThrow(/DE-BB, DE-BE, DE-BW, DE-BY/);
  });
});

describe("many accounts at once", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => `Account ${index + 1}`);
  const at = { kind: "at_risk", touch: "high", start: "2027-01-04", accounts: twenty };

  it("knows the Monday of a week", () => {
    expect(["2027-01-04", "2027-01-06", "2027-01-10", "2027-01-11"].map(mondayOf)).toEqual([
      "2027-01-04",
      "2027-01-04",
      "2027-01-04",
      "2027-01-11",
    ]);
  });

  it("keeps off 6 January where it is a holiday, and says so where it is one in some regions", async () => {
    // Steps on day 2 of Monday 4 January 2027 fall on 6 January.
    const dates = async (holidays: string) => (await call({ ...at, holidays })).playbook.steps.map((step) => step.date);
    expect(await dates("DE-BY")).not.toContain("2027-01-06");
    expect(await dates("DE-BE")).toContain("2027-01-06");
    const whole = await call({ ...at, holidays: "DE" });
    expect(whole.playbook.steps.map((step) => step.date)).toContain("2027-01-06");
    expect(whole.warnings[0]).toMatchObject({ code: "regional_holiday" });
    expect(whole.check_first[0]).toContain("Are all 20 at risk?");
    expect(whole.check_first[1]).toContain("DE-BW, DE-BY and DE-ST");
    expect(whole.check_first[1]).toContain("there the step of that day moves to 2027-01-07");
    // Easter Sunday is a Sunday: nobody is warned of it.
    expect(JSON.stringify(whole.warnings)).not.toContain("2027-03-28");
  });

  it("adds up the weeks, and begins one after the other where they do not fit", async () => {
    // Days 0, 0, 1, 2, 3 fall into the first week: 0.75 + 0.25 + 1 + 1.5 + 0.5 = 4 hours; 14 in all. Twenty take 80 and 280.
    const open = await call({ ...at, holidays: "DE-BE" });
    expect(open.weeks[0]).toEqual({ week: "2027-01-04", hours: 80, accounts: 20, over: null });
    expect(open.weeks.reduce((sum, week) => sum + week.hours, 0)).toBeCloseTo(280, 9);
    expect(open.summary).toContain("20 high-touch at-risk runs take 280 hours");
    expect(open.unknown[0]).toContain("Hours a week");

    const tight = await call({ ...at, holidays: "DE-BE", capacity: { hours_a_week: 20 } });
    expect(tight).toMatchObject({ hours_a_week: 20, at_once_peak: { week: "2027-01-11", over: true } });
    const starts = tight.accounts.map(({ begin }) => begin);
    expect(starts[0]).toBe("2027-01-04");
    expect(tight.staggered_to).toBe(starts.at(-1));
    // The Mondays of 8 and 29 March are holidays in Berlin, so runs of those weeks begin on Tuesday.
    expect(starts.every((start) => mondayOf(start) === start || ["2027-03-09", "2027-03-30"].includes(start))).toBe(true);
    // The weeks are those of the plan: none is overfull, all hours are in them, and the last run ends 30 days after it begins or on the next working day.
    expect(tight.weeks.every(({ over, hours }) => over === false && hours <= 20)).toBe(true);
    expect(tight.weeks.reduce((sum, week) => sum + week.hours, 0)).toBeCloseTo(280, 9);
    expect(tight.waves.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(20);
    expect(tight.waves.map(({ begin }) => begin)).toEqual([...new Set(starts)]);
    expect(tight.summary).toMatch(
      /^Do not begin all 20 on January 4: .* 110 of them in the week from January 11, and there are 20 a week\./,
    );
    // The same by another way: put the week's hours of each run, 4, 5.5, 2, 1 and 1.5 from its Monday on, on a calendar of weeks.
    const load = new Map<string, number>();
    const plus = (date: string, weeks: number) => new Date(Date.parse(date) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
    for (const start of starts)
      for (const [index, hours] of [4, 5.5, 2, 1, 1.5].entries()) {
        const week = plus(mondayOf(start), index);
        load.set(week, (load.get(week) ?? 0) + hours);
      }
    const holiday = new Set(["2027-03-08", "2027-03-26", "2027-03-29"].map(mondayOf));
    for (const { week, hours } of tight.weeks)
      if (!holiday.has(week) && !holiday.has(plus(week, -1))) expect(hours).toBe(load.get(week));
  });

  it("takes a number of accounts, says how slowly they could begin, and dates each by its own region and last day", async () => {
    const many = await call({ ...at, accounts: 20, holidays: "DE-BE" });
    // Twenty rows without a name that all begin together say nothing; in waves they have dates of their own.
    expect(many.accounts).toBeUndefined();
    // The fullest week, from 11 January, takes 3 + 2 + 0.5 = 5.5 hours a run: 110; half and a quarter of it are 55 and 28.
    expect(many.options.map(({ hours_a_week }) => hours_a_week)).toEqual([55, 28]);
    const slow = await call({ ...at, accounts: 20, holidays: "DE-BE", capacity: { hours_a_week: 55 } });
    expect(slow.staggered_to).toBe(many.options[0]!.last_begins);
    expect(slow.accounts[19]!.account).toBe("Account 20");

    const own = await call({
      ...at,
      holidays: "DE",
      accounts: [
        { account: "North", region: "DE-BE" },
        { account: "South", region: "DE-BY", start: "2027-01-06" },
        { account: "Late", renewal_date: "2027-03-15", notice_days: 60 },
      ],
    });
    // 6 January is a holiday in Bavaria, so Thursday 7; 60 days before 15 March is 14 January, before the verdict on 3 February.
    expect(own.accounts.map(({ begin }) => begin)).toEqual(["2027-01-04", "2027-01-07", "2027-01-04"]);
    expect(own.accounts[2]).toMatchObject({ last_day: "2027-01-14", last_day_first: true });
    expect(own.check_first[1]).toContain("comes before the run ends for Late");
    await expect(call({ ...at, accounts: 0 })).rejects.toThrow(/accounts/);
  });

  it("says when no order would fit, and when dates are the customer's", async () => {
    const never = await call({ ...at, capacity: { hours_a_week: 1 } });
    expect(never.staggered_to).toBeNull();
    expect(never.undefined).toContainEqual({
      field: "staggered_to",
      reason: "One run alone takes more in a week than the team has.",
    });
    const renewals = await call({
      kind: "renewal",
      touch: "high",
      accounts: [
        { account: "A", renewal_date: "2027-06-30", notice_days: 30 },
        { account: "B", renewal_date: "2027-06-30", notice_days: 90 },
      ],
      capacity: { hours_a_week: 1 },
    });
    expect(renewals.undefined).toContainEqual({
      field: "staggered_to",
      reason: "These runs hang on dates of the customer, so they cannot begin later.",
    });
  });
});

describe("a blank form", () => {
  it("comes as markdown by its name, however it is written, and is refused with the names there are", async () => {
    const outcome = (await runTool(draftPlaybook, { template: "QBR agenda" }, ports)).result as unknown as {
      form: string;
      summary: string;
    };
    expect(outcome.form).toMatch(/^# QBR agenda\n\n\| Minutes/);
    expect(outcome.summary).toContain("QBR agenda");
    await expect(runTool(draftPlaybook, { template: "haiku" }, ports)).rejects.toThrow(/no blank form "haiku".*sales-handoff/s);
  });
});
