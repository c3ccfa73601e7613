import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { forecastRenewals } from "../../../src/topics/renewals/tool.ts";
import { cases } from "../../cases.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, type ResultOf, wordsOf } from "../../tool-caller.ts";

type Result = ResultOf<typeof forecastRenewals>;
const caller = callerOf(forecastRenewals);
async function call(input: Record<string, unknown>, working?: string): Promise<Result> {
  const result = await caller.call(input, openTestPorts(working));
  expect(result.summary.split(/\s+/).length, result.summary).toBeLessThanOrEqual(60 + (input.target === undefined ? 0 : 20));
  return result;
}

const three = [
  { account: "A", arr: 100_000, health: 85 },
  { account: "B", arr: 50_000, health: 45 },
  { account: "C", arr: 75_000, health: 25 },
];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    account: `Account ${index}`,
    arr: 1000 + ((index * 7919) % 99_991) + (index % 100) / 100,
    health: (index * 37) % 101,
    category: index % 3 === 0 ? "committed" : undefined,
    renewal_date: `2026-${String((index % 12) + 1).padStart(2, "0")}-28`,
    notice_days: index % 5 === 0 ? undefined : 0,
  }));

describe("forecast_renewals", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "forecast_renewals" && tags.includes("door")))(
    "answers $name",
    async ({ input, output }) => {
      expect(subsetOf(await call(input), output)).toEqual([]);
    },
  );

  it("says what a notice of none is read as, and what the unknown ones would do at the longest of the list", async () => {
    const renewals = [
      { account: "None", arr: 10_000, probability: 0.9, renewal_date: "2027-02-01", notice_days: 0 },
      { account: "Long", arr: 20_000, probability: 0.9, renewal_date: "2027-03-31", notice_days: 90 },
      { account: "Near", arr: 30_000, probability: 0.9, renewal_date: "2027-02-27" },
      { account: "Far", arr: 40_000, probability: 0.9, renewal_date: "2027-03-01" },
    ];
    const { assumptions } = await call({ renewals, as_of: "2026-11-30" });
    const all = JSON.stringify(assumptions);
    expect(all).toContain("Notice of None (10K of ARR)");
    // November 30 and 90 days is February 28: Near would be past it by a day, Far has until December 1.
    expect(all).toContain(
      "At 90 days, the longest of this list, 30K of ARR more would be past its day to opt out (1 of 2 renewals)",
    );
  });

  it("notices names that say one group, adds their money and gives the range where each decides as one", async () => {
    const renewals = [
      { account: "Delphin S.A.", arr: 100_000, probability: 0.5 },
      { account: "Delphin UK GmbH & Co. KG", arr: 60_000, probability: 0.5 },
      { account: "Account 1", arr: 10_000, probability: 1 },
      { account: "Account 2", arr: 10_000, probability: 1 },
    ];
    const answer = await call({ renewals });
    // As one they are 160,000 or nothing, half and half, beside 20,000 that stay: 20,000 to 180,000.
    expect(answer.groups).toEqual({
      arr: 160_000,
      p10: 20_000,
      p90: 180_000,
      rows: [{ accounts: ["Delphin S.A.", "Delphin UK GmbH & Co. KG"], arr: 160_000 }],
    });
    expect(wordsOf(answer)).toContain(
      "Whether Delphin S.A. and Delphin UK GmbH & Co. KG (160K) decide as one: then 20K to 180K; the owners know.",
    );
    // With what is decided already the range is still that of the whole list.
    const kept = { account: "Kept", arr: 5_000, outcome: "renewed" };
    expect((await call({ renewals: [...renewals, kept] })).groups).toMatchObject({ p10: 25_000, p90: 185_000 });
    expect((await call({ renewals: renewals.slice(2) })).groups).toBeNull();
  });

  it("says expected of due, the range in plain words, the target, and what moves it most", async () => {
    const answer = await call({ renewals: three, target: 125_000 });
    // Less than 100,000 has a chance of 0.041; all of it 0.95 x 0.6 x 0.3 = 0.171.
    expect(answer.summary).toBe(
      "Expect 148K of the 225K up for renewal (66%), 100K to 225K at least eight times in ten if each decides by itself. The target of 125K is missed with a chance of 30.7%.",
    );
    // sqrt(1,075) thousand are left of 47.5.
    expect(wordsOf(answer)).toContain(
      "C (75K) moves the total most: totals usually end within 48K of the number, and within 33K once its answer is known.",
    );
  });

  it("says what is not in it, and what cannot be reached", async () => {
    const answer = await call({
      as_of: "2026-01-01",
      target: 200_000,
      renewals: [
        { account: "A", arr: 90_000, probability: 0.5, renewal_date: "2026-03-31", notice_days: 0 },
        { account: "B", arr: 70_000, renewal_date: "2026-03-31", notice_days: 0 },
        { account: "C", arr: 60_000, probability: 0.5, renewal_date: "2025-12-31", notice_days: 0 },
        { account: "D", arr: 50_000, probability: 0.5 },
        { account: "E", arr: 40_000, renewal_date: "2026-01-15", outcome: "renewed", retained: 30_000 },
      ],
    });
    const { summary, left_out, lines, whole } = answer;
    expect(left_out.map(({ why, arr }) => [why, arr])).toEqual([
      ["undated", 50_000],
      ["renewed", 40_000],
    ]);
    // Half of the open 90,000 and of the 60,000 past their deadline, the 30,000 kept, and 60% of the 70,000 without a call.
    expect(lines.map(({ state, arr, expected }) => [state, arr, expected])).toEqual([
      ["decided", 40_000, 30_000],
      ["open", 90_000, 45_000],
      ["past_deadline", 60_000, 30_000],
      ["no_call", 70_000, 42_000],
    ]);
    // All that stands in doubt is 90, 70 and 60 thousand at one half, 60% and one half: 0 with 0.1, then 60, 70, 90, 130, 150, 160 and 220 with
    // 0.1, 0.15, 0.1, 0.15, 0.1, 0.15 and 0.15; on top the 30 kept.
    expect(whole).toMatchObject({ arr: 260_000, expected: 147_000, p10: 30_000, p90: 250_000, no_call_arr: 70_000 });
    expect(whole).toMatchObject({ called_only: 105_000, if_no_notice_came: 177_000 });
    // A holds 90 x 90 x 0.25 of that, 70 x 70 x 0.24 and 60 x 60 x 0.25 parts of the spread.
    expect(whole!.without_largest).toMatchObject({ account: "A", deadline: "2026-03-31", expected: 102_000, decides: false });
    expect(whole!.without_largest!.share_of_spread).toBeCloseTo(2025 / (2025 + 1176 + 900), 12);
    expect(summary).toContain("Expect 147K of the 260K up for renewal in December 2025 to March 2026 (57%)");
    // 170,000 are still needed: only all three, with 0.15, bring as much.
    expect(summary).toContain("of which 30K is already kept, is missed with a chance of 85.0%");
    expect(summary).toContain("60K of it is past its last day to opt out, outcome unrecorded: if no notice came, 177K.");
    expect(wordsOf(answer)).toContain("Did notice come from C (60K, Wed Dec 31)?");
    expect(wordsOf(answer)).toContain("Not counted: 50K without a date.");
    expect(wordsOf(answer)).toContain(
      "70K has no call and counts at 60%, our placeholder: with none of it expect 105K, with all of it 175K",
    );
  });

  it("says how far earlier forecasts were off", async () => {
    // 100 + 200 forecast against 90 + 150: 60 of 240 too high.
    const history = [
      { forecast: 100, actual: 90, day: 90 },
      { forecast: 200, actual: 150, day: 90 },
    ];
    expect((await call({ history })).summary).toBe(
      "By your own record, 2 forecasts of day 90 came 25.0% too high in sum (300 against 240).",
    );
  });

  it("says what of the pipeline it leaves out", async () => {
    const pipeline = [
      { account: "A", amount: 40, stage: "committed", close_date: "2026-02-01" },
      { account: "B", amount: 60, stage: "committed", close_date: "2026-06-01" },
    ];
    const summary = wordsOf(await call({ as_of: "2026-01-01", from: "2026-01-01", to: "2026-03-31", pipeline }));
    // 75% of 40; the 60 are due after the period.
    expect(summary).toContain("Expansion would add 30 on average out of a pipeline of 40; it is not in the range.");
    expect(summary).toContain("Not in that pipeline: 1 row of 60, repeated, excluded or due at another time.");
  });

  it("never calls a target certain that a chain of losses could miss", async () => {
    // A alone is certain: 100 of it is met whatever happens. Of B and C at 99.99% both are lost one time in a hundred million.
    const renewals = [
      { account: "A", arr: 100, probability: 1 },
      { account: "B", arr: 50, probability: 0.9999 },
      { account: "C", arr: 50, probability: 0.9999 },
    ];
    expect((await call({ renewals, target: 100 })).summary).toContain("The target of 100 is met whatever happens.");
    expect((await call({ renewals, target: 101 })).summary).toContain("is missed with a chance of under 0.1%.");
  });

  it("calls a target out of reach only when nothing outside the forecast could bring it", async () => {
    const renewals = [
      { account: "A", arr: 100, probability: 0.5, renewal_date: "2026-03-31", notice_days: 0 },
      { account: "B", arr: 50, renewal_date: "2026-03-31", notice_days: 0 },
      { account: "C", arr: 900, renewal_date: "2026-03-01", outcome: "lost" as const },
    ];
    const told = async (target: number) => (await call({ as_of: "2026-01-01", renewals, target })).summary;
    // A and B are 150 in all, so 150.01 cannot come, for what C paid is gone; 150 comes with half of 60%.
    expect(await told(150.01)).toContain("is out of reach: all of these renewals come to 150.");
    expect(await told(150)).toContain("is missed with a chance of 70.0%.");
    // A renews with one half, and B alone is not enough.
    expect(await told(100)).toContain("is missed with a chance of 50.0%.");
    // An undated one may come, and is in no chance.
    const more = [...renewals, { account: "D", arr: 70, probability: 0.5 }];
    const undated = (await call({ as_of: "2026-01-01", renewals: more, target: 220 })).summary;
    expect(undated).toContain(
      "The target of 220 cannot be met by these renewals, which come to 150: it hangs on what is not in it.",
    );
  });

  it("forecasts 5,000 renewals within seconds, in an answer short enough to send", async () => {
    const renewals = many(5000);
    const result = await call({ as_of: "2026-01-01", renewals, target: 100_000_000 });
    const due = renewals.reduce((sum, { arr }) => sum + Math.round(arr * 100), 0) / 100;
    expect(result.due).toBe(due);
    expect(result).toMatchObject({ renewals_total: 5000, by_month_total: 12, book: { renewals: 5000, arr: due } });
    expect(result.error_bound! / result.standard_deviation!).toBeLessThan(0.25);
  });

  it("pages its lists", async () => {
    const renewals = many(40);
    const first = await call({ as_of: "2026-01-01", renewals, limit: 3 });
    const next = await call({ as_of: "2026-01-01", renewals, limit: 3, offset: 3 });
    expect(first.renewals).toHaveLength(3);
    expect(next.renewals[0]!.arr).toBeLessThanOrEqual(first.renewals[2]!.arr);
    expect(first.renewals.map(({ account }) => account)).not.toContain(next.renewals[0]!.account);
    expect(first.renewals_total).toBe(40);
  });

  it("stays short and whole with long pipelines and records beside the renewals", async () => {
    const result = await call({
      as_of: "2026-01-01",
      renewals: many(60),
      pipeline: Array.from({ length: 60 }, (_, index) => ({
        account: `Account ${index % 30}`,
        amount: 1000,
        stage: "proposed",
        close_date: `2026-0${(index % 9) + 1}-10`,
      })),
      history: Array.from({ length: 40 }, (_, index) => ({
        label: `band ${index}`,
        assumed: index / 40,
        renewed: index,
        of: 40,
      })),
    });
    expect(result.calibration_bands_total).toBe(40);
    expect(result.calibration!.bands.length).toBeGreaterThan(0);
    expect(result.charts.map(({ list }) => list)).toEqual(["by_month", "by_band", "calibration.bands"]);
  });

  it("reads a table: dates, chances, outcomes, and who renews by itself", async () => {
    const folder = temporaryFolder({
      "book.csv": `Account,ARR,Renewal date,Notice days,Probability,Forecast category,Auto renew,Renewal outcome
Acme,100000,2026-03-31,30,90%,,yes,
Bolt,50000,2026-02-28,0,,likely,no,
Cyan,30000,2026-01-31,60,50%,,yes,
Dune,20000,2026-01-05,0,,,,lost
Echo,10000,2026-01-05,0,,,,renewed
`,
    });
    const result = await call({ table: "book.csv", as_of: "2026-01-10" }, folder);
    // 90,000 + 80% of 50,000 + half of Cyan, whose last day to opt out was 2 December; 10 of 30 thousand decided were kept.
    expect(result).toMatchObject({ due: 180_000, expected: 145_000, renewal_rate: { logo: 0.5 } });
    expect(result.lines.map(({ state, arr }) => [state, arr])).toEqual([
      ["decided", 30_000],
      ["open", 150_000],
      ["past_deadline", 30_000],
    ]);
    expect(result.renewal_rate!.gross).toBeCloseTo(1 / 3, 12);
    expect(result.left_out.map(({ why, arr }) => [why, arr])).toEqual([
      ["lost", 20_000],
      ["renewed", 10_000],
    ]);
  });

  it('does not take "churned: no" for a renewal that is still ahead', async () => {
    const folder = temporaryFolder({
      "book.csv":
        "Account,ARR,Renewal date,Notice days,Health,Churned\nAcme,1000,2026-03-31,0,85,no\nBolt,1000,2026-03-31,0,85,yes\n",
    });
    const result = await call({ table: "book.csv", as_of: "2026-01-10" }, folder);
    expect(result).toMatchObject({ due: 1000, expected: 950, left_out: [{ why: "lost", arr: 1000 }] });
  });

  it("keeps rows with bad cells, says so, and refuses impossible rows by their row", async () => {
    const folder = temporaryFolder({
      "cells.csv": "Account,ARR,Renewal date,Health\nAcme,1000,soon,85\nBolt,1000,2026-03-31,85\n",
      "rows.csv": "Account,ARR,Renewal date,Probability\nAcme,1000,2026-03-31,85\n",
    });
    const kept = await call({ table: "cells.csv", as_of: "2026-01-10" }, folder);
    expect(kept.summary).toContain('"soon" is not a date');
    await expect(call({ table: "rows.csv", as_of: "2026-01-10" }, folder)).rejects.toThrow(
      /row 2, account Acme: probability is 85/,
    );
  });

  it("multiplies expansion by the chance that its account stays, and by 0 where it is lost", async () => {
    const { expansion } = await call({
      renewals: [
        { account: "A", arr: 1000, probability: 0 },
        { account: "B", arr: 1000, outcome: "lost" },
        { account: "C", arr: 1000, probability: 0.5 },
      ],
      pipeline: ["A", "B", "C"].map((account) => ({ account, amount: 1000, stage: "proposed" })),
    });
    // Half of 1,000 times half, for C alone.
    expect(expansion).toMatchObject({ pipeline: 3000, weighted: 1500, expected: 250 });
  });

  it.each([
    ["nothing", {}, /nothing to forecast/],
    ["both sources", { renewals: three, table: "accounts.csv" }, /given twice/],
    ["use_history without a record", { renewals: three, use_history: true }, /no history/],
    ["a negative target", { renewals: three, target: -1 }, /target/],
    ["a misspelt field", { renewals: [{ account: "A", arr: 1, likelihoodness: 0.5 }] }, /likelihoodness/],
    ["dates without as_of", { renewals: [{ account: "A", arr: 1, renewal_date: "2026-01-01" }] }, /as_of/],
  ])("refuses %s", async (_, input, message) => {
    await expect(call(input)).rejects.toThrow(message);
  });
});

const conversations = resolve(import.meta.dirname, "../../../../shared/cases/conversations");
const missing = !existsSync(conversations);
const skipped = missing ? " (skipped: the conversations are not on this machine)" : "";

describe("a number for the CFO", () => {
  it.skipIf(missing)(`answers the quarter's list in one call, line by line${skipped}`, async () => {
    const answer = await call({ table: "renewals_q1.csv", quarter: "2027-Q1", as_of: "2026-11-30" }, conversations);
    const lines = readFileSync(resolve(conversations, "renewals_q1.csv"), "utf8").trim().split(/\r?\n/).slice(1);
    // The placeholders of the rules: commit 95%, best case 70%, at risk 50%, no call 60%.
    const chances: Record<string, number> = { commit: 0.95, "best case": 0.7, "at risk": 0.5, "": 0.6 };
    const rows = lines
      .map((line) => line.split(","))
      .map((row) => ({
        arr: Number(row[2]),
        rate: chances[row[5]!.toLowerCase()]!,
        account: row[0]!,
        date: row[3]!,
        notice: row[4]!,
      }));
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
    const silent = sum(rows.flatMap(({ arr, rate }) => (rate === 0.6 ? [arr] : [])));
    expect(rows.length).toBe(35);
    expect(answer.whole!.expected).toBeCloseTo(sum(rows.map(({ arr, rate }) => arr * rate)), 6);
    expect(answer.whole!.called_only).toBeCloseTo(sum(rows.map(({ arr, rate }) => (rate === 0.6 ? 0 : arr * rate))), 6);
    expect(answer.whole).toMatchObject({ renewals: 35, no_call_arr: silent });
    expect(answer.lines.reduce((all, { arr }) => all + arr, 0)).toBe(sum(rows.map(({ arr }) => arr)));
    // Days of notice by the calendar of the platform: three months back from a date, or so many days.
    const lastDay = ({ date, notice }: { date: string; notice: string }) => {
      const [, length = "0", unit = ""] = notice.match(/(\d+) (days|months?)/) ?? [];
      const day = new Date(`${date}T00:00:00Z`);
      if (unit === "days") day.setUTCDate(day.getUTCDate() - Number(length));
      else day.setUTCMonth(day.getUTCMonth() - Number(length));
      return day.toISOString().slice(0, 10);
    };
    const passed = rows.filter((row) => /\d/.test(row.notice) && lastDay(row) < "2026-11-30");
    expect(passed.length).toBe(15);
    expect(answer.lines.find(({ state }) => state === "past_deadline")).toMatchObject({ renewals: 15, arr: 730_600 });
    expect(sum(passed.map(({ arr }) => arr))).toBe(730_600);
    expect(answer.whole!.if_no_notice_came).toBeCloseTo(
      sum(rows.map((row) => (passed.includes(row) ? row.arr : row.arr * row.rate))),
      6,
    );
    expect(answer.notices.passed[0]).toMatchObject({
      account: "Delphin S.A.",
      owner: "Eva Lang",
      arr: 200_100,
      notice_by: "2026-11-14",
    });
    expect(answer.notices.open.slice(0, 4).map(({ account, notice_by }) => [account, notice_by])).toEqual([
      ["Sigma B.V.", "2026-12-12"],
      ["Nordlicht GmbH", "2026-12-21"],
      ["Alster B.V.", "2026-12-22"],
      ["Albrecht KG", "2026-12-23"],
    ]);
    // The same distribution by listing: add each renewal to a table of totals in hundreds.
    let totals = new Map([[0, 1]]);
    for (const { arr, rate } of rows) {
      const next = new Map<number, number>();
      for (const [total, chance] of totals) {
        next.set(total, (next.get(total) ?? 0) + chance * (1 - rate));
        next.set(total + arr, (next.get(total + arr) ?? 0) + chance * rate);
      }
      totals = next;
    }
    const ascending = [...totals].sort(([a], [b]) => a - b);
    const quantile = (level: number) => {
      let sum = 0;
      for (const [total, chance] of ascending) {
        sum += chance;
        if (sum >= level - 1e-9) return total;
      }
      return Number.NaN;
    };
    expect([answer.whole!.p10, answer.whole!.p90]).toEqual([quantile(0.1), quantile(0.9)]);
    expect(answer.summary).toMatch(
      /^Expect 1\.15M of the 1\.49M up for renewal in Q1 2027 \(77%\), 998K to 1\.29M at least eight times in ten/,
    );
    expect(answer.say!.cfo).toContain("placeholders");
    expect(wordsOf(answer)).toContain(
      "Did notice come from Delphin S.A. (200K, Sat Nov 14), Bergmann GmbH & Co. KG (113K, Fri Nov 20, no call)",
    );
    // One full stop after a name that has its own.
    expect(JSON.stringify(answer)).not.toMatch(/[a-zA-Z]\.\."/);
  });

  it("gives the number without the account that decides it, and that one as a yes or no with its date", async () => {
    const small = Array.from({ length: 20 }, (_, index) => ({
      account: `S${index}`,
      arr: 50_000,
      category: "commit",
      renewal_date: "2027-03-01",
      notice_days: 14,
    }));
    const xenon = { account: "Xenon", arr: 400_000, probability: 0.5, renewal_date: "2027-03-01", notice_days: 14 };
    const { summary, whole } = await call({ renewals: [...small, xenon], quarter: "Q1 2027", as_of: "2026-11-30" });
    // 20 x 50,000 x 0.95 = 950,000; 14 days before 1 March is 15 February.
    expect(whole!.without_largest).toMatchObject({ account: "Xenon", expected: 950_000, deadline: "2027-02-15", decides: true });
    expect(summary).toMatch(
      /^Expect 950K without Xenon, .* plus 400K yes or no from Xenon, notice by Mon Feb 15: 1\.4M is up for renewal in Q1 2027\./,
    );
  });

  it("counts a quarter by renewal date, and from and to by it when asked", async () => {
    const renewals = [
      { account: "A", arr: 100, probability: 0.5, renewal_date: "2027-01-01", notice_days: 0 },
      { account: "B", arr: 200, probability: 0.5, renewal_date: "2027-03-31", notice_days: 90 },
      { account: "C", arr: 400, probability: 0.5, renewal_date: "2027-04-01", notice_days: 60 },
    ];
    const asked = { renewals, as_of: "2026-11-30" };
    expect((await call({ ...asked, quarter: "2027-Q1" })).whole!.arr).toBe(300);
    const dates = { from: "2027-01-01", to: "2027-03-31" };
    expect((await call({ ...asked, ...dates, by: "renewal_date" })).whole!.arr).toBe(300);
    // By deadline: 1 January, 31 December and 31 January.
    expect((await call({ ...asked, ...dates })).whole!.arr).toBe(500);
    await expect(call({ ...asked, quarter: "2027-Q5" })).rejects.toThrow(/not a quarter/);
    await expect(call({ ...asked, quarter: "2027-Q1", to: "2027-03-31" })).rejects.toThrow(/said twice/);
  });

  it("health of 9 and 7 is no emergency: 1,375 of 1,500, and the doubt is said first", async () => {
    const row = (account: string, arr: number, health: number) => ({
      account,
      arr,
      health,
      renewal_date: "2026-02-01",
      notice_days: 0,
    });
    const asked = { as_of: "2026-01-01", renewals: [row("A", 1000, 9), row("B", 500, 7)] };
    const answer = await call(asked);
    // 1000 x 0.95 + 500 x 0.85
    expect(answer.expected).toBe(1375);
    expect(answer.summary).toMatch(/^Health is read as 0 to 10, since none is above 9/);
    expect((await call({ ...asked, reading: { scale: 100 } })).expected).toBe(150);
    expect((await call({ ...asked, reading: { scale: 10 } })).summary).toMatch(/^Expect/);
    await expect(call({ as_of: "2026-01-01", renewals: [row("A", 1, 4), row("B", 1, 5)] })).rejects.toThrow(
      /its scale is not clear/,
    );
  });

  it("a contract whose successor stands in the table has renewed", async () => {
    const folder = temporaryFolder({
      "contracts.csv": `subscription_id,account,start_date,end_date,arr,health
s1,A,2024-01-01,2025-01-01,1000,90
s2,A,2025-01-01,2026-01-01,1100,90
s3,B,2024-03-01,2025-03-01,500,50
`,
    });
    const result = await call({ table: "contracts.csv", as_of: "2024-12-15" }, folder);
    // B alone is due, at risk: 500 x 0.6. A renewed 1,000 with 100 on top.
    expect(result).toMatchObject({
      due: 500,
      expected: 300,
      renewal_rate: { arr: 1000, retained_arr: 1000, uplift: 100, renewed: 1 },
    });
  });

  it("reads calls in the words of CRMs, and lights", async () => {
    const renewals = [
      { account: "A", arr: 1000, category: "Closed Won" },
      { account: "B", arr: 1000, category: "Best Case" },
      { account: "C", arr: 1000, category: "Omitted" },
      { account: "D", arr: 1000, light: "green" },
      { account: "E", arr: 1000, light: "red" },
    ];
    // 1 + 0.7 + 0.1 + 0.9 + 0.2
    expect((await call({ renewals })).expected).toBeCloseTo(2900, 9);
    await expect(call({ renewals: [{ account: "A", arr: 1, category: "hopeful" }] })).rejects.toThrow(/the categories are/);
  });
});
