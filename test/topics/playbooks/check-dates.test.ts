import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { checkDates } from "../../../src/topics/playbooks/figures.ts";

describe("checkDates", () => {
  it("lets real dates and absent ones pass", () => {
    // 2028 is a leap year.
    expect(() => checkDates({ start: "2028-02-29", as_of: undefined })).not.toThrow();
  });

  it("names every field whose date does not exist", () => {
    try {
      checkDates({ start: "2026-02-30", as_of: "2026-01-01", "holidays[1]": "2027-02-29" });
      expect.unreachable();
    } catch (problem) {
      expect(problem).toBeInstanceOf(Problem);
      expect((problem as Problem).detail.places).toEqual(['start: "2026-02-30"', 'holidays[1]: "2027-02-29"']);
    }
  });
});
