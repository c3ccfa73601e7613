import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const ports = openTestPorts();
const call = async (input: unknown) => {
  const outcome = await callTool("find_rules", input, ports);
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result as unknown as {
    matches: { id: string }[];
    rule: { body: string; next_offset: number | null; figures: { name: string }[]; conflicts: unknown[] };
  };
};

describe("find_rules", () => {
  it.each([
    ["when do I hire ops?", "org-roles"],
    ["is 103% NRR good?", "metrics-nrr"],
    ["how many CSMs do I need", "org-team-sizing"],
    ["what is a normal accounts per CSM ratio", "org-coverage-ratios"],
    ["nobody will be hired, who gets less", "segmentation-serving-less"],
    ["customer wants to leave", "playbooks-at-risk"],
  ])("answers %j with %s among the first three", async (query, id) => {
    const { matches } = await call({ query });
    expect(matches.slice(0, 3).map((match) => match.id)).toContain(id);
  });

  it("reads a page with its figures under every standard", async () => {
    const { rule } = await call({ id: "segmentation-tiers" });
    expect(rule.figures.filter((figure) => figure.name === "tiers").length).toBeGreaterThan(3);
    expect(rule.conflicts.length).toBeGreaterThan(0);
    expect(rule.body).toContain("(figure tiers, below)");
  });

  it("pages a long text without losing a character", async () => {
    for (const id of ports.library.ids()) {
      let text = "";
      let offset: number | null = 0;
      while (offset !== null) {
        const { rule }: Awaited<ReturnType<typeof call>> = await call({ id, offset });
        expect(JSON.stringify(rule).length, id).toBeLessThan(10_000);
        text += rule.body;
        offset = rule.next_offset;
      }
      expect(text.length).toBeGreaterThan(200);
    }
  });

  it.each([
    [{}, /either query or id/],
    [{ query: "tiers", id: "segmentation-tiers" }, /either query or id/],
    [{ id: "segmentation-nothing" }, /no rule "segmentation-nothing"/],
    [{ query: "tiers", section: "cooking" }, /no section "cooking"/],
    [{ question: "tiers" }, /question: there is no such parameter\. It takes: query, id/],
  ])("refuses %j and says why", async (input, message) => {
    const outcome = await callTool("find_rules", input, ports);
    expect(outcome.kind).toBe("problem");
    expect(outcome.kind === "problem" && outcome.message).toMatch(message);
  });
});
