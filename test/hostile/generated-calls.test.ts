// Ten thousand calls of every tool, right and wrong: each ends in a result that holds what its schema says, or in words that help.
// bench/million-calls.ts makes a million of them.
import { describe, expect, it } from "vitest";
import { callTool, tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { generatedCall } from "./generated-calls.ts";
import { faultOf } from "./judge-outcome.ts";
import { generatedTables, hostileNames } from "./tables.ts";

const CALLS = 10_000;
const MINUTES = 20 * 60_000;
const seed = Number(process.env.FAST_CHECK_SEED ?? "0");

describe("generated calls", () => {
  it(
    "give a result or words that help, and nothing else",
    async () => {
      const ports = openTestPorts(temporaryFolder(generatedTables));
      const wrong: string[] = [];
      const came = new Map<string, Set<string>>();
      for (let number = seed; number < seed + CALLS; number++) {
        const { tool, input } = generatedCall(number);
        const outcome = await callTool(tool, input, ports);
        came.set(tool, (came.get(tool) ?? new Set()).add(outcome.kind));
        const fault = faultOf(tool, outcome, hostileNames);
        if (fault !== null) wrong.push(`call ${number} of ${tool}: ${fault} for ${JSON.stringify(input)?.slice(0, 300)}`);
      }
      expect(wrong).toEqual([]);
      // Each tool answered some and refused some: the calls reach both.
      for (const { name } of tools) expect([...came.get(name)!].sort(), name).toEqual(["done", "problem"]);
    },
    MINUTES,
  );
});

describe("calls that a million generated ones found", () => {
  const book = generatedTables["hostile.csv"]!;
  const team = { team: { csm: 6, vp: 1 }, costs: { csm: 140_000, vp: 280_000 }, arr: 9e6 };
  it.each([
    [
      "hours that call for billions of people",
      "size_team",
      { ...team, tiers: [{ tier: "A", touch: "high", accounts: 40, arr: 7e6, hours_per_account: 1e12 }] },
      /people of one role, the csm\. Check the number of accounts and the hours/,
    ],
    [
      "a notice of billions of years",
      "design_tiers",
      {
        as_of: "2026-01-01",
        floors: [
          { tier: "A", touch: "high", min_arr: 100_000 },
          { tier: "B", touch: "tech", min_arr: 10_000 },
        ],
        accounts: [{ account: "Acme", arr: 80_000, tier: "A", periods_below: 4, renewal_date: "2026-06-30", notice_days: 1e12 }],
      },
      /outside the years 0 to 9999/,
    ],
    [
      "a country called like something every object has",
      "draft_playbook",
      { kind: "new_stakeholder", touch: "low", holidays: "constructor", account: "A" },
      /no country is called "constructor"/,
    ],
    [
      "an ARR of less than a cent",
      "model_economics",
      {
        ask: "cost_to_serve",
        arr: 1e-9,
        gross_margin: 0.8,
        details: { accounts: 60, cs_in: "neither", costs: { csm: 450_000 } },
      },
      /arr: is less than a hundredth/,
    ],
  ])("%s is refused", async (_, tool, input, words) => {
    const outcome = await callTool(tool, input, openTestPorts(temporaryFolder({ "hostile.csv": book })));
    expect(outcome.kind).toBe("problem");
    expect(outcome.kind === "problem" && outcome.message).toMatch(words);
  });

  it("an owner called like something every object has gets the hours given by name, which are none", async () => {
    const input = { table: "hostile.csv", as_of: "2026-01-02", hours: { Ann: 5 } };
    const outcome = await callTool("triage_book", input, openTestPorts(temporaryFolder({ "hostile.csv": book })));
    expect(faultOf("triage_book", outcome, hostileNames)).toBeNull();
    expect(outcome.kind).toBe("done");
  });

  it("runs of which only one has a day to begin on are laid out, and the others have no dates", async () => {
    const accounts = ["Acme", { account: "Bolt", start: "2024-02-29" }, "Cato"];
    const outcome = await callTool(
      "draft_playbook",
      { kind: "expansion", touch: "tech", accounts },
      openTestPorts(temporaryFolder({})),
    );
    expect(faultOf("draft_playbook", outcome)).toBeNull();
    if (outcome.kind !== "done") throw new Error("refused");
    expect(outcome.run.shown.summary).not.toMatch(/Invalid|null/);
  });

  it("lists that no tool thought long give way, and so do pages given for a name", async () => {
    const costs = { csm: 600_000, ops: 90_000, support: 200_000, tools: 60_000, management: 150_000 };
    const segments = Array.from({ length: 200 }, () => ({ segment: "Enterprise", touch: "high", accounts: 40, arr: 8e6, costs }));
    const outcome = await callTool(
      "model_economics",
      { ask: "cost_to_serve", details: { segments } },
      openTestPorts(temporaryFolder({})),
    );
    expect(faultOf("model_economics", outcome)).toBeNull();
    if (outcome.kind !== "done") throw new Error("refused");
    // 200 times 1.1M of 200 times 8M is 13.75%: the sentence stands whole, the 200 segments do not.
    expect(outcome.run.shown.summary).toMatch(/13\.8% of ARR.*leaders\.$/);
    expect(JSON.stringify(outcome.run.shown.warnings)).toMatch(/serving\.segments, \d+ of 200/);
  });
});
