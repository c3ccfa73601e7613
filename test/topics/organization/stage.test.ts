import { describe, expect, it } from "vitest";
import { rowFrom, stage } from "../../../src/topics/organization/stage.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
const ask = (size: { customers?: number; csms?: number; funding?: "none" | "seed" | "series_a" | "series_b" | "growth" }) =>
  stage({ ask: "stage", ...size }, figures);

describe("rowFrom", () => {
  it("holds from its number up to the next one, whatever the order of the rows", () => {
    const rows = [{ from: 6 }, { from: 1 }];
    expect(rowFrom(0, rows, ({ from }) => from)).toEqual({ row: null, next: { from: 1 } });
    expect(rowFrom(5, rows, ({ from }) => from)).toEqual({ row: { from: 1 }, next: { from: 6 } });
    expect(rowFrom(6, rows, ({ from }) => from)).toEqual({ row: { from: 6 }, next: null });
  });
});

describe("stage", () => {
  // The page: 0 to 20, 20 to 100, 100 to 500, from 500; the upper end belongs to the next.
  it.each([
    [0, "Founding"],
    [19, "Founding"],
    [20, "First hire"],
    [99, "First hire"],
    [100, "Specialization"],
    [499, "Specialization"],
    [500, "Scale"],
    [1_000_000, "Scale"],
  ])("%d customers: %s", (customers, name) => {
    expect(ask({ customers }).common).toEqual([name]);
  });

  // Phases from 1, 6, 8, 10, 20 and 50 CSMs.
  it.each([
    [0, "No CSM", "Founding"],
    [1, "Generalists", "First hire"],
    [5, "Generalists", "First hire"],
    [6, "First manager", "Specialization"],
    [7, "First manager", "Specialization"],
    [8, "First specialists", "Specialization"],
    [10, "Operations", "Specialization"],
    [19, "Operations", "Specialization"],
    [20, "Segment leaders", "Scale"],
    [50, "Several functions", "Scale"],
  ])("%d CSMs: %s, as at %s", (csms, reading, name) => {
    expect(ask({ csms }).signals).toEqual([{ signal: "csms", given: csms, reading, from: name, to: name }]);
  });

  it("340 customers, 6 CSMs and a Series B disagree, and nothing is averaged", () => {
    const found = ask({ customers: 340, csms: 6, funding: "series_b" });
    expect(found.signals.map(({ from, to }) => [from, to])).toEqual([
      ["Specialization", "Specialization"],
      ["Specialization", "Specialization"],
      ["Scale", "Scale"],
    ]);
    expect(found.common).toEqual([]);
    expect(found.prove).toEqual({ funding: "B and later", what: "Scale", shown_by: "High margins" });
    expect(found.customers?.next).toMatchObject({ stage: "Scale", at: 500 });
    expect(found.csms?.next).toMatchObject({ phase: "First specialists", at: 8 });
  });

  it("a round that spans two stages agrees with both", () => {
    // After a Series A the line is A to B: from First hire to Specialization.
    expect(ask({ customers: 50, funding: "series_a" }).common).toEqual(["First hire"]);
    expect(ask({ customers: 340, funding: "series_a" }).common).toEqual(["Specialization"]);
    expect(ask({ customers: 500, funding: "series_a" }).common).toEqual([]);
    expect(ask({ funding: "seed" }).common).toEqual(["Founding", "First hire"]);
  });

  it("no round is no sign, and alone it says nothing", () => {
    expect(ask({ customers: 30, funding: "none" }).signals).toHaveLength(1);
    expect(() => ask({ funding: "none" })).toThrow(/customers, csms/);
  });
});
