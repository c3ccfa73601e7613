import { describe, expect, it } from "vitest";
import { rolesDue } from "../../../src/topics/team/roles.ts";
import { teamFigures } from "./team-figures.ts";

const { roleTriggers } = teamFigures();
const due = (size: Partial<Parameters<typeof rolesDue>[0]>) =>
  rolesDue({ csms: 0, customers: 0, tech_accounts: 0, reports_per_leader: 0, ...size }, roleTriggers)
    .filter((line) => line.due)
    .map((line) => `${line.standard} ${line.role}`);

describe("roles due", () => {
  it("at six CSMs and 340 customers the sources disagree about CS ops and the team lead", () => {
    expect(due({ csms: 6, customers: 340, reports_per_leader: 8 })).toEqual([
      "strategist cs_ops",
      "strategist onboarding",
      "compounding team_lead",
    ]);
  });

  it("a trigger holds from its number on, not before", () => {
    expect(due({ csms: 4 })).toEqual([]);
    expect(due({ csms: 5 })).toEqual(["strategist cs_ops"]);
    expect(due({ customers: 99 })).toEqual([]);
    expect(due({ customers: 100 })).toEqual(["strategist onboarding"]);
    expect(due({ reports_per_leader: 8 })).toEqual([]);
    expect(due({ reports_per_leader: 9 })).toEqual(["strategist team_lead"]);
  });

  it("names the standard, the threshold and the size in its reason", () => {
    const ops = rolesDue({ csms: 6, customers: 0, tech_accounts: 0, reports_per_leader: 0 }, roleTriggers)[0]!;
    expect(ops.why).toContain("strategist: from 5 CSMs, here 6");
  });
});
