import { describe, expect, it } from "vitest";
import { overdueContacts, unknownContacts } from "../../../src/topics/stakeholders/threading.ts";
import { figures, person, undated } from "./stakeholder-figures.ts";

const late = (level: string | null, last: string, asOf: string) =>
  overdueContacts([person("P", { level, last_contact: last, days: 1 })], figures.cadence, asOf).map(({ due_on, days_over }) => [
    due_on,
    days_over,
  ]);

describe("overdue contacts", () => {
  it("by the level's own months of the calendar; due today is not overdue", () => {
    expect(late("C-level", "2025-01-15", "2026-01-15")).toEqual([]);
    expect(late("C-level", "2025-01-15", "2026-01-16")).toEqual([["2026-01-15", 1]]);
    expect(late("VP", "2025-06-30", "2026-01-01")).toEqual([["2025-12-30", 2]]);
    // Three months after 30 November is 28 February.
    expect(late("Director", "2025-11-30", "2026-03-01")).toEqual([["2026-02-28", 1]]);
    expect(late("Manager", "2025-12-31", "2026-01-31")).toEqual([]);
    expect(late("Manager", "2025-12-31", "2026-02-01")).toEqual([["2026-01-31", 1]]);
  });

  it("users are spoken to all the time, so nothing is ever due; without a level nothing can be said", () => {
    expect(late("User", "2020-01-01", "2026-01-01")).toEqual([]);
    expect(late(null, "2020-01-01", "2026-01-01")).toEqual([]);
  });

  it("who has no date is listed apart and is never 0 days; who left is in neither list", () => {
    const list = [
      person("A", { level: "VP", ...undated }),
      person("B", { ...undated }),
      person("C"),
      person("D", { left: true, ...undated, live: false }),
    ];
    expect(overdueContacts(list, figures.cadence, "2026-01-01")).toEqual([]);
    expect(unknownContacts(list).map(({ name, missing }) => [name, missing])).toEqual([
      ["A", "last_contact"],
      ["B", "last_contact and level"],
      ["C", "level"],
    ]);
  });
});
