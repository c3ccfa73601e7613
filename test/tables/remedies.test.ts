// Every way on that a refusal offers is tried: it must work, and give the right answer.
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

interface Case {
  name: string;
  tool: string;
  csv: string;
  input: Record<string, unknown>;
  /** By the parameter offered: what the call with it gives under a field. */
  gives: Record<string, Record<string, number>>;
}

const window = { from: "2024-02-01", to: "2025-02-01" };
const cases: Case[] = [
  {
    name: "blank months",
    tool: "compute_nrr",
    csv: "Customer,Feb-24,Feb-25,Mar-25\nA,100,120,120\nB,50,,\n",
    input: window,
    // 120 of 150; without B, whose blanks are not known, 120 of 100. Left out are a half of the rows, which refuses.
    gives: { '{"reading": {"blank": "zero"}}': { nrr: 0.8 } },
  },
  {
    name: "no end",
    tool: "compute_nrr",
    csv: "account,start,mrr\nA,2024-01-01,100\nB,2024-01-01,50\n",
    input: window,
    gives: { '{"columns": {"end": null}}': { nrr: 1 } },
  },
  {
    name: "contract totals",
    tool: "compute_nrr",
    csv: "account,start_date,end_date,amount\nA,2024-01-01,2025-01-01,12000\nA,2025-01-01,2027-01-01,24000\nB,2024-01-01,2025-01-01,12000\nB,2025-01-01,2026-01-01,12000\n",
    input: window,
    // By the year all pay 12,000 throughout; as yearly amounts A doubles: 36,000 of 24,000.
    gives: { '{"reading": {"amount": "tcv"}}': { nrr: 1 }, '{"reading": {"amount": "arr"}}': { nrr: 1.5 } },
  },
  {
    name: "a scale of ten",
    tool: "forecast_renewals",
    csv: "Account,ARR,Renewal Date,Health\nA,1000,2026-02-01,9\nB,500,2026-02-01,7\n",
    input: { as_of: "2026-01-01" },
    // 1,000 x 0.95 + 500 x 0.85; and as points of 100 both are emergencies, 1,500 x 0.1.
    gives: { '{"reading": {"scale": 10}}': { expected: 1375 }, '{"reading": {"scale": 100}}': { expected: 150 } },
  },
  {
    name: "a price of one or of all",
    tool: "compute_nrr",
    csv: "Customer,Quantity,Price,Start Date,End Date\nA,10,10,2024-01-01,\nB,1,100,2024-01-01,2024-06-01\n",
    input: window,
    // 10 of 110, or 100 of 200.
    gives: { '{"columns": {"quantity": null}}': { nrr: 0.0909 }, '{"columns": {"unit_price": "Price"}}': { nrr: 0.5 } },
  },
  {
    name: "words of its own",
    tool: "compute_nrr",
    csv: "account,start,end,mrr,status\nA,2024-01-01,,100,Zork\nB,2024-01-01,2024-06-01,50,Blip\n",
    input: window,
    gives: { '{"columns": {"status": null}}': { nrr: 0.6667 } },
  },
];

describe("what a refusal offers", () => {
  it.each(cases)("$name", async ({ tool: name, csv, input, gives }) => {
    const tool = tools.find((one) => one.name === name)!;
    const ports = openTestPorts(temporaryFolder({ "table.csv": csv }));
    const asked = { table: "table.csv", ...input };
    const refusal = await runTool(tool, asked, ports).then(
      () => null,
      (problem) => (problem instanceof Problem ? problem.message : Promise.reject(problem)),
    );
    expect(refusal).not.toBeNull();
    for (const [parameter, values] of Object.entries(gives)) {
      expect(refusal!.replaceAll(/\s/g, "")).toContain(parameter.slice(2, parameter.indexOf(":")).replaceAll('"', ""));
      const { result } = await runTool(tool, { ...asked, ...JSON.parse(parameter) }, ports);
      for (const [field, value] of Object.entries(values))
        expect(result[field], `${parameter} ${result.summary}`).toBeCloseTo(value, 4);
    }
  });
});
