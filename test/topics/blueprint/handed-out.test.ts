// What a plan hands out beside its page: playbooks a page each, retention under its definitions, and diagrams where they are asked for.
import { describe, expect, it } from "vitest";
import { samples, writtenPlan } from "./written-plan.ts";

const [, [, withTable]] = samples as [unknown, [string, Record<string, unknown>]];

describe("the files of a plan", () => {
  it("hold every playbook the plan counts, with its steps, messages and end", async () => {
    const { file, written, files } = await writtenPlan(withTable);
    const playbooks = written.filter((name) => name.startsWith("playbook-"));
    // The chapter counts them: a cell "n steps" each.
    const chapter = file("blueprint.md").split("## Playbooks")[1]!.split("\n## ")[0]!;
    expect(playbooks.length).toBe(chapter.match(/\d+ steps?, /g)!.length);
    expect(playbooks).toContain("playbook-renewal-high.md");
    for (const name of playbooks) {
      const text = file(name);
      expect(text, name).toMatch(
        /^# [A-Z][a-z]+-touch [a-z-]+ playbook\n\nOpens when: .+\. Runs it: .+\.\n\nDays are counted from day 0/,
      );
      expect(text, name).toMatch(/\n## Steps\n\n\| Day /);
      expect(text, name).not.toMatch(/undefined|NaN|\[object/);
    }
    // As many rows as the chapter says steps.
    const steps = Number(/\| Renewal +\| (\d+) steps?/.exec(chapter)![1]);
    expect(
      file("playbook-renewal-high.md")
        .split("## Steps")[1]!
        .split("\n## ")[0]!
        .match(/^\| day /gm),
    ).toHaveLength(steps);
    expect(files.some((line) => /playbook-\*\.md \(\d+ files\)/.test(line))).toBe(true);
  });

  it("draw retention under its definitions where they differ", async () => {
    // Of 300 at the start 50 left, 20 pay less and 40 pay more: GRR 230/300, without downgrades 250/300, NRR 270/300.
    const rows = ["A,100,140", "B,100,80", "C,50,50", "D,50,0"].join("\n");
    const { file, written } = await writtenPlan(
      { table: "four.csv", as_of: "2026-01-01" },
      { "four.csv": `Account,ARR 2025-01-01,ARR 2026-01-01\n${rows}\n` },
    );
    expect(written).toContain("chart-retention-by-definition.svg");
    const table = file("blueprint.html").split('id="picture-retention-by-definition"')[1]!.split("</figure>")[0]!;
    const cells = [...table.matchAll(/<tr><td>([^<]+)<\/td><td[^>]*>([^<]+)<\/td><td[^>]*>([^<]+)<\/td><\/tr>/g)].map((match) =>
      match.slice(1),
    );
    expect(cells).toEqual([
      ["Start against end", "90%", "76.7%"],
      ["Without downgrades", "90%", "83.3%"],
      ["With those who came back", "90%", "76.7%"],
    ]);
  });

  it("hold diagrams in the document only where they are named, and none in the page", async () => {
    const plain = await writtenPlan({ ...withTable, include: ["all"] });
    expect(plain.file("blueprint.md")).not.toContain("mermaid");
    const { file } = await writtenPlan({ ...withTable, include: ["diagrams"] });
    expect(file("blueprint.md")).toMatch(/```mermaid\nflowchart TD\n {2}n0\["CEO"\]\n/);
    expect(file("blueprint.md")).toMatch(
      /```mermaid\ngantt\n {2}dateFormat YYYY-MM-DD\n {2}axisFormat %b %Y\n {2}section FY2026 Q4/,
    );
    expect(file("blueprint.html")).not.toContain("mermaid");
  });
});
