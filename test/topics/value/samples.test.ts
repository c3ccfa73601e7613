import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// Before: Ann 10, 14, Ben 20, Cat 30, and one of 90 with a remark. After: Ann 6, Ben 12, and one that nobody timed.
const timings = `phase,day,clerk,minutes,remark
before,2026-01-13,Ann,10,
before,2026-01-14,Ann,14,
before,2026-01-13,Ben,20,
before,2026-01-13,Cat,30,
before,2026-01-14,Cat,90,"waited on the phone, clock ran"
after,2026-06-01,Ann,6,
after,2026-06-01,Ben,12,
after,2026-06-02,Ben,,auto-matched
`;

// biome-ignore lint/suspicious/noExplicitAny: an answer as a client reads it
type Answer = any;
async function ask(line: object = {}, table: object = {}, file = timings): Promise<Answer> {
  const outcome = await callTool(
    "report_value",
    {
      investment: 1_000,
      lines: [
        {
          name: "Entry",
          kind: "hours",
          unit: "minutes",
          units_a_year: 1_200,
          money_per_unit: 0.5,
          realisation: 1,
          table: { table: "t.csv", before: "before", after: "after", ...table },
          ...line,
        },
      ],
    },
    openTestPorts(temporaryFolder({ "t.csv": file })),
  );
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result;
}
const saidOf = (answer: Answer, code: string): string => answer.warnings.find((one: Answer) => one.code === code)?.message ?? "";

describe("a table of samples by phase", () => {
  it("counts the same people before and after, without rows that have a remark", async () => {
    const answer = await ask();
    // Without the remark 74 / 4 = 18.5, median (14 + 20) / 2 = 17; with it 164 / 5 = 32.8. Ann and Ben: 44 / 3 before, 18 / 2 after.
    const [one] = answer.outlook.samples;
    expect(one).toMatchObject({
      name: "Entry",
      flagged: 1,
      unmeasured: 1,
      before: { measured: 4, mean: 18.5, median: 17, mean_of_all: 32.8 },
      after: { measured: 2, mean: 9, median: 9, mean_of_all: 9 },
      same_people: { names: ["Ann", "Ben"], after: 9 },
      once: ["Cat"],
    });
    expect(one.same_people.before).toBeCloseTo(44 / 3, 3);
    // (44/3 - 9) x 1,200 x 0.5 = 3,400.
    expect(answer.lines[0].amount).toBe(3_400);
    expect(saidOf(answer, "samples")).toContain("18.5 before (32.8 with them) and 9 after");
  });

  it("takes all of them where nobody is named", async () => {
    const answer = await ask({}, {}, timings.replaceAll(/Ann|Ben|Cat/g, ""));
    // (18.5 - 9) x 1,200 x 0.5 = 5,700.
    expect(answer.lines[0].amount).toBe(5_700);
    expect(answer.outlook.samples[0].same_people).toBeNull();
  });

  it("names what it lacks", async () => {
    await expect(ask({}, { after: "later" })).rejects.toThrow(/no column holds both "before" and "later"/);
    await expect(ask({}, { measure: "hours" })).rejects.toThrow(/no column "hours"/);
  });

  it("says what is missing where hours became money and nobody said whose the change is", async () => {
    const answer = await ask();
    expect(answer.not_counted[0].why).toContain("100% of the hours became money; which share of the change is ours is missing");
    expect((await ask({ attribution: 1 })).lines[0].unvalidated).toBe(3_400);
  });
});

describe("hours beside the people who work them", () => {
  const people = (count: number, hours_a_year?: number) =>
    ask({
      baseline: 30,
      after: 10,
      table: undefined,
      people: { count, ...(hours_a_year === undefined ? {} : { hours_a_year }) },
    });

  it("cannot be more than they have", async () => {
    // 30 minutes x 1,200 = 600 hours a year; two people of 250 hours have 500.
    const answer = await people(2, 250);
    expect(answer.outlook.loads).toMatchObject([
      { people: 2, hours_a_year: 600, hours_a_month_each: 25, share_of_their_hours: 1.2 },
    ]);
    expect(saidOf(answer, "hours_impossible")).toContain("120% of all the hours that 2 people work");
  });

  it("are told by month where nobody says how long they work", async () => {
    expect(saidOf(await people(2), "hours_of_people")).toContain("25 hours a month for each of 2");
  });
});
