import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Role } from "../../../src/core/vocabulary.ts";
import { orgChart, spanChecks } from "../../../src/topics/team/org-chart.ts";
import type { Heads } from "../../../src/topics/team/question.ts";
import { teamFigures } from "./team-figures.ts";

const figures = teamFigures();
const lines = figures.reportsTo.value;
const leaders = (heads: Heads) => Object.fromEntries(orgChart(heads, lines).map((node) => [node.id, node.reports_to]));

describe("the chart", () => {
  it("sends a line past empty roles to the next one up", () => {
    // csm -> director, who is missing -> vp; renewals -> vp; digital_csm -> cs_ops, missing -> vp
    expect(leaders({ vp: 1, csm: 2, renewals: 1, digital_csm: 1 })).toEqual({
      "vp-1": "ceo",
      "csm-1": "vp-1",
      "csm-2": "vp-1",
      "renewals-1": "vp-1",
      "digital_csm-1": "vp-1",
    });
    expect(leaders({ csm: 1 })).toEqual({ "csm-1": "ceo" });
  });

  it("puts CSMs under team leads, shared evenly", () => {
    expect(leaders({ vp: 1, team_lead: 2, csm: 5 })).toMatchObject({
      "team_lead-1": "vp-1",
      "csm-1": "team_lead-1",
      "csm-3": "team_lead-1",
      "csm-4": "team_lead-2",
      "csm-5": "team_lead-2",
    });
  });

  it("refuses lines that go in a circle", () => {
    expect(() => orgChart({ csm: 1 }, { csm: "vp", vp: "csm" })).toThrow(/circle/);
  });

  it("is always a tree under the CEO with every head in it once", () => {
    const heads = fc.record(Object.fromEntries(Role.options.map((role) => [role, fc.integer({ min: 0, max: 9 })])));
    fc.assert(
      fc.property(heads, (team) => {
        const chart = orgChart(team as Heads, lines);
        expect(chart.length).toBe(Object.values(team).reduce((sum, people) => sum + people, 0));
        const leader = new Map(chart.map((node) => [node.id, node.reports_to]));
        expect(leader.size).toBe(chart.length);
        const reachesTop = ({ id }: { id: string }) => {
          let at: string | undefined = id;
          for (let steps = 0; at !== undefined && at !== "ceo" && steps <= chart.length; steps += 1) at = leader.get(at);
          return at === "ceo";
        };
        expect(chart.filter((node) => !reachesTop(node))).toEqual([]);
      }),
    );
  });
});

describe("spans", () => {
  const spans = (heads: Heads) => spanChecks(orgChart(heads, lines), figures.spans.value);

  it("ten people under one VP are too many", () => {
    // 8 CSMs + CS ops + renewals = 10 direct reports; the band is 2 to 8
    expect(spans({ vp: 1, csm: 8, cs_ops: 1, renewals: 1 })).toEqual([
      { leader: "vp-1", reports: 10, low: 2, high: 8, ok: false },
    ]);
  });

  it("a team lead in between makes both fit", () => {
    expect(
      spans({ vp: 1, team_lead: 1, csm: 8, cs_ops: 1, renewals: 1 }).map(({ leader, reports, ok }) => [leader, reports, ok]),
    ).toEqual([
      ["vp-1", 3, true],
      ["team_lead-1", 8, true],
    ]);
  });
});
