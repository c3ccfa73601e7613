import { describe, expect, it } from "vitest";
import { rightOf, table } from "../../src/render/markdown.ts";

describe("table", () => {
  it("pads every cell, and puts numbers to the right", () => {
    expect(
      table(
        ["Tier", "ARR"],
        [
          ["SMB", "$5"],
          ["Enterprise", "$1,000"],
        ],
        rightOf(2, 0),
      ),
    ).toBe(
      ["| Tier       |    ARR |", "|------------|-------:|", "| SMB        |     $5 |", "| Enterprise | $1,000 |"].join("\n"),
    );
  });

  it("fills a short row and keeps a narrow column three wide", () => {
    expect(table(["A", "B"], [["1"]])).toBe(["| A   | B   |", "|-----|-----|", "| 1   |     |"].join("\n"));
  });

  it("counts what a terminal shows: an accent written apart takes no column, a wide sign two", () => {
    const lines = table(["Name"], [["Cafe\u0301"], ["日本"], ["abcd"]]).split("\n");
    expect(lines.slice(2)).toEqual(["| Cafe\u0301 |", "| 日本 |", "| abcd |"]);
  });
});
