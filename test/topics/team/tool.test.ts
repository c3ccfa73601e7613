import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { encode } from "gpt-tokenizer";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { listedTool } from "../../../src/mcp/list-tools.ts";
import { resultSchema, runTool } from "../../../src/tool/run.ts";
import type { TeamAnswerFields } from "../../../src/topics/team/answer.ts";
import { sizeTeam } from "../../../src/topics/team/tool.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { openTestPorts } from "../../open-test-ports.ts";

type Result = z.infer<typeof TeamAnswerFields> & {
  summary: string;
  because?: string[];
  check_first?: string[];
  do_next?: string[];
  unknown?: string[];
  warnings: { code: string; message: string }[];
  undefined: { field: string; reason: string }[];
};
const folder = mkdtempSync(join(tmpdir(), "size-team-"));
afterAll(() => rmSync(folder, { recursive: true }));
const validate = new Ajv2020({ strict: false }).compile(z.toJSONSchema(resultSchema(sizeTeam)));

async function call(input: Record<string, unknown>, working?: string): Promise<Result> {
  const { result, shown } = await runTool(sizeTeam, input, openTestPorts(working));
  expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  expect(JSON.stringify(shown).length).toBeLessThan(10_000);
  everyNullHasAReason(result);
  return result as unknown as Result;
}
function csv(name: string, rows: string[]): string {
  writeFileSync(join(folder, name), `${rows.join("\n")}\n`);
  return name;
}

const tiers = [
  { tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000 },
  { tier: "Mid-market", touch: "low", accounts: 120, arr: 8_050_000 },
  { tier: "SMB", touch: "tech", accounts: 180, arr: 2_700_000 },
];
const team = { csm: 6, vp: 1 };

describe("size_team on totals", () => {
  it("says a range and never one number of CSMs the work needs", async () => {
    const result = await call({ tiers, team });
    // 6,500 hours over 1,128: 5.76; 20% off either way 4.6 to 6.9; customer time 67% to 50%: 5.2 to 6.9
    // and 6.1 (4.9 to 7.4) with leavers, x 1.06625
    expect(result.summary).toContain("Keep the 6 CSMs you have: the work takes 6.1 CSMs with leavers (4.9 to 7.4).");
    expect(result.summary).toContain("hours per account, 4.6 to 6.9 CSMs");
    expect(result.unknown![1]).toContain("customer time: 5.2 to 6.9 CSMs");
    // 6 CSMs and the VP: 6 x 150,000 + 280,000 = 1,180,000 of 18,000,000
    expect(result.summary).toContain("1.18M a year");
    expect(result.summary).toContain("6.6% of ARR");
    expect(result.because!.join()).toContain("Today 7 full-time people cost 1.18M");
    // The rules' costs are dollars, and nobody said the currency.
    expect(result.check_first![0]).toContain("US dollars");
    expect(result.org_chart_total).toBe(7);
  });

  it("the contract's own call", async () => {
    const result = await call({
      tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, arr: 7_250_000, hours_per_account: 81.5 }],
      team,
      costs: { csm: 150_000, vp: 280_000 },
      contract_hours: 2080,
      leave_hours: 200,
      customer_time: 0.6,
      expansion_mandate: false,
    });
    expect(result.csm_fte).toBeCloseTo(2.8900709, 7);
    expect(result.range).toEqual({ low: result.csm_fte, high: result.csm_fte });
    // 2.89007 CSMs of work at 150,000 over 7,250,000
    expect(result.pools[0]!.cost_to_serve).toBeCloseTo(0.0598, 4);
  });

  it("without ARR the share of ARR is unknown, with the total it is not", async () => {
    const bare = tiers.map(({ arr: _, ...tier }) => tier);
    expect((await call({ tiers: bare, team })).cost_share_of_arr).toBeNull();
    expect((await call({ tiers: bare, team, arr: 18_000_000 })).cost_share_of_arr).toBeCloseTo(1.18 / 18, 6);
  });

  it("leads with who gets less when nobody will be hired", async () => {
    const result = await call({ tiers, team, heads: 4 });
    expect(result.summary).toMatch(/^With 4 CSMs, 34 accounts with 6\.16M of ARR get less service/);
  });

  it("pages the chart of a large team", async () => {
    const large = {
      tiers: [{ tier: "Enterprise", touch: "high", accounts: 900, arr: 90_000_000 }],
      team: { csm: 60, vp: 1 },
      limit: 5,
      show: "org_chart",
    };
    const first = await call(large);
    const next = await call({ ...large, offset: 5 });
    expect(first.org_chart).toHaveLength(5);
    expect(next.org_chart[0]!.id).not.toBe(first.org_chart[0]!.id);
    expect(first.org_chart_total).toBe(first.headcount);
  });

  it.each([
    ["heads", { tiers, heads: 5.5 }, /heads/],
    ["customer time", { tiers, customer_time: 1.5 }, /customer_time/],
    ["leave", { tiers, leave_hours: 3000 }, /leave_hours/],
    ["unknown role", { tiers, team: { boss: 1 } }, /boss|team/],
    ["negative", { tiers: [{ tier: "A", touch: "high", accounts: -1 }] }, /accounts/],
    ["no complexity", { tiers: [{ ...tiers[0], complexity: 0 }] }, /complexity/],
    ["a share above one", { tiers: [{ ...tiers[0], first_year: 1.2 }] }, /first_year: is a fraction/],
    ["negative sickness", { tiers, sick_hours: -1 }, /sick_hours/],
    ["negative heads", { tiers, team: { csm: -1 } }, /team.csm/],
    ["too many leavers", { tiers, attrition: 1.5 }, /attrition/],
    [
      "ARR of no account",
      { tiers: [{ tier: "A", touch: "high", accounts: 0, arr: 5 }] },
      /tiers\[0\] \(A\).*ARR of 5 and 0 accounts/,
    ],
    ["nothing", {}, /nothing to size/],
    ["misspelt", { tiers, customertimes_x: 0.6 }, /customertimes_x/],
    ["budget", { tiers, team, budget: 100 }, /280000/],
    ["leaving", { tiers, leaving: ["Ana"] }, /table/],
  ])("refuses %s", async (_, input, message) => {
    await expect(runTool(sizeTeam, input, openTestPorts())).rejects.toThrow(message);
  });
});

describe("size_team on a table", () => {
  const header = "Account,Owner,Tier,ARR,Renewal date,Notice days,Health";
  const accounts = [
    ...Array.from({ length: 15 }, (_, index) => `A${index},Ana,High touch,${200_000 + index},2026-12-01,30,80`),
    ...Array.from({ length: 5 }, (_, index) => `B${index},Ben,High touch,${300_000 + index},2026-03-01,30,80`),
  ];

  it("gives each owner's book and counts renewals near", async () => {
    const result = await call({ table: csv("book.csv", [header, ...accounts]), as_of: "2026-01-01" }, folder);
    expect(result.books).toMatchObject([
      { owner: "Ana", accounts: 15, hours: 1222.5, renewals: 0 },
      { owner: "Ben", accounts: 5, hours: 407.5, renewals: 5 },
    ]);
    // 15 x 200,000 + 105 + 5 x 300,000 + 10
    expect(result.arr).toBe(4_500_115);
  });

  it("without as_of renewals are unknown, and a fixed team asks for it", async () => {
    const table = csv("book.csv", [header, ...accounts]);
    expect((await call({ table }, folder)).books[0]!.renewals).toBeNull();
    await expect(runTool(sizeTeam, { table, heads: 1 }, openTestPorts(folder))).rejects.toThrow(/as_of/);
  });

  it("names who gets less, not those with a renewal near, and does not care for the order of rows", async () => {
    const input = { as_of: "2026-01-01", heads: 1 };
    const result = await call({ ...input, table: csv("book.csv", [header, ...accounts]) }, folder);
    // 20 x 81.5 - 1,128 = 502 hours at 59 each: 9 accounts, none of Ben's
    expect(result.served_less_total).toBe(9);
    expect(result.served_less.every(({ account }) => account!.startsWith("A"))).toBe(true);
    const turned = await call({ ...input, table: csv("book.csv", [header, ...[...accounts].reverse()]) }, folder);
    expect(turned).toEqual(result);
  });

  it("keeps an account with a bad date and says so; refuses a tier without touch", async () => {
    const bad = csv("bad.csv", [header, ...accounts, "C,Ana,High touch,1000,soon,30,80"]);
    const kept = await runTool(sizeTeam, { table: bad, as_of: "2026-01-01", heads: 1 }, openTestPorts(folder));
    expect(kept.result.summary).toMatch(/"soon" is not a date/);
    const gold = csv("gold.csv", [header, ...accounts, "C,Ana,Gold,1000,2026-12-01,30,80"]);
    await expect(runTool(sizeTeam, { table: gold }, openTestPorts(folder))).rejects.toThrow(/Gold: 1 account/);
    const told = await call({ table: gold, tiers: [{ tier: "Gold", touch: "high" }] }, folder);
    expect(told.pools.map(({ tier, accounts: count }) => [tier, count])).toEqual([
      ["High touch", 20],
      ["Gold", 1],
    ]);
  });

  it("takes a missing floor from the standard only, says so, and refuses it elsewhere", async () => {
    const table = csv("untiered.csv", ["Account,Owner,ARR", "A,Ana,60000", "B,Ana,20000", "C,Ben,14000"]);
    const big = { tier: "Big", touch: "high", min_arr: 50_000 };
    const rest = { table, tiers: [big, { tier: "Rest", touch: "low" }] };
    await expect(runTool(sizeTeam, rest, openTestPorts(folder))).rejects.toThrow(/no min_arr: Rest/);
    // The standard begins low touch at 15,000: B is inside, C below.
    const known = await call({ table, tiers: [big, { tier: "Low touch", touch: "low" }] }, folder);
    expect(known.pools.map(({ tier, accounts: count }) => [tier, count])).toEqual([
      ["Big", 1],
      ["Low touch", 1],
      ["Below Low touch", 1],
    ]);
    expect(known.warnings.find(({ code }) => code === "floor_of_standard")!.message).toMatch(/Low touch.*15,000/);
    // Counted from the table, an ARR under tiers is passed over and no contradiction.
    const said = { table, tiers: [big, { tier: "Rest", touch: "tech", min_arr: 0, arr: 9 }] };
    expect((await call(said, folder)).arr).toBe(94_000);
  });

  it("names the column to give where a table has no amount", async () => {
    const table = csv("no-amount.csv", ["Account,Owner", "A,Ana", "B,Ben"]);
    await expect(runTool(sizeTeam, { table }, openTestPorts(folder))).rejects.toThrow(
      /no column for a recurring amount[\s\S]*columns\.arr/,
    );
  });

  it("takes the example table: 316 paying accounts, 24 left out and counted", async () => {
    const result = await call({ table: "accounts.csv", columns: { arr: "ARR 2026-01-01" }, as_of: "2026-01-01" });
    expect(result.arr).toBe(17_140_704);
    expect(result.pools.reduce((sum, pool) => sum + pool.accounts, 0)).toBe(316);
    expect(result.warnings.find(({ code }) => code === "not_paying")!.message).toContain("24");
    expect(result.books.length).toBe(7);
  });
});

describe("growth", () => {
  // 80 accounts at 28.2 hours are 188 hours a month, one more a month adds 2.35 and its onboarding 3; a CSM has 94 a month.
  const small = {
    tiers: [{ tier: "Mid-market", touch: "low", accounts: 80, arr: 6_000_000, hours_per_account: 28.2 }],
    team: { csm: 2 },
    costs: { csm: 150_000 },
    customer_time: 0.6,
    attrition: 0,
    growth: { a_month: [{ tier: "Mid-market", accounts: 1 }] },
  };

  it("gives the need month by month, when today's team is short, and when to open the position", async () => {
    const result = await call({ ...small, as_of: "2026-01-01" });
    expect(result.months).toHaveLength(12);
    expect(result.months[0]).toMatchObject({ month: 1, accounts: 81, csms_there: 2 });
    // (81 x 28.2 / 12 + 3) / 94
    expect(result.months[0]!.csms_needed).toBeCloseTo(193.35 / 94, 6);
    // A hire opened today is there from month 4 at 0.45 and in full from month 10.
    expect(result.months.map(({ csms_there }) => csms_there)).toEqual([2, 2, 2, ...Array(6).fill(2.45), 3, 3, 3]);
    expect(result.shortage).toEqual({ first_month: 1, early_month: 1, late_month: 1, months_still_short: 3 });
    expect(result.hiring_plan).toMatchObject([{ role: "csm", heads: 1, opens_on: "2026-01-01", recruiting_low: 4500 }]);
    expect(result.summary).toContain("short from month 1; open CSM positions: 1 now.");
    // Two of today and the one for growth
    expect(result.summary).toContain("With the hires for growth the team costs 450K a year");
    expect(result.do_next![0]).toBe(
      "Once a blueprint shows that it pays, open 1 CSM on 2026-01-01; the first day is some 10 weeks later.",
    );
  });

  it("counts the hires for growth in the cost it names", async () => {
    // Six are there, 5.6 after people leave. In month 12 the work takes 7.1: two more, and the plan for today's accounts holds none.
    const result = await call({ tiers, team, growth: { share: 0.3 } });
    expect(result.hiring_plan.find(({ role }) => role === "csm")!.heads).toBe(2);
    expect(result.summary).toMatch(/^Hire 2 CSMs for growth beside the 6 you have/);
    // 6 x 150,000 + 280,000, and two more CSMs
    expect(result.summary).toContain("1.48M a year");
  });

  it("of nothing leaves the need as it is, and is an answer", async () => {
    const result = await call({ ...small, growth: { share: 0 } });
    for (const month of result.months) expect(month.csms_needed).toBeCloseTo(2, 6);
    expect(result.shortage!.first_month).toBeNull();
    expect(result.summary).toContain("short in no month");
  });

  it("refuses to count new accounts twice, and tiers there are not", async () => {
    await expect(runTool(sizeTeam, { ...small, new_accounts_a_year: 0 }, openTestPorts())).rejects.toThrow(/both say/);
    const wrong = { ...small, growth: { a_month: [{ tier: "SMB", accounts: 1 }] } };
    await expect(runTool(sizeTeam, wrong, openTestPorts())).rejects.toThrow(/no tier SMB/);
  });
});

describe("what money buys", () => {
  it("says what the last 50,000 keep", async () => {
    const result = await call({ tiers, team, costs: { csm: 150_000, vp: 280_000 }, customer_time: 0.6, budget: 1_000_000 });
    // test/core/org/best-coverage.test.ts: six Enterprise accounts of 181,250 each, 6 x 181,250 x 59 / 81.5 = 787,270 of it
    expect(result.best_coverage!.marginal.loses).toEqual([
      { tier: "Enterprise", from: "high", to: "low", accounts: 6, arr: 1_087_500 },
    ]);
    const facts = result.because!.join(" ");
    expect(facts).toContain("The last 50K keep 787K of that");
    expect(facts).toContain("6 Enterprise accounts (1.09M) from high touch to low touch");
    expect(facts).toContain("an account with half its hours counts half");
  });

  it("is asked only of a budget", async () => {
    const result = await call({ tiers, team });
    expect(result.best_coverage).toBeNull();
    expect(result.undefined).toContainEqual({ field: "best_coverage", reason: "No budget was given." });
  });
});

describe("people in part", () => {
  it("a 0.8 head gives 902.4 hours, a player-coach half a book", async () => {
    const result = await call({
      tiers,
      team: { csm: 5.8, vp: 1, team_lead: 1 },
      player_coaches: ["Lea"],
      customer_time: 0.6,
    });
    // 0.8 x 1,128 and 0.5 x 1,128
    expect(result.parts.map(({ who, hours }) => [who, Math.round(hours * 10) / 10])).toEqual([
      ["part-time CSM", 902.4],
      ["player-coach Lea", 564],
    ]);
    expect(result.today).toEqual({ heads: 7.8, cost: 5.8 * 150_000 + 280_000 + 190_000 });
    expect(result.warnings.map(({ code }) => code)).toContain("player_coach_span");
  });

  it("heads that are fixed are whole", async () => {
    await expect(runTool(sizeTeam, { tiers, heads: 4.5 }, openTestPorts())).rejects.toThrow(/heads: must be a whole number/);
  });
});

describe("the chart, the pictures and the message", () => {
  it("groups people of one role, and gives Mermaid when asked", async () => {
    const { org_chart_text, org_chart_mermaid, summary } = await call({ tiers, team });
    // 6 CSMs under the VP, who is there
    expect(org_chart_text.split("\n")[2]).toBe("   └─ 6 x CSM");
    expect(org_chart_mermaid).toBeNull();
    expect(summary).not.toContain("message");
    expect((await call({ tiers, team, show: "org_chart" })).org_chart_mermaid).toContain('["6 x CSM"]');
  });

  it("points its pictures at lists it sends", async () => {
    for (const input of [{ tiers, team }, { tiers, team, growth: { share: 0.2 } }, { table: "accounts.csv" }]) {
      const result = await call(input);
      expect(result.charts.length).toBeGreaterThan(0);
      for (const { list } of result.charts)
        expect((result as never as Record<string, unknown[]>)[list]!.length).toBeGreaterThan(0);
    }
  });

  it("has a text for accounts that lose their CSM, and fills it account by account when asked", async () => {
    const input = { table: "accounts.csv", as_of: "2026-01-01", leaving: ["Chiara Rossi"] };
    const asked = await call({ ...input, show: "messages", limit: 2 });
    expect(asked.messages).toHaveLength(2);
    for (const { account, owner, text } of asked.messages) {
      expect(text).toContain(`Who looks after ${account} from {date}`);
      expect(text).toContain(`you reach ${owner} as before`);
    }
    expect(asked.messages_total).toBeGreaterThan(2);
    expect((await call(input)).messages).toEqual([]);
    await expect(runTool(sizeTeam, { tiers, heads: 4, show: "messages" }, openTestPorts())).rejects.toThrow(/only totals/);
    // 5,372 hours short: 40 x 59 and 120 x 19.5 are 4,700, the other 672 / 19.5 = 35 Enterprise accounts go on to a program: 155.
    expect((await call({ tiers, team, heads: 1 })).do_next!.join()).toContain("Tell the 155 accounts that lose their CSM");
  });

  it("says no message where nobody loses anybody", async () => {
    expect((await call({ tiers, team })).message).toBeNull();
    expect((await call({ table: "accounts.csv", as_of: "2026-01-01", leaving: ["Chiara Rossi"] })).message).toBeNull();
  });
});

describe("people who leave", () => {
  const header = "Account,Owner,Tier,ARR,Renewal date,Notice days,Health";
  const row = (name: string, owner: string, arr: number, date: string) => `${name},${owner},High touch,${arr},${date},30,80`;
  // Ana 3 accounts of 900K, Ben 2 of 500K, Cid 4 of 400K, each 81.5 hours; one spelling of Ana differs.
  const rows = [
    row("A1", "Ana Berg", 300_000, "2027-01-31"),
    row("A2", "ana  berg", 300_000, "2027-04-30"),
    row("A3", "Ana Berg", 300_000, "2027-12-31"),
    row("B1", "Ben Kur", 250_000, "2026-12-15"),
    row("B2", "Ben Kur", 250_000, "2027-11-30"),
    ...[1, 2, 3, 4].map((index) => row(`C${index}`, "Cid", 100_000, "2027-10-31")),
  ];
  const ask = (rest: Record<string, unknown>) =>
    call({ table: csv("leaving.csv", [header, ...rows]), as_of: "2026-11-30", ...rest }, folder);

  it("of whom only the number is known: every pair, the heaviest and the lightest", async () => {
    const result = await ask({ leaving: 2, leaving_on: "March" });
    expect(result.leaving_on).toBe("2027-03-01");
    expect(result.pairs.map(({ leaving, accounts, arr }) => [leaving.join(), accounts, arr])).toEqual([
      ["Ana Berg,Ben Kur", 5, 1_400_000],
      ["Ana Berg,Cid", 7, 1_300_000],
      ["Ben Kur,Cid", 6, 900_000],
    ]);
    // Before 1 March: A1 may object until 1 January; B1's day, 15 November, is past and its renewal still open. A2's is 31 March.
    expect(result.pairs.map(({ deadlines_before }) => deadlines_before)).toEqual([1, 1, 0]);
    expect(result.deadlines.map(({ account, last_day, when }) => [account, last_day, when])).toEqual([
      ["B1", "2026-11-15", "past"],
      ["A1", "2027-01-01", "before"],
      ["A2", "2027-03-31", "after"],
    ]);
    // 9 x 81.5 = 733.5 hours fit one CSM: all keep a person.
    expect(result.keeps_person).toEqual({ accounts: 9, arr: 1_800_000 });
    expect(result.summary).toMatch(/Worst to lose: Ana Berg and Ben Kur \(1\.4M\)\. Lightest: Ben Kur and Cid \(900K\)/);
    expect(result.summary.split(" ").length).toBeLessThanOrEqual(60);
    // The plan prepares for the heaviest pair, and no account is lost from the count.
    expect(result.books_after!.reduce((sum, book) => sum + book.accounts, 0)).toBe(9);
    expect(result.rebalanced.map(({ to }) => to)).toEqual(["Cid", "Cid", "Cid", "Cid", "Cid"]);
  });

  it("answers first, says who loses a person, what is past, and doubts people without work; notes on the file come last", async () => {
    const small = ["T1", "T2"].map((name) => `${name},Ana Berg,Tech touch,5000,2027-10-31,30,80`);
    const twice = "B2,Cid,High touch,250000,2027-11-30,30,80";
    const path = csv("small.csv", [header, ...rows, ...small, twice]);
    const result = await call({ table: path, as_of: "2026-11-30", leaving: ["Ana Berg"], leaving_on: "March" }, folder);
    // T1 and T2, 5,000 each, take no CSM hours, so nobody follows Ana there.
    expect(result.summary).toMatch(/^2 Tech touch \(10K\) get less: the plan has no CSM hours for them\./);
    expect(result.without_hours).toEqual([{ tier: "Tech touch", accounts: 2, arr: 10_000, names: ["T1", "T2"] }]);
    // Three people for 733.5 hours are 22% of their year, with leavers 23%; two do two thirds of what three do. Busy all year, a third of
    // 733.5 + 2 x 3 hours goes, less the 6 of T1 and T2: 240.5. The others hold above a tenth of ARR each, so the four of Cid, 100K each,
    // take a step of 59 hours, 236; the 4.5 hours left over are little beside the 246.5 that each of the three is taken to work.
    expect(result.if_full).toMatchObject({ busy_from: 2 / 3, accounts: 4, arr: 400_000 });
    expect(result.if_full!.people_short).toBeCloseTo(4.5 / 246.5, 6);
    expect(result.if_full!.modelled).toBeCloseTo((733.5 * 1.06625) / (3 * 1128), 4);
    expect(result.warnings.map(({ message }) => message)).toContain("Of 12 rows, 1 (250K) stands twice and counts once.");
    expect(result.because![0]).toBe("Get less: T1 (5K) and T2 (5K). From Ana Berg 2.");
    // 733.5 hours are less than one CSM's year.
    expect(result.check_first![1]).toMatch(/^3 people for .* CSMs of work/);
    const both = await ask({ leaving: ["Ana Berg", "Ben Kur"], leaving_on: "March" });
    // A1's day, 1 January, is ahead; B1's, 15 November, is past.
    expect(both.do_next!.slice(0, 2)).toEqual([
      "Ask this week what these decided, their last day to object has passed: B1 (2026-11-15, 250K).",
      "The owners win these before they go on 2027-03-01: A1 (2027-01-01, 300K).",
    ]);
  });

  it("by name, a first name will do, and refuses a stranger", async () => {
    const result = await ask({ leaving: ["ana"] });
    expect(result.leaving).toEqual(["Ana Berg"]);
    expect(result.pairs).toHaveLength(1);
    await expect(ask({ leaving: ["Zoe"] })).rejects.toThrow(/Zoe[\s\S]*Ana Berg, Ben Kur, Cid/);
    await expect(ask({ leaving: 4 })).rejects.toThrow(/3 owners/);
    await expect(ask({ leaving: 1, leaving_on: "soon" })).rejects.toThrow(/leaving_on is "soon"/);
  });

  it("without a table takes them off the CSMs there are", async () => {
    expect((await call({ tiers, team, leaving: 2 })).capacity.csms).toBe(4);
    await expect(call({ tiers, leaving: 2 })).rejects.toThrow(/team/);
  });
});

describe("an answer that a client can take", () => {
  it("stays short for thousands of accounts, and one list can be read alone", async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `Account ${index},Owner ${index % 30},${1000 + ((index * 7919) % 300_000)},2026-09-15,30,80`,
    );
    const table = csv("large.csv", ["Account,Owner,ARR,Renewal date,Notice days,Health", ...rows]);
    const input = { table, as_of: "2026-01-01", heads: 25 };
    const all = await call(input, folder);
    expect(all.served_less_total).toBeGreaterThan(100);
    const only = await call({ ...input, show: "served_less", offset: 3 }, folder);
    expect(only.books).toEqual([]);
    expect(only.served_less[0]).toEqual(all.served_less[3]);
    expect(only.served_less_total).toBe(all.served_less_total);
  });
});

describe("a company with many tiers", () => {
  it.each([4, 8, 12])("of %d stays short enough to send, whatever is asked", async (count) => {
    const many = Array.from({ length: count }, (_, index) => ({
      tier: `Segment number ${index}`,
      touch: ["high", "low", "tech"][index % 3],
      accounts: 31 + index * 17,
      arr: 5_000_000 - index * 333_333,
      complexity: 1 + index / 10,
      first_year: 0.13,
    }));
    const input = { tiers: many, team: { csm: 5.8, vp: 1, team_lead: 1 }, player_coaches: ["Lea"] };
    for (const more of [{}, { growth: { share: 0.3 } }, { growth: { share: 0.3 }, budget: 2_000_000 }]) {
      const result = await call({ ...input, ...more });
      expect(result.pools_total).toBe(count);
    }
    const one = await call({ ...input, growth: { share: 0.3 }, show: "months" });
    expect(one.months.length).toBeGreaterThan(2);
    expect(one.months_total).toBe(12);
    expect((await call({ ...input, show: "pools", limit: 2, offset: 1 })).pools.map(({ tier }) => tier)).toHaveLength(2);
  });
});

describe("what a client pays to know the tool", () => {
  it("is a modest number of tokens", () => {
    const { name, description, inputSchema } = listedTool(sizeTeam);
    expect(encode(JSON.stringify({ name, description, inputSchema })).length).toBeLessThanOrEqual(640);
  });
});
