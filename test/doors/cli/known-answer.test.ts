// A table nobody here wrote, and its retention worked out independently (see the README beside it).
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { periodsFile, periodsMissing, periodsNote } from "../../core/subscription-periods.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { runProgram } from "../run-program.ts";

interface Answer {
  nrr: number;
  grr: number;
  logo_retention: number;
  bridge: { starting: number };
  accounts: { starting: number };
  definitions: { definition: string; nrr: number; grr: number }[];
  refused: { definition: string; nrr: number; grr: number | null }[];
}
const percent = (value: number | null | undefined) => (typeof value === "number" ? Number((value * 100).toFixed(2)) : value);

describe.skipIf(periodsMissing)(`121 subscription periods, November 2018 to November 2019${periodsNote}`, () => {
  let answer: Answer;
  beforeAll(async () => {
    requireCurrentBuild();
    const working = temporaryFolder({ "periods.csv": readFileSync(periodsFile, "utf8") });
    const question = JSON.stringify({ table: "periods.csv", from: "2018-11-01", to: "2019-11-01" });
    const { code, stdout } = await runProgram(["call", "compute_nrr", "--json", question], { working });
    expect(code).toBe(0);
    answer = JSON.parse(stdout) as Answer;
  });

  it("starts with 11 customers and 575 a month", () => {
    expect([answer.accounts.starting, answer.bridge.starting]).toEqual([11, 575]);
  });

  it("keeps 97.39% net, 80.00% gross and 90.91% of customers", () => {
    expect([answer.nrr, answer.grr, answer.logo_retention].map(percent)).toEqual([97.39, 80, 90.91]);
  });

  it.each([
    ["gap_as_churn", 93.04, 75.65],
    ["movements_of_cohort", 80, 40],
  ])("and under the definition %s", (name, nrr, grr) => {
    const found = answer.definitions.find(({ definition }) => definition === name);
    expect([percent(found?.nrr), percent(found?.grr)]).toEqual([nrr, grr]);
  });

  it("names what is not retention and does not answer with it", () => {
    const shown = answer.refused.map((one) => percent(one.nrr));
    // All customers' movements over the opening, and new customers leaked in.
    expect(shown).toContain(64.35);
    expect(shown).toContain(320);
    expect(answer.definitions.map((one) => percent(one.nrr))).not.toContain(64.35);
    expect(answer.definitions.map((one) => percent(one.nrr))).not.toContain(320);
  });
});
