import { describe, expect, it } from "vitest";
import { charter } from "../../../src/topics/organization/question.ts";
import { charterText } from "../../../src/topics/organization/words-charter.ts";

const questions = ["Outcomes?", "Work?", "Not ours?", "With whom?"];
const text = (given: Parameters<typeof charter>[0]["charter"]) =>
  charterText(charter({ ask: "charter", charter: given }), questions);

describe("charterText", () => {
  it("an empty charter is headings and blanks, one for each thing to decide", () => {
    expect(text({})).toBe(
      [
        "# Customer success charter: to be decided",
        "Valid from: to be decided. Next review: to be decided.",
        "## Outcomes?\n\n- to be decided\n- Net retention is owned by: to be decided",
        "## Work?\n\n- to be decided",
        "## Not ours?\n\n- to be decided",
        "## With whom?\n\n- to be decided",
        "Signed: to be decided",
      ].join("\n\n"),
    );
  });

  it("text from outside stays one line and no markup", () => {
    const lines = text({ company: "A\n# B", signed_by: ["<b>VP</b>", "C*O"] }).split("\n");
    expect(lines[0]).toBe("# Customer success charter: A # B");
    expect(lines.at(-1)).toBe("Signed: &lt;b>VP&lt;/b>, C\\*O");
  });
});
