import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/dates.ts";
import { stretchesOf } from "../../../src/topics/onboarding/milestones.ts";
import { onboardingReads, onboardings } from "../../../src/topics/onboarding/question.ts";
import { dayReached, groupSpeeds, reachedBy, speedOf, trendOf } from "../../../src/topics/onboarding/speed.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { figuresOf } from "../../shipped-library.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const figures = figuresOf(onboardingReads);
const start = "2026-01-01";

/** Weeks until remission ended, of 21 patients on 6-MP (a plus was last seen in remission) and 21 on a placebo: Freireich and others, Blood 21, 1963. */
const treated = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split(" ");
const placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23".split(" ");
const patients = (times: readonly string[], csm: string) =>
  times.map((time, place) => {
    const day = addDays(start, Number.parseInt(time, 10));
    return { account: `${csm}${place}`, start, csm, ...(time.endsWith("+") ? { left_on: day } : { value_on: day }) };
  });
const rows = onboardings([...patients(treated, "Slow"), ...patients(placebo, "Fast")], "2026-12-31");

/** Counts are taken after ten days; all were followed until the end of the year. */
const followed = { yardstick: 10, ageOf: () => 364 };

describe("speed of onboarding", () => {
  it("gives the published medians and the published log-rank test of the remission trial", () => {
    expect(
      speedOf(
        rows.filter(({ csm }) => csm === "Slow"),
        figures,
      ).median,
    ).toBe(23);
    expect(
      speedOf(
        rows.filter(({ csm }) => csm === "Fast"),
        figures,
      ).median,
    ).toBe(8);
    const groups = groupSpeeds(rows, "csm", ({ csm }) => csm, figures, followed);
    const [fast, slow] = ["Fast", "Slow"].map((name) => groups.find(({ group }) => group === name)!);
    // Observed 9 and 21 against 19.25 and 10.75 expected.
    expect(slow!.reached).toBe(9);
    expect(slow!.expected).toBeCloseTo(19.25, 2);
    expect(slow!.verdict).toBe("slower");
    expect(fast!.reached).toBe(21);
    expect(fast!.expected).toBeCloseTo(10.75, 2);
    expect(fast!.verdict).toBe("faster");
  });

  it("reads the share that has arrived by a day off the same curve", () => {
    const slow = rows.filter(({ csm }) => csm === "Slow");
    const { steps } = speedOf(slow, figures);
    // Published survival after week 10: 0.753; so 0.247 have arrived.
    const [ten, far] = reachedBy(slow, steps, [10, 36]);
    expect(ten!.reached).toBeCloseTo(1 - 0.7529, 4);
    expect(far!.reached).toHaveProperty("why");
    expect(dayReached(steps, 0.5)).toBe(23);
    expect(dayReached(steps, 0.9)).toHaveProperty("why");
  });

  it("says of two patients beside many that they are too few", () => {
    const groups = groupSpeeds(
      [...rows.filter(({ csm }) => csm === "Fast"), ...rows.filter(({ csm }) => csm === "Slow").slice(0, 2)],
      "csm",
      ({ csm }) => csm,
      figures,
      followed,
    );
    expect(groups.find(({ group }) => group === "Slow")!.verdict).toBe("too_few");
  });
});

describe("two small groups", () => {
  const team = (csm: string, days: number) =>
    Array.from({ length: 5 }, (_, place) => ({ account: `${csm}${place}`, start, csm, value_on: addDays(start, days + place) }));

  it("are told apart by how many arrive in time, where chance would hardly do it", () => {
    // Five of five after 20 to 24 days against none of five before day 60: one of 252 tables, and its mirror; one of two groups against the other is one test.
    const groups = groupSpeeds(
      onboardings([...team("Ann", 20), ...team("Bo", 60)], "2026-12-31"),
      "csm",
      ({ csm }) => csm,
      figures,
      { yardstick: 30, ageOf: () => 364 },
    );
    expect(groups).toMatchObject([
      { group: "Ann", within: 5, followed: 5, by_count: true, verdict: "faster" },
      { group: "Bo", within: 0, followed: 5, by_count: true, verdict: "slower" },
    ]);
    expect(groups[0]!.chance).toBeCloseTo(2 / 252, 12);
  });

  it("are too few where nobody of one was followed so long", () => {
    const groups = groupSpeeds(
      onboardings([...team("Ann", 20), ...team("Bo", 60)], "2026-12-31"),
      "csm",
      ({ csm }) => csm,
      figures,
      { yardstick: 30, ageOf: ({ csm }) => (csm === "Bo" ? 20 : 364) },
    );
    expect(groups.map(({ verdict, chance }) => [verdict, typeof chance])).toEqual([
      ["too_few", "object"],
      ["too_few", "object"],
    ]);
  });

  it("of a sheet with a kickoff are read under the names that customers have, and their columns count as used", async () => {
    const line = ({ account, csm, value_on }: ReturnType<typeof team>[number]) => `${account},${csm},${start},${value_on},`;
    const sheet = ["Customer,Looked after by,Kickoff,First report,Gone", ...[...team("Ann", 20), ...team("Bo", 60)].map(line)];
    const outcome = await callTool(
      "measure_onboarding",
      {
        table: "o.csv",
        as_of: "2026-12-31",
        columns: { value_on: "First report", left_on: "Gone", csm: "Looked after by" },
        detail: true,
      },
      openTestPorts(temporaryFolder({ "o.csv": sheet.concat(`Lost,Bo,${start},,2026-02-01`).join("\n") })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    // Ten arrive after 20 to 24 and 60 to 64 days, one leaves after 31.
    expect(outcome.run.result).toMatchObject({ customers: 11, reached: 10, left: 1, reading: { columns_ignored: [] } });
  });
});

describe("whether it gets faster", () => {
  it("says that it only looks so where the slow ones of late still wait", () => {
    // Both halves: a third after 20, 60 and 100 days. The later half is followed for 40 days only, so its mean is 20 against 60.
    const half = (name: string, from: string, ends: string) =>
      Array.from({ length: 60 }, (_, place) => {
        const day = addDays(from, [20, 60, 100][place % 3]!);
        return { account: `${name}${place}`, start: from, ...(day <= ends ? { value_on: day } : {}) };
      });
    const asOf = "2026-06-30";
    const all = onboardings([...half("E", "2025-10-01", asOf), ...half("L", addDays(asOf, -40), asOf)], asOf);
    const trend = trendOf(all, 60, ({ start: from }) => (from === "2025-10-01" ? 272 : 40), figures);
    expect(trend.looks_faster).toBe(true);
    expect(trend.verdict).toBe("only_looks_faster");
    expect(
      trend.cohorts.map(({ cohort, within, followed, mean_of_reached }) => [
        cohort,
        typeof within === "number" ? within : null,
        followed,
        mean_of_reached,
      ]),
    ).toEqual([
      ["2025-Q4", 40 / 60, 60, 60],
      ["2026-Q2", null, 0, 20],
    ]);
  });
});

describe("where the time goes", () => {
  it("counts each stretch from the milestone before, those inside it as waiting, and leaves out skipped ones", () => {
    const book = onboardings(
      [
        { account: "A", start, milestones: { Kickoff: "2026-01-11", Live: "2026-02-10" }, value_on: "2026-02-20" },
        { account: "B", start, milestones: { Kickoff: "2026-01-21", Live: "2026-02-10" }, value_on: "2026-03-02" },
        { account: "C", start, milestones: { Kickoff: "2026-01-11" } },
        { account: "D", start, milestones: { Live: "2026-01-31" }, value_on: "2026-02-10" },
      ],
      "2026-03-12",
    );
    const { stretches, out_of_order } = stretchesOf(book, ["Kickoff", "Live", "First value"], figures);
    // Kickoff after 10, 20, 10 days; D never had one. Live 30 and 20 days after it, C waits since 60. Value 10, 20 and 10 days after Live.
    expect(
      stretches.map(({ from, to, entered, passed, waiting, median }) => [from, to, entered, passed, waiting, median]),
    ).toEqual([
      ["Start", "Kickoff", 3, 3, 0, 10],
      ["Kickoff", "Live", 3, 2, 1, 30],
      ["Live", "First value", 3, 3, 0, 10],
    ]);
    expect(out_of_order).toBe(1);
    expect(stretches[1]!.share).toBeCloseTo(0.6, 12);
    expect(stretches[1]!.longest_waiting_days).toBe(60);
  });
});

describe("those who wait, in every number", () => {
  const sheet = [
    "Customer,CSM,Start,Live,Value",
    // Ann's four are live after exactly 10 days and have value after 20, 25, 30 and 35; of Bo's, one takes 40 and 80, one waits since 100 days for
    // value, live after 60, one since 90 days to be live.
    ...[20, 25, 30, 35].map((days, place) => `A${place},Ann,${start},${addDays(start, 10)},${addDays(start, days)}`),
    `B0,Bo,${start},${addDays(start, 40)},${addDays(start, 80)}`,
    `B1,Bo,2026-06-01,${addDays("2026-06-01", 60)},`,
    "B2,Bo,2026-06-11,,",
  ].join("\n");

  it("are counted in the floor of the mean, in the share by a day, by quarter and person, and where they wait", async () => {
    const outcome = await callTool(
      "measure_onboarding",
      { table: "o.csv", as_of: "2026-09-09", value: "Value", milestones: ["Live"], columns: { start: "Start" } },
      openTestPorts(temporaryFolder({ "o.csv": sheet })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    const { result } = outcome.run;
    // 20 + 25 + 30 + 35 + 80 = 190 of five who arrived; with 100 and 90 of those who wait 380 of seven.
    expect(result).toMatchObject({ mean_of_reached: 38, stuck_after: null, stuck_total: 2 });
    expect((result.trend as { mean_at_least: number }).mean_at_least).toBeCloseTo(380 / 7, 3);
    // By day 60 four of seven, all of whom started at least 90 days ago.
    expect(result.reached_by).toContainEqual(expect.objectContaining({ day: 60, started: 7, arrived: 4 }));
    expect(result.trend).toMatchObject({
      cohorts: [
        {
          cohort: "2026-Q1",
          by_group: [
            { group: "Ann", reached: 4, mean_of_reached: 27.5 },
            { group: "Bo", reached: 1, mean_of_reached: 80 },
          ],
        },
        { cohort: "2026-Q2", by_group: [{ group: "Bo", reached: 0, waiting: 2, mean_of_reached: null }] },
      ],
    });
    // Longer than the slowest arrival, 80 days: both. B1 is live since 40 days, B2 is not; the slowest to be live took 60, the slowest after it 40.
    expect(result.still_waiting).toMatchObject([
      { account: "B1", days: 100, stuck: true, stage: "First value", stage_days: 40, slowest: 40 },
      { account: "B2", days: 90, stuck: true, stage: "Live", stage_days: 90, slowest: 60 },
    ]);
    expect(
      (result.groups as { group: string; stretches: object[] }[]).find(({ group }) => group === "Ann")!.stretches[0],
    ).toMatchObject({
      to: "Live",
      mean_of_passed: 10,
      even_days: 10,
      even_count: 4,
    });
    expect((result.check_first as string[]).join(" ")).toContain("Ann: Start to Live takes exactly 10 days for 4 of 4");
    expect((result.say as { team: string }).team).toContain("4 of 7 (57%) arrived within 60 days");
  });
});

describe("dates that cannot be", () => {
  it("are refused with the customer's name", () => {
    expect(() => onboardings([{ account: "A", start: "2026-02-01", value_on: "2026-01-01" }], "2026-06-30")).toThrow(
      /A: value_on 2026-01-01 lies before/,
    );
    expect(() => onboardings([{ account: "A", start: "2026-02-01", value_on: "2026-07-01" }], "2026-06-30")).toThrow(
      /after as_of/,
    );
    expect(() =>
      onboardings(
        [
          { account: "A", start: "2026-02-01" },
          { account: "A", start: "2026-02-01" },
        ],
        "2026-06-30",
      ),
    ).toThrow(/twice/);
  });
});

describe("a table with faults", () => {
  const ask = async (lines: readonly string[], more: Record<string, unknown> = {}) => {
    const outcome = await callTool(
      "measure_onboarding",
      { table: "o.csv", as_of: "2026-11-30", detail: true, ...more },
      openTestPorts(temporaryFolder({ "o.csv": lines.join("\n") })),
    );
    if (outcome.kind !== "done") throw new Error(outcome.message);
    return outcome.run.result as unknown as Record<string, unknown> & {
      check_first: string[];
      warnings: { code: string; message: string }[];
      do_next: string[];
    };
  };
  const clean = Array.from({ length: 20 }, (_, place) => `C${place},Big,2026-01-01,2026-01-11,2026-02-10,2026-03-02,60,Ann,`);

  it("is measured in one call: rows that cannot be are named and passed over, stages stand in the order of the file", async () => {
    const result = await ask([
      "customer,plan,signed,kick-off,training,live,days to live,who,remark",
      ...clean,
      // Value before the start; a customer twice under two spellings. Two of 24 rows are less than a tenth.
      "Late,Big,2026-09-07,2026-09-21,,2021-10-20,,Ann,",
      "c3 Inc.,Big,2026-01-01,2026-01-11,2026-02-10,2026-03-02,60,Ann,",
      "Held,Big,2026-02-01,,,,,ann,On hold: merger",
      "Gone,Big,2026-02-01,2026-02-11,,,,Ann,cancelled 1-9",
    ]);
    // Signed 1 January, live 2 March: 60 days. Gone was last seen at its kick-off; Held waits and is not called.
    expect(result).toMatchObject({
      customers: 22,
      reached: 20,
      waiting: 1,
      left: 1,
      median: 60,
      stretches: [
        { from: "Start", to: "kick-off", median: 10 },
        { from: "kick-off", to: "training", median: 30 },
        { from: "training", to: "First value", median: 20 },
      ],
      still_waiting: [{ account: "Held", on_hold: true, remark: "On hold: merger", csm: "Ann" }],
    });
    expect(result.check_first[0]).toContain("2 of 24 rows are passed over: Late (live 2021-10-20 lies before signed 2026-09-07)");
    expect(result.warnings.find(({ code }) => code === "rows_passed_over")?.message).toMatch(/stands there twice/);
    expect(result.do_next).toEqual(["Not ours to push by their remark: Held; agree a day to look again."]);
  });

  it("is asked about where more than a tenth cannot be, and then measured without them where the caller says so", async () => {
    const lines = ["customer,signed,live", "A,2026-01-01,2026-02-01", "B,2026-05-01,2026-02-01", "C,2026-05-01,2026-02-01"];
    await expect(ask(lines)).rejects.toThrow(/2 of 3 rows cannot be counted[\s\S]*skip_bad_rows/);
    expect(await ask(lines, { skip_bad_rows: true })).toMatchObject({ customers: 1, reached: 1, median: 31 });
  });

  it("keeps a customer whose date has not come, and says which date it leaves out", async () => {
    const result = await ask(["customer,signed,go-live", "A,2026-01-01,2026-02-01", "B,2026-11-01,2026-12-15"]);
    expect(result).toMatchObject({ customers: 2, reached: 1, waiting: 1 });
    expect(result.warnings.find(({ code }) => code === "dates_left_out")?.message).toContain(
      "B: go-live 2026-12-15 has not come",
    );
  });

  it("says where the written days change their base, and which average that hides", async () => {
    // Ten days lie between signing and kickoff. Arrivals since 1 July are counted from the kickoff: 50 written for 60.
    const before = Array.from({ length: 4 }, (_, place) => `A${place},2026-01-01,2026-01-11,2026-03-02,60`);
    const after = Array.from({ length: 3 }, (_, place) => `B${place},2026-05-02,2026-05-12,2026-07-01,50`);
    const result = await ask(["customer,signed,kickoff,live,days to live", ...before, ...after]);
    expect(result.trend).toMatchObject({
      written: { checked: 7, from_start: 4, from_stage: 3, neither: 0, since_by: "arrived", since: "2026-07-01" },
    });
    expect(result.check_first[0]).toContain("their 50 days are 60 days from signed");
  });

  it("says that each plan got slower where the quick plan's share alone made the total fall", async () => {
    // Before: Big 100 days four times, Small 20 once, 84 on average. After: Big 110 once, Small 30 four times, 46. At the earlier mix (4 x 110 + 30) / 5 = 94.
    const row = (name: string, plan: string, start: string, live: string) => `${name},${plan},${start},${live}`;
    const result = await ask([
      "customer,plan,signed,live",
      ...["a", "b", "c", "d"].map((name) => row(name, "Big", "2026-01-01", "2026-04-11")),
      row("e", "Small", "2026-01-01", "2026-01-21"),
      row("f", "Big", "2026-06-01", "2026-09-19"),
      ...["g", "h", "i", "j"].map((name) => row(name, "Small", "2026-06-01", "2026-07-01")),
    ]);
    expect(result.trend).toMatchObject({
      mix: { from: "2026-06-01", earlier: { mean: 84 }, later: { mean: 46 }, later_at_earlier_mix: 94, verdict: "hides_slower" },
    });
    expect(result.summary).toContain("Each segment gets slower (Big from 100 to 110 days, Small from 20 to 30 days)");
    expect((result.because as string[])[0]).toContain("at the earlier mix the later average would be 94 days");
  });
});
