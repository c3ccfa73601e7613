import { describe, expect, it } from "vitest";
import * as z from "zod";
import { shown } from "../../src/core/kinds.ts";
import { report } from "../../src/render/report.ts";

describe("report", () => {
  const result = {
    summary: "Nine steps.",
    nrr: 1.07,
    quick_ratio: null,
    measured: false,
    playbook: {
      trigger: "Health below 40",
      exit_criteria: ["Signed, and in writing", "Reason recorded"],
      days: [30, 60],
      steps: [
        { day: -90, action: "Call | write", past: null },
        { day: 0, action: "Close", past: true },
      ],
    },
    options: [
      { name: "B", added_cost: 490_000, break_even: { share_of_arr: 0.034, accounts: [{ tier: "Enterprise", count: 3.3 }] } },
    ],
    rule: { id: "org-roles", body: "First.\n\n- one\n- two" },
    note: "line one\nline ``` two",
    codes: ["a_b", "c_d"],
    warnings: [],
  };
  const shape = z.strictObject({
    nrr: shown.rate(),
    options: z.array(
      z.strictObject({
        added_cost: shown.money(),
        break_even: z.strictObject({
          share_of_arr: shown.rate().nullable(),
          accounts: z.array(z.strictObject({ count: shown.count() })),
        }),
      }),
    ),
  });
  const text = report("A title", result, shape);

  it("begins with the title and the summary, then plain values with readable names", () => {
    expect(text.startsWith("# A title\n\nNine steps.\n\n- NRR: 107.0%\n- Quick ratio: not known\n- Measured: no\n")).toBe(true);
  });

  it("puts lists on lines of their own and rows into a table", () => {
    expect(text).toContain("- Exit criteria:\n  - Signed, and in writing\n  - Reason recorded\n- Days: 30, 60");
    expect(text).toContain(
      ["| Day | Action        | Past      |", "|----:|---------------|-----------|", "| -90 | Call \\| write | not known |"].join(
        "\n",
      ),
    );
  });

  it("lays rows that hold other rows out one by one", () => {
    expect(text).toContain(
      "### Name: B\n\n- Added cost: 490,000\n- Break even:\n  - Share of ARR: 3.4%\n  - Accounts:\n    - tier Enterprise, count 3.3",
    );
  });

  it("keeps a page as the markdown it is, and other text of several lines between fences it cannot close", () => {
    expect(text).toContain("### Body\n\nFirst.\n\n- one\n- two");
    expect(text).toContain("- Note:\n\n  ````text\n  line one\n  line ``` two\n  ````");
  });

  it("holds every value of the data", () => {
    const leaves = (value: unknown): unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
    const plain = text.replaceAll("\\", "");
    for (const leaf of leaves(result))
      if (typeof leaf === "string") for (const line of leaf.split("\n")) expect(plain).toContain(line);
    // The numbers by hand: a rate, days, an amount, a rate, a count that is not whole.
    for (const shown of ["107.0%", "30, 60", "-90", "| 0", "490,000", "3.4%", "3.3"])
      expect(plain.replaceAll(/\|\s+0/g, "| 0")).toContain(shown);
  });
});
