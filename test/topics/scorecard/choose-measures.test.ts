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
      ["logo_retention", "The places are taken by measures that weigh more here."],
      ["payment_recovered", "No account has the touch it fits."],
    ]);
    expect(names({ current: { nps: 0 } }).left_out).toEqual([["nps", "Not among the measures of this motion."]]);
  });

  it("is always five to seven, each once, with results and early signs", () => {
    const question = fc.record({
      stage: fc.constantFrom(...figures.stages.value.map(({ stage }) => stage)),
      motion: fc.constantFrom(...figures.motions.value.map(({ motion }) => motion)),
      touches: fc.option(fc.subarray(["high", "low", "tech"] as const, { minLength: 1 }), { nil: null }),
      targets: fc
        .subarray(
          figures.definitions.value.map(({ measure }) => measure),
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

describe("the lists of the rules", () => {
  const measures = [...figures.measures.value, ...figures.more.value];

  it("know every measure of each other", () => {
    const known = new Set(measures.map(({ measure }) => measure));
    expect(known.size).toBe(measures.length);
    expect(new Set(figures.definitions.value.map(({ measure }) => measure))).toEqual(known);
    expect(new Set(figures.clocks.value.map(({ measure }) => measure))).toEqual(known);
    const named = [
      ...figures.motions.value.flatMap(({ lagging, leading }) => [...lagging, ...leading]),
      ...figures.stages.value.map(({ first }) => first),
      ...figures.roleMeasures.value.flatMap((row) => row.measures),
      ...figures.tree.value.flatMap(({ measure, leads }) => [measure, leads]),
      ...figures.slideNeeds.value.flatMap((row) => row.measures),
    ];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("give every early sign a branch of the tree and a count of events", () => {
    for (const { measure } of measures.filter(({ kind }) => kind === "leading")) {
      expect(figures.tree.value.map((row) => row.measure)).toContain(measure);
      expect(figures.events.value.map((row) => row.measure)).toContain(measure);
    }
  });

  it("name clocks, roles and slide elements that exist", () => {
    const clocks = figures.cadences.value.map(({ measure }) => measure);
    for (const { clock, computed, reported } of figures.clocks.value)
      if (clock === null) expect([computed, reported]).not.toContain(null);
      else expect(clocks).toContain(clock);
    expect(figures.roleMeasures.value.map(({ role }) => role)).toEqual(figures.roles.value.map(({ role }) => role));
    const elements = Object.values(figures.slide.standards).flatMap((rows) => rows.map(({ element }) => element));
    expect(figures.slideNeeds.value.map(({ element }) => element).sort()).toEqual(elements.sort());
    expect(figures.stages.value.every(({ funding }) => figures.proofs.value.some((row) => row.funding === funding))).toBe(true);
  });

  it("have a row for every measure in each list that a measure needs", () => {
    const all = [...figures.measures.value, ...figures.more.value];
    const lists: Record<string, string[]> = {
      "metrics-scorecard-definitions.definitions": figures.definitions.value.map(({ measure }) => measure),
      "metrics-cadences.clocks": figures.clocks.value.map(({ measure }) => measure),
      "metrics-by-role.role_measures": figures.roleMeasures.value.flatMap(({ measures }) => measures),
    };
    for (const { measure, kind } of all) {
      for (const [list, names] of Object.entries(lists)) expect(names, `${list} lacks ${measure}`).toContain(measure);
      if (kind === "lagging") continue;
      expect(
        figures.events.value.map((row) => row.measure),
        `metrics-scorecard-definitions.events lacks ${measure}`,
      ).toContain(measure);
      expect(
        figures.tree.value.map((row) => row.measure),
        `metrics-hierarchy.tree lacks ${measure}`,
      ).toContain(measure);
    }
  });
});
