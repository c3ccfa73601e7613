import { describe, expect, it } from "vitest";
import { planReads } from "../../../src/topics/blueprint/figures.ts";
import { standardName } from "../../../src/topics/blueprint/words-appendix.ts";
import { tierReads } from "../../../src/topics/tiers/crossover.ts";
import { openTestPorts } from "../../open-test-ports.ts";

describe("standardName", () => {
  it.each([
    ["strategist", "CS Strategist"],
    ["strategist_chart", "CS Strategist, organization chart"],
    ["strategist_overview", "CS Strategist, overview page"],
    ["compounding_names", "The Compounding Customer, by segment name"],
    ["house", "working assumption"],
    ["your_own", "your own"],
  ])("%s is %s", (id, name) => expect(standardName(id)).toBe(name));

  it("knows the publisher of every standard that a plan reads", () => {
    const { library } = openTestPorts();
    const standards = Object.values({ ...tierReads, ...planReads }).flatMap((reference) =>
      Object.keys(library.figure(reference, undefined).standards),
    );
    // A name made of the id alone would begin with a small letter and not be "working assumption".
    for (const id of new Set(standards)) expect(standardName(id), id).toMatch(/^[A-Z]|^working assumption$/);
  });
});
