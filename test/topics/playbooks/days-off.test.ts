import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toolHelp } from "../../../src/tool/params.ts";
import { runTool } from "../../../src/tool/run.ts";
import { buildBlueprint } from "../../../src/topics/blueprint/tool.ts";
import { draftPlaybook } from "../../../src/topics/playbooks/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

interface Result {
  summary: string;
  because: string[];
  check_first: string[];
  act_by?: string;
  crowded?: { date: string; day: number; owner: string; runs: number; hours: number };
  accounts: { account: string; begin: string; last_day?: string; act_by?: string }[];
  waves: { begin: string; accounts: number }[];
  warnings: { code: string; message: string }[];
}
const folder = temporaryFolder({});
const ports = openTestPorts(folder);
const call = async (input: object) => (await runTool(draftPlaybook, input, ports)).result as unknown as Result;
const at = { kind: "at_risk", touch: "high", start: "2027-01-04", holidays: "DE" };

describe("runs in waves", () => {
  it("say which step a public holiday moved, wave by wave", async () => {
    // A run from Monday 8 March 2027 has its day 21 on 29 March, Easter Monday, so Tuesday the 30th.
    const { waves, warnings } = await call({ ...at, accounts: 20, capacity: { hours_a_week: 28 } });
    expect(waves.map(({ begin }) => begin)).toContain("2027-03-08");
    const moved = warnings.find(({ code }) => code === "moved_for_holiday")!;
    expect(moved.message).toContain("day 21 of the runs from 2027-03-08 from 2027-03-29 to 2027-03-30");
    const one = await call({ ...at, start: "2027-03-08", account: "Acme" });
    expect(one.warnings.map(({ code }) => code)).toContain("moved_for_holiday");
    // From 4 January to 3 February no public holiday of all Germany falls on a step.
    expect((await call({ ...at, account: "Acme" })).warnings.map(({ code }) => code)).not.toContain("moved_for_holiday");
  });

  it("are written with the date of every step of each, and say why a day and its date differ", async () => {
    await call({ ...at, accounts: 20, capacity: { hours_a_week: 28 }, out: "waves" });
    const text = readFileSync(join(folder, "waves", "draft_playbook.md"), "utf8");
    const table = text.slice(text.indexOf("## Dates by wave"));
    expect(table).toMatch(/\| 2 +\| 2027-03-08 .*\| 2027-03-30 .*\|/);
    // Day 5 of Monday 4 January is Saturday 9, so Monday 11; the first fix, day 7 or the 11th too, follows a day later.
    expect(text).toContain("2027-01-12 (day 7)");
    expect(text).toMatch(/Days are calendar days from day 0\. .*: here day 5 and 7\./);
    // 0.75 + 1 + 0.5 and so on: the hours after the verdict stand apart from the 14 of the run.
    expect(text).toMatch(/## After the verdict \(\d[\d.]* hours more an account\)/);
  });
});

describe("a day that asks too much of one leader", () => {
  it("is named with its hours, for runs begun together and for a wave", async () => {
    // Twenty recovery meetings of 3 hours on day 5 are 60 hours.
    const together = await call({ ...at, accounts: 20 });
    expect(together.crowded).toEqual({ date: "2027-01-11", day: 5, owner: "CSM and CS manager", runs: 20, hours: 60 });
    expect(together.because[2]).toMatch(/^On Monday, January 11, 2027 day 5 of 20 runs falls due at once: 60 hours/);
    // Two meetings of 3 hours fit a day of 8.
    expect((await call({ ...at, accounts: 2 })).crowded).toBeUndefined();
  });

  it("is offered slower starts in words one can say", async () => {
    const { summary } = await call({ ...at, accounts: 20 });
    expect(summary).toContain("With 55 hours a week for them they begin in waves, the last on February 1, with 28 on March 8.");
    expect(summary).not.toContain("Slower");
    expect((await call({ ...at, accounts: ["A", "B"] })).check_first[0]).toMatch(/^Are both at risk\? .*if 1 turns out well/);
  });
});

describe("a last day to opt out on which nobody works", () => {
  it("is said as the working day before it", async () => {
    // 90 days before 30 April 2027 is Saturday 30 January.
    const renewal = await call({ kind: "renewal", touch: "high", renewal_date: "2027-04-30", notice_days: 90, account: "Acme" });
    expect(renewal.act_by).toBe("2027-01-29");
    expect(renewal.summary).toContain("until 2027-01-30, a day off: the decision has to be in writing by 2027-01-29");
    // 30 days before 31 May is Saturday 1 May, a holiday too; Friday 30 April is none.
    const rows = [
      { account: "May", renewal_date: "2027-05-31", notice_days: 30 },
      { account: "Past", renewal_date: "2027-03-31", notice_days: 90 },
      { account: "Plain", renewal_date: "2027-06-30", notice_days: 90 },
    ];
    const { accounts, check_first } = await call({ ...at, accounts: rows });
    expect(accounts.map(({ last_day, act_by }) => [last_day, act_by])).toEqual([
      ["2027-05-01", "2027-04-30"],
      ["2026-12-31", undefined],
      ["2027-04-01", undefined],
    ]);
    // 31 December lies before 4 January, on which the runs begin.
    expect(check_first[1]).toBe("The last day to opt out of Past comes before the run begins: call now, before any date here.");
    // Of many renewals each carries its own, holidays counted: 60 days before 28 May 2027 is Easter Monday, 29 March; Friday is Good Friday.
    const many = await call({
      kind: "renewal",
      touch: "high",
      holidays: "DE",
      accounts: [{ account: "Easter", renewal_date: "2027-05-28", notice_days: 60 }],
    });
    expect(many.accounts[0]).toMatchObject({ last_day: "2027-03-29", act_by: "2027-03-25" });
  });
});

describe("the help of a tool", () => {
  it("lists what the runner takes for every tool, once", () => {
    expect(toolHelp(draftPlaybook)).toContain("  out (text): Folder for the whole answer as files");
    expect(toolHelp(buildBlueprint).match(/^ {2}out \(/gm)).toHaveLength(1);
  });
});
