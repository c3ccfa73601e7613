import { describe, expect, it } from "vitest";
import type { PlanDigest } from "../../../src/topics/blueprint/answer.ts";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

type Fields = Record<string, unknown>;
const as_of = "2026-03-14";
const tiers = [
  { tier: "Enterprise", accounts: 18, arr: 6_200_000, touch: "high", min_arr: 100_000 },
  { tier: "Core", accounts: 60, arr: 4_000_000, touch: "low", min_arr: 25_000 },
  { tier: "Tail", accounts: 134, arr: 1_800_000, touch: "tech", min_arr: 0 },
];
const company = { arr: 12_000_000, accounts: 212, team: { csm: 4 }, tiers };
const contacts = [
  { name: "Lee", account: "Acme", role: "champion", last_contact: "2026-01-10", relationship: 3 },
  { name: "Kim", account: "Acme", role: "decider", last_contact: "2026-03-01" },
  { name: "Sam", account: "Bolt", role: "user", last_contact: "2025-03-01" },
];
const components = [
  { component: "Handoff", level: "low" },
  { component: "Support", level: "medium" },
];

async function ask<Answer>(tool: Parameters<typeof callTool>[0], input: Fields, folder?: string): Promise<Answer> {
  const outcome = await callTool(tool, input, openTestPorts(folder));
  if (outcome.kind !== "done") throw new Error(`${tool}: ${outcome.message}`);
  return outcome.run.result as unknown as Answer;
}

describe("a plan composes the answers of the other tools", () => {
  it("says of the contacts what map_stakeholders says of them", async () => {
    const { stakeholders } = await ask<PlanDigest>("build_blueprint", { company: { ...company, contacts }, as_of });
    const { threading } = await ask<{ threading: Fields }>("map_stakeholders", { contacts, as_of });
    const { accounts, single_threaded, exposed, exposed_arr } = threading;
    expect(stakeholders).toEqual({ accounts, single_threaded, exposed, exposed_arr });
    // Acme and Bolt; Sam of Bolt was last in touch a year ago.
    expect(stakeholders!.accounts).toBe(2);
  });

  it("says of the marks what assess_organization says of them, and without marks that maturity is not known", async () => {
    const { maturity } = await ask<PlanDigest>("build_blueprint", { company: { ...company, components }, as_of });
    // The weakest part decides, never the average: rule org-maturity.
    expect(maturity).toMatchObject({ stage: "Reactive", weakest: ["Handoff"] });
    const assessed = await ask<{ summary: string }>("assess_organization", { ask: "maturity", answers: { components } });
    expect(assessed.summary).toContain(`The stage is ${maturity!.stage}`);
    expect((await ask<PlanDigest>("build_blueprint", { company, as_of })).maturity).toBeNull();
  });

  it("a part of the path that nobody knows is refused with those there are", async () => {
    const marked = { ...company, components: [{ component: "Banana", level: "low" }] };
    await expect(ask("build_blueprint", { company: marked, as_of })).rejects.toThrow(/Banana.*Handoff/);
  });

  it("a program for tech touch may take three percent of what its accounts pay", async () => {
    const { digital } = await ask<PlanDigest>("build_blueprint", { company, as_of });
    // 3% of 1.8M; 134 accounts at the 3 hours that 13,433 a year pays for
    expect(digital).toEqual({ accounts: 134, arr: 1_800_000, most: 54_000, csm_hours: 402 });
  });

  it("forecasts renewals from lights as forecast_renewals does", async () => {
    const lights = ["green", "yellow", "red"];
    const rows = Array.from(
      { length: 30 },
      (_, index) => `A${index},${40_000 + index},2026-0${4 + (index % 5)}-20,30,${lights[index % 3]}`,
    );
    const folder = temporaryFolder({ "lights.csv": ["Account,ARR,Renewal date,Notice days,Health", ...rows].join("\n") });
    const { renewals } = await ask<PlanDigest>("build_blueprint", { table: "lights.csv", as_of }, folder);
    const forecast = await ask<{ due: number; expected: number }>(
      "forecast_renewals",
      { table: "lights.csv", as_of, to: "2027-03-14" },
      folder,
    );
    expect(renewals!.due).toBe(forecast.due);
    expect(renewals!.expected).toBeCloseTo(forecast.expected, 4);
    expect(renewals!.due).toBeGreaterThan(0);
  });
});
