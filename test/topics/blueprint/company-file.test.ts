import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Company } from "../../../src/topics/blueprint/question.ts";
import { samples, writtenPlan } from "./written-plan.ts";

describe.each(samples)("the company file of %s", (_, input) => {
  it("is a company that loads again, and the next run stands beside this one", async () => {
    const first = await writtenPlan(input);
    const text = first.file("company-completed.yaml");
    const company = Company.parse(parse(text));
    expect(company.last_run).toMatchObject({ arr: expect.any(Number), csm_fte: expect.any(Number) });
    const { company: _company, company_file: _file, heads: _heads, ...rest } = input;
    const next = await writtenPlan({ ...rest, company_file: "again.yaml" }, { "again.yaml": text });
    const since = next.file("blueprint.md").split("## What changed\n\n")[1]!.split("\n\n")[0]!;
    // Nothing has changed in between, so every line says the same twice.
    for (const line of since.split("\n").slice(2)) {
      const [before, now] = line.split("|").slice(2, 4);
      expect(now!.trim()).toBe(before!.trim());
    }
    expect(next.file("blueprint.md")).not.toContain("one input after the other");
    expect(next.file("blueprint.md")).not.toContain("The company file and the table agree on accounts in");
  });
});

describe("companyFile", () => {
  it("keeps what was given word for word and names the next command", async () => {
    const { file, folder } = await writtenPlan({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" });
    const given = parse(readFileSync(join(folder, "company.yaml"), "utf8")) as Record<string, unknown>;
    expect(parse(file("company-completed.yaml"))).toMatchObject(given);
    expect(file("company-completed.yaml").split("\n")[0]).toContain(
      "cs-strategist blueprint plan/company-completed.yaml NEW-ACCOUNTS-TABLE --as-of NEW-DATE --out NEW-FOLDER",
    );
  });

  it("keeps what it was computed from apart, so that editing the company does not edit the last run", async () => {
    const written = await writtenPlan({ company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" });
    expect(written.file("company-completed.yaml")).not.toMatch(/[&*]a\d/);
  });

  it("writes tiers one a line, and those counted from a table only as a note, so that the next table cannot contradict them", async () => {
    const totals = (await writtenPlan({ company_file: "reference-company.yaml" })).file("company-completed.yaml");
    expect(totals).toContain("  - { tier: Enterprise, touch: high, min_arr: 150000, accounts: 40 }");
    const counted = (await writtenPlan({ table: "subscriptions.csv", as_of: "2026-01-01" })).file("company-completed.yaml");
    expect(parse(counted)).not.toHaveProperty("tiers");
    expect(counted).toMatch(/^# {3}High touch, from 100,000: 50 accounts/m);
    const later = await writtenPlan(
      { company_file: "again.yaml", table: "subscriptions.csv", as_of: "2026-04-01" },
      { "again.yaml": counted },
    );
    expect(later.verdict.join("\n")).not.toContain("Does not tie");
  });
});
