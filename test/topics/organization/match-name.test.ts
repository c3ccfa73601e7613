import { describe, expect, it } from "vitest";
import { matchName } from "../../../src/topics/organization/red-flags.ts";

const names = ["Customer success", "Customer support", "Handoff"];

describe("matchName", () => {
  it("takes capitals, underscores and spaces as they come, and the beginning of one name", () => {
    expect(matchName("customer_success", names, "x")).toBe("Customer success");
    expect(matchName(" HANDOFF ", names, "x")).toBe("Handoff");
    expect(matchName("Journey", ["Journey and ideal customer"], "x")).toBe("Journey and ideal customer");
  });

  it("refuses what fits none or several, with the list", () => {
    for (const given of ["customer", "hand", "Sales", ""])
      expect(() => matchName(given, names, "place")).toThrow(/place is .*Customer success; Customer support; Handoff/);
  });
});
