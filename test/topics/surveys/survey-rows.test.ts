import { describe, expect, it } from "vitest";
import type { Table } from "../../../src/core/table.ts";
import { rowsOfResponses, rowsOfTable } from "../../../src/topics/surveys/rows.ts";
import { record } from "../../core/record.ts";

const table = (header: string, records: Table["records"], amount_unit: Table["amount_unit"] = "unclear"): Table => ({
  path: "survey.csv",
  shape: "survey",
  rows_read: records.length,
  rows_used: records.length,
  columns: [{ header, field: "score", confidence: "certain" }],
  issues: [],
  amount_unit,
  currency: null,
  records,
});

describe("rowsOfResponses", () => {
  it("answers the only question given, or the one each names", () => {
    expect(rowsOfResponses([{ rating: 0 }], { nps: {} })[0]).toEqual({
      place: "responses[0]",
      type: "nps",
      account: null,
      respondent: null,
      rating: 0,
      arr: null,
      wave: null,
      segment: null,
    });
    expect(rowsOfResponses([{ rating: 4, type: "csat" }], { nps: {} })[0]!.type).toBe("csat");
  });

  it("asks which question where nothing says, and refuses two answers of one person", () => {
    expect(() => rowsOfResponses([{ rating: 9 }], {})).toThrow("do not say which question");
    expect(() => rowsOfResponses([{ rating: 9 }], { nps: {}, csat: {} })).toThrow("responses[0]");
    const twice = { account: "A", respondent: "Ann", rating: 9 };
    expect(() => rowsOfResponses([twice, { ...twice, rating: 3 }], { nps: {} })).toThrow("Ann answered in responses[0] already");
    expect(rowsOfResponses([twice, { ...twice, account: "B" }], { nps: {} }).length).toBe(2);
    expect(rowsOfResponses([twice, { ...twice, wave: "2026-Q1" }], { nps: {} }).length).toBe(2);
  });
});

describe("rowsOfTable", () => {
  it("a blank is no answer and a 0 is one; the header names the question", () => {
    const found = rowsOfTable(table("NPS score", [record(2, "A", { score: 0 }), record(3, "B")]), {}, 30);
    expect(found.blank).toBe(1);
    expect(found.rows).toMatchObject([{ place: "row 2", type: "nps", account: "A", rating: 0 }]);
  });

  it("ARR counts as such only", () => {
    const records = [record(2, "A", { score: 9, amount: 0 })];
    expect(rowsOfTable(table("NPS", records, "arr"), {}, 30).rows[0]!.arr).toBe(0);
    expect(rowsOfTable(table("NPS", records, "mrr"), {}, 30).rows[0]!.arr).toBeNull();
  });

  it("reads wave and type from their columns; a type that names no question is another thing", () => {
    const cells = { Wave: "2026-Q1", Type: "CSAT" };
    expect(rowsOfTable(table("Score", [record(2, "A", { score: 4, cells })]), {}, 30).rows[0]).toMatchObject({
      wave: "2026-Q1",
      type: "csat",
    });
    const other = { Wave: "", Type: "Partner" };
    expect(rowsOfTable(table("Score", [record(2, "A", { score: 4, cells: other })]), { nps: {} }, 30).rows[0]).toMatchObject({
      wave: null,
      type: "nps",
    });
    const mixed = [record(2, "A", { score: 4, cells }), record(3, "B", { score: 4, cells: other })];
    expect(() => rowsOfTable(table("Score", mixed), { nps: {} }, 30)).toThrow("row 3");
  });

  it("refuses means, and a question nobody names", () => {
    expect(() => rowsOfTable(table("NPS", [record(2, "A", { score: 8.5 })]), {}, 30)).toThrow("no whole number");
    expect(() => rowsOfTable(table("Rating", [record(2, "A", { score: 8 })]), {}, 30)).toThrow("do not say which question");
  });
});

describe("waves and questions of one file", () => {
  const dated = (row: number, date: string, cells: Record<string, string> = {}) =>
    record(row, `A${row}`, { score: 9, cells: { NPS: "9", Date: date, ...cells } });

  it("a date column makes waves: more than 30 days without an answer begin the next", () => {
    const found = rowsOfTable(table("NPS", [dated(2, "2026-03-02"), dated(3, "2026-04-01"), dated(4, "2026-05-02")]), {}, 30);
    // From 1 April to 2 May are 31 days, from 2 March to 1 April 30.
    expect(found.rows.map(({ wave }) => wave)).toEqual(["2026-03-02", "2026-03-02", "2026-05-02"]);
  });

  it("columns of two questions give a row for each, a blank none", () => {
    const records = [dated(2, "2026-03-02", { CSAT: "4" }), dated(3, "2026-03-03", { CSAT: "" })];
    const { rows, blank } = rowsOfTable(table("NPS", records), { csat: { type: "mean" } }, 30);
    expect(rows.map(({ place, type, rating }) => [place, type, rating])).toEqual([
      ['row 2, column "NPS"', "nps", 9],
      ['row 2, column "CSAT"', "csat", 4],
      ['row 3, column "NPS"', "nps", 9],
    ]);
    expect(blank).toBe(0);
  });
});
