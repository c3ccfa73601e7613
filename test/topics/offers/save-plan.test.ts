import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer as a client reads it
type Answer = any;
async function run(saves: Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<Answer> {
  const called = await callTool(
    "weigh_offer",
    {
      gross_margin: 0.8,
      hour_cost: 100,
      as_of: "2026-11-30",
      currency: "EUR",
      hours: { total: 20, this_week: 8, until: "2026-12-11" },
      saves,
      ...more,
    },
    openTestPorts(),
  );
  if (called.kind === "problem") throw new Error(called.message);
  return (called as Answer).run.result;
}
const asker = {
  account: "Asker",
  arr: 100_000,
  deadline: "2026-12-06", // a Sunday: Friday the 4th
  hours: 15,
  own_hours: 10,
  others_from: "2026-12-03",
  discount: 0.1,
  chance_without: 0.3,
  chance_with: 0.5,
  group: "one",
  spent_hours: 12,
};
const sister = {
  account: "Sister",
  arr: 50_000,
  deadline: "2027-01-29",
  hours: 5,
  chance_without: 0.2,
  chance_with: 0.6,
  group: "one",
};
const row = (answer: Answer, name: string) => answer.plan.rows.find((one: Answer) => one.account === name);

describe("saves under weekly hours", () => {
  it("is worth one year's margin, with the price that those who stay anyway take, too", async () => {
    const answer = await run([asker, sister]);
    // 80,000 of margin: 0.5 x 70,000 - 0.3 x 80,000 - 1,500 = 9,500, 950 for each of 10 own hours; without the discount 14,500.
    expect(row(answer, "Asker")).toMatchObject({
      margin: 80_000,
      gain: 16_000,
      price_cost: 5_000,
      hours_cost: 1_500,
      net: 9_500,
      net_an_own_hour: 950,
      net_without_discount: 14_500,
      ceiling: 0.29, // 14,500 / (0.5 x 100,000)
    });
    // (0.3 x 80,000 + 1,500) / 70,000, and 0.5 x 70 / 80.
    expect(row(answer, "Asker").pays_from).toBeCloseTo(25.5 / 70, 4);
    expect(row(answer, "Asker").as_good_without_discount).toBeCloseTo(0.4375, 4);
    // The sister's 0.6 x 50,000 are 30,000 more that the discount is taken from: 14,500 / 80,000; 9,500 - 3,000.
    expect(row(answer, "Asker").ceiling_with_group).toBeCloseTo(0.18125, 4);
    // If the sister goes with it: 20 points of her 40,000 more.
    expect(row(answer, "Asker")).toMatchObject({ net_if_group_gets_it: 6_500, net_if_group_follows: 17_500 });
    // 0.4 x 40,000 - 500 = 15,500 for 5 hours; she asks for nothing.
    expect(row(answer, "Sister")).toMatchObject({ net: 15_500, net_an_own_hour: 3_100, ceiling_with_group: null, grid: [] });
    expect(row(answer, "Asker").grid.find((one: Answer) => one.discount === 0.1).nets).toEqual([
      { chance: 0.5, net: 9_500 },
      { chance: 0.45, net: 6_000 }, // 31,500 - 24,000 - 1,500
      { chance: 0.4, net: 2_500 },
    ]);
    expect(answer.plan.sunk_hours).toBe(12);
  });

  it("puts hours into weeks under their ceilings, and a save that does not fit only with a later day", async () => {
    const answer = await run([asker, sister]);
    // 10 own hours by Friday, and 8 this week.
    expect(row(answer, "Asker")).toMatchObject({
      state: "no_time",
      last_working_day: "2026-12-04",
      own_possible: 8,
      others_days: 2,
      decide_by: "2026-12-02",
    });
    const [stands, later] = answer.plan.calendars;
    expect(stands).toMatchObject({ used: 5, left: 15, left_out: ["Asker"], net: 15_500 });
    expect(later).toMatchObject({ plan: "with_later_day", used: 15, left: 5, left_out: [], net: 25_000 });
    for (const { weeks } of answer.plan.calendars)
      for (const { ceiling, used, work } of weeks) {
        expect(used).toBeLessThanOrEqual(ceiling);
        expect(work.reduce((sum: number, { hours }: Answer) => sum + hours, 0)).toBe(used);
      }
    expect(answer.summary).toContain("Asker only with a later day in writing");
    // With ten hours this week it fits, and the others' hours that begin on the 7th are too late.
    expect(row(await run([asker], { hours: { total: 20, this_week: 10 } }), "Asker").state).toBe("fits");
    expect(row(await run([{ ...asker, others_from: "2026-12-07" }], { hours: 20 }), "Asker")).toMatchObject({
      state: "no_time",
      others_days: 0,
    });
  });

  it("looks at a notice that does not fit the contract before any hour is spent", async () => {
    const notice = {
      account: "Notice",
      arr: 60_000,
      hours: 10,
      chance_without: 0.2,
      chance_with: 0.4,
      extra_cost: 30_000,
      notice_months: 3,
    };
    // Three months before the end of June is 31 March, which is to come; 48,000 - 30,000 = 18,000 of margin.
    const early = await run([{ ...notice, runs_until: "2027-06-30", sent: "2026-11-28" }, sister]);
    expect(row(early, "Notice")).toMatchObject({
      state: "check_notice",
      last_day: "2027-03-31",
      runs_until: "2027-06-30",
      margin: 18_000,
      net: 2_600,
    });
    expect(early.plan.calendars[0].left_out).toEqual(["Notice"]);
    // For 31 January it was 31 October: late, and the contract runs another year.
    const late = await run([{ ...notice, runs_until: "2027-01-31", sent: "2026-11-24" }]);
    expect(row(late, "Notice")).toMatchObject({ state: "check_notice", last_day: "2026-10-31", runs_until: "2028-01-31" });
    await expect(run([{ ...notice, runs_until: undefined, notice_months: undefined, sent: undefined }])).rejects.toThrow(
      /give deadline, or runs_until/,
    );
  });
});

describe("saves with what their days and contracts say", () => {
  const away = { account: "Away", arr: 50_000, deadline: "2027-01-15", hours: 5, chance_without: 0.2, chance_with: 0.6 };
  const bound = { account: "Bound", arr: 40_000, hours: 5, runs_until: "2027-09-30", sent: "2026-11-27" };

  it("are planned beside an offer, too", async () => {
    const answer = await run([asker, away], { arr: 100_000, offers: [{ name: "10% off", change: -0.1 }] });
    // 0.4 x 40,000 - 500.
    expect(row(answer, "Away")).toMatchObject({ net: 15_500 });
    expect(answer.saves).toEqual([]);
    expect(answer.basis_used.hour_cost).toBe(100);
    expect(answer.because.join(" ")).toContain("By your chances");
  });

  it("name the day on which the caller's hours end, where the last day comes after it", async () => {
    const answer = await run([away]);
    expect(row(answer, "Away")).toMatchObject({ last_working_day: "2027-01-15", work_until: "2026-12-11" });
    expect(row(answer, "Away").decide_by <= "2026-12-11").toBe(true);
    expect(answer.do_next.join(" ")).toContain("all of it by 2026-12-11");
  });

  it("take an end without a notice as no way out before it", async () => {
    const answer = await run([bound]);
    expect(row(answer, "Bound")).toMatchObject({ state: "check_notice", last_day: "2027-09-30", no_early_exit: true });
    expect(answer.check_first[0]).toContain("no way out before 2027-09-30");
  });

  it("say that the others' hours begin too late", async () => {
    const answer = await run([{ ...asker, others_from: "2026-12-09" }]);
    expect(answer.because.join(" ")).toContain("Asker: the others' hours begin after its last working day 2026-12-04");
  });

  it("say why there is no plan where nothing but a number of hours is given", async () => {
    const answer = await run([away], { hours: 10 });
    expect(answer.plan).toBeNull();
    expect(answer.warnings).toMatchObject([{ code: "no_plan" }]);
  });
});
