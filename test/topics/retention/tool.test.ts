import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import { computeNrr } from "../../../src/topics/retention/tool.ts";
import { periodsFile, periodsMissing, periodsNote } from "../../core/subscription-periods.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf } from "../../tool-caller.ts";

const folder = temporaryFolder();
const ports = openTestPorts(folder);
const { call, refusal } = callerOf(computeNrr, ports);

const rows = [
  { account: "A", start: 100, end: 150 },
  { account: "B", start: 100, end: 60 },
  { account: "C", start: 100, end: 0 },
  { account: "D", start: 0, end: 80 },
  { account: "E", start: 50, end: 50 },
  { account: "F", start: 0, end: 40, paid_before: true },
  { account: "G", start: 200, end: 180 },
];

describe("compute_nrr on totals", () => {
  it("gives the skill's example", async () => {
    const found = await call({ totals: { starting: 1_000_000, expansion: 150_000, contraction: 30_000, churn: 50_000 } });
    expect(found).toMatchObject({ nrr: 1.07, grr: 0.92, logo_retention: null, quick_ratio: null });
    expect(found.summary).toContain("Net retention 107.0% (good)");
    expect(found.warnings.map(({ code }) => code)).toContain("totals_may_mix");
    expect(found.definitions.find(({ definition }) => definition === "churn_only")?.grr).toBe(0.95);
  });

  it("computes what it can: 99 of 100 customers and nothing moved", async () => {
    const totals = { starting: 5000, expansion: 0, contraction: 0, churn: 0, starting_accounts: 100, churned_accounts: 1 };
    expect(await call({ totals })).toMatchObject({ nrr: 1, grr: 1, logo_retention: 0.99 });
  });

  it("has a quick ratio and a leak when new is given: (20 + 10) / 11", async () => {
    const totals = { starting: 100, new: 20, expansion: 10, reactivation: 5, contraction: 3, churn: 8 };
    const found = await call({ totals });
    expect(found.quick_ratio).toBeCloseTo(30 / 11, 12);
    expect(found.bridge.ending).toBe(124);
    expect(found.refused).toMatchObject([{ definition: "new_customers_leaked_in", nrr: 1.24, grr: null }]);
  });

  it("refuses what cannot be", async () => {
    expect(await refusal({ totals: { starting: 575, expansion: 520, contraction: 300, churn: 425 } })).toContain(
      "cohort is mixed",
    );
    expect(await refusal({ totals: { starting: 100, churn: 0, contraction: 0 }, policy: { gap: "churned" } })).toContain(
      "totals do not show",
    );
  });
});

describe("compute_nrr on rows", () => {
  it("gives the worked book under its standard and other definitions", async () => {
    const found = await call({ rows });
    expect(found.nrr).toBe(0.8);
    expect(found.grr).toBeCloseTo(0.7090909090909091, 12);
    expect(found.logo_retention).toBe(0.8);
    expect(found.bridge).toMatchObject({ starting: 550, new: 80, reactivation: 40, ending: 560 });
    expect(found.refused[0]).toMatchObject({ definition: "new_customers_leaked_in" });
    expect(found.refused[0]!.nrr).toBeCloseTo(1.018181818181818, 12);
    expect(found.warnings.map(({ code }) => code)).toEqual(["paid_before_silent", "few_accounts"]);
    expect(found.assessment.filter(({ metric }) => metric === "nrr").length).toBe(3);
  });

  it("says which definition the headline has", async () => {
    const found = await call({ rows, policy: { reactivation: "included", grr: "churn_only" } });
    // (440 + 40) / 550 and (550 - 100) / 550
    expect(found.nrr).toBeCloseTo(480 / 550, 12);
    expect(found.grr).toBeCloseTo(450 / 550, 12);
    expect(found.summary).toContain("net also counts customers who came back");
    expect(found.summary).toContain("gross leaves downgrades out");
  });

  it("splits by segment, and pages without losing the total", async () => {
    const split = rows.map((row, index) => ({ ...row, segment: index % 2 ? "odd" : "even" }));
    const found = await call({ rows: split });
    // Even: A, C, E, G = 450; odd: B = 100.
    expect(found.segments.map(({ segment, starting, accounts }) => [segment, starting, accounts])).toEqual([
      ["even", 450, 4],
      ["odd", 100, 1],
    ]);
    expect(sumMoney(found.segments.map(({ ending }) => ending))).toBe(560);
    const page = await call({ rows: split, limit: 1, offset: 1 });
    expect(page.segments.map(({ segment }) => segment)).toEqual(["odd"]);
    expect(page.segments_total).toBe(2);
  });

  it("assumes new and says so where nothing tells", async () => {
    const found = await call({ rows: [rows[0]!, rows[3]!] });
    expect(found.assumptions.map(({ value }) => value)).toContain("1 counted as new");
    expect(found.bridge).toMatchObject({ new: 80, reactivation: 0 });
  });

  it("has no rates when nobody pays at the start", async () => {
    const found = await call({ rows: [{ account: "N", start: 0, end: 10, segment: "x" }] });
    expect(found).toMatchObject({ nrr: null, grr: null, logo_retention: null });
    expect(found.summary).toContain("not defined");
  });

  it("names the currency it is given and prefers the standard asked for", async () => {
    const found = await call({ rows, currency: "EUR", standard: "compounding" });
    expect(found.summary).toContain("€550");
    expect(found.assessment[0]).toMatchObject({ metric: "nrr", standard: "compounding", band: "warning", next: 1 });
  });
});

describe("compute_nrr on a monthly rate", () => {
  it("compounds and gives nothing else", async () => {
    const found = await call({ monthly_grr: 0.98 });
    expect(found.annualised!.grr).toBeCloseTo(0.7847167237347998, 12);
    expect(found).toMatchObject({ grr: null, assessment: [] });
    expect(found.summary).toContain("78.5%");
  });
});

describe("what may turn the verdict round", () => {
  it("comes first when the window lies after the table's last date", async () => {
    writeFileSync(join(folder, "open.csv"), "account,start_date,end_date,mrr\nA,2024-01-01,,100\nB,2024-01-01,2024-03-01,50\n");
    // Nothing is dated after 1 March 2024, so 100% of 2029 is what the table does not say.
    const { nrr, summary } = await call({ table: "open.csv", from: "2029-01-01", to: "2030-01-01" });
    expect(nrr).toBe(1);
    expect(summary).toMatch(
      /^Nothing in the table is dated after 2024-03-01; open periods are taken to go on to 2030-01-01\. Net/,
    );
  });

  it("comes first when totals disagree with their counts", async () => {
    const totals = { starting: 1000, expansion: 0, contraction: 0, churn: 1000, starting_accounts: 10, churned_accounts: 3 };
    expect((await call({ totals })).summary).toMatch(/^All revenue churned, but not all accounts did\. Net retention 0\.0%/);
  });
});

describe("compute_nrr on tables", () => {
  it.skipIf(periodsMissing)(`gives the published answers on the subscription periods${periodsNote}`, async () => {
    const where = openTestPorts(dirname(periodsFile));
    const input = { table: "subscription_periods.csv", from: "2018-11-01", to: "2019-11-01" };
    const found = await call(input, where);
    expect(found.nrr).toBeCloseTo(0.9739130434782609, 12);
    expect(found.grr).toBe(0.8);
    expect(found.logo_retention).toBeCloseTo(0.9090909090909091, 12);
    expect(found.bridge.starting).toBe(575);
    expect(found.accounts.starting).toBe(11);
    // The monthly rates multiplied are counted from the rows in monthly-bridge.test.ts.
    const published = found.definitions.filter(({ definition }) => definition !== "months_multiplied");
    expect(published.map(({ nrr }) => Number(nrr!.toFixed(4)))).toEqual([0.9739, 0.9304, 0.8, 0.9739, 0.9739]);
    expect(published.map(({ grr }) => Number(grr!.toFixed(4)))).toEqual([0.8, 0.7565, 0.4, 0.913, 0.8]);
    expect(found.refused.map(({ definition, nrr }) => [definition, Number(nrr!.toFixed(4))])).toEqual([
      ["losses_of_all_customers", 0.6435],
      ["new_customers_leaked_in", 3.2],
    ]);
    expect(found.summary).toContain("from 2018-11-01 to 2019-11-01, on 575 of opening MRR from 11 customers, of whom 10 stayed");
    expect(found.summary).not.toContain("64.");
    const gap = await call({ ...input, policy: { gap: "churned" } }, where);
    expect(gap.nrr).toBeCloseTo(535 / 575, 12);
    expect(gap.grr).toBeCloseTo(435 / 575, 12);
    expect(gap.summary).toContain("fell to zero in between counts as lost");
    expect(gap.bridge.ending).toBe(found.bridge.ending);
  });

  it.skipIf(periodsMissing)(`does not take the end of the data for churn in silence${periodsNote}`, async () => {
    const where = openTestPorts(dirname(periodsFile));
    const found = await call({ table: "subscription_periods.csv", from: "2019-01-01", to: "2020-01-01" }, where);
    expect(found.summary).toContain("looks like the end of the data");
  });

  it("reads months, splits by a header, and annualises only one month", async () => {
    writeFileSync(
      join(folder, "mrr.csv"),
      "customer,month,mrr,region\nA,2025-01-01,100,EMEA\nA,2025-02-01,90,EMEA\nB,2025-01-01,100,US\nB,2025-02-01,100,US\n",
    );
    const found = await call({ table: "mrr.csv", from: "2025-01-01", to: "2025-02-01", segment_by: "region" });
    // 190 of 200 is 0.95; EMEA 90 of 100. A month is not a year, so no bands.
    expect(found).toMatchObject({ nrr: 0.95, grr: 0.95, assessment: [] });
    expect(found.segments.map(({ segment, grr }) => [segment, grr])).toEqual([
      ["EMEA", 0.9],
      ["US", 1],
    ]);
    expect(found.annualised!.grr).toBeCloseTo(0.95 ** 12, 12);
    expect(found.warnings.map(({ code }) => code)).toContain("not_a_year");
  });

  it("reads two amounts an account, refuses a bad one, and leaves it out when told to", async () => {
    writeFileSync(
      join(folder, "pairs.csv"),
      `account,ARR start,ARR end\nA,100,80\nB,abc,5\n${"CDEFGHIJKL".replace(/./g, "$&,10,10\n")}`,
    );
    expect(await refusal({ table: "pairs.csv" })).toContain("row 3");
    const found = await call({ table: "pairs.csv", skip_bad_rows: true });
    // A 80 of 100 and ten of 10: 180 of 200.
    expect(found).toMatchObject({ nrr: 0.9, reading: { rows_read: 12, rows_used: 11 } });
    expect(found.summary).toMatch(/^Of 12 rows, 1 \(5\) cannot be used/);
    expect(found.warnings.map(({ code }) => code)).toContain("rows_left_out");
  });

  it("refuses mixed currencies without rates, and takes them with", async () => {
    writeFileSync(join(folder, "mixed.csv"), "account,currency,ARR start,ARR end\nA,USD,100,80\nB,EUR,100,100\n");
    const table = "mixed.csv";
    expect(await refusal({ table })).toMatch(/EUR[\s\S]*rates/);
    const found = await call({ table, rates: { EUR: 1.1 }, rates_end: { EUR: 1.2 }, currency: "USD" });
    // 100 + 110 = 210 at the opening; 80 + 110 = 190 of it stay, worth 80 + 120 = 200 at the end.
    expect(found.nrr).toBeCloseTo(190 / 210, 12);
    expect(found.bridge).toMatchObject({ starting: 210, contraction: 20, fx: 10, ending: 200 });
    expect(found.summary).toContain("those of the end add $10, for a closing of $200");
    expect(found.assumptions.map(({ what }) => what)).toContain("Exchange rates");
    const still = await call({ table, rates: { EUR: 1.1, USD: 1 } });
    expect(still.bridge).toEqual({ ...found.bridge, fx: undefined, ending: 190 });
    expect(await refusal({ table, rates: { EUR: 1.1 } })).toContain("currency");
    expect(await refusal({ table, rates_end: { EUR: 1.1 } })).toContain("rates_end is given without rates");
  });

  it.skipIf(periodsMissing)(`gives the months of the subscription periods, a page at a time${periodsNote}`, async () => {
    const where = openTestPorts(dirname(periodsFile));
    const input = { table: "subscription_periods.csv", from: "2017-09-01", to: "2020-01-01", limit: 12 };
    const first = await call(input, where);
    // From September 2017 to January 2020 are 28 months.
    expect([first.months.length, first.months_total]).toEqual([12, 28]);
    const second = await call({ ...input, offset: 12 }, where);
    const third = await call({ ...input, offset: 24 }, where);
    const all = [...first.months, ...second.months, ...third.months];
    expect(all.length).toBe(28);
    for (let index = 1; index < all.length; index += 1) expect(all[index]!.opening).toBe(all[index - 1]!.closing);
    expect(all[0]!.opening).toBe(first.bridge.starting);
    expect(all.at(-1)!.closing).toBe(first.bridge.ending);
    const sum = (line: "new" | "churn") => sumMoney(all.map((month) => month[line]));
    expect([first.movements!.new, first.movements!.churn]).toEqual([sum("new"), sum("churn")]);
    // November 2018 by its rows: customers 1, 5, 17, 18 and 21 start with 50, 50, 25, 90 and 25.
    expect(all.find(({ month }) => month === "2018-11-01")).toMatchObject({ opening: 335, new: 240, closing: 575 });
    const more = await call({ ...input, limit: 28 }, where);
    expect(more.months.length).toBeGreaterThan(12);
    expect(first.charts).toEqual([
      { kind: "bars", title: "Revenue bridge", list: "bridge", label: "", values: [] },
      { kind: "bars", title: "Closing by month", list: "months", label: "month", values: ["closing"] },
      {
        kind: "points",
        title: "Retention under each definition",
        list: "definitions",
        label: "definition",
        values: ["grr", "nrr"],
      },
    ]);
  });

  it("has a customer that starts and leaves inside the window in the months, and says so", async () => {
    writeFileSync(
      join(folder, "inside.csv"),
      "account,start_date,end_date,mrr\nA,2024-01-01,,100\nB,2025-02-01,2025-04-01,40\nC,2025-05-03,2025-05-20,30\n",
    );
    const found = await call({ table: "inside.csv", from: "2025-01-01", to: "2026-01-01" });
    expect(found.bridge).toMatchObject({ starting: 100, new: 0, churn: 0, ending: 100 });
    expect(found.movements).toMatchObject({ new: 70, churn: 70 });
    // C is seen between two sampled days only.
    expect(found.since_start).toEqual({
      won: 2,
      gone: [
        { account: "B", amount: 40, from: "2025-02-01", left: "2025-04-01" },
        { account: "C", amount: 30, from: "2025-05-01", left: "2025-06-01" },
      ],
    });
    expect(found.because!.join(" ")).toContain("2 of 2 customers won since the start left again (70)");
  });

  it("moves a late return from reactivation to new, and leaves the headline", async () => {
    writeFileSync(
      join(folder, "back.csv"),
      "account,start_date,end_date,mrr\nA,2024-01-01,,100\nB,2024-01-01,2024-10-01,40\nB,2025-03-01,,50\n",
    );
    const input = { table: "back.csv", from: "2025-01-01", to: "2026-01-01" };
    // From 1 October to 1 March: 31 + 30 + 31 + 31 + 28 = 151 days.
    const [any, within, late] = [
      await call(input),
      await call({ ...input, policy: { winback_days: 151 } }),
      await call({ ...input, policy: { winback_days: 150 } }),
    ];
    expect([any.bridge.reactivation, within.bridge.reactivation, late.bridge.reactivation]).toEqual([50, 50, 0]);
    expect([any.bridge.new, within.bridge.new, late.bridge.new]).toEqual([0, 0, 50]);
    expect([any.nrr, within.nrr, late.nrr]).toEqual([1, 1, 1]);
    expect(late.months.find(({ month }) => month === "2025-03-01")).toMatchObject({ new: 50, reactivation: 0 });
    expect(await refusal({ rows, policy: { winback_days: 30 } })).toContain("policy.winback_days");
    expect(await refusal({ totals: { starting: 1, churn: 0 }, policy: { winback_days: 30 } })).toContain("winback_days");
  });

  it("compares segments with the window before, and gives the reason where it cannot", async () => {
    const examples = openTestPorts();
    const input = { table: "subscriptions.csv", segment_by: "region" };
    const found = await call({ ...input, from: "2025-01-01", to: "2026-01-01" }, examples);
    const { comparison } = found;
    expect(comparison).toMatchObject({ from: "2024-01-01", to: "2025-01-01", segments_total: 3 });
    const earlier = await call({ ...input, from: "2024-01-01", to: "2025-01-01" }, examples);
    expect(comparison!.nrr_before).toBe(earlier.nrr);
    expect(comparison!.nrr_change).toBeCloseTo(found.nrr! - earlier.nrr!, 12);
    for (const { segment, nrr_before } of comparison!.segments)
      expect(nrr_before).toBe(earlier.segments.find((one) => one.segment === segment)!.nrr);
    expect(found.summary).toContain("the window before (2024-01-01 to 2025-01-01)");
    expect(earlier.comparison).toBeNull();
    expect(earlier.undefined.find(({ field }) => field === "comparison")!.reason).toContain("2023-01-01");
    expect((await call({ table: "accounts.csv", segment_by: "tier" }, examples)).comparison).toBeNull();
  });

  it("compounds half a year to a year, and says that it is not one", async () => {
    writeFileSync(join(folder, "half.csv"), "account,start_date,end_date,mrr\nA,2024-01-01,,90\nB,2024-01-01,2025-03-01,10\n");
    const found = await call({ table: "half.csv", from: "2025-01-01", to: "2025-07-01" });
    expect(found).toMatchObject({ nrr: 0.9, assessment: [], annualised: { months: 6 } });
    expect(found.annualised!.grr).toBeCloseTo(0.81, 12);
    expect(found.summary).toContain("is 6 months, not a year");
    const days = await call({ table: "half.csv", from: "2025-03-01", to: "2025-03-20" });
    expect(days.annualised).toBeNull();
  });

  it("gives the same answer from subscriptions and from the account list of the same company", async () => {
    const examples = openTestPorts();
    const periods = await call({ table: "subscriptions.csv", from: "2025-01-01", to: "2026-01-01" }, examples);
    const list = await call({ table: "accounts.csv", segment_by: "tier" }, examples);
    expect(list.nrr).toBe(periods.nrr);
    expect(list.grr).toBe(periods.grr);
    expect(list.bridge.starting).toBe(12 * periods.bridge.starting!);
    expect(sumMoney(list.segments.map(({ starting }) => starting))).toBe(list.bridge.starting);
  });
});

describe("compute_nrr on what is asked beside", () => {
  it("ties a stated closing and opening, and locates what is missing", async () => {
    const good = await call({ rows, stated_closing: 560, stated_opening: 550 });
    expect(good.tie).toEqual({ stated: 560, computed: 560, difference: 0, located: [] });
    expect(good.warnings.map(({ code }) => code)).not.toContain("does_not_tie");
    expect(good.summary).toContain("The stated closing of 560 and the stated opening of 550 tie to the cent.");
    // D's 80 are the new customers, all of them.
    const off = await call({ rows, stated_closing: 480 });
    expect(off.tie!.located.map(({ what }) => what)).toEqual([
      "New customers are not in the stated figure",
      "D is not in the stated figure",
    ]);
    expect(off.warnings.find(({ code }) => code === "does_not_tie")!.message).toContain("80 below the computed 560");
    expect(off.summary.startsWith("The stated closing of 480 is 80 below the computed 560.")).toBe(true);
    const lost = await call({ rows, stated_closing: 0 });
    expect(lost.tie).toMatchObject({ stated: 0, difference: -560, located: [] });
    expect(lost.summary).toContain("No one thing in the data equals that difference");
  });

  it("ties totals and rolled-up rows, and blank ends of a table", async () => {
    const totals = { starting: 100, new: 20, expansion: 10, reactivation: 5, contraction: 3, churn: 8 };
    const found = await call({ totals, stated_closing: 104 });
    expect(found.tie!.located).toEqual([{ what: "New customers are not in the stated figure", amount: -20 }]);
    expect(await refusal({ totals: { starting: 100, churn: 3 }, stated_closing: 97 })).toContain("nothing to be tied to");
    const family = [
      { account: "P", start: 200, end: 300 },
      { account: "Q", start: 150, end: 70, parent: "P" },
    ];
    const rolled = await call({ rows: family, stated_closing: 440 });
    expect(rolled.tie!.located[0]!.what).toContain("twice in the stated one");
    writeFileSync(
      join(folder, "blank.csv"),
      "account,ARR start,ARR end\nA,100,80\nB,6,\nC,10,10\nD,10,10\nE,10,10\nF,10,10\nG,10,10\nH,10,10\nI,10,10\nJ,10,10\nK,20,20\n",
    );
    const blank = await call({ table: "blank.csv", skip_bad_rows: true, stated_closing: 186 });
    expect(blank.tie!.located[0]).toEqual({ what: "Rows left out because an amount is blank: 1", amount: 6 });
  });

  it("shows net without a price increase", async () => {
    // Only A grew, by 50, of which 5 is price: (440 - 5) / 550.
    const found = await call({ rows, price_increase: 0.05 });
    expect(found.price_expansion).toBe(5);
    expect(found.nrr_without_price).toBeCloseTo(435 / 550, 12);
    expect(found.nrr).toBe(0.8);
    expect(found.assumptions.map(({ what }) => what)).toContain("Price increase");
    expect(found.summary).toContain("Without the price increase net is 79.1%");
    expect((await call({ rows, price_increase: 0 })).nrr_without_price).toBe(0.8);
    expect("nrr_without_price" in (await call({ rows }))).toBe(false);
    expect(await refusal({ rows, price_increase: 5 })).toContain("0.05");
    expect(await refusal({ totals: { starting: 1, churn: 0 }, price_increase: 0.05 })).toContain("price_increase");
    expect(await refusal({ monthly_grr: 0.98, stated_closing: 1 })).toContain("stated_closing");
  });

  it("says how large those who left were, and how the account in the middle moved", async () => {
    const { adverse_selection: found } = await call({ rows });
    // C paid 100, the five of the cohort 550: 100 / 110. Changes +50%, -40%, -100%, 0 and -10%: the middle one -10%.
    expect(found.index).toBeCloseTo(100 / 110, 12);
    expect(found).toMatchObject({ churned_average: 100, opening_average: 110, median_change_rate: -0.1 });
    const totals = { starting: 1000, expansion: 0, contraction: 0, churn: 300, starting_accounts: 10, churned_accounts: 2 };
    expect((await call({ totals })).adverse_selection).toMatchObject({ index: 1.5, median_change_rate: null });
  });

  it("stays short with many segments, many months and a long page", async () => {
    const line = (index: number) => {
      const name = `account number ${index},region with a long name ${index % 60}`;
      return `${name},2023-01-01,2025-0${1 + (index % 9)}-11,${100 + index}.17\n${name},2025-11-03,,${90 + index}.31`;
    };
    const text = Array.from({ length: 240 }, (_, index) => line(index)).join("\n");
    writeFileSync(join(folder, "long.csv"), `account,region,start_date,end_date,mrr\n${text}\n`);
    const input = { table: "long.csv", from: "2024-02-01", to: "2026-02-01", segment_by: "region", stated_closing: 1 };
    const found = await call({ ...input, limit: 50 });
    expect([found.segments_total, found.months_total, found.comparison]).toMatchObject([60, 24, null]);
    expect(found.segments.length).toBeGreaterThan(0);
    expect(found.months.length).toBeGreaterThan(0);
    const later = await call({ ...input, from: "2025-02-01", limit: 50, offset: 3 });
    expect(later.comparison!.segments_total).toBe(60);
    expect(later.comparison!.segments.length).toBeGreaterThan(0);
  });
});

describe("compute_nrr takes one source", () => {
  it("refuses none, two, and parameters of a source that is not there", async () => {
    expect(await refusal({})).toContain("exactly one");
    expect(await refusal({ rows, monthly_grr: 0.98 })).toContain("rows, monthly_grr");
    expect(await refusal({ rows, from: "2025-01-01" })).toContain("from");
    expect(await refusal({ rows, segment_by: "region" })).toContain("region");
    expect(await refusal({ rows, policy: { gap: "churned" } })).toContain("policy.gap");
  });
});
