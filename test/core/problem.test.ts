import { describe, expect, it } from "vitest";
import { money } from "../../src/core/kinds.ts";
import { Problem } from "../../src/core/problem.ts";

describe("a problem's message", () => {
  it("keeps the beginning, the reason at the end and the remedy of a line that repeats what was given", () => {
    const given = Array.from({ length: 5_000 }, (_, at) => at).join(", ");
    const { message } = new Problem({ what: `attainment ${given} is no share.`, remedy: "Give shares." });
    // 800 characters of its beginning, " ... ", 200 of its end, a blank and the remedy.
    expect(message).toHaveLength(800 + 5 + 200 + 1 + "Give shares.".length);
    expect(message).toMatch(/^attainment 0, 1, 2, .* 4998, 4999 is no share\. Give shares\.$/);
  });

  it("names a place once, and counts those that would fill pages", () => {
    const places = ["row 2: no amount", "row 2: no amount", ...Array.from({ length: 30 }, (_, at) => `${at}`.padEnd(998, "x"))];
    const lines = new Problem({ what: "Rows:", places, remedy: "Mend them." }).message.split("\n");
    // "- row 2: no amount" has 18 characters, each of the others 1,000: 11 more fit into 12,000, and 19 of 31 are left.
    expect(lines.filter((line) => line === "- row 2: no amount")).toHaveLength(1);
    expect(lines.at(-2)).toBe("- and 19 more");
    expect(lines.at(-1)).toBe("Mend them.");
  });
});

describe("an amount of money", () => {
  it("is 0 or rounds to a hundredth; a trace of money would divide by 0 hundredths", () => {
    expect([0, 0.005, 0.01, 12].map((amount) => money().safeParse(amount).success)).toEqual([true, true, true, true]);
    expect([1e-9, 0.0049].map((amount) => money().safeParse(amount).success)).toEqual([false, false]);
  });
});
