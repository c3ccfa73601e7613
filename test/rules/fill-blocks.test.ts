import { describe, expect, it } from "vitest";
import { fillBlocks } from "../../src/rules/blocks.ts";
import { ruleWith } from "./one-rule.ts";

const figures =
  "figures:\n  size:\n    house: 5\n  other_size:\n    house: 6\nunits:\n  size: Heads.\n  other_size: More heads.\n";
const rule = ruleWith("org-team", figures);
const fill = (body: string, own?: Record<string, unknown>) => fillBlocks({ ...rule, body }, "rules/org-team.md", own);
const block = (name: string, text: string) => `<!-- figures: ${name} -->\n${text}\n<!-- /figures -->`;
const size = "Heads: **5** (House).";
/** The page's only source is the house. */
const foot = "\n\n<!-- sources -->\nHouse figures are working assumptions; replace them with your own.\n<!-- /sources -->\n";

describe("fillBlocks", () => {
  it("replaces what stands in each block and leaves all other text as it is", () => {
    const other = "More heads: **6** (House).";
    const text = (one: string, two: string) =>
      `$1 before\n\n${block("size", one)}\n\n between \n${block("other_size", two)}\nafter`;
    expect(fill(text("old\n| 4 |", ""))).toBe(text(size, other) + foot);
  });

  it("gives the same page when it is filled again", () => {
    const once = fill(block("size", "old"));
    expect(once).toBe(block("size", size) + foot);
    expect(fill(once)).toBe(once);
  });

  it("puts the user's own value above the others", () => {
    const filled = fill(block("size", ""), { size: 9 });
    expect(filled).toBe(block("size", "Heads: **9** (Yours); **5** (House).") + foot);
  });

  it("leaves a page without blocks, and refuses a block of a figure the page does not have", () => {
    expect(fill("No block.")).toBe(`No block.${foot}`);
    expect(() => fill(block("sise", ""))).toThrow(/rules\/org-team\.md: .*figure "sise"/);
  });
});
