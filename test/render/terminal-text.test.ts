import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookOf, wantsColor } from "../../src/cli/terminal.ts";
import { columnsOf } from "../../src/render/markdown.ts";
import { hanging, terminalText } from "../../src/render/terminal-text.ts";

const plain = (width: number) => ({ width, color: false });
const table = [
  "| Tier | What | ARR |",
  "|------|------|----:|",
  "| High | one two three four | 1,000 |",
  "| Low \\| x | five | 20 |",
].join("\n");

describe("a markdown text on a terminal", () => {
  it("is headings, points and sentences without their signs, broken at words", () => {
    expect(terminalText("# Plan\n\n- **One** two three\\_four\n> Ask &lt;now>", plain(12))).toBe(
      "Plan\n\n- One two\n  three_four\n  Ask <now>",
    );
    expect(terminalText("# Plan\n**a** b", { width: 40, color: true })).toBe("\u001b[1;36mPlan\u001b[0m\n\u001b[1ma\u001b[0m b");
  });

  it("lays a table out by its widest cells where it fits, numbers to the right", () => {
    expect(terminalText(table, plain(60)).split("\n")).toEqual([
      "Tier     What                  ARR",
      "──────────────────────────────────",
      "High     one two three four  1,000",
      "Low | x  five                   20",
    ]);
  });

  it("breaks the widest column where it does not, and makes lines of rows where not even that fits", () => {
    // 7 + 18 + 5 and two gaps of 2 are 34; at 28 the widest column gives 6 of its 18.
    expect(terminalText(table, plain(28)).split("\n").slice(2)).toEqual([
      "High     one two       1,000",
      "         three four",
      "Low | x  five             20",
    ]);
    expect(terminalText(table, plain(18)).split("\n").slice(0, 3)).toEqual(["Tier: High", "What: one two", "      three four"]);
  });

  it("fits every width, whatever stands in the cells", () => {
    const cell = fc
      .oneof(
        fc.string({ maxLength: 30 }),
        fc.constantFrom("客户名称很长很长", "שם ארוך מאוד", "averyveryverylongwordwithoutabreak"),
      )
      .map((text) => text.replace(/[|\\\n\r*&`\p{Cc}]/gu, "x"));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 30, max: 120 }),
        (rows, width) => {
          const text = ["| a | b | c |", "|---|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
          for (const line of terminalText(text, plain(width)).split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("hangs further lines under the first", () => {
    expect(hanging("name  ", "one two three", 14)).toBe("name  one two\n      three");
  });

  it("is colored where a person looks and nobody forbade it", () => {
    expect(wantsColor({}, true)).toBe(true);
    expect(wantsColor({}, false)).toBe(false);
    expect(wantsColor({ NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false);
    expect(wantsColor({ NO_COLOR: "" }, true)).toBe(true);
    expect(wantsColor({ FORCE_COLOR: "1" }, false)).toBe(true);
    expect(wantsColor({ FORCE_COLOR: "0" }, true)).toBe(false);
    expect(wantsColor({ TERM: "dumb" }, true)).toBe(false);
    expect(lookOf({ isTTY: false, columns: 0 }, {})).toBeNull();
    expect(lookOf({ isTTY: true, columns: 300 }, {})).toEqual({ width: 120, color: true });
    expect(lookOf({ isTTY: true, columns: 44 }, { NO_COLOR: "1" })).toEqual({ width: 44, color: false });
  });
});
