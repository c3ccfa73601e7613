import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { clauseOf, noteOf } from "../../../src/tables/contract-words.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const folder = mkdtempSync(join(tmpdir(), "renewals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ports = openTestPorts(folder);

// biome-ignore lint/suspicious/noExplicitAny: an answer as a client reads it
type Answer = any;
async function run(
  name: string,
  lines: string[],
  book: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  writeFileSync(join(folder, name), lines.join("\n"));
  const called = await callTool(
    "weigh_offer",
    {
      offers: [
        { name: "ten", change: 0.1 },
        { name: "five", change: 0.05 },
      ],
      gross_margin: 0.7,
      as_of: "2026-11-30",
      book: { table: name, ...book },
      ...more,
    },
    ports,
  );
  if (called.kind === "problem") throw new Error(called.message);
  return (called as Answer).run.result;
}

const list = [
  "Customer,Annual fee,Cur,Renews,Notice days,Increase clause,Comment",
  "Ash Foods,100000,GBP,2027-01-31,60,none,", // 2 December
  "Birch Mills,200000,GBP,2027-02-28,90,none,RFP since October", // 30 November
  "Cedar Bank,60000,GBP,2027-03-15,30,max 3%,",
  "Dogwood Ltd,40000,GBP,2027-03-01,30,CPI + 1,",
  "Elm House,50000,GBP,2027-03-20,60,fixed until 31 Dec 2028,",
  "Fir Retail,30000,GBP,2027-02-10,30,none,gave notice 12 Nov",
  "Gorse Labs,20000,EUR,2027-03-10,30,none,", // 20,000 x 0.85 = 17,000
  "Hazel Co,80000,GBP,2027-01-29,30,none,price changes need 60 days written notice", // 30 November
  "Ivy Media,70000,GBP,2027-01-15,30,none,price changes need 60 days written notice", // 16 November: too late
  "Juniper,25000,GBP,2027-04-20,30,none,",
  "Cedar Bank Ltd,60000,GBP,2027-03-15,30,max 3%,see other line",
  "Kale Farm,10000,GBP,2027-03-31,30,list price,",
  "Larch Arts,15000,GBP,2027-03-05,30,none,signed 20 Nov",
  "Total,760000,,,,,",
];

describe("a list of renewals under two price paths", () => {
  const book = { rates: { EUR: 0.85 }, index: 0.03, decide_on: "2026-12-03" };

  it("counts each once, in one currency, and as far as its contract allows", async () => {
    const { renewals } = await run("list.csv", list, book, { currency: "GBP" });
    // Listed 760,000. EUR 20,000 is GBP 17,000: -3,000. Out: Fir 30,000, Juniper 25,000 (April), Cedar twice 60,000. Left 642,000 in 10.
    expect(renewals.steps.map(({ step, count, arr }: Answer) => [step, count, arr])).toEqual([
      ["as_listed", 13, 760_000],
      ["other_currency", 0, -3_000],
      ["gave_notice", -1, -30_000],
      ["outside", -1, -25_000],
      ["duplicate", -1, -60_000],
      ["renewals", 10, 642_000],
    ]);
    expect(renewals.groups.map(({ state, cap, arr, rises }: Answer) => [state, cap, arr, rises])).toEqual([
      // Birch 200,000 + Ash 100,000 + Hazel 80,000 + Gorse 17,000.
      ["free", null, 397_000, [39_700, 19_850]],
      ["capped", 0.03, 60_000, [1_800, 1_800]],
      ["capped", 0.04, 40_000, [1_600, 1_600]],
      ["unclear", null, 10_000, [1_000, 500]],
      ["fixed", null, 50_000, [0, 0]],
      ["too_late", null, 70_000, [0, 0]],
      ["signed", null, 15_000, [0, 0]],
    ]);
    expect(renewals.paths).toMatchObject([
      { name: "ten", change: 0.1, on_the_list: 76_000, can: 44_100, can_without_unclear: 43_100 },
      { name: "five", change: 0.05, on_the_list: 38_000, can: 23_750, can_without_unclear: 23_250 },
    ]);
    // A tenth of each step, of what is fixed, late or signed, and what the caps take: 1,800 of 6,000 and 1,600 of 4,000 are left. Together 44,100.
    expect(renewals.paths[0].bridge).toEqual([
      { why: "as_listed", amount: 76_000 },
      { why: "other_currency", amount: -300 },
      { why: "gave_notice", amount: -3_000 },
      { why: "outside", amount: -2_500 },
      { why: "duplicate", amount: -6_000 },
      { why: "capped", amount: -6_600 },
      { why: "fixed", amount: -5_000 },
      { why: "too_late", amount: -7_000 },
      { why: "signed", amount: -1_500 },
    ]);
  });

  it("says how much more the higher one may lose, by money and by name", async () => {
    const { renewals, summary } = await run("list.csv", list, book, { currency: "GBP" });
    const [pair] = renewals.beside;
    // 5% of 407,000 = 20,350. A customer that leaves costs 0.7 + 0.1 of its price: 20,350 / 0.8 = 25,437.50; on ARR 20,350 / 1.1 = 18,500.
    expect(pair).toMatchObject({
      // At Ash, Birch and Hazel, which alone turn it, five: 23,750 and 5% of 27,000 more.
      mixed: { lower_at: 3, can: 25_100, ahead: 1_350 },
      ahead: 20_350,
      ahead_without_unclear: 19_850,
      differ: 5,
      differ_arr: 407_000,
      average: 81_400,
      may_lose_arr: 25_437.5,
      may_lose_arr_on_arr: 18_500,
      chance_each: 0.0625,
      smallest_arr: 10_000,
    });
    // One of 81,400: 20,350 - 65,120 = -44,770, and 20,350 - 89,540 = -69,190 of ARR.
    expect(pair.losses[1]).toEqual({ lost: 1, margin: -44_770, arr: -69_190 });
    // Kale 10,000 costs 8,000; with Gorse 17,000 21,600, which is more than 20,350.
    expect(pair.smallest).toBe("Kale Farm 10,000");
    expect(pair.alone).toBe("Birch Mills 200,000; Ash Foods 100,000; Hazel Co 80,000");
    // Without Birch (49% of it): 5% of 207,000 = 10,350, over 0.8 = 12,937.50.
    expect(pair.without_largest).toMatchObject({ account: "Birch Mills", ahead: 10_350, may_lose_arr: 12_937.5 });
    expect(summary).toContain("ten can bring £44K, not £76K");
    expect(summary).toContain("without Birch Mills, one of usual size (£52K) is already too many");
  });

  it("lists what cannot wait for the meeting, whose day it is, and what is over", async () => {
    const { renewals, warnings } = await run("list.csv", list, book, { currency: "GBP" });
    expect(renewals.before.map(({ account, who, last_day, if_months }: Answer) => [account, who, last_day, if_months])).toEqual([
      ["Birch Mills", "customer", "2026-11-30", "2026-11-28"],
      ["Hazel Co", "we", "2026-11-30", null],
      ["Ash Foods", "customer", "2026-12-02", "2026-11-30"],
    ]);
    const said = (code: string) => warnings.find((one: Answer) => one.code === code)?.message;
    expect(said("too_late")).toContain("Ivy Media £70K (2026-11-16)");
    expect(said("duplicate")).toContain("Cedar Bank Ltd stands there twice");
    expect(said("other_currency")).toContain("£3K off");
  });

  it("compares one path with no rise, and counts no row whose currency has no rate", async () => {
    const alone = await run("one.csv", list, { index: 0.03 }, { currency: "GBP", offers: [{ name: "ten", change: 0.1 }] });
    expect(alone.renewals.paths.map(({ name }: Answer) => name)).toEqual(["ten", "no rise"]);
    // 10% of 380,000 free and 10,000 unclear, 3% of 60,000, 4% of 40,000.
    expect(alone.renewals.paths[0].can).toBe(42_400);
    expect(alone.warnings.find(({ code }: Answer) => code === "no_rate").message).toContain("Gorse Labs");
  });

  it("moves a last day on a public holiday of the currency's country, and takes other headers by name", async () => {
    const lines = ["Kunde;Betrag;Ende;Regel", "Arbeit AG;1000;14.02.2027;keine", "Bund AG;2000;15.03.2027;keine"];
    const { renewals } = await run(
      "holiday.csv",
      ["Client,Fee,Renewal,Notice days,Terms of price", "Kudu,1000,2027-02-14,60,none", "Eland,2000,2027-03-15,30,none"],
      { columns: { clause: "Terms of price" }, decide_on: "2026-12-15" },
      { currency: "ZAR" },
    );
    // 14 February less 60 days is 16 December, the Day of Reconciliation.
    expect(renewals.before[0]).toMatchObject({ account: "Kudu", last_day: "2026-12-16", act_by: "2026-12-15" });
    expect(
      (await run("german.csv", lines, { columns: { clause: "Regel", renewal_date: "Ende", arr: "Betrag" } })).renewals.paths[0]
        .can,
    ).toBe(300);
  });

  it("reads notice in months, a day until which a price is locked, and notes of two people", async () => {
    const lines = [
      "Account,ARR,Contract end,Notice (months),Cap %,Price lock until,CSM comment,AE notes",
      "Alpha,10000,2027-01-31,2,5,,all ok,RFP expected", // two months before is 30 November
      "Beta,20000,2027-02-28,3,,2028-02-28,,",
      "Gamma,30000,2027-03-31,1,,,gave notice on 3 Nov,",
    ];
    const { renewals } = await run("lock.csv", lines, { decide_on: "2026-12-03" }, { currency: "GBP" });
    expect(renewals.groups.map(({ state, cap, names }: Answer) => [state, cap, names])).toEqual([
      ["capped", 0.05, "Alpha 10,000"],
      ["fixed", null, "Beta 20,000"],
    ]);
    expect(renewals.before).toMatchObject([{ account: "Alpha", last_day: "2026-11-30", note: "all ok; RFP expected" }]);
    expect(renewals.steps).toContainEqual({ step: "gave_notice", count: -1, arr: -30_000, names: "Gamma 30,000" });
  });

  it("refuses what it cannot do with a way that works", async () => {
    await expect(run("list.csv", list, {}, { as_of: undefined })).rejects.toThrow(/needs as_of/);
    await expect(run("list.csv", list, {}, { offers: [{ name: "ten", price: 5 }] })).rejects.toThrow(/"ten": give change/);
    await expect(run("list.csv", list, { columns: { clausula: "x" } })).rejects.toThrow(/there is not: clausula/);
    const open = ["Account,ARR,Renewal", "A,1000,01/02/2027", "B,1000,03/02/2027"];
    await expect(run("open.csv", open, {})).rejects.toThrow(/"dates": "day_first"/);
    const read = await run("open.csv", open, { dates: "day_first" });
    expect(read.renewals.paths[0].can).toBe(200);
  });
});

describe("the words of price clauses and notes", () => {
  it.each([
    ["max 5% p.a.", "capped", 0.05, null],
    ["CPI", "capped", null, 0],
    ["max CPI + 1", "capped", null, 0.01],
    ["CPI, max 4%", "capped", 0.04, 0],
    ["VPI + 1,5 %", "capped", null, 0.015],
    ["teto 6%", "capped", 0.06, null],
    ["3", "capped", 0.03, null],
    ["fixed until 31 Mar 2028", "fixed", null, null],
    ["fest bis 31.12.2028", "fixed", null, null],
    ["keine Erhöhung", "fixed", null, null],
    ["list price", "list_price", null, null],
    ["Preisliste", "list_price", null, null],
    ["none", "open", null, null],
    ["keine", "open", null, null],
    ["livre", "open", null, null],
    ["by mutual agreement", "consent", null, null],
    ["-", "blank", null, null],
    ["see annex C", "other", null, null],
  ])("%s", (text, kind, cap, plus) => {
    expect(clauseOf(text)).toMatchObject({ kind, cap, index_plus: plus });
  });

  it.each([
    ["gave notice 17 Nov, leaving", { gave_notice: true }],
    ["asked about the notice period", { gave_notice: false }],
    ["hat am 12.11. gekündigt", { gave_notice: true }],
    ["sagt upp avtalet", { gave_notice: true }],
    ["signed 12 Nov, 3 yrs flat", { signed: true }],
    ["not signed yet", { signed: false }],
    ["verbally told no increase by previous AM", { promised: true }],
    ["promised a report by Friday", { promised: false }],
    ["price changes need 60 days written notice (cl. 9.2)", { price_notice_days: 60 }],
    ["Preisanpassung ist 3 Monate vorher anzukündigen", { price_notice_months: 3, price_notice_days: null }],
    ["RFI went out in Oct", { risk: true }],
    ["happy", { risk: false, gave_notice: false, signed: false, promised: false }],
  ])("%s", (text, wanted) => {
    expect(noteOf(text)).toMatchObject(wanted);
  });
});

describe("the days by which a new price is announced", () => {
  const rows = (header: string) => [
    `Customer,ARR,Renewal,Price clause,${header},Cust notice (days)`,
    "Ash,100000,2027-02-28,open,90,30", // 30 November: today
    "Birch,50000,2027-02-20,open,90,30", // 22 November: too late
    "Cedar,40000,2027-03-31,open,30,60",
  ];

  it.each(["Announce (days)", "Ankündigung", "Preavviso prezzo", "Annonce prix (jours)", "Anuncio de precio"])(
    "are read under %s",
    async (header) => {
      const { renewals, warnings } = await run("told.csv", rows(header), {});
      // A tenth of 140,000: nothing can be raised at Birch.
      expect(renewals.paths[0].can).toBe(14_000);
      expect(renewals.before[0]).toMatchObject({ account: "Ash", who: "we", last_day: "2026-11-30" });
      expect(warnings.map(({ code }: Answer) => code)).not.toContain("days_unread");
    },
  );

  it("are asked for where a column of days is left over, and can be named", async () => {
    const open = await run("left.csv", rows("Vorlauf"), {});
    expect(open.renewals.paths[0].can).toBe(19_000);
    expect(open.check_first[0]).toContain('"price_notice": "Vorlauf"');
    expect(open.warnings[0]).toMatchObject({ code: "days_unread" });
    const named = await run("left.csv", rows("Vorlauf"), { columns: { price_notice: "Vorlauf" } });
    expect(named.renewals.paths[0].can).toBe(14_000);
  });

  it("stand among the fields that a refusal lists", async () => {
    await expect(run("left.csv", rows("Vorlauf"), { columns: { announce: "Vorlauf" } })).rejects.toThrow(/price_notice/);
  });
});
