import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseMeasures } from "../../../src/topics/scorecard/choose-measures.ts";
import { facts, scorecardFigures } from "./scorecard-figures.ts";

const figures = scorecardFigures();
const names = (parts: Parameters<typeof facts>[0]) => {
  const { lagging, leading, left_out } = chooseMeasures(facts(parts), figures);
  const of = (rows: { measure: string }[]) => rows.map(({ measure }) => measure);
  return { lagging: of(lagging), leading: of(leading), left_out: left_out.map(({ measure, why }) => [measure.measure, why]) };
};

describe("chooseMeasures", () => {
  it("puts first what the stage must prove, then the motion's own order", () => {
    expect(names({})).toMatchObject({
      lagging: ["cost_to_serve", "nrr", "grr"],
      leading: ["renewals_started", "threading", "time_to_value", "customer_time"],
    });
    expect(names({ stage: "seed", motion: "product_led" })).toMatchObject({
      lagging: ["grr", "logo_retention"],
      leading: ["activation_rate", "time_to_value", "licence_use"],
    });
    expect(names({ stage: "series_a", motion: "smb" })).toMatchObject({ lagging: ["nrr", "grr", "logo_retention"] });
  });

  it("leaves out what no account's touch can show", () => {
    const { leading } = names({ touches: ["tech"] });
    expect(leading).toEqual(["time_to_value", "health_share", "licence_use"]);
  });

  it("a measure with an own target has its place, and the rest says why it has none", () => {
    const chosen = names({
      targets: { nps: 45 },
      current: { nps: 38, logo_retention: 0.92, payment_recovered: 0.5 },
      touches: ["high"],
    });
    expect(chosen.leading[0]).toBe("nps");
    expect(chosen.left_out).toEqual([
      ["logo_retention", "weight"],
      ["payment_recovered", "touch"],
    ]);
    expect(names({ current: { nps: 0 } }).left_out).toEqual([["nps", "motion"]]);
  });

  it("is always five to seven, each once, with results and early signs", () => {
    const question = fc.record({
      stage: fc.constantFrom(...figures.stages.value.map(({ stage }) => stage)),
      motion: fc.constantFrom(...figures.motions.value.map(({ motion }) => motion)),
      touches: fc.option(fc.subarray(["high", "low", "tech"] as const, { minLength: 1 }), { nil: null }),
      targets: fc
        .subarray(
          figures.measures.value.map(({ measure }) => measure),
          { maxLength: 7 },
        )
        .map((own) => Object.fromEntries(own.map((measure) => [measure, 0]))),
    });
    fc.assert(
      fc.property(question, ({ touches, ...parts }) => {
        const { lagging, leading } = names({ ...parts, touches: touches === null ? null : [...touches] });
        const all = [...lagging, ...leading];
        expect(all.length).toBeGreaterThanOrEqual(5);
        expect(all.length).toBeLessThanOrEqual(7);
        expect(new Set(all).size).toBe(all.length);
        for (const own of Object.keys(parts.targets)) expect(all).toContain(own);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the record of each measure", () => {
  const measures = figures.measures.value;
  const known = new Set(measures.map(({ measure }) => measure));

  it("stands once, and everything that names a measure names one of them", () => {
    expect(known.size).toBe(measures.length);
    expect(measures.filter(({ first_six }) => first_six)).toHaveLength(6);
    const named = [
      ...figures.motions.value.flatMap(({ lagging, leading }) => [...lagging, ...leading]),
      ...figures.stages.value.map(({ first }) => first),
      ...measures.flatMap(({ leads }) => leads ?? []),
      ...figures.slideNeeds.value.flatMap((row) => row.measures),
    ];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("says of an early sign what it leads to, why, and how often it happens", () => {
    for (const { measure, leads, because, events } of measures.filter(({ kind }) => kind === "leading"))
      expect([leads, because, events], measure).not.toContain(null);
  });

  it("names a clock or has one of its own, and roles and slide elements that exist", () => {
    const clocks = figures.cadences.value.map(({ measure }) => measure);
    const roles = figures.roles.value.map(({ role }) => role);
    for (const { measure, clock, computed, reported, roles: movers } of measures) {
      if (clock === null) expect([computed, reported], measure).not.toContain(null);
      else expect(clocks, measure).toContain(clock);
      expect(movers.length, `nobody can move ${measure}`).toBeGreaterThan(0);
      expect(movers.filter((one) => !roles.includes(one))).toEqual([]);
    }
    const elements = Object.values(figures.slide.standards).flatMap((rows) => rows.map(({ element }) => element));
    expect(figures.slideNeeds.value.map(({ element }) => element).sort()).toEqual(elements.sort());
    expect(figures.stages.value.every(({ funding }) => figures.proofs.value.some((row) => row.funding === funding))).toBe(true);
  });
});
