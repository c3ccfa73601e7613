import { describe, expect, it } from "vitest";
import type { Warning } from "../../../src/core/answer.ts";
import type { PlanDigest } from "../../../src/topics/blueprint/plan-digest.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const ports = openTestPorts(
  temporaryFolder({
    "zeros.csv": "Account,ARR\nA,0\nB,0\n",
    "gone.csv": "Account,ARR,Churn Date\nA,100000,\nB,30000,2025-06-01\n",
    "blank-end.csv": `Account,ARR 2025-01-01,ARR 2026-01-01\nA,1000,1200\nB,50,\nC,,30\n${"DEFGHIJKLMNOPQRSTU".replace(/./g, "$&,10,10\n")}`,
    "cleared.csv": "Customer,Start,End,MRR\nA,2023-05-01,,100\nB,2023-05-01,2025-07-01,0\nC,2023-05-01,2025-08-01,0\n",
  }),
);

const tiers = [
  { tier: "Enterprise", touch: "high", min_arr: 150_000, accounts: 40 },
  { tier: "Mid-market", touch: "low", min_arr: 30_000, accounts: 120 },
  { tier: "SMB", touch: "tech", min_arr: 0, accounts: 180 },
];
const company = { arr: 18e6, accounts: 340, annual_logo_churn: 0.08, team: { csm: 6, vp: 1 }, tiers };

type Result = PlanDigest & { summary: string; warnings: Warning[] };
async function answer(tool: string, input: unknown): Promise<Result> {
  const outcome = await callTool(tool, input, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as Result;
}
async function refusal(input: unknown): Promise<string> {
  const outcome = await callTool("build_blueprint", input, ports);
  return outcome.kind === "problem" ? outcome.message : `not refused: ${outcome.kind}`;
}
const build = (more: object) => answer("build_blueprint", { company: { ...company, ...more } });
const verdict = async (more: object) => (await build(more)).verdict.join("\n");

describe("what cannot be true is refused", () => {
  it.each([
    [{ nrr: 0.85, grr: 0.9 }, /NRR cannot be below GRR[\s\S]*nrr 0\.85 is below grr 0\.9/],
    [{ targets: { nrr: 0.9, grr: 0.95 } }, /targets\.nrr 0\.9 is below targets\.grr 0\.95/],
    [{ gross_margin: 0 }, /gross_margin: must be above 0/],
    [{ proposed_plan: { roles: { csm: 8 }, lift: [0.12, 0.08] } }, /lift runs from 0\.12 to 0\.08/],
  ])("%j", async (more, message) => {
    expect(await refusal({ company: { ...company, ...more } })).toMatch(message);
  });

  it("a book in which nobody pays", async () => {
    expect(await refusal({ table: "zeros.csv" })).toMatch(/no account pays anything/);
  });

  it("an account that left by the day and still has an amount is said and not counted", async () => {
    expect((await answer("build_blueprint", { table: "gone.csv", as_of: "2026-01-01" })).summary).toMatch(/1 \(.*30K\) has left/);
    // On the day before it ended it still paid: 100,000 + 30,000.
    expect((await answer("build_blueprint", { table: "gone.csv", as_of: "2025-05-31" })).verdict[0]).toContain("$130K of ARR");
  });
});

describe("the verdict reads true", () => {
  it("says the whole need where accounts get less, and in the singular", async () => {
    // 100 x 81.5 + 240 x 18.8 hours, as many as a tenth of 25,000 pays at 150,000 / 1,128: 12,662 / 1,128 = 11.2; with leavers x 1.06625 = 12.
    const few = await verdict({
      tiers: [
        { tier: "E", touch: "high", min_arr: 50_000, accounts: 100, arr: 12e6 },
        { tier: "M", touch: "low", min_arr: 0, accounts: 240, arr: 6e6 },
      ],
    });
    expect(few).toMatch(/6 CSMs stand against 12 needed once leavers are counted; even if \d+ accounts get less service/);
    expect(await verdict({ heads: 1 })).toMatch(/1 CSM stands against/);
  });

  it("counts no leavers among CSMs there are not", async () => {
    const result = await build({ heads: 0 });
    expect(result.ties.find((tie) => tie.check.startsWith("CSMs cover"))).toMatchObject({ left: 0, right: 0, ok: true });
  });

  it("plans the upper end for the work, whatever number of heads is fixed", async () => {
    // 6.91 at the upper end and 0.40 of today's six leaving: 7.31, so 8 CSMs, with VP, operations, onboarding and a lead 12 people.
    for (const more of [{}, { heads: 1 }, { heads: 100 }]) {
      const upper = (await build(more)).options.find((option) => option.name === "C")!;
      expect(upper.heads).toBe(12);
    }
  });

  it("does not let a smaller proposed team pass for a saving", async () => {
    expect(await verdict({ proposed_plan: { roles: { csm: 3, vp: 1 } } })).toMatch(/Its 3 CSMs cannot do the work of 5\.8\./);
    expect(await verdict({ proposed_plan: { roles: { csm: 8, vp: 1 } } })).not.toMatch(/cannot do the work of/);
  });

  it("gives one number where both ends are the same", async () => {
    // One tier: 8% of the customers are 8% of its ARR.
    const one = await verdict({
      tiers: [{ tier: "P", touch: "low", min_arr: 0, accounts: 340, arr: 18e6, covered_by: "partner" }],
    });
    expect(one).toContain("put GRR at about 92.0% before downgrades if they were of average size");
    expect(one).not.toMatch(/\((\d+\.\d) to \1 by gross margin\)/);
  });

  it("bounds losses known from logos only, and says so when nothing was lost", async () => {
    // Nobody today: 6 CSMs, operations, onboarding and a lead for 1.39M, at 81% margin 1.72M; 8% of 18M is 1.44M.
    expect(await verdict({ team: { csm: 0 } })).toMatch(
      /unless larger accounts left more often than small ones, at most \$1\.44M/,
    );
    expect(await verdict({ team: { csm: 0 } })).toContain("Nobody works in customer success today.");
    expect(await verdict({ annual_logo_churn: 0 })).toMatch(/nothing was lost/);
  });

  it("has nobody rather than nothing", async () => {
    const result = await answer("build_blueprint", { table: "cleared.csv", as_of: "2026-01-01" });
    expect(result.verdict.join("\n")).toContain("it has nobody");
  });

  it("says when the tiers' ARR cannot stand above their floors", async () => {
    // 40 accounts from 150,000 are 6M or more, not 1M.
    const arr = [1e6, 14e6, 3e6];
    const { warnings } = await build({ tiers: tiers.map((tier, index) => ({ ...tier, arr: arr[index] })) });
    expect(warnings.find((one) => one.code === "outside_floors")?.message).toMatch(/Enterprise: 40 accounts cannot hold/);
  });
});

describe("losses that a table hides", () => {
  it("rows left out because only their end is blank", async () => {
    const message = "1 row with 50 at the start has no amount at the end and is left out.";
    const { summary, warnings } = await answer("compute_nrr", { table: "blank-end.csv", skip_bad_rows: true });
    expect(summary).toContain(message);
    expect(warnings.map((one) => one.code)).toContain("blank_ends_left_out");
    const plan = await answer("build_blueprint", { table: "blank-end.csv", skip_bad_rows: true });
    expect(plan.warnings.map((one) => one.code)).toContain("blank_ends_left_out");
  });

  it("subscriptions whose amount was cleared when they ended", async () => {
    const window = { from: "2025-01-01", to: "2026-01-01" };
    const { summary } = await answer("compute_nrr", { table: "cleared.csv", ...window });
    expect(summary).toMatch(/^Every row that ended has the amount 0 \(2\)/);
    const plan = await answer("build_blueprint", { table: "cleared.csv", as_of: "2026-01-01" });
    expect(plan.warnings.map((one) => one.code)).toContain("ended_without_amount");
  });
});
