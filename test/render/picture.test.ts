import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/core/answer.ts";
import { picture } from "../../src/render/charts.ts";
import { report } from "../../src/render/report.ts";

const chart = (kind: Chart["kind"], list: string, label: string, ...values: string[]): Chart => ({
  kind,
  title: "A picture",
  list,
  label,
  values,
});

describe("bars", () => {
  it("are as long as their share of the longest", () => {
    // 40 characters for 200, so 20 for 100 and none for 0.
    const rows = {
      by_band: [
        { band: "red", arr: 200 },
        { band: "green", arr: 100 },
        { band: "none", arr: 0 },
      ],
    };
    expect(picture(rows, chart("bars", "by_band", "band", "arr")).split("\n")).toEqual([
      `red    ${"█".repeat(40)}  200`,
      `green  ${"█".repeat(20)}${" ".repeat(20)}  100`,
      `none   ${" ".repeat(40)}  0`,
    ]);
  });

  it("of a record are named by its fields, and run left below zero", () => {
    // With a negative one each side has 20 characters: 50 of 100 is 10.
    const lines = picture({ bridge: { new: 100, churn: -50 } }, chart("bars", "bridge", "")).split("\n");
    expect(lines[0]).toBe(`New    ${" ".repeat(20)}│${"█".repeat(20)}  100`);
    expect(lines[1]).toBe(`Churn  ${" ".repeat(10)}${"▒".repeat(10)}│${" ".repeat(20)}  -50`);
  });

  it("say what is not known, and never divide by nothing", () => {
    const rows = {
      list: [
        { name: "a", arr: null },
        { name: "b", arr: 0 },
      ],
    };
    const drawn = picture(rows, chart("bars", "list", "name", "arr"));
    expect(drawn).toContain("not known");
    expect(drawn).not.toMatch(/NaN|Infinity/);
    // The least number above nothing is still the longest bar here.
    const least = picture({ list: [{ name: "a", arr: Number.MIN_VALUE }] }, chart("bars", "list", "name", "arr"));
    expect(least).toContain("█".repeat(40));
  });
});

describe("steps", () => {
  it("shade the low end, the value and the high end", () => {
    // Of 40: low 0.5 is 20, the value 0.75 is 30, high 1 is 40.
    const rows = { survival: [{ month: 6, survival: 0.75, low: 0.5, high: 1 }] };
    expect(picture(rows, chart("steps", "survival", "month", "survival", "low", "high"))).toContain(
      `6  ${"█".repeat(20)}${"▓".repeat(10)}${"░".repeat(10)}`,
    );
  });
});

describe("a heat map", () => {
  it("has a column for each age, whole percents, and a dot for what is not known yet", () => {
    const rows = {
      cohorts: [
        { cohort: "2024", values: [1, 0.5] },
        { cohort: "2025", values: [1, null] },
      ],
    };
    expect(picture(rows, chart("heat_map", "cohorts", "cohort", "values")).split("\n")).toEqual([
      "         0     1",
      "2024  █100   ▒50",
      "2025  █100     ·",
    ]);
  });
});

describe("points", () => {
  it("stand at their value, and as one where they meet", () => {
    const rows = {
      bands: [
        { band: "a", assumed: 0.5, observed: 1 },
        { band: "b", assumed: 0.25, observed: 0.25 },
      ],
    };
    const [first, second] = picture(rows, chart("points", "bands", "band", "assumed", "observed")).split("\n");
    expect(first?.indexOf("○")).toBe("a  ".length + 20);
    expect(first?.indexOf("●")).toBe("a  ".length + 40);
    expect(second?.indexOf("■")).toBe("b  ".length + 10);
  });
});

describe("in a report", () => {
  it("are drawn once, and not at all where the list is missing", () => {
    const text = report("Title", {
      summary: "Verdict.",
      bands: [{ band: "red", arr: 5 }],
      charts: [chart("bars", "bands", "band", "arr"), chart("bars", "gone", "band", "arr")],
    });
    expect(text.match(/## A picture/g)).toHaveLength(1);
    expect(text).not.toContain("heat_map");
  });
});
