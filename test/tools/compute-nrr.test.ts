import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sumMoney } from "../../src/core/money/sum-money.ts";
import { computeNrr } from "../../src/tools/compute-nrr.ts";
import { resultSchema } from "../../src/tools/result-schema.ts";
import { runTool } from "../../src/tools/run-tool.ts";
import { periodsFile, periodsMissing, periodsNote } from "../core/metrics/subscription-periods.ts";
import { everyNullHasAReason } from "../every-null-has-a-reason.ts";
import { openTestPorts } from "../open-test-ports.ts";

type Result = Awaited<ReturnType<typeof computeNrr.run>>["fields"] & {
  summary: string;
  warnings: { code: string; message: string }[];
  assumptions: { what: string; value: string }[];
  undefined: { field: string; reason: string }[];
};
const folder = mkdtempSync(join(tmpdir(), "compute-nrr-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ports = openTestPorts(folder);
const call = async (input: object, where = ports): Promise<Result> => {
  const { result } = await runTool(computeNrr, input, where);
  expect(resultSchema(computeNrr).safeParse(result).error?.issues ?? []).toEqual([]);
  expect(JSON.stringify(result).length).toBeLessThan(10_000);
  everyNullHasAReason(result);
  return result as unknown as Result;
};
const refusal = async (input: object): Promise<string> =>
  call(input).then(
    () => "no problem",
    (problem) => (problem as Error).message,
  );

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
    expect(found.definitions.map(({ nrr }) => Number(nrr!.toFixed(4)))).toEqual([0.9739, 0.9304, 0.8, 0.9739, 0.9739]);
    expect(found.definitions.map(({ grr }) => Number(grr!.toFixed(4)))).toEqual([0.8, 0.7565, 0.4, 0.913, 0.8]);
    expect(found.refused.map(({ definition, nrr }) => [definition, Number(nrr!.toFixed(4))])).toEqual([
      ["losses_of_all_customers", 0.6435],
      ["new_customers_leaked_in", 3.2],
    ]);
    expect(found.summary).toContain("$575");
    expect(found.summary).toContain("11 customers paying on 2018-11-01");
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
    writeFileSync(join(folder, "pairs.csv"), "account,ARR start,ARR end\nA,100,80\nB,abc,50\nC,100,100\n");
    expect(await refusal({ table: "pairs.csv" })).toContain("row 3");
    const found = await call({ table: "pairs.csv", skip_bad_rows: true });
    // A and C: 180 of 200.
    expect(found).toMatchObject({ nrr: 0.9, reading: { rows_read: 3, rows_used: 2 } });
    expect(found.warnings.map(({ code }) => code)).toContain("rows_left_out");
  });

  it("refuses mixed currencies", async () => {
    writeFileSync(join(folder, "mixed.csv"), "account,currency,ARR start,ARR end\nA,USD,100,80\nB,EUR,100,100\n");
    expect(await refusal({ table: "mixed.csv" })).toMatch(/EUR/);
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

describe("compute_nrr takes one source", () => {
  it("refuses none, two, and parameters of a source that is not there", async () => {
    expect(await refusal({})).toContain("exactly one");
    expect(await refusal({ rows, monthly_grr: 0.98 })).toContain("rows, monthly_grr");
    expect(await refusal({ rows, from: "2025-01-01" })).toContain("from");
    expect(await refusal({ rows, segment_by: "region" })).toContain("region");
    expect(await refusal({ rows, policy: { gap: "churned" } })).toContain("policy.gap");
  });
});
