import { describe, expect, it } from "vitest";
import { formatCell, formatFigure, markdownTable } from "../../src/rules/blocks.ts";

describe("formatCell", () => {
  it.each<[unknown, string, string]>([
    [100_000, "min_arr", "100,000"],
    [0, "min_arr", "0"],
    [0.15, "attrition", "15%"],
    [0, "attrition", "0%"],
    // Shares are never rounded, and carry no noise of floating point: 0.07 x 100 is 7.000000000000001.
    [0.07, "attrition", "7%"],
    [0.4525, "attrition", "45.25%"],
    [0.1234567890123, "hours_each", "0.123456789012"],
    [[0.15, 0.25], "cost_to_serve", "15% to 25%"],
    [[1, 2, 3], "weeks", "1, 2, 3"],
    [["a", "b"], "names", "a, b"],
    [true, "drafted", "yes"],
    [false, "drafted", "no"],
    [null, "anything", "none"],
    [undefined, "anything", "none"],
    ["a | b", "text", "a \\| b"],
    [{ low: 0.1, high: 0.2 }, "attrition", "low 10%, high 20%"],
    [{ min_arr: 1500, share: 0.5 }, "floors", "min arr 1,500, share 50%"],
  ])("%j as %s is %j", (value, name, text) => {
    expect(formatCell(value, name)).toBe(text);
  });
});

describe("markdownTable", () => {
  it("pads its columns to the widest cell, at least three wide", () => {
    expect(
      markdownTable(
        ["a", "name"],
        [
          ["1", "x"],
          ["2", "longer"],
        ],
      ),
    ).toBe("| a   | name   |\n|-----|--------|\n| 1   | x      |\n| 2   | longer |");
  });
});

describe("formatFigure", () => {
  it("gives plain values one row a standard", () => {
    expect(formatFigure("size", "Heads.", { strategist: 5, house: [6, 8] })).toBe(
      "Heads.\n\n| standard   | size   |\n|------------|--------|\n| strategist | 5      |\n| house      | 6 to 8 |",
    );
  });

  it("gives lists of records one table a standard, the user's own first, with every column any row has", () => {
    const standards = { house: [{ tier: "A", min_arr: 10 }, { tier: "B" }] };
    expect(formatFigure("tiers", "Floors.", standards, [{ tier: "Own" }])).toBe(
      [
        "Floors.",
        "Standard: yours",
        "| tier |\n|------|\n| Own  |",
        "Standard: house",
        "| tier | min arr |\n|------|---------|\n| A    | 10      |\n| B    |         |",
      ].join("\n\n"),
    );
  });

  it("gives named values one row each, read as the figure is unless their own name says otherwise", () => {
    const text = formatFigure("ramp", "Ramp.", { house: { attrition: 0.15, months: 6 } });
    expect(text).toBe(
      "Ramp.\n\nStandard: house\n\n| ramp      | value |\n|-----------|-------|\n| attrition | 15%   |\n| months    | 6     |",
    );
  });
});
