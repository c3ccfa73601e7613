import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PlanDigest } from "../../../src/topics/blueprint/answer.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

// Ten kinds, each worked by hand before it was run: a CSM has 1,128 hours with customers and costs 150,000, which 185,000 of ARR repay at a
// margin of 81%; a named account takes 81.5 hours, a shared one 22.5 (19.5 where new ones are counted apart); leavers add 6.6%.
const folder = mkdtempSync(join(tmpdir(), "ten-companies-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rows = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");
const write = (file: string, header: string, body: string) => writeFileSync(join(folder, file), `${header}\n${body}\n`);
write(
  "seasonal.csv",
  "Account,Owner,ARR,Renewal date,Notice days",
  rows(150, (at) => `Shop ${at},${["Ann", "Bo", "Cy"][at % 3]},50000,2027-01-15,60`),
);
const products = (at: number) =>
  ["Core,40000", "Analytics,20000"].map((one) => `Client ${at},${one},${at % 2 ? "Ann" : "Bo"},2026-11-15`);
write(
  "products.csv",
  "Customer,Product,ARR,Owner,Renewal date",
  rows(30, (at) => products(at).join("\n")),
);
write(
  "overdue.csv",
  "Account,Owner,ARR,Renewal date",
  rows(20, (at) => `Late ${at},Ann,100000,2026-03-0${1 + (at % 9)}`),
);

type Result = PlanDigest & { summary: string; because: string[]; do_next: string[] };
const as_of = "2026-03-16";
const usd = { currency: "USD" };

interface Judged {
  kind: string;
  input: Record<string, unknown>;
  csms: [number, number];
  added: number;
  said: RegExp;
}

const judged: Judged[] = [
  {
    // 652 hours are 0.6 of a CSM, but one person would hold all 12M: above the 5M a CSM holds. Each account is an eighth.
    kind: "few large accounts",
    input: { company: { ...usd, arr: 12e6, accounts: 8, grr: 0.95, team: { csm: 2 } }, as_of },
    ...{
      csms: [2, 2],
      added: 0,
      said: /one CSM would hold \$12M of ARR, above \$5M.*12\.5% of ARR on average; losing one makes GRR 88%/s,
    },
  },
  {
    // 150 x 22.5 = 3,375 hours, 3.2 with leavers. 60 days before 15 January is 16 November.
    kind: "all renewals in one month",
    input: { company: { ...usd, annual_logo_churn: 0.06 }, table: "seasonal.csv", as_of: "2026-11-02" },
    ...{ csms: [3, 3], added: 0, said: /100% of ARR \(\$7\.5M\) is undecided within 90 days, all of it by 2026-11-16/ },
  },
  {
    // 4,890 hours, 4.6 with leavers, for 3; two CSMs need 429K, and expansion of 3.3M is partly theirs.
    kind: "usage-priced",
    input: {
      company: {
        ...{ ...usd, arr: 9e6, accounts: 60, nrr: 1.25, grr: 0.88, gross_margin: 0.7, motion: "usage" },
        ...{ expansion_owner: "shared", team: { csm: 3 } },
      },
      as_of,
    },
    ...{ csms: [4, 5], added: 300_000, said: /Expansion of 37 points is metered use/ },
  },
  {
    // At a margin of 35% one CSM needs 429K, and 400K was lost in all.
    kind: "services-heavy",
    input: { company: { ...usd, arr: 4e6, accounts: 40, grr: 0.9, gross_margin: 0.35, team: { csm: 2 } }, as_of },
    ...{ csms: [2, 2], added: 0, said: /One CSM must keep \$429K of ARR, 107% of all that was lost/ },
  },
  {
    // 2,025 hours, 1.9 with leavers, 2.8 at the worst: 2.6 stay.
    kind: "part-time people",
    input: { company: { ...usd, arr: 3.6e6, accounts: 90, annual_logo_churn: 0.08, team: { csm: 2.6 } }, as_of },
    ...{ csms: [2, 3], added: 0, said: /The work takes 1\.9 CSMs.*2\.6 stand/ },
  },
  {
    // 30 customers of 60K, whatever they bought; none decides within 90 days of April, so the second CSM is not backfilled or stays.
    kind: "two products a customer",
    input: { company: { ...usd, grr: 0.9 }, table: "products.csv", as_of },
    ...{ csms: [1, 2], added: 0, said: /\$1\.8M of ARR from 30 accounts/ },
  },
  {
    // 2,355 hours are 2.2 of 6 CSMs, and a quarter leaves: spare hours go to losses before anybody goes.
    kind: "more leave than come",
    input: {
      company: { ...usd, arr: 10e6, accounts: 120, annual_logo_churn: 0.25, new_accounts_a_year: 5, team: { csm: 6, vp: 1 } },
      as_of,
    },
    ...{ csms: [6, 6], added: 0, said: /gross retention may be 75%, below 85%/ },
  },
  {
    // 81.5 less two thirds of 8 hours of renewal: 76.2 x 100 = 7,617 hours. One CSM needs 185K, 41% of the 450K lost.
    kind: "contracts of three years",
    input: { company: { ...usd, arr: 15e6, accounts: 100, grr: 0.97, contract_years: 3, team: { csm: 3 } }, as_of },
    ...{ csms: [3, 4], added: 150_000, said: /The work takes 7\.2 CSMs/ },
  },
  {
    // Nobody undecided loses service; half a person of work stays undone until the calls are made.
    kind: "everything past its date",
    input: { company: usd, table: "overdue.csv", as_of },
    ...{
      csms: [1, 1],
      added: 0,
      said: /Past their renewal date without an outcome: Late \d+ \(\$100K\), Late \d+ \(\$100K\) and 18 more, 100% of ARR/,
    },
  },
  {
    // A CSM costs six times the dollar amount, so floors are six times higher: 800K is high touch, 8,150 hours, 7.7 with leavers.
    // One CSM needs 1.11M of the 6.4M lost, two would need 35% of it.
    kind: "costs in another currency",
    input: {
      company: { currency: "SEK", arr: 80e6, accounts: 100, grr: 0.92, costs: { csm: 900_000 }, team: { csm: 3 } },
      as_of,
    },
    ...{ csms: [3, 4], added: 900_000, said: /SEK 80M of ARR/ },
  },
];

async function build(input: Record<string, unknown>): Promise<Result> {
  const outcome = await callTool("build_blueprint", input, openTestPorts(folder));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Result;
}

describe("companies of ten kinds", () => {
  it.each(judged)("$kind lies in what leaders accept and names its trap", async ({ input, csms: [least, most], added, said }) => {
    const result = await build(input);
    const chosen = result.options.find(({ recommended }) => recommended)!;
    const people = result.team.org_chart.reduce((sum, { role, heads }) => sum + (role === "csm" ? heads : 0), 0);
    const verdict = result.verdict.join("\n");
    expect(people, verdict).toBeGreaterThanOrEqual(least);
    expect(people, verdict).toBeLessThanOrEqual(most);
    expect(chosen.added_cost ?? 0).toBeLessThanOrEqual(added);
    expect(verdict).toMatch(said);
    if ((input.company as { currency: string }).currency !== "USD") expect(verdict).not.toContain("$");
    for (const line of result.verdict) expect(line.split(" ").length, line).toBeLessThanOrEqual(25);
    expect(result.summary.split(" ").length).toBeLessThanOrEqual(60);
  });

  it("puts a day on which all decide among the facts and the first step", async () => {
    const { because, do_next } = await build(judged[1]!.input);
    expect(because[0]).toContain("all of it by 2026-11-16");
    expect(do_next[0]).toContain("The 150 accounts that decide by then ($7.5M) asked for an answer");
  });

  it("takes no service from anybody who is past its date", async () => {
    const result = await build(judged[8]!.input);
    expect(result.team.served_less).toBe(0);
  });
});
