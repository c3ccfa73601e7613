import { describe, expect, it } from "vitest";
import { samples, writtenPlan } from "./written-plan.ts";

describe.each(samples)("the documents of %s", (_, input) => {
  it("have a verdict of at most fifteen lines that starts with the ask and ends with the next decision", async () => {
    const { verdict } = await writtenPlan(input);
    expect(verdict.length).toBeLessThanOrEqual(15);
    expect(verdict[0]).toMatch(/^Approve /);
    expect(verdict.at(-1)).toMatch(/^Decide again (on|in) /);
  });

  it("open with one page: the ask, why now, cost, what is unknown, three dates, five questions", async () => {
    const page = (await writtenPlan(input)).file("board-summary.md");
    const [title, date, ask] = page.split("\n\n");
    expect(title).toMatch(/^# Board summary: /);
    expect(date).toMatch(/^As of 2026-01-01|^No date was given/);
    expect(ask).toMatch(/^> Approve /);
    expect(page.match(/^## .*$/gm)).toEqual([
      "## Why now",
      "## What it costs and must bring",
      "## What is not known",
      "## 30, 60 and 90 days",
      "## Five questions a board will ask",
    ]);
    expect(page.match(/^- \*\*.*\?\*\* ./gm)).toHaveLength(5);
    expect(page.split("\n").length).toBeLessThan(60);
    expect(page.match(/Decide: /g)).toHaveLength(3);
  });

  it("show no name of a field and no broken cell, before the pages that they name", async () => {
    const text = (await writtenPlan(input)).file("blueprint.md").split("## Appendix: the rules")[0]!;
    const code = /`[^`]*`/g;
    const ids = (text.replace(code, "").match(/[a-z]+_[a-z_]+/g) ?? []).filter((id) => id !== "inspect_table");
    expect(ids).toEqual([]);
    for (const word of ["undefined", "null", "NaN", "Infinity", "[object"]) expect(text).not.toContain(word);
    const tables = text.split("\n\n").filter((part) => part.startsWith("| "));
    for (const part of tables) {
      const lines = part.split("\n");
      const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
      expect(new Set(lines.map(cells)).size, part).toBe(1);
    }
  });

  it("draw the team's chart and say whose it is", async () => {
    const chart = (await writtenPlan(input)).file("blueprint.md").split("### Org chart\n\n")[1]!;
    expect(chart).toMatch(/^(Plan [ABC], .*\(recommended\)|The team the work takes)/);
    expect(chart).toMatch(/```text\nCEO\n[├└]─ /);
  });
});

describe("the board's page and the document", () => {
  it("group the people of one role under their leader", async () => {
    const { file } = await writtenPlan({ company_file: "reference-company.yaml" });
    // Six CSMs and a VP today; nobody between them.
    expect(file("blueprint.md")).toContain("CEO\n└─ VP\n   └─ 6 CSMs\n```");
  });

  it("name publishers, not ids of standards", async () => {
    const { file } = await writtenPlan({ company_file: "reference-company.yaml" });
    expect(file("blueprint.md")).toContain("| CS Strategist, organization chart ");
    expect(file("blueprint.md")).not.toMatch(/strategist_|compounding_|saas_capital/);
  });

  it("show a hostile name as text in every file", async () => {
    const table = [
      "Account,Owner,Tier,ARR",
      '"A|B *b* <script>alert(1)</script>",=cmd|x!A0,High touch,200000',
      '"=HYPERLINK(""http://x"")",@Bob,Tech touch,4000',
      '"C # ""q"", &copy;",-Zed,Low touch,25000',
    ].join("\n");
    const { file } = await writtenPlan({ table: "hostile.csv", as_of: "2026-01-01" }, { "hostile.csv": table });
    for (const page of ["blueprint.html", "board-summary.html"]) expect(file(page)).not.toMatch(/<script|<img/);
    expect(file("blueprint.md")).toContain("| =cmd\\|x!A0 |");
  });
});
