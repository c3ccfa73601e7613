import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coachSpan, peopleInPart } from "../../../src/topics/team/org-chart.ts";
import { planTeam } from "../../../src/topics/team/plan-team.ts";
import type { TeamAccount, TeamQuestion } from "../../../src/topics/team/question.ts";
import { affordableCsms, csmsFor, partOf } from "../../../src/topics/team/roles.ts";
import { referenceTiers } from "./reference-company.ts";
import { allTeamFigures } from "./team-figures.ts";

const figures = allTeamFigures();
const plan = (rest: Partial<TeamQuestion>) => planTeam({ tiers: referenceTiers, customer_time: 0.6, ...rest }, figures);

describe("part-time", () => {
  it.each([
    [6.14, 8.8, undefined, 6],
    [6.5, 9, undefined, 7],
    [0.3, 0.5, undefined, 0],
    // 0.14 and 0.34 of a person missing are no hire, 0.5 is; the part-timer keeps the part
    [6.14, 8.8, 6, 6],
    [6.14, 8.8, 5.8, 5.8],
    [6.3, 9, 5.8, 6.8],
    [7.9, 11, 5.8, 7.8],
    // 12 against a highest need of 6.67: seven; 7.5 less 6.5 leaves exactly one, which is no reserve to give up
    [4.62, 6.67, 12, 7],
    [4.5, 6.5, 7.5, 7.5],
    [0, 0, 5.8, 0],
    [0.1, 0.15, 5.8, 0.8],
    [3 * 0.1 * 10, 4.6, 0, 3],
  ])("for %d CSMs of work, %d at most, and %s today: %d", (middle, joint_high, today, csms) => {
    expect(csmsFor({ middle, joint_high }, today, figures.staffingSteps.value)).toBe(csms);
  });

  it("never lacks half a person, nor hires one for less, nor keeps fewer than the most that may be needed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (middle, more, today) => {
          const joint_high = middle * more;
          const csms = csmsFor({ middle, joint_high }, today, figures.staffingSteps.value);
          expect(middle - csms).toBeLessThan(0.5 + 1e-8);
          if (csms > today) expect(csms - middle).toBeLessThanOrEqual(0.5 + 1e-8);
          if (csms < today) expect(csms).toBeGreaterThanOrEqual(joint_high - 1e-8);
        },
      ),
    );
  });

  it("keeps the part-timer, counts the cost by the part and the chart by the person", () => {
    // 5.8 x 1,128 = 6,542.4 hours are enough for 6,500; 5.8 x 150,000 + 280,000 today
    const result = plan({ team: { csm: 5.8, vp: 1 }, planned: {} });
    expect(result.capacity).toMatchObject({ csms: 5.8 });
    expect(result.capacity.hours_available).toBeCloseTo(6542.4, 6);
    expect(result.today).toEqual({ heads: 6.8, cost: 1_150_000 });
    expect([result.cost, result.headcount]).toEqual([1_150_000, 7]);
    expect(result.hiring_plan).toEqual([]);
    // 0.15 x 0.441667 of the people needed
    expect(result.csm_fte_with_attrition / result.csm_fte).toBeCloseTo(1 + 0.15 * (2 / 12 + 0.275), 9);
  });

  it("hires whole people beside the part-timer", () => {
    const result = plan({ team: { csm: 4.8, vp: 1 }, planned: {} });
    expect(result.hiring_plan).toMatchObject([{ role: "csm", heads: 1 }]);
  });

  it("is paid from a budget by the part", () => {
    // (1,000,000 - 280,000) / 150,000 = 4.8 exactly
    expect(affordableCsms({ budget: 1_000_000, others: 280_000, csm: 150_000, part: 0.8 })).toBe(4.8);
    expect(affordableCsms({ budget: 1_000_000, others: 280_000, csm: 150_000, part: 0.9 })).toBe(3.9);
    expect(affordableCsms({ budget: 380_000, others: 280_000, csm: 150_000, part: 0.8 })).toBe(0);
    expect(affordableCsms({ budget: 1_000_000, others: 280_000, csm: 150_000 })).toBe(4);
  });

  it("says what the part gives", () => {
    expect(partOf(5.8)).toBe(0.8);
    const [part] = peopleInPart({ team: { csm: 5.8 } }, 1128, figures);
    expect(part!.who).toBe("part-time CSM");
    expect(part!.hours).toBeCloseTo(902.4, 9);
    expect(peopleInPart({ team: { csm: 6 } }, 1128, figures)).toEqual([]);
    expect(peopleInPart({}, 1128, figures)).toEqual([]);
  });
});

describe("player-coaches", () => {
  const coached = { team: { csm: 6, vp: 1, team_lead: 1 }, player_coaches: ["Lea"] };

  it("take half a book off the CSMs, and the work stays what it is", () => {
    // 6.14 with leavers less 0.5 is 5.64, six; two coaches leave 5.14, five where nobody is there yet
    expect(plan(coached).csm_fte).toBeCloseTo(6500 / 1128, 9);
    expect(plan(coached).capacity.csms).toBe(6);
    expect(plan(coached).capacity.hours_available).toBeCloseTo(6.5 * 1128, 6);
    const two = plan({ ...coached, team: { vp: 1, team_lead: 2 }, player_coaches: ["Lea", "Tom"] });
    expect(two.capacity.csms).toBe(5);
    // Four CSMs and a coach: 6,500 - 4.5 x 1,128 = 1,424 hours short, 1,424 / 59 = 25 Enterprise accounts one step down
    const fixed = plan({ ...coached, heads: 4 });
    expect(fixed.served_less.find(({ tier }) => tier === "Enterprise")!.accounts).toBe(25);
  });

  it("have time for fewer people: half of eight is four", () => {
    const { org_chart } = plan({ ...coached, planned: {} });
    expect(coachSpan(coached, org_chart, figures)[0]!.message).toContain("time for 4 people; the chart gives a team_lead 6");
    expect(coachSpan({ team: {} }, org_chart, figures)).toEqual([]);
    expect(peopleInPart(coached, 1128, figures)).toEqual([{ who: "player-coach Lea", heads: 0.5, hours: 564 }]);
  });

  it.each<[Partial<TeamQuestion>, RegExp]>([
    [{ team: { csm: 6 }, player_coaches: ["Lea"] }, /team has 0 leaders/],
    [{ player_coaches: ["Lea"] }, /team has 0 leaders/],
    [{ ...coached, team: { ...coached.team, team_lead: 2 }, player_coaches: ["Lea", "Lea"] }, /twice/],
  ])("are refused where they cannot be", (rest, message) => {
    expect(() => plan(rest)).toThrow(message);
  });

  // 81.5 hours an account; half a book is 564 hours: 6 accounts are 489, 7 are 570.5.
  const account = (name: string, owner: string): TeamAccount => ({
    account: name,
    owner,
    arr: 100_000,
    tier: "Enterprise",
    touch: "high",
    covered_by: "csm",
    renewal_date: "2026-12-01",
    notice_days: 30,
    health: 80,
  });
  const book = [
    ...Array.from({ length: 9 }, (_, index) => account(`L${index}`, "Lea")),
    ...Array.from({ length: 5 }, (_, index) => account(`B${index}`, "Ben")),
  ];
  const table = { tiers: [], accounts: book, as_of: "2026-01-01", team: { vp: 1 }, player_coaches: ["Lea"] };

  it("have a book of their own in a table, loaded by their share, and are no CSMs", () => {
    const result = plan(table);
    expect(result.roles.find(({ role }) => role === "csm")!.today).toBe(1);
    expect(result.books.map(({ owner, load }) => [owner, load])).toEqual([
      ["Lea", (9 * 81.5) / 564],
      ["Ben", (5 * 81.5) / 1128],
    ]);
  });

  it("are relieved down to their share, and stay when heads are fixed", () => {
    const result = plan({ ...table, heads: 1 });
    expect(result.leaving).toEqual([]);
    // 169.5 hours too many: three accounts go
    expect(result.rebalanced.map(({ from, to }) => `${from} ${to}`)).toEqual(["Lea Ben", "Lea Ben", "Lea Ben"]);
    expect(() => plan({ ...table, player_coaches: ["Zoe"] })).toThrow(/Zoe, who owns no account/);
  });
});
