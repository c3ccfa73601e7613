import { describe, expect, it } from "vitest";
import { divideText } from "../../../src/topics/playbooks/divide-text.ts";
import { words } from "./real-rule.ts";

const divide = (text: string) => divideText(text, words);
const texts = (passages: readonly { text: string }[]) => passages.map(({ text }) => text);

describe("divideText", () => {
  it("reads labels, numbered steps and their days", () => {
    const { parts, steps } = divide("Trigger: health below 40\nOwner: CSM\n1. Day 0: call\n2. Day 3: write\nExit: signed");
    expect(texts(parts.trigger)).toEqual(["health below 40"]);
    expect(texts(parts.owner)).toEqual(["CSM"]);
    expect(texts(parts.exit)).toEqual(["signed"]);
    expect(steps.map(({ number, line, day }) => [number, line, day])).toEqual([
      [1, 3, 0],
      [2, 4, 3],
    ]);
  });

  it("reads numbers under a heading that is no heading for steps as that part", () => {
    const { parts, steps } = divide("## Exit criteria\n1. Signed\n2. Paid\n## Steps\n1. Day 1: call");
    expect(texts(parts.exit)).toEqual(["Signed", "Paid"]);
    expect(texts(steps)).toEqual(["Day 1: call"]);
  });

  it("gives bullets the day of the heading above them", () => {
    const { steps } = divide("## Steps\n### Week 2\n- Train the users\n- Day 10: look at logins");
    expect(steps.map(({ timed, day }) => [timed, day])).toEqual([
      [true, 7],
      [true, 10],
    ]);
  });

  it("reads indented lines as more about the step above", () => {
    const { steps, parts } = divide("Steps:\n1. Call the sponsor\n   - Owner: CSM\n   - When: day 3\n2. Write");
    expect(steps).toHaveLength(2);
    expect(steps[0]).toMatchObject({ owner: "CSM", timed: true, day: 3 });
    expect(parts.owner).toEqual([]);
  });

  it("reads a table of steps by its header, 0 as a day and as hours", () => {
    const { steps } = divide("| Day | Who | Action | Hours |\n|---|---|---|---|\n| 0 | CSM | Call | 0 |\n| -7 | | Write | 1.5 |");
    expect(steps.map(({ day, owner, hours, text }) => [day, owner, hours, text])).toEqual([
      [0, "CSM", 0, "Call"],
      [-7, "", 1.5, "Write"],
    ]);
  });

  it("reads a table of parts by its first column", () => {
    const { parts, steps } = divide("| Part | Text |\n|---|---|\n| Trigger | Health below 40 |\n| Exit | Signed |");
    expect(texts(parts.trigger)).toEqual(["Health below 40"]);
    expect(texts(parts.exit)).toEqual(["Signed"]);
    expect(steps).toEqual([]);
  });

  it("joins lines that were only wrapped, and splits sentences under a heading for steps", () => {
    const { steps } = divide("## What happens\nOn day 0 the CSM calls the\nsponsor. On day 3 the CSM writes.");
    expect(texts(steps)).toEqual(["On day 0 the CSM calls the sponsor.", "On day 3 the CSM writes."]);
  });

  it("counts the lines of what the user wrote", () => {
    expect(divide("\n\n\n1. Day 0: call\n\n2. Day 1: write").steps.map(({ line }) => line)).toEqual([4, 6]);
  });

  it("reads a heading without marks, in capitals", () => {
    expect(texts(divide("TRIGGER\nStage = closed won\n\nEXIT\nSigned").parts.trigger)).toEqual(["Stage = closed won"]);
  });

  it("lets one heading open two parts", () => {
    const { parts } = divide("## Exit and metrics\n- Signed");
    expect([texts(parts.exit), texts(parts.metric)]).toEqual([["Signed"], ["Signed"]]);
  });
});
