import { describe, expect, it } from "vitest";
import { parseRule } from "../../src/rules/page.ts";

const front = [
  "title: T",
  "impact: HIGH",
  "when: Use when testing.",
  "tags: [a]",
  "sources:",
  "  - { id: house, title: House }",
].join("\n");
const page = (extra = "", body = "Text.") => `---\n${front}\n${extra}---\n${body}\n`;

describe("parseRule", () => {
  it("reads front matter and text", () => {
    const rule = parseRule("org-test", page("figures:\n  size:\n    house: 5\nunits:\n  size: Heads.\n"));
    expect(rule.section).toBe("org");
    expect(rule.front.figures).toEqual({ size: { house: 5 } });
    expect(rule.body).toBe("Text.");
  });

  it("reads files of other systems the same way", () => {
    const windows = `\uFEFF${page("standard: house\n").replaceAll("\n", "\r\n")}`;
    expect(parseRule("org-test", windows).front.standard).toBe("house");
    expect(parseRule("org-test", page("standard: house\n").replaceAll("\n", "\r")).front.standard).toBe("house");
  });

  it("names file and line of a YAML fault", () => {
    expect(() => parseRule("org-test", page("units: [a\n"))).toThrow(/rules\/org-test\.md line \d+: /);
  });

  it("names the line of a value that does not fit", () => {
    // impact stands on the file's third line.
    expect(() => parseRule("org-test", page().replace("impact: HIGH", "impact: HUGE"))).toThrow(/line 3, impact/);
  });

  it("refuses a figure without a unit line, and a key that does not exist", () => {
    expect(() => parseRule("org-test", page("figures:\n  size:\n    house: 5\n"))).toThrow(
      /figure "size" has no line under units/,
    );
    expect(() => parseRule("org-test", page("colour: red\n"))).toThrow(/colour/);
  });

  it("refuses an unclosed front matter, none, and code", () => {
    expect(() => parseRule("org-test", `---\n${front}\n\nText.`)).toThrow(/never closed/);
    expect(() => parseRule("org-test", "Text.")).toThrow(/does not start/);
    expect(() => parseRule("org-test", "---js\nprocess.exit(1)\n---\n")).toThrow(/does not start/);
  });
});
