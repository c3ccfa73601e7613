import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const examples = new URL("../../../examples", import.meta.url).pathname;

async function read(input: Record<string, unknown>, folder = examples) {
  const outcome = await callTool("build_blueprint", { include: ["all"], ...input }, openTestPorts(folder));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  const { result, document = "" } = outcome.run;
  return { result, document, messages: result.warnings.map(({ message }) => message) };
}

const sample = { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" };

describe("a plan read to its last page", () => {
  it("says nothing of losses where nobody left, and one account is one", async () => {
    const company = { arr: 900_000, accounts: 1, annual_logo_churn: 0, team: { csm: 1 } };
    const { result, document } = await read({ company, as_of: "2026-03-14" });
    expect(document).toContain("No customer left last year.");
    for (const words of [/who left/i, /losses for want of contact/, /which of last year's losses/])
      expect(document).not.toMatch(words);
    // One account of 81.5 hours a year.
    expect((result.because as string[]).join(" ")).toContain("1 account x 81.5 h = 82 h");
  });

  it("names leaders and ceilings as people do, for the plan that is recommended", async () => {
    const company = {
      ...{ arr: 22_000_000, accounts: 410, grr: 0.9, customer_time: 0.58, new_accounts_a_year: 55, expansion_owner: "cs" },
      team: { csm: 8, cs_ops: 1, onboarding: 1, renewals: 1, manager: 1 },
      costs: { csm: 128_000, cs_ops: 120_000, onboarding: 110_000, renewals: 115_000, manager: 190_000 },
      tiers: [
        { tier: "A", touch: "high", accounts: 55, arr: 11_800_000 },
        { tier: "B", touch: "low", accounts: 150, arr: 7_600_000 },
        { tier: "C", touch: "tech", accounts: 205, arr: 2_600_000 },
      ],
    };
    const { messages, document } = await read({ company });
    // 9 CSMs and 3 specialists under the one manager there is.
    expect(messages).toContain("The manager would lead 12; the rule says 5 to 8.");
    expect(messages.join(" ")).toContain("more than 3% of ARR, the ceiling for tech touch");
    expect(document).toContain("player-coach");
  });

  it("pays retention for a health score that nobody tested", async () => {
    const { document } = await read(sample);
    const row = (name: string) => document.match(new RegExp(`^\\| ${name} +\\|.*%.*$`, "m"))?.[0].match(/\d+%/g);
    // 60, 30 and 10 as the rule pays; the ten go to retention until a test.
    expect([row("GRR"), row("Expansion"), row("Health")]).toEqual([
      ["70%", "60%"],
      ["30%", "30%"],
      ["0%", "10%"],
    ]);
  });

  it("says on its first page what does not hold, and how much is past its last day to object", async () => {
    const { document } = await read(sample);
    const [page = "", rest = ""] = document.split("\n## Tiers");
    expect(rest).toMatch(/^\| NO +\| The forecast of renewals agrees with last year's GRR \| +78\.0% \| +92\.5% \|$/m);
    expect(page).toContain("Health scores forecast 78% of renewals, history says 92.5%");
    // Opt-out days of October to December: 189,360 + 516,960 + 1,882,176.
    expect(rest).toContain("for $2,588,496 of it the last day to opt out has passed and nobody recorded an outcome");
    expect(rest).toContain("284 contracts with $14,660,436 came up for decision in the year, and all of them renewed");
  });

  it("has no raw numbers and names no figure twice", async () => {
    const { document } = await read(sample);
    expect(document.match(/\d\.\d{5,}/g)).toBeNull();
    const lists = document
      .split("## Appendix: the rules")[1]!
      .split("\n")
      .filter((line) => line.startsWith("| "));
    for (const line of lists) {
      const figures = line
        .split("|")[2]!
        .split(",")
        .map((one) => one.trim());
      expect(new Set(figures).size, line).toBe(figures.length);
    }
  });

  it("says who serves a tier in the plan, and on its page that leaders, partners and programs decide", async () => {
    const company = {
      ...{ arr: 8_000_000, accounts: 200, grr: 0.9, nrr: 0.97, gross_margin: 0.45, team: { csm: 2, vp: 1, cco: 1 } },
      tiers: [
        { tier: "Direct", touch: "high", accounts: 20, arr: 4_000_000 },
        { tier: "Resold", touch: "low", accounts: 180, arr: 4_000_000, covered_by: "partner" },
      ],
    };
    const { document } = await read({ company, as_of: "2026-03-14" });
    expect(document).toMatch(/^\| Resold +\| partner +\|/m);
    const [page = ""] = document.split("\n## Tiers");
    // 360K and 280K are the library's cost of the two leaders.
    expect(page).toContain("2 leaders over 2 people cost 640K of 940K, 8.0% of ARR.");
    expect(page).toContain("Partners look after 50% of ARR");
  });

  it("asks nobody to read thousands of losses one by one", async () => {
    const tiers = [{ tier: "Self-serve", touch: "tech", accounts: 20_000, arr: 20_000_000 }];
    const company = { arr: 20_000_000, accounts: 20_000, annual_logo_churn: 0.3, team: { csm: 1, digital_csm: 2 }, tiers };
    const many = await read({ company, as_of: "2026-03-14" });
    expect(many.document).toContain("Go through the hundred largest losses of the last year");
    const few = await read({ company: { arr: 8_000_000, accounts: 200, annual_logo_churn: 0.1, team: { csm: 4 } } });
    // 20 customers.
    expect(few.document).toContain("Go through every account lost in the last year");
  });

  it("sets no condition that is broken on the day it is set", async () => {
    const tiers = [
      { tier: "Top", touch: "high", accounts: 50, arr: 8_500_000 },
      { tier: "Base", touch: "low", accounts: 100, arr: 3_500_000 },
    ];
    const company = { arr: 12_000_000, accounts: 150, grr: 0.91, nrr: 1.05, heads: 3, team: { csm: 6, vp: 1, cs_ops: 1 }, tiers };
    const { result } = await read({ company, as_of: "2026-03-14" });
    // Three CSMs for the work of 6: hours stay above 3.5 whatever anybody logs.
    const [chosen] = (result.options as { recommended: boolean; condition: string }[]).filter((one) => one.recommended);
    expect(chosen?.condition).toBe("Go on while no account names service as its reason for leaving; look again on 2026-06-12.");
  });
});
