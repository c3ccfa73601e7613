import { describe, expect, it } from "vitest";
import { orgChart } from "../../../src/topics/team/org-chart.ts";
import { contactMessage, filledMessage, orgChartMermaid, orgChartText } from "../../../src/topics/team/words-people.ts";
import { teamFigures } from "./team-figures.ts";

const lines = teamFigures().reportsTo.value;

describe("the org chart in characters", () => {
  it("draws people of one role under one leader as one line", () => {
    expect(orgChartText(orgChart({ vp: 1, csm: 6, cs_ops: 1 }, lines))).toBe(
      ["CEO", "└─ VP", "   ├─ 6 x CSM", "   └─ CS operations specialist"].join("\n"),
    );
  });

  it("draws leaders with the same team as one, others apart", () => {
    // 16 CSMs under two leads are 8 and 8; 17 are 9 and 8.
    expect(orgChartText(orgChart({ vp: 1, team_lead: 2, csm: 16 }, lines))).toBe(
      ["CEO", "└─ VP", "   └─ 2 x team lead, each with", "      └─ 8 x CSM"].join("\n"),
    );
    expect(orgChartText(orgChart({ team_lead: 2, csm: 17 }, lines))).toBe(
      ["CEO", "├─ team lead", "│  └─ 9 x CSM", "└─ team lead", "   └─ 8 x CSM"].join("\n"),
    );
    expect(orgChartText([])).toBe("CEO");
  });

  it("draws the same in Mermaid", () => {
    expect(orgChartMermaid(orgChart({ vp: 1, team_lead: 2, csm: 16 }, lines))).toBe(
      ["flowchart TD", '  ceo["CEO"]', '  ceo --> n1["VP"]', '  n1 --> n2["2 x team lead"]', '  n2 -->|each| n3["8 x CSM"]'].join(
        "\n",
      ),
    );
  });

  it("stays short for a thousand people", () => {
    const chart = orgChart({ vp: 1, team_lead: 120, csm: 960 }, lines);
    expect(orgChartText(chart).split("\n")).toHaveLength(4);
  });
});

describe("the message to an account", () => {
  it("holds the merge fields, and filled only the date", () => {
    for (const field of ["{account}", "{owner}", "{new_contact}", "{date}"]) expect(contactMessage()).toContain(field);
    const filled = filledMessage({ account: "Acme {owner}", owner: "Ben", new_contact: "Ana" });
    expect(filled).toContain("Who looks after Acme {owner} from {date}");
    expect(
      filled
        .replace("Acme {owner}", "")
        .match(/\{\w+\}/g)!
        .every((field) => field === "{date}"),
    ).toBe(true);
  });

  it("names the team where nobody follows by name", () => {
    expect(filledMessage({ account: "Acme", owner: "Ben", new_contact: null })).toContain("please turn to our customer team");
  });
});
