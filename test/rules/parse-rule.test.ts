import { describe, expect, it } from "vitest";
import { parseData, parsePage } from "../../src/rules/page.ts";

const front = [
  "title: T",
  "impact: HIGH",
  "when: Use when testing.",
  "tags: [a]",
  "sources:",
  "  - { id: house, title: House }",
].join("\n");
const page = (extra = "", body = "Text.") => `---\n${front}\n${extra}---\n${body}\n`;

describe("parsePage", () => {
  it("reads front matter and text", () => {
    const rule = parsePage("org-test", page("standard: house\n"));
    expect(rule.section).toBe("org");
    expect(rule.front.standard).toBe("house");
    expect(rule.body).toBe("Text.");
  });

  it("reads files of other systems the same way", () => {
    const windows = `\uFEFF${page("standard: house\n").replaceAll("\n", "\r\n")}`;
    expect(parsePage("org-test", windows).front.standard).toBe("house");
    expect(parsePage("org-test", page("standard: house\n").replaceAll("\n", "\r")).front.standard).toBe("house");
  });

  it("names file and line of a YAML fault", () => {
    expect(() => parsePage("org-test", page("standard: [a\n"))).toThrow(/rules\/org-test\.md line \d+: /);
  });

  it("names the line of a value that does not fit", () => {
    // impact stands on the file's third line.
    expect(() => parsePage("org-test", page().replace("impact: HIGH", "impact: HUGE"))).toThrow(/line 3, impact/);
  });

  it("refuses a key that does not exist, and figures, which stand in the data", () => {
    expect(() => parsePage("org-test", page("colour: red\n"))).toThrow(/colour/);
    expect(() => parsePage("org-test", page("figures:\n  size:\n    house: 5\n"))).toThrow(/figures/);
  });

  it("refuses an unclosed front matter, none, and code", () => {
    expect(() => parsePage("org-test", `---\n${front}\n\nText.`)).toThrow(/never closed/);
    expect(() => parsePage("org-test", "Text.")).toThrow(/does not start/);
    expect(() => parsePage("org-test", "---js\nprocess.exit(1)\n---\n")).toThrow(/does not start/);
  });
});

describe("parseData", () => {
  it("reads figures, and a unit as one line or with its kinds", () => {
    const data = parseData(
      "org-test",
      "figures:\n  size:\n    house: 5\n  share:\n    house: 0.5\nunits:\n  size: Heads.\n  share: { kind: rate, line: Share. }\n",
    );
    expect(data.figures).toEqual({ size: { house: 5 }, share: { house: 0.5 } });
    expect(data.units).toEqual({ size: { line: "Heads." }, share: { kind: "rate", line: "Share." } });
    expect(data.examples).toEqual([]);
  });

  it("reads lines of other systems, with no trace of them in the values", () => {
    expect(parseData("org-test", "figures:\r\n  size:\r\n    house: many\r\nunits:\r\n  size: Heads.\r\n").figures.size).toEqual({
      house: "many",
    });
  });

  it("refuses a figure without a unit line, and a unit without its figure, by file and line", () => {
    expect(() => parseData("org-test", "figures:\n  size:\n    house: 5\n")).toThrow(
      /rules\/data\/org-test\.yaml line \d, units\.size: figure "size" has no line under units/,
    );
    expect(() => parseData("org-test", "units:\n  size: Heads.\n")).toThrow(/line 2, units\.size: .*not a figure/);
    expect(() => parseData("org-test", "figures: [a\n")).toThrow(/rules\/data\/org-test\.yaml line \d/);
  });
});
