import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { analyzeCohorts, evenChoice } from "../../../src/topics/cohorts/tool.ts";
import { cases } from "../../cases.ts";
import { periodsFile, periodsMissing, periodsNote } from "../../core/subscription-periods.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { subsetOf } from "../../subset-of.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf, type ResultOf } from "../../tool-caller.ts";

type Result = ResultOf<typeof analyzeCohorts>;
const folder = temporaryFolder();
const ports = openTestPorts(folder);
const caller = callerOf(analyzeCohorts, ports);
const { refusal } = caller;
const call = async (input: object, where = ports): Promise<Result> => {
  const result = await caller.call(input, where);
  expect(result.summary).not.toMatch(/Greenwood|Kaplan|hazard|log-log|undefined|null/);
  return result;
};
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

const telco = resolve(import.meta.dirname, "../../../../shared/data/telco-churn/Telco-Customer-Churn.csv");
const telcoMissing = !existsSync(telco);
const telcoNote = telcoMissing ? " (skipped: the telco-churn table is not on this machine)" : "";
const telcoColumns = { account: "customerID", tenure_months: "tenure", outcome: "Churn" };

/** Survival by going through all customers at every month: no part of the program. */
function survivalBy(rows: { tenure: number; lost: boolean }[], month: number): number {
  let survival = 1;
  for (let at = 0; at <= month; at += 1) {
    const seen = rows.filter(({ tenure }) => tenure >= at).length;
    const lost = rows.filter(({ tenure, lost: gone }) => gone && tenure === at).length;
    if (seen > 0) survival *= 1 - lost / seen;
  }
  return survival;
}

describe("evenChoice", () => {
  it("keeps the first and the last, evenly between", () => {
    expect(evenChoice([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(evenChoice([1, 2], 3)).toEqual([1, 2]);
    expect(evenChoice([1, 2, 3], 1)).toEqual([1]);
    expect(evenChoice([], 5)).toEqual([]);
  });
});

describe("analyze_cohorts on lives", () => {
  const ten: [number, boolean][] = [
    [1, true],
    [3, true],
    [3, false],
    [5, false],
    [6, true],
    [8, false],
    [12, true],
    [12, false],
    [12, false],
    [12, false],
  ];
  const lives = ten.map(([months, churned]) => ({ months, churned }));

  it("gives the ten customers worked by hand, and never the share still here as survival", async () => {
    const found = await call({ lives });
    expect(found.survival.map(({ month, at_risk, churned }) => [month, at_risk, churned])).toEqual([
      [1, 10, 1],
      [3, 9, 1],
      [6, 6, 1],
      [12, 4, 1],
    ]);
    expect(found.survival.at(-1)!.survival).toBeCloseTo(0.5, 12);
    expect(found).toMatchObject({ median_survival: 12, customers: 10, churned: 4, leaving: "too_few", projection: null });
    expect(found.drift_verdict).toBe("not_dated");
    expect(found.summary).toContain("half are gone by month 12");
    expect(found.summary).toContain("too few to tell when");
    expect(found.summary).not.toContain("60");
    expect(found.charts.map(({ list }) => list)).toEqual(["survival", "hazard"]);
  });

  it("gives the published parameters of a thousand customers over seven years (Fader and Hardie 2007)", async () => {
    const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
    const years = survivors
      .slice(1)
      .flatMap((left, year) =>
        Array.from({ length: survivors[year]! - left }, () => ({ months: 12 * (year + 1), churned: true })),
      );
    const rest = Array.from({ length: 491 }, () => ({ months: 84, churned: false }));
    const found = await call({ lives: [...years, ...rest], interval: "year" });
    expect(found.projection!.alpha).toBeCloseTo(0.668, 3);
    expect(found.projection!.beta).toBeCloseTo(3.806, 3);
    expect(found.projection!.largest_gap).toBeLessThan(0.02);
    expect(found.projection!.survival.at(-1)).toMatchObject({ month: 168, observed: null });
    // Losses come at contract ends only.
    expect(found.leaving).toBe("renewal");
    expect(found.unknown![0]).toContain("projection");
  });

  it("takes 0 for a value", async () => {
    const found = await call({ lives: [{ months: 0, churned: false, entered: 0 }] });
    expect(found).toMatchObject({ customers: 1, churned: 0, churned_share: 0, median_survival: null, entered_late: 0 });
    expect(found.summary).toContain("Nobody has left yet");
    expect(await call({ lives: [{ months: 0, churned: true }] })).toMatchObject({ churned_share: 1, median_survival: 0 });
  });

  it("says that survival is stuck where all of a few early ones left", async () => {
    const late = Array.from({ length: 5 }, () => ({ months: 20, churned: false, entered: 10 }));
    const found = await call({ lives: [{ months: 2, churned: true }, ...late] });
    expect(found.warnings.map(({ code }) => code)).toEqual(["few_customers", "survival_stuck"]);
    expect(found.assumptions.map(({ value }) => value)).toEqual(["5 counted from the age they had when observation began"]);
    // Five of six are seen to month 20, so "0% still pay after 12 months" would be false.
    expect(found.summary).toContain("At month 2 everybody followed so far had left (1 customer)");
    expect(found.summary).not.toContain("still pay");
  });

  it("refuses what does not fit", async () => {
    expect(await refusal({})).toContain("exactly one");
    expect(await refusal({ lives, table: "x.csv" })).toContain("table, lives");
    expect(await refusal({ lives, from: "2025-01-01" })).toContain("from choose");
    expect(await refusal({ lives, measure: "money" })).toContain("measure is money");
    expect(await refusal({ lives, split_by: "tier" })).toContain('split_by "tier"');
    expect(await refusal({ lives: [{ months: 5, churned: true, entered: 6 }] })).toContain("lives[0]");
    expect(await refusal({ lives: [{ months: "five", churned: true }] })).toContain("lives[0].months");
  });
});

describe("analyze_cohorts on a row a customer", () => {
  it.skipIf(telcoMissing)(`gives the churn and the survival of the telco table, by contract${telcoNote}`, async () => {
    const where = openTestPorts(dirname(telco));
    const input = { table: "Telco-Customer-Churn.csv", columns: telcoColumns, split_by: "Contract" };
    const found = await call(input, where);
    // The table's README: 7,043 customers, 26.54% churned.
    expect(found.customers).toBe(7043);
    expect(found.churned_share!.toFixed(4)).toBe("0.2654");
    expect(found.leaving).toBe("onboarding");
    expect(found.survival_total).toBeGreaterThan(40);
    expect(found.survival.length).toBeLessThanOrEqual(40);

    const [header, ...lines] = readFileSync(telco, "utf8").trim().split(/\r?\n/);
    const place = (name: string) => header!.split(",").indexOf(name);
    const rows = lines.map((line) => {
      const cells = line.split(",");
      return {
        tenure: Number(cells[place("tenure")]),
        lost: cells[place("Churn")] === "Yes",
        contract: cells[place("Contract")]!,
      };
    });
    for (const { month, survival } of found.survival) expect(survival).toBeCloseTo(survivalBy(rows, month), 9);
    expect(found.groups.map(({ group }) => group)).toEqual(["Month-to-month", "Two year", "One year"]);
    for (const { group, customers, survival } of found.groups) {
      const own = rows.filter(({ contract }) => contract === group);
      expect(customers).toBe(own.length);
      expect(survival.map(({ month }) => month)).toEqual([3, 13, 25, 37]);
      for (const step of survival) expect(step.survival).toBeCloseTo(survivalBy(own, step.month), 9);
    }
    expect(found.groups.reduce((sum, { churned }) => sum + churned, 0)).toBe(found.churned);
    expect(found.hazard.reduce((sum, { churned }) => sum + churned, 0)).toBe(found.churned);
    expect(found.because![0]).toContain("1,869 of 7,043 customers");
    expect(found.summary).toContain("Month-to-month");

    const money = await call({ ...input, split_by: undefined, measure: "money", interval: "year" }, where);
    // 30.50% of monthly charges.
    expect(money.churned_share!.toFixed(4)).toBe("0.3050");
    expect(money.projection!.periods_fitted).toBe(6);
  });

  it.skipIf(telcoMissing)(
    `reads 7,043 rows twice${telcoNote}`,
    async () => {
      const where = openTestPorts(dirname(telco));
      const input = { table: "Telco-Customer-Churn.csv", columns: telcoColumns };
      await caller.call(input, where);
      await caller.call(input, where);
    },
    60_000,
  );

  it("refuses bad rows with their places, leaves them out when told to, and dates that choose nothing", async () => {
    const table = write(
      "tenure.csv",
      `Account,Tenure months,Churned,Plan\nA,5,yes,x\nB,,no,x\nC,7,maybe,y\n${"DEFGHIJKL".replace(/./g, "$&,9,no,y\n")}`,
    );
    const text = await refusal({ table });
    expect(text).toContain("row 4");
    const found = await call({ table, skip_bad_rows: true });
    expect(found).toMatchObject({
      customers: 10,
      churned: 1,
      left_out: [{ customers: 1 }],
      reading: { rows_read: 12, rows_used: 11 },
    });
    expect(found.warnings.map(({ code }) => code)).toContain("rows_left_out");
    expect(await refusal({ table, skip_bad_rows: true, to: "2025-01-01" })).toContain("no start dates");
    expect(await refusal({ table, skip_bad_rows: true, measure: "money" })).toMatch(/money|amount/);
    expect(await refusal({ table, skip_bad_rows: true, split_by: "Region" })).toContain(
      'split_by: the table has no column "Region"',
    );
    expect(await call({ table, skip_bad_rows: true, as_of: "2026-01-01" })).toMatchObject({ known_to: "2026-01-01" });
  });
});

describe("analyze_cohorts on subscriptions", () => {
  it.skipIf(periodsMissing)(`follows the subscription periods up to the sample's cut-off${periodsNote}`, async () => {
    const where = openTestPorts(dirname(periodsFile));
    const input = { table: "subscription_periods.csv", as_of: "2019-11-01", interval: "quarter" };
    const found = await call(input, where);
    const rows = readFileSync(periodsFile, "utf8").trim().split(/\r?\n/).slice(1);
    const spans = rows
      .map((line) => line.split(","))
      .map(([, account, start, end]) => ({ account: account!, start: start!, end: end! }));
    const known = spans.filter(({ start }) => start <= "2019-11-01");
    const accounts = [...new Set(known.map(({ account }) => account))];
    // All dates are firsts of months, so months are counted by year and month alone.
    const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
    const lived = accounts.map((account) => {
      const own = known.filter((span) => span.account === account);
      const start = own.map((span) => span.start).sort()[0]!;
      const end = own
        .map((span) => span.end)
        .sort()
        .at(-1)!;
      const lost = end <= "2019-11-01";
      return { tenure: months(lost ? end : "2019-11-01") - months(start), lost };
    });
    expect(found).toMatchObject({ customers: accounts.length, churned: lived.filter(({ lost }) => lost).length });
    for (const { month, survival } of found.survival) expect(survival).toBeCloseTo(survivalBy(lived, month), 10);
    expect(found.cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(accounts.length);
    for (const { values } of found.cohorts) expect(values[0]).toBe(1);
    expect(found.left_out).toEqual([{ reason: expect.stringContaining("after 2019-11-01"), customers: 55 - accounts.length }]);
    expect(found.summary).toContain("too few to tell");
    expect(found.charts.map(({ kind }) => kind)).toEqual(["heat_map", "steps", "bars"]);

    const paged: string[] = [];
    for (let offset: number | null = 0; offset !== null && paged.length < 30; ) {
      const page: Result = await call({ ...input, interval: "month", limit: 5, offset }, where);
      paged.push(...page.cohorts.map(({ cohort }) => cohort));
      offset = page.next_offset;
    }
    expect(paged).toEqual([...new Set(paged)].sort());
    expect(paged.length).toBe((await call({ ...input, interval: "month" }, where)).cohorts_total);
  });

  it.skipIf(periodsMissing)(`does not take the end of the data for churn${periodsNote}`, async () => {
    const where = openTestPorts(dirname(periodsFile));
    expect((await call({ table: "subscription_periods.csv", as_of: "2020-01-01" }, where)).summary).toContain(
      "looks like the end of the data",
    );
    expect(await refusal({ table: "subscription_periods.csv", as_of: "2021-01-01" }, where)).toContain("end of the file");
    expect(await refusal({ table: "subscription_periods.csv" }, where)).toContain("as_of");
  });

  it("shows newer customers that keep less, though nobody of the older ones left since", async () => {
    // 2023: 40 start, 4 leave within the year. 2024: 40 start, 16 leave within the year.
    const lines = [2023, 2024].flatMap((year) =>
      Array.from({ length: 40 }, (_, place) => {
        const leaves = place < (year === 2023 ? 4 : 16);
        return `${year}-${place},${year}-0${1 + (place % 9)}-15,${leaves ? `${year}-12-15` : ""},100`;
      }),
    );
    const table = write("fall.csv", `account,start date,end date,mrr\n${lines.join("\n")}\n`);
    const found = await call({ table, as_of: "2026-01-01", interval: "year" });
    expect(found.cohorts.map(({ cohort, size, opening, values }) => [cohort, size, opening, values])).toEqual([
      ["2023", 40, 4000, [1, 0.9, 0.9]],
      ["2024", 40, 4000, [1, 0.6, null]],
    ]);
    expect(found).toMatchObject({ drift_verdict: "newer_keep_less", drift_age: 1 });
    expect(found.drift[0]!.change_in_share).toBeCloseTo(-0.3, 12);
    // p = 0.75: 1.96 x sqrt(0.75 x 0.25 x 2 / 40) = 0.1898.
    expect(found.drift[0]!.chance_share).toBeCloseTo(0.18977, 4);
    expect(found.summary).toContain(
      "Newer customers keep less: 1 year on, 60.0% of those who started in 2024 still pay, against 90.0% for 2023",
    );
    // The table names no currency.
    expect(found.because![0]).toContain("began with 8,000 a month");
    const money = await call({ table, as_of: "2026-01-01", interval: "year", measure: "money" });
    expect(money.cohorts.map(({ values }) => values)).toEqual(found.cohorts.map(({ values }) => values));
    const reversed = write("fall-reversed.csv", `account,start date,end date,mrr\n${[...lines].reverse().join("\n")}\n`);
    expect({ ...(await call({ table: reversed, as_of: "2026-01-01", interval: "year" })), reading: null }).toEqual({
      ...found,
      reading: null,
    });
    // Customers of 2023 enter late; the cohort table has those of 2024 only.
    const late = await call({ table, as_of: "2026-01-01", interval: "year", from: "2024-01-01" });
    expect(late).toMatchObject({ entered_late: 36, cohorts: [{ cohort: "2024" }], cohorts_total: 1 });
    expect(late.left_out).toMatchObject([{ customers: 4 }]);
  });

  it("leaves customers of unknown age out of the cohorts, says so first, and believes an earlier from", async () => {
    const where = openTestPorts();
    const found = await call({ table: "subscriptions.csv", as_of: "2026-01-01", interval: "quarter" }, where);
    expect(found.summary).toMatch(/^\d+ customers stand on the table's first day, 2024-01-01/);
    const all = await call({ table: "subscriptions.csv", as_of: "2026-01-01", from: "2023-12-01", interval: "quarter" }, where);
    expect(all.warnings.map(({ code }) => code)).not.toContain("unknown_start");
    expect(all.customers).toBe(found.customers + found.left_out[0]!.customers);
  });

  it("counts customers across currencies and refuses to add their money", async () => {
    const table = write("mixed.csv", "account,start,end,mrr,currency\nA,2024-01-05,,10,USD\nB,2024-01-09,2024-03-01,20,EUR\n");
    const found = await call({ table, as_of: "2024-06-01" });
    expect(found).toMatchObject({ customers: 2, churned: 1, cohorts: [{ size: 2, opening: null }] });
    expect(await refusal({ table, as_of: "2024-06-01", measure: "money" })).toContain("EUR");
  });

  it("follows dates without amounts, and refuses their money and a table without dates", async () => {
    const table = write("dates.csv", "account,start date,end date\nA,2024-01-05,2024-03-05\nB,2024-01-20,\n");
    expect(await call({ table, as_of: "2024-04-20" })).toMatchObject({
      cohorts: [{ cohort: "2024-01", values: [1, 1, 0.5, 0.5] }],
    });
    expect(await refusal({ table, as_of: "2024-04-20", measure: "money" })).toMatch(/amount/);
    const list = write("list.csv", "account,arr,tier\nA,5,x\n");
    expect(await refusal({ table: list, as_of: "2024-04-20" })).toContain("does not show how long customers stay");
  });
});

describe("analyze_cohorts on monthly amounts", () => {
  it("follows them to the last month, money past its opening, and says whose age is doubtful", async () => {
    const table = write(
      "months.csv",
      "customer,month,mrr\nA,2025-01-01,100\nA,2025-02-01,120\nA,2025-03-01,120\nB,2025-02-01,50\nC,2025-02-01,50\nC,2025-03-01,60\n",
    );
    const found = await call({ table, as_of: "2025-03-31", measure: "money" });
    // A grows by a fifth; of B and C, who bring 100, C is left with 60.
    expect(found.cohorts).toEqual([
      { cohort: "2025-01", size: 1, opening: 100, values: [1, 1.2, 1.2] },
      { cohort: "2025-02", size: 2, opening: 100, values: [1, 0.6, null] },
    ]);
    expect(found.known_to).toBe("2025-03-01");
    expect(found.warnings.map(({ code }) => code)).toEqual(["first_month_starts", "known_to", "few_customers"]);
    expect(found.survival).toMatchObject([{ month: 1, at_risk: 3, churned: 1 }]);
  });
});

describe("the summary of few losses", () => {
  it.each([
    [1, "1 loss is too few"],
    [2, "2 losses are too few"],
  ])("speaks of %d in the right number", async (losses, words) => {
    const lives = [4, 7, 9].map((months, index) => ({ months, churned: index < losses }));
    expect((await call({ lives })).summary).toContain(`${words} to tell when customers leave`);
  });
});

describe("analyze_cohorts's real calls", () => {
  it.each(cases.filter(({ tool, tags }) => tool === "analyze_cohorts" && tags.includes("door")))(
    "$name",
    async ({ input, output }) => {
      expect(subsetOf(await call(input, openTestPorts()), output ?? {})).toEqual([]);
    },
  );
});
