import { describe, expect, it } from "vitest";
import { type HealthOverride, settleOverrides } from "../../../src/topics/health/judge-account.ts";
import { bands, problem } from "./health-figures.ts";

const override = (more: Partial<HealthOverride> = {}): HealthOverride => ({
  account: "Acme",
  band: "stable",
  owner: "Kim",
  reason: "New sponsor signed",
  expires: "2026-02-01",
  ...more,
});
const settle = (list: HealthOverride[], asOf: string | null = "2026-01-31") =>
  settleOverrides(list, new Set(["Acme", "Bolt"]), bands, asOf);
const trouble = (list: HealthOverride[], asOf: string | null = "2026-01-31") => problem(() => settle(list, asOf));

describe("settleOverrides", () => {
  it("holds until the day it ends, and no longer on that day", () => {
    expect(settle([override()]).applied.get("Acme")?.band).toBe(3);
    const onTheDay = settle([override()], "2026-02-01");
    expect([onTheDay.applied.size, onTheDay.expired.length]).toEqual([0, 1]);
  });

  it("takes a score instead of a band, 0 too", () => {
    const { band, ...scored } = override({ score: 0 });
    expect(settle([scored]).applied.get("Acme")?.band).toBe(0);
    expect(settle([{ ...scored, score: 80 }]).applied.get("Acme")?.band).toBe(4);
    expect(band).toBe("stable");
  });

  it("refuses what nobody answers for, naming each", () => {
    const { band, ...neither } = override();
    expect(trouble([override({ owner: " " })])).toMatch(/Acme: no owner or no reason/);
    expect(trouble([override({ reason: "" })])).toMatch(/no owner or no reason/);
    expect(trouble([neither])).toMatch(/give a band or a score, one of them/);
    expect(trouble([override({ score: 50 })])).toMatch(/give a band or a score, one of them/);
    expect(trouble([{ ...neither, score: 101 }])).toMatch(/score 101 is not between 0 and 100/);
    expect(trouble([override({ band: "green" })])).toMatch(/there is no band "green"; the bands are emergency, critical/);
    expect(trouble([override({ account: "Nobody" })])).toMatch(/Nobody: there is no such account/);
    expect(trouble([override(), override({ reason: "Again" })])).toMatch(/two overrides are in force/);
    expect(trouble([override()], null)).toMatch(/no as_of says what day it is/);
    expect(trouble([override({ expires: "2026-02-30" })])).toMatch(/2026-02-30/);
    expect(band).toBe("stable");
  });

  it("lets an expired one stand beside the one in force", () => {
    const settled = settle([override({ expires: "2025-12-31", band: "healthy" }), override()]);
    expect(settled.applied.get("Acme")?.override.band).toBe("stable");
    expect(settled.expired).toHaveLength(1);
  });
});
