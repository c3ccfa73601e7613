import { describe, expect, it } from "vitest";
import { resultSchema } from "../../../src/tool/run.ts";
import { findBenchmarks } from "../../../src/topics/benchmarks/tool.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const ports = openTestPorts();
interface Row {
  value: number | null;
  population: string;
  year: string | null;
  segment: string | null;
  grade: string;
  why?: string;
}
async function call(input: unknown) {
  const outcome = await callTool("find_benchmarks", input, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  const { result } = outcome.run;
  resultSchema(findBenchmarks).parse(result);
  everyNullHasAReason(result);
  expect(JSON.stringify(result).length).toBeLessThan(10_000);
  return result as unknown as { summary: string; matches: Row[]; matches_total: number; refused: Row[]; refused_total: number };
}
async function all(input: Record<string, unknown>, list: "matches" | "refused") {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += 8) {
    const page = (await call({ ...input, offset }))[list];
    rows.push(...page);
    if (page.length < 8) return rows;
  }
}

describe("find_benchmarks", () => {
  it("gives the median of the company's own contract size, with its population and year", async () => {
    // SaaS Capital's survey of 2022: contracts of 50 to 100 thousand have a median NRR of 105%, those of 100 to 250 thousand 107%.
    const matches = await all({ metric: "nrr", acv: 60_000 }, "matches");
    const own = matches.find((row) => row.segment === "ACV $50K to $100K" && row.population.includes("12th survey"));
    expect(own).toMatchObject({ value: 1.05, year: "2022", grade: "P" });
    expect(matches.every((row) => row.segment !== "ACV $100K to $250K")).toBe(true);
    const refused = await all({ metric: "nrr", acv: 60_000 }, "refused");
    expect(refused.find((row) => row.segment === "ACV $100K to $250K")!.why).toMatch(/your contract size is outside/);
  });

  it("the edge of a band belongs to the band above", async () => {
    const matches = await all({ metric: "nrr", acv: 100_000 }, "matches");
    expect(matches.some((row) => row.segment === "ACV $100K to $250K")).toBe(true);
    expect(matches.some((row) => row.segment === "ACV $50K to $100K")).toBe(false);
  });

  it("keeps figures of other populations out and never averages", async () => {
    const matches = await all({ metric: "nrr", acv: 60_000 }, "matches");
    expect(matches.filter((row) => row.grade === "C")).toEqual([]);
    expect(matches.filter((row) => row.population.includes("self-serve"))).toEqual([]);
    const selfServe = await all({ metric: "nrr", motion: "self_serve" }, "matches");
    expect(selfServe.some((row) => row.population.includes("self-serve") && row.value === 0.82)).toBe(true);
  });

  it("asks for a size instead of guessing one", async () => {
    const refused = await all({ metric: "nrr" }, "refused");
    expect(refused.find((row) => row.segment === "ACV under $12K")!.why).toMatch(/give acv/);
  });

  it("says when no sound public figure exists", async () => {
    const result = await call({ metric: "accounts_per_csm", acv: 20_000 });
    expect(result.matches_total).toBe(0);
    expect(result.refused_total).toBeGreaterThan(3);
    expect(result.summary).toMatch(/^No sound public figure exists for accounts per csm/);
  });

  it("takes the metric as people write it, and lists what there is for one it does not know", async () => {
    expect((await call({ metric: "NRR", acv: 60_000 })).matches_total).toBeGreaterThan(0);
    const outcome = await callTool("find_benchmarks", { metric: "happiness" }, ports);
    expect(outcome.kind === "problem" && outcome.message).toMatch(/no published figure for "happiness".*grr, .*nrr/);
  });
});
