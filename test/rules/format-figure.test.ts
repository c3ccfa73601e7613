import { describe, expect, it } from "vitest";
import type { FigureUnit, PrintedKind } from "../../src/core/rule.ts";
import { formatCell, formatFigure, keyWords, markdownTable } from "../../src/rules/blocks.ts";

const columns = (kinds: FigureUnit["columns"]): FigureUnit => ({ line: "L.", columns: kinds });

describe("formatCell", () => {
  it.each<[unknown, PrintedKind, string]>([
    [100_000, "money", "100,000"],
    [0, "money", "0"],
    [0.15, "rate", "15%"],
    [0, "rate", "0%"],
    // Shares are never rounded, and carry no noise of floating point: 0.07 x 100 is 7.000000000000001.
    [0.07, "rate", "7%"],
    [0.4525, "rate", "45.25%"],
    [0.1234567890123, "number", "0.123456789012"],
    [[0.15, 0.25], "rate", "15% to 25%"],
    [[4, 4], "count", "4"],
    [[1, 2, 3], "number", "1, 2, 3"],
    [["a", "b"], "number", "a, b"],
    [true, "number", "yes"],
    [false, "number", "no"],
    [null, "number", "none"],
    [undefined, "number", "none"],
    ["a | b", "number", "a \\| b"],
    ["cs_ops", "number", "CS ops"],
    ["opens when crm_stage = closed_won", "number", "opens when CRM stage = closed won"],
  ])("%j as %s is %j", (value, kind, text) => {
    expect(formatCell(value, kind)).toBe(text);
  });

  it("keeps the parent's kind for what stands inside, unless the figure names a column", () => {
    // arr is a weight here, not money: the parent decides.
    expect(formatCell({ arr: 0.4, growth: 0.2 }, "rate")).toBe("ARR 40%, growth 20%");
    expect(formatCell({ arr: 1500, share: 0.5 }, "number", columns({ share: "rate" }))).toBe("ARR 1,500, share 50%");
  });
});

describe("keyWords", () => {
  it.each([
    ["min_arr", "min ARR"],
    ["accounts_per_csm", "accounts per CSM"],
    ["csms", "CSMs"],
    ["owner", "owner"],
  ])("%s is %s", (key, words) => {
    expect(keyWords(key)).toBe(words);
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
  const sources = [{ id: "book", title: "The Book, ch. 1" }];

  it("says single values in a sentence, each with where it comes from", () => {
    expect(formatFigure("size", { line: "Heads. Counted in June." }, { book: 5, house: [6, 8] }, sources)).toBe(
      "Heads: **5** (The Book, ch. 1); **6 to 8** (House). Counted in June.",
    );
    expect(formatFigure("wait", { line: "Time.", kind: "months" }, { house: 12 })).toBe("Time: **12 months** (House).");
  });

  it("gives lists of records one table a standard, the user's own first, with every column any row has", () => {
    const standards = { house: [{ tier: "A", min_arr: 10 }, { tier: "B" }] };
    expect(formatFigure("tiers", { line: "Floors." }, standards, sources, [{ tier: "Own" }])).toBe(
      [
        "Floors.",
        "*Yours*",
        "| Tier |\n|------|\n| Own  |",
        "*House*",
        "| Tier | Min ARR |\n|------|---------|\n| A    | 10      |\n| B    |         |",
      ].join("\n\n"),
    );
  });

  it("joins the two ends of a range, and says equal ends once", () => {
    const rows = [
      { phase: "A", week_from: 1, week_to: 4 },
      { phase: "B", week_from: 5, week_to: 5 },
      { phase: "C", week_from: 6, week_to: null },
    ];
    expect(formatFigure("plan", { line: "Plan." }, { house: rows })).toContain(
      "| Phase | Week     |\n|-------|----------|\n| A     | 1 to 4   |\n| B     | 5        |\n| C     | 6 and up |",
    );
  });

  it("leaves out columns that only the program needs", () => {
    const text = formatFigure("parts", { line: "Parts.", hide: ["words"] }, { house: [{ part: "exit", words: ["is over"] }] });
    expect(text).toBe("Parts.\n\n*House*\n\n| Part |\n|------|\n| exit |");
  });

  it("shows published records by group, the newest first, each in its own unit", () => {
    const record = { metric: "nrr", value: 1.02, low: null, high: null, unit: "share", year: "2022" };
    const unit: FigureUnit = { line: "Figures.", group: "metric", hide: ["value", "low", "high", "unit"] };
    const rows = [
      record,
      { ...record, value: null, low: 1, high: 1.1, year: "2025" },
      { ...record, metric: "payback", unit: "months", value: 16 },
    ];
    expect(formatFigure("published", unit, { house: rows })).toBe(
      [
        "Figures.",
        "*House*",
        "**NRR**",
        "| Value        | Year |\n|--------------|------|\n| 100% to 110% | 2025 |\n| 102%         | 2022 |",
        "**Payback**",
        "| Value     | Year |\n|-----------|------|\n| 16 months | 2022 |",
      ].join("\n\n"),
    );
  });

  it("gives named values one row each, with the word of their kind", () => {
    const unit = columns({ attrition: "rate", vacancy: "months" });
    expect(formatFigure("ramp", unit, { house: { attrition: 0.15, vacancy: 6 } })).toBe(
      "L.\n\n*House*\n\n| Ramp      | Value    |\n|-----------|----------|\n| Attrition | 15%      |\n| Vacancy   | 6 months |",
    );
  });
});
