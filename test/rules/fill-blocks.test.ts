import { describe, expect, it } from "vitest";
import { fillBlocks } from "../../src/rules/blocks.ts";
import { parseRule } from "../../src/rules/page.ts";
import { oneRule } from "./one-rule.ts";

const figures =
  "figures:\n  size:\n    house: 5\n  other_size:\n    house: 6\nunits:\n  size: Heads.\n  other_size: More heads.\n";
const { front } = parseRule("org-team", oneRule("T", figures));
const block = (name: string, text: string) => `<!-- figures: ${name} -->\n${text}\n<!-- /figures -->`;
const size = "Heads.\n\n| standard | size |\n|----------|------|\n| house    | 5    |";

describe("fillBlocks", () => {
  it("replaces what stands in each block and leaves all other text as it is", () => {
    const other = "More heads.\n\n| standard | other size |\n|----------|------------|\n| house    | 6          |";
    const text = (one: string, two: string) =>
      `$1 before\n\n${block("size", one)}\n\n between \n${block("other_size", two)}\nafter`;
    expect(fillBlocks(text("old\n| 4 |", ""), front, "rules/org-team.md")).toBe(text(size, other));
  });

  it("gives the same page when it is filled again", () => {
    const once = fillBlocks(block("size", "old"), front, "rules/org-team.md");
    expect(once).toBe(block("size", size));
    expect(fillBlocks(once, front, "rules/org-team.md")).toBe(once);
  });

  it("puts the user's own value above the others", () => {
    const filled = fillBlocks(block("size", ""), front, "rules/org-team.md", { size: 9 });
    expect(filled).toBe(
      block("size", "Heads.\n\n| standard | size |\n|----------|------|\n| yours    | 9    |\n| house    | 5    |"),
    );
  });

  it("leaves a page without blocks, and refuses a block of a figure the page does not have", () => {
    expect(fillBlocks("No block.", front, "rules/org-team.md")).toBe("No block.");
    expect(() => fillBlocks(block("sise", ""), front, "rules/org-team.md")).toThrow(/rules\/org-team\.md: .*figure "sise"/);
  });
});
