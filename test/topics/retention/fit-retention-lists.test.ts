import { describe, expect, it } from "vitest";
import { answerFromRows } from "../../../src/topics/retention/account-book.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { fitRetentionLists } from "../../../src/topics/retention/tool.ts";
import { retentionFigures } from "./figures.ts";

const rows = Array.from({ length: 30 }, (_, index) => ({
  account: `A${index}`,
  segment: `segment ${String(index).padStart(2, "0")}`,
  start: 100,
  end: 90,
}));
const { fields } = answerFromRows(rows, {}, standardPolicy, retentionFigures());
const fitted = (offset: number, limit: number, characters: number) =>
  fitRetentionLists(fields, { offset, limit }, {}, characters);
const empty = JSON.stringify([{ ...fields, segments: [] }, {}]).length;
const row = JSON.stringify(fields.segments[0]).length + 1;

describe("fitRetentionLists", () => {
  it("gives the rows asked for where they fit, and how many there are", () => {
    const page = fitted(10, 12, 1_000_000);
    expect(page.segments.map(({ segment }) => segment)).toEqual(rows.slice(10, 22).map(({ segment }) => segment));
    expect([page.segments_total, page.months, page.months_total]).toEqual([30, [], 0]);
    expect("comparison" in page).toBe(false);
  });

  it("gives fewer where the answer would grow too long, as many as fit, and never none", () => {
    expect(fitted(0, 12, empty + 5 * row).segments.length).toBe(5);
    expect(fitted(0, 12, empty + 5 * row - 1).segments.length).toBe(4);
    expect(fitted(0, 12, 1).segments.length).toBe(1);
    expect(fitted(0, 12, 1).segments_total).toBe(30);
    expect(fitted(30, 12, 1).segments).toEqual([]);
  });

  it("takes from the longest list first", () => {
    const month = {
      month: "2025-02-01",
      from: "2025-01-01",
      opening: 1,
      new: 0,
      expansion: 0,
      reactivation: 0,
      contraction: 0,
      churn: 0,
      closing: 1,
    };
    const both = { ...fields, months: [month, month] };
    const base = JSON.stringify([{ ...both, segments: [], months: [] }, {}]).length;
    const page = fitRetentionLists(both, { offset: 0, limit: 12 }, {}, base + 3 * row + 2 * (JSON.stringify(month).length + 1));
    expect([page.segments.length, page.months.length]).toEqual([3, 2]);
  });
});
