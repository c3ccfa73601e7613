import { expect, it } from "vitest";
import { readChange, readContractMonths, readName, readTouch } from "../../src/tables/read-cells.ts";

it("reads touch with or without the word, and takes no other", () => {
  expect(["High", "low-touch", "Tech Touch", "digital"].map(readTouch)).toEqual(["high", "low", "tech", "tech"]);
  expect(readTouch("medium")).toMatchObject({ reason: '"medium" is not one of high, low, tech' });
});

it("reads months of a contract", () => {
  expect(["12", "24 months", "3 years", "Two year", "Month-to-month", "annual", "n/a"].map(readContractMonths)).toEqual([
    12,
    24,
    36,
    24,
    1,
    12,
    null,
  ]);
  expect(readContractMonths("0")).toMatchObject({ code: "not_months" });
});

it("reads a change's cause, and names with single blanks", () => {
  expect(readChange("Usage")).toBe("usage");
  expect(readName("  Acme   Inc. ".trim())).toBe("Acme Inc.");
});
